// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationstore.h>

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>

namespace Tbs {

/// The statements of the store on one connection, prepared once and used for all its transactions.
class SqlTransaction final : public StoreTransaction
{
public:
    explicit SqlTransaction(const QSqlDatabase &database);

    [[nodiscard]] Result<SubscriptionRecord> subscription(const SubscriptionKey &key) override;
    [[nodiscard]] Result<void> updateSubscription(const SubscriptionRecord &record) override;
    [[nodiscard]] Result<QList<SubscriptionRecord>> subscriptions() override;
    [[nodiscard]] Result<qint64> insertNotification(const NotificationRecord &record) override;
    [[nodiscard]] Result<std::optional<NotificationRecord>> notification(qint64 id) override;
    [[nodiscard]] Result<QList<EventRecord>> eventsOf(qint64 notificationId) override;
    [[nodiscard]] Result<std::optional<EventRecord>> eventByNumber(qint64 subscriptionId, quint64 epoch,
                                                                   EventNumber number) override;
    [[nodiscard]] Result<std::optional<EventArrival>> eventBefore(qint64 subscriptionId, quint64 epoch,
                                                                  EventNumber number) override;
    [[nodiscard]] Result<std::optional<EventRecord>> eventByIdentity(const EventRecord &like) override;
    [[nodiscard]] Result<qint64> insertEvent(const EventRecord &record) override;
    [[nodiscard]] Result<void> updateEvent(const EventProgress &progress) override;
    [[nodiscard]] Result<void> finishEvents(qint64 firstId, qint64 lastId) override;
    [[nodiscard]] Result<void> replayEvent(qint64 eventId, const QDateTime &at) override;
    [[nodiscard]] Result<QList<QueuedEvent>> pendingEvents(qint64 afterId, int limit) override;
    [[nodiscard]] Result<qint64> lastEventId() override;
    [[nodiscard]] Result<qint64> countEvents(EventState state) override;
    [[nodiscard]] Result<qint64> countNotifications() override;
    [[nodiscard]] Result<QList<StoredExtent>> oldestNotifications(qint64 afterId, int limit) override;
    [[nodiscard]] Result<void> removeNotifications(qint64 firstId, qint64 lastId) override;
    [[nodiscard]] Result<StoreSize> size() override;
    [[nodiscard]] Result<qint64> giveBack(qint64 bytes) override;

    /// Writes the subscriptions that changed; before the commit.
    [[nodiscard]] Result<void> flush();
    /// Forgets what was read or changed; after a commit or, else, a rollback.
    void reset(bool committed);
    /// Whether space was given back since reset().
    [[nodiscard]] bool gaveBack() const { return m_gaveBack; }

private:
    [[nodiscard]] Result<void> execute(QSqlQuery &query, const QVariantList &values);
    [[nodiscard]] Result<qint64> insert(QSqlQuery &query, const QVariantList &values);
    [[nodiscard]] Result<std::optional<EventRecord>> selectEvent(QSqlQuery &query, const QVariantList &values);
    [[nodiscard]] Result<qint64> count(QSqlQuery &query, const QVariantList &values);
    [[nodiscard]] QSqlQuery prepare(const QString &statement) const;

    struct CachedSubscription
    {
        SubscriptionRecord record;
        bool changed = false;
    };

    QSqlDatabase m_database;
    /// Within one transaction a subscription is read and written once, however many notifications it got.
    QHash<SubscriptionKey, CachedSubscription> m_subscriptions;

    QSqlQuery m_selectSubscription;
    QSqlQuery m_insertSubscription;
    QSqlQuery m_updateSubscription;
    QSqlQuery m_selectSubscriptions;
    QSqlQuery m_insertNotification;
    QSqlQuery m_selectNotification;
    QSqlQuery m_eventsOf;
    QSqlQuery m_eventByNumber;
    QSqlQuery m_eventBefore;
    QSqlQuery m_eventByEventId;
    QSqlQuery m_eventByBundleId;
    QSqlQuery m_eventByFocus;
    QSqlQuery m_insertEvent;
    QSqlQuery m_updateEvent;
    QSqlQuery m_finishEvents;
    QSqlQuery m_replayEvent;
    QSqlQuery m_pendingEvents;
    QSqlQuery m_lastEventId;
    QSqlQuery m_countEvents;
    QSqlQuery m_countNotifications;
    QSqlQuery m_oldestNotifications;
    QSqlQuery m_removeEvents;
    QSqlQuery m_removeNotifications;
    QSqlQuery m_pageSize;
    QSqlQuery m_pageCount;
    QSqlQuery m_freePages;
    bool m_gaveBack = false;
    /// Kept up to date, since counting reads a whole index. Nothing while it is not known.
    std::optional<qint64> m_notificationCount;
};

} // namespace Tbs
