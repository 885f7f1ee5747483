// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../health/helpfulaction.h"
#include "../mainwindow/page.h"

#include <Tbs/support/clock.h>

#include <QHash>
#include <QPointer>

#include <optional>

namespace Tbs::Gui {

/// What can be done with the subscription that the user looks at: as actions of a page, and as the button in its row.
class SubscriptionActions : public QObject
{
    Q_OBJECT

public:
    /// Adds its actions to \a page. The key of what helps is that of \a list only. All must outlive this.
    SubscriptionActions(Backend &backend, Clock &clock, Page &page, QWidget &list);

    /// What the actions act on; absent: they are disabled.
    void setCurrent(const std::optional<ManagedSubscription> &subscription);
    /// Does the one thing that helps.
    void help(const ManagedSubscription &subscription);
    /// What was asked for by check() and reactivate() is answered by what happens next.
    void noteJournal(const QList<JournalEntry> &entries);
    [[nodiscard]] bool isBusy(const QString &webhookId) const { return m_busy.contains(webhookId); }

Q_SIGNALS:
    /// Something was asked for, or is answered.
    void busyChanged(const QString &webhookId, bool busy);
    /// \a message: which subscription, and what the matter is.
    void failed(const QString &message);
    /// As Page::pageRequested().
    void pageRequested(const QString &name, const QString &webhookId);

private:
    /// A copy: what is asked for may change what is current.
    [[nodiscard]] QString currentId() const;
    void update();
    void check(const QString &webhookId);
    void reactivate(const QString &webhookId);
    void resume(const QString &webhookId);
    void suspend(const QString &webhookId);
    void askWhetherToSuspend(const QString &webhookId);
    void suspendOrResume();
    void begin(const QString &webhookId);
    void beginAndWait(const QString &webhookId);
    void end(const QString &webhookId);
    void finish(const QString &webhookId, const QFuture<Result<void>> &future);

    Backend &m_backend;
    Clock &m_clock;
    Page &m_page;
    std::optional<ManagedSubscription> m_current;
    QHash<QString, quint64> m_busy; ///< by webhook id, the number of the request
    quint64 m_requests = 0;
    QAction *m_help;
    QAction *m_events;
    QAction *m_check;
    QAction *m_reactivate;
    QAction *m_suspend;
};

} // namespace Tbs::Gui
