// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../backend/requestgeneration.h"
#include "subscriptionrow.h"

#include <Tbs/support/clock.h>

namespace Tbs::Gui {

/// What the user has had done with subscriptions: what is under way, and what became of it. An answer that comes when
/// its row is gone is harmless.
class SubscriptionOperations : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    SubscriptionOperations(Backend &backend, Clock &clock, QObject *parent = nullptr);

    void deactivate(const SubscriptionRow &row);
    void activate(const SubscriptionRow &row);
    void checkNow(const SubscriptionRow &row);
    /// One after the other.
    void remove(const QList<SubscriptionRow> &rows);
    /// What is under way is of another connection: nobody is told of it any more.
    void forget();

    /// What is under way, for people, by SubscriptionRow::identity().
    [[nodiscard]] const QHash<QString, QString> &current() const { return m_current; }

Q_SIGNALS:
    /// current() is another one.
    void currentChanged();
    /// The server may have something else now.
    void finished();
    /// A sentence that says what was not done and why, and what to do about it.
    void failed(const QString &message);

private:
    template <typename T>
    void run(const SubscriptionRow &row, const QString &text, const QString &sentence,
             const QFuture<Result<T>> &future);
    /// What is told only by what comes of it: ends with that, or after a while.
    void watch(const SubscriptionRow &row, const QString &text);
    void begin(const QString &identity, const QString &text);
    void end(const QString &identity);
    void endWatch(const QString &webhookId);
    void takeJournal(const QList<JournalEntry> &entries);
    void takeSubscriptions();
    void removeNext();

    Backend &m_backend;
    Clock &m_clock;
    QHash<QString, QString> m_current;
    struct Watch
    {
        int request = 0;
        SubscriptionHealth health; ///< when it was asked for
    };
    QHash<QString, Watch> m_watched; ///< by webhook id
    int m_requests = 0;
    QList<SubscriptionRow> m_toRemove;
    QString m_removing; ///< identity of what is being deleted
    RequestGeneration m_connection;
};

} // namespace Tbs::Gui
