// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "fetchedevents.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace Tbs::Gui {

class JsonTextView;
class MessageBar;

/// Fetches events of a Subscription with `$events`, to be looked at: they are not received.
class EventsDialog : public QDialog
{
    Q_OBJECT

public:
    struct Target
    {
        QString id; ///< of the Subscription
        QString name; ///< for people
        NumberRanges missing;
        quint64 count = 0; ///< events that the server is known to have counted; 0: not known
    };

    /// \a backend must outlive this.
    EventsDialog(Backend &backend, Target target, bool masked, QWidget *parent = nullptr);

    /// Without what tells who a patient is.
    void setMasked(bool masked);

private:
    [[nodiscard]] QLayout *makeRange();
    [[nodiscard]] QWidget *makeResult();
    void makeButtons();
    [[nodiscard]] QLineEdit *numberEdit(const QString &name, const QString &label, quint64 number);
    [[nodiscard]] QString hint() const;
    /// Where it is not known: for a better suggestion.
    void askForCount();
    /// Nothing, and a message, when it is none.
    [[nodiscard]] std::optional<NumberRange> range() const;
    void checkRange();
    void fetch();
    void take(const NumberRange &asked, const Result<RecoveredEvents> &answer);
    void showError(const Error &error);
    /// \return whether the answer could be read.
    bool showEvents();
    void showCounts(const NumberRange &asked);
    void showResource();
    void copyResource();
    void copyAnswer();

    Backend &m_backend;
    Target m_target;
    bool m_masked;
    bool m_fetching = false;
    std::optional<RecoveredEvents> m_answer;
    QList<FetchedEvent> m_events;
    QLineEdit *m_first = nullptr;
    QLineEdit *m_last = nullptr;
    QLabel *m_mistake;
    QLabel *m_hint;
    MessageBar *m_message;
    QTreeWidget *m_list;
    JsonTextView *m_resource;
    QPushButton *m_fetch = nullptr;
    QPushButton *m_copyResource = nullptr;
    QPushButton *m_copyAnswer = nullptr;
};

} // namespace Tbs::Gui
