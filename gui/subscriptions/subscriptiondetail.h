// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptioncomparison.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QTreeWidget;

namespace Tbs::Gui {

class HtmlView;
class JsonTextView;
class JsonTreeView;

/// Everything about one subscription: to read, as it is wanted beside what the server has, and the resource.
class SubscriptionDetail : public QWidget
{
    Q_OBJECT

public:
    explicit SubscriptionDetail(QWidget *parent = nullptr);

    /// \a wanted: of ours, what the server was asked for.
    void setRow(const SubscriptionRow &row, const Subscription &wanted);
    void clear();
    /// Without what tells who a patient is. Counts for what is set from then on.
    void setMasked(bool masked) { m_masked = masked; }

    /// The resource as it is shown.
    [[nodiscard]] QString shownJson() const;

private:
    void showComparison(const SubscriptionRow &row, const Subscription &wanted);
    void showResource(const QJsonObject &resource);
    [[nodiscard]] QWidget *makeComparison();

    bool m_masked = false;
    QString m_identity;
    QList<ComparedElement> m_compared;
    QTabWidget *m_tabs;
    HtmlView *m_text;
    QWidget *m_comparison;
    QLabel *m_verdict;
    QTreeWidget *m_elements;
    JsonTreeView *m_tree;
    JsonTextView *m_json;
};

} // namespace Tbs::Gui
