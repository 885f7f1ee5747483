// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sqlrecords_p.h"
#include "sqltransaction_p.h"

#include <QSqlError>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace Tbs {

SqlTransaction::SqlTransaction(const QSqlDatabase &database)
    : m_database(database)
    , m_selectSubscription(
          prepare(u"SELECT %1 FROM subscription WHERE webhook_id = ? AND server = ? AND subscription = ?"_s.arg(
              subscriptionColumns)))
    , m_insertSubscription(prepare(u"INSERT INTO subscription (webhook_id, server, subscription) VALUES (?, ?, ?)"_s))
    , m_updateSubscription(prepare(
          u"UPDATE subscription SET topic = ?, status = ?, epoch = ?, seen = ?, written_off = ?, base = ?, highest = "
          u"?, "
          "newest_timestamp = ?, restarts_in_a_row = ?, last_notification_at = ?, last_event_at = ? WHERE id = ?"_s))
    , m_selectSubscriptions(prepare(u"SELECT %1 FROM subscription ORDER BY id"_s.arg(subscriptionColumns)))
    , m_insertNotification(
          prepare(u"INSERT INTO notification (subscription_id, received_at, origin, fhir_version, type, bundle_id, "
                  "events_since_subscription_start, new_events, duplicate_events, body, headers) "
                  "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s))
    , m_selectNotification(
          prepare(u"SELECT %1, body, headers FROM notification WHERE id = ?"_s.arg(notificationColumns)))
    , m_eventsOf(prepare(u"SELECT %1 FROM event WHERE notification_id = ? ORDER BY id"_s.arg(eventColumns)))
    , m_eventByNumber(prepare(
          u"SELECT %1 FROM event WHERE subscription_id = ? AND epoch = ? AND event_number = ?"_s.arg(eventColumns)))
    , m_eventBefore(prepare(
          u"SELECT %1, received_at FROM event JOIN notification ON notification.id = event.notification_id "
          "WHERE event.subscription_id = ? AND epoch = ? AND event_number < ? ORDER BY event_number DESC LIMIT 1"_s.arg(
              eventColumns)))
    , m_eventByEventId(
          prepare(u"SELECT %1 FROM event WHERE subscription_id = ? AND event_id = ? AND event_number IS NULL "
                  "AND event_id <> ''"_s.arg(eventColumns)))
    , m_eventByBundleId(prepare(u"SELECT %1 FROM event WHERE subscription_id = ? AND bundle_id = ? AND event_index = ? "
                                "AND event_number IS NULL AND bundle_id <> ''"_s.arg(eventColumns)))
    , m_eventByFocus(prepare(u"SELECT %1 FROM event WHERE subscription_id = ? AND focus = ? AND timestamp = ? "
                             "AND event_number IS NULL AND bundle_id = '' AND event_id = ''"_s.arg(eventColumns)))
    , m_insertEvent(prepare(u"INSERT INTO event (notification_id, subscription_id, status_index, event_index, epoch, "
                            u"event_number, event_id, "
                            "bundle_id, focus, timestamp, state, attempts, next_attempt_at, last_error) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s))
    , m_updateEvent(
          prepare(u"UPDATE event SET state = ?, attempts = ?, next_attempt_at = ?, last_error = ? WHERE id = ?"_s))
    , m_finishEvents(prepare(u"UPDATE event SET state = 1, attempts = 1 WHERE id BETWEEN ? AND ?"_s))
    , m_replayEvent(prepare(u"UPDATE event SET state = 0, attempts = 0, next_attempt_at = NULL, last_error = '', "
                            "replayed_at = ? WHERE id = ?"_s))
    , m_pendingEvents(prepare(
          u"SELECT %1, %2, body, webhook_id FROM event JOIN notification ON notification.id = event.notification_id "
          "JOIN subscription ON subscription.id = event.subscription_id "
          "WHERE state = 0 AND event.id > ? ORDER BY event.id LIMIT ?"_s.arg(eventColumns, notificationColumns)))
    , m_lastEventId(prepare(u"SELECT seq FROM sqlite_sequence WHERE name = 'event'"_s))
    , m_countEvents(prepare(u"SELECT count(*) FROM event WHERE state = ?"_s))
    , m_countNotifications(prepare(u"SELECT count(*) FROM notification"_s))
    , m_oldestNotifications(prepare(
          u"SELECT id, received_at, length(body) + ifnull(length(headers), 0), EXISTS (SELECT 1 FROM event INDEXED BY "
          u"event_by_notification "
          "WHERE notification_id = notification.id AND state = 0) FROM notification WHERE id > ? ORDER BY id LIMIT ?"_s))
    , m_removeEvents(prepare(u"DELETE FROM event WHERE notification_id BETWEEN ? AND ?"_s))
    , m_removeNotifications(prepare(u"DELETE FROM notification WHERE id BETWEEN ? AND ?"_s))
    , m_pageSize(prepare(u"PRAGMA page_size"_s))
    , m_pageCount(prepare(u"PRAGMA page_count"_s))
    , m_freePages(prepare(u"PRAGMA freelist_count"_s))
{
}

QSqlQuery SqlTransaction::prepare(const QString &statement) const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    // A statement that does not fit the schema fails when it is executed, with this very error.
    query.prepare(statement);
    return query;
}

Result<void> SqlTransaction::execute(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        query.bindValue(static_cast<int>(i), values[i]);
    }
    if (!query.exec()) {
        return failure(errorFromSql(query.lastError()));
    }
    return {};
}

Result<qint64> SqlTransaction::insert(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = execute(query, values); !done) {
        return failure(done.error());
    }
    return query.lastInsertId().toLongLong();
}

Result<SubscriptionRecord> SqlTransaction::subscription(const SubscriptionKey &key)
{
    if (const auto cached = m_subscriptions.constFind(key); cached != m_subscriptions.constEnd()) {
        return cached->record;
    }
    const QVariantList keyValues{text(key.webhookId), text(key.server), text(key.subscription)};
    if (auto done = execute(m_selectSubscription, keyValues); !done) {
        return failure(done.error());
    }
    SubscriptionRecord record;
    const bool found = m_selectSubscription.next();
    if (found) {
        record = readSubscription(m_selectSubscription);
    }
    m_selectSubscription.finish();
    if (!found) {
        const auto id = insert(m_insertSubscription, keyValues);
        if (!id) {
            return failure(id.error());
        }
        record.id = *id;
        record.key = key;
    }
    m_subscriptions.insert(key, {record});
    return record;
}

Result<void> SqlTransaction::updateSubscription(const SubscriptionRecord &record)
{
    m_subscriptions.insert(record.key, {record, true});
    return {};
}

Result<void> SqlTransaction::flush()
{
    for (auto &[record, changed] : m_subscriptions) {
        if (!changed) {
            continue;
        }
        const auto &sequence = record.sequence;
        const auto status = record.status ? QVariant(static_cast<int>(*record.status)) : QVariant();
        const auto base = sequence.base ? QVariant(static_cast<qint64>(*sequence.base)) : QVariant();
        auto done =
            execute(m_updateSubscription,
                    {text(record.topic), status, static_cast<qint64>(sequence.epoch), text(sequence.seen.toString()),
                     text(sequence.writtenOff.toString()), base, static_cast<qint64>(sequence.highest),
                     fromTime(sequence.newestTimestamp), sequence.restartsInARow, fromTime(record.lastNotificationAt),
                     fromTime(record.lastEventAt), record.id});
        if (!done) {
            return done;
        }
        changed = false;
    }
    return {};
}

void SqlTransaction::reset(bool committed)
{
    m_subscriptions.clear();
    m_gaveBack = false;
    if (!committed) {
        m_notificationCount.reset();
    }
}

Result<QList<SubscriptionRecord>> SqlTransaction::subscriptions()
{
    if (auto done = flush(); !done) {
        return failure(done.error());
    }
    if (auto done = execute(m_selectSubscriptions, {}); !done) {
        return failure(done.error());
    }
    QList<SubscriptionRecord> records;
    while (m_selectSubscriptions.next()) {
        records.append(readSubscription(m_selectSubscriptions));
    }
    m_selectSubscriptions.finish();
    return records;
}

Result<qint64> SqlTransaction::insertNotification(const NotificationRecord &record)
{
    auto inserted = insert(m_insertNotification,
                           {record.subscriptionId, fromTime(record.receivedAt), static_cast<int>(record.origin),
                            static_cast<int>(record.fhirVersion), static_cast<int>(record.type), text(record.bundleId),
                            fromNumber(record.eventsSinceSubscriptionStart), record.newEvents, record.duplicateEvents,
                            record.body, record.headers.isEmpty() ? QVariant() : QVariant(record.headers)});
    if (inserted && m_notificationCount) {
        ++*m_notificationCount;
    }
    return inserted;
}

Result<std::optional<NotificationRecord>> SqlTransaction::notification(qint64 id)
{
    if (auto done = execute(m_selectNotification, {id}); !done) {
        return failure(done.error());
    }
    std::optional<NotificationRecord> record;
    if (m_selectNotification.next()) {
        record = readWholeNotification(m_selectNotification);
    }
    m_selectNotification.finish();
    return record;
}

Result<QList<EventRecord>> SqlTransaction::eventsOf(qint64 notificationId)
{
    if (auto done = execute(m_eventsOf, {notificationId}); !done) {
        return failure(done.error());
    }
    QList<EventRecord> events;
    while (m_eventsOf.next()) {
        events.append(readEvent(m_eventsOf));
    }
    m_eventsOf.finish();
    return events;
}

Result<std::optional<EventRecord>> SqlTransaction::selectEvent(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = execute(query, values); !done) {
        return failure(done.error());
    }
    std::optional<EventRecord> record;
    if (query.next()) {
        record = readEvent(query);
    }
    query.finish();
    return record;
}

Result<std::optional<EventRecord>> SqlTransaction::eventByNumber(qint64 subscriptionId, quint64 epoch,
                                                                 EventNumber number)
{
    return selectEvent(m_eventByNumber,
                       {subscriptionId, static_cast<qint64>(epoch), static_cast<qint64>(number.value())});
}

Result<std::optional<EventArrival>> SqlTransaction::eventBefore(qint64 subscriptionId, quint64 epoch,
                                                                EventNumber number)
{
    const QVariantList values{subscriptionId, static_cast<qint64>(epoch), static_cast<qint64>(number.value())};
    if (auto done = execute(m_eventBefore, values); !done) {
        return failure(done.error());
    }
    std::optional<EventArrival> arrival;
    if (m_eventBefore.next()) {
        arrival = {readEvent(m_eventBefore), toTime(m_eventBefore.value(eventColumnCount))};
    }
    m_eventBefore.finish();
    return arrival;
}

Result<std::optional<EventRecord>> SqlTransaction::eventByIdentity(const EventRecord &like)
{
    if (!like.eventId.isEmpty()) {
        return selectEvent(m_eventByEventId, {like.subscriptionId, like.eventId});
    }
    if (!like.bundleId.isEmpty()) {
        return selectEvent(m_eventByBundleId, {like.subscriptionId, like.bundleId, like.eventIndex});
    }
    if (!like.focus.isEmpty() && !like.timestamp.isEmpty()) {
        return selectEvent(m_eventByFocus, {like.subscriptionId, like.focus, like.timestamp});
    }
    return std::nullopt;
}

Result<qint64> SqlTransaction::insertEvent(const EventRecord &record)
{
    return insert(m_insertEvent,
                  {record.notificationId, record.subscriptionId, record.statusIndex, record.eventIndex,
                   static_cast<qint64>(record.epoch), fromNumber(record.eventNumber), text(record.eventId),
                   text(record.bundleId), text(record.focus), text(record.timestamp), static_cast<int>(record.state),
                   record.attempts, fromTime(record.nextAttemptAt), text(record.lastError)});
}

Result<void> SqlTransaction::updateEvent(const EventProgress &progress)
{
    return execute(m_updateEvent,
                   {static_cast<int>(progress.state), progress.attempts, fromTime(progress.nextAttemptAt),
                    text(progress.lastError), progress.eventId});
}

Result<void> SqlTransaction::finishEvents(qint64 firstId, qint64 lastId)
{
    return execute(m_finishEvents, {firstId, lastId});
}

Result<void> SqlTransaction::replayEvent(qint64 eventId, const QDateTime &at)
{
    return execute(m_replayEvent, {fromTime(at), eventId});
}

Result<QList<QueuedEvent>> SqlTransaction::pendingEvents(qint64 afterId, int limit)
{
    if (auto done = execute(m_pendingEvents, {afterId, limit}); !done) {
        return failure(done.error());
    }
    QList<QueuedEvent> events;
    while (m_pendingEvents.next()) {
        constexpr int bodyColumn = eventColumnCount + notificationColumnCount;
        auto notification = readNotification(m_pendingEvents, eventColumnCount);
        notification.body = m_pendingEvents.value(bodyColumn).toByteArray();
        events.append(
            {readEvent(m_pendingEvents), std::move(notification), m_pendingEvents.value(bodyColumn + 1).toString()});
    }
    m_pendingEvents.finish();
    return events;
}

Result<qint64> SqlTransaction::count(QSqlQuery &query, const QVariantList &values)
{
    if (auto done = execute(query, values); !done) {
        return failure(done.error());
    }
    const auto number = query.next() ? query.value(0).toLongLong() : 0;
    query.finish();
    return number;
}

Result<qint64> SqlTransaction::lastEventId()
{
    return count(m_lastEventId, {});
}

Result<qint64> SqlTransaction::countEvents(EventState state)
{
    return count(m_countEvents, {static_cast<int>(state)});
}

Result<qint64> SqlTransaction::countNotifications()
{
    if (!m_notificationCount) {
        const auto counted = count(m_countNotifications, {});
        if (!counted) {
            return counted;
        }
        m_notificationCount = *counted;
    }
    return *m_notificationCount;
}

Result<QList<StoredExtent>> SqlTransaction::oldestNotifications(qint64 afterId, int limit)
{
    if (auto done = execute(m_oldestNotifications, {afterId, limit}); !done) {
        return failure(done.error());
    }
    QList<StoredExtent> extents;
    while (m_oldestNotifications.next()) {
        extents.append({m_oldestNotifications.value(0).toLongLong(), toTime(m_oldestNotifications.value(1)),
                        m_oldestNotifications.value(2).toLongLong(), m_oldestNotifications.value(3).toBool()});
    }
    m_oldestNotifications.finish();
    return extents;
}

Result<void> SqlTransaction::removeNotifications(qint64 firstId, qint64 lastId)
{
    return execute(m_removeEvents, {firstId, lastId}).and_then([&] {
        return execute(m_removeNotifications, {firstId, lastId}).map([&] {
            if (m_notificationCount) {
                *m_notificationCount -= m_removeNotifications.numRowsAffected();
            }
        });
    });
}

Result<StoreSize> SqlTransaction::size()
{
    const auto pageSize = count(m_pageSize, {});
    const auto pages = count(m_pageCount, {});
    const auto free = count(m_freePages, {});
    if (!pageSize || !pages || !free) {
        return failure(!pageSize ? pageSize.error() : !pages ? pages.error() : free.error());
    }
    return StoreSize{.used = (*pages - *free) * *pageSize, .total = *pages * *pageSize};
}

Result<qint64> SqlTransaction::giveBack(qint64 bytes)
{
    const auto before = size();
    const auto pageSize = count(m_pageSize, {});
    if (!before || !pageSize) {
        return failure(before ? pageSize.error() : before.error());
    }
    if (bytes < *pageSize) {
        return 0; // to SQLite 0 pages are all
    }
    QSqlQuery vacuum(m_database);
    if (!vacuum.exec(u"PRAGMA incremental_vacuum(%1)"_s.arg(bytes / *pageSize))) {
        return failure(errorFromSql(vacuum.lastError()));
    }
    while (vacuum.next()) { } // each step frees one page
    if (vacuum.lastError().isValid()) {
        return failure(errorFromSql(vacuum.lastError()));
    }
    vacuum.finish();
    return size().map([&](const StoreSize &after) {
        m_gaveBack = m_gaveBack || after.total < before->total;
        return before->total - after.total;
    });
}

} // namespace Tbs
