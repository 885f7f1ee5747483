// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/fhirserver.h"
#include "../backend/requestgeneration.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTabWidget;
class QTreeWidget;

namespace Tbs::Gui {

class DifferenceList;
class JsonTextView;

/// What will be sent, asked for while the user types: the resource, what it changes on the server, and what is known to
/// go wrong.
class PreviewPane : public QWidget
{
    Q_OBJECT

public:
    /// \a server must outlive this.
    explicit PreviewPane(FhirServer &server, QWidget *parent = nullptr);

    /// Asks for it soon; what was asked for before and has not come yet is of no interest any more.
    void setSubscription(const SubscriptionConfiguration &subscription);
    /// There is nothing to show until mistakes are mended.
    void setMistaken();
    void setMasked(bool masked);

    /// Whether the server has exactly what would be sent, and it is active: then sending it changes nothing.
    [[nodiscard]] bool isUnchanged() const;

private:
    void makeTabs();
    void ask();
    void take(const Result<SubscriptionPreview> &preview);
    void showMessage(const QString &text, bool isError);
    void showPreview();
    void showProblems();
    void showDifferences();
    [[nodiscard]] QJsonObject shown(const QJsonObject &resource) const;
    void copy();

    FhirServer &m_server;
    QTimer m_delay;
    SubscriptionConfiguration m_subscription;
    std::optional<SubscriptionPreview> m_preview; ///< of what was set last
    RequestGeneration m_request;
    bool m_masked = false;
    QLabel *m_message;
    QLabel *m_problems;
    QTabWidget *m_tabs;
    JsonTextView *m_json;
    JsonTextView *m_actual;
    QWidget *m_changes;
    QLabel *m_changesText;
    QTreeWidget *m_differences;
    DifferenceList *m_elements;
    QPushButton *m_copy;
};

} // namespace Tbs::Gui
