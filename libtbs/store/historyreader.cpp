// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "historyreader_p.h"
#include "sqlrecords_p.h"
#include "sqlschema_p.h"
#include "subscriptionmatch_p.h"

#include <Tbs/support/text_p.h>

#include <QFileInfo>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qint64 firstWindow = 4096;
/// Bodies may be large, so the search feels its way.
constexpr qint64 firstWindowOfBodies = 128;
/// How long one window should take; ids are added or taken away accordingly.
constexpr std::chrono::nanoseconds windowTime = std::chrono::milliseconds(10);
constexpr qint64 maximumGrowth = 8;

QSqlQuery prepare(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    // A statement that does not fit the schema fails when it is executed, with this very error.
    query.prepare(statement);
    return query;
}

Result<void> execute(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        query.bindValue(static_cast<int>(i), values[i]);
    }
    if (!query.exec()) {
        return failure(errorFromSql(query.lastError()));
    }
    return {};
}

/// After the last row: whether there are no more, or the reading failed.
Result<void> end(QSqlQuery &query)
{
    const auto error = query.lastError();
    query.finish();
    return error.isValid() ? failure(errorFromSql(error)) : Result<void>();
}

qint64 nextWindowSize(qint64 size, std::chrono::nanoseconds took)
{
    const auto growth = took * maximumGrowth < windowTime ? maximumGrowth : windowTime.count() / took.count();
    return growth > 0 ? size * growth : std::max<qint64>(1, size * windowTime.count() / took.count());
}

} // namespace

struct HistoryReader::Statements
{
    explicit Statements(const QSqlDatabase &database)
        : extent(prepare(database, u"SELECT (SELECT min(id) FROM notification), (SELECT max(id) FROM notification)"_s))
        , time(prepare(database, u"SELECT id, received_at FROM notification WHERE id >= ? ORDER BY id LIMIT 1"_s))
        , summary(prepare(database,
                          u"SELECT %1, length(body), webhook_id, server, subscription, topic FROM notification "
                          "JOIN subscription ON subscription.id = notification.subscription_id "
                          "WHERE notification.id = ?"_s.arg(notificationColumns)))
        , summaryEvents(prepare(
              database,
              u"SELECT state, focus, event_number, replayed_at FROM event WHERE notification_id = ? ORDER BY id"_s))
        , notification(
              prepare(database, u"SELECT %1, body, headers FROM notification WHERE id = ?"_s.arg(notificationColumns)))
        , events(prepare(database, u"SELECT %1 FROM event WHERE notification_id = ? ORDER BY id"_s.arg(eventColumns)))
        , previousEvent(prepare(
              database,
              u"WITH RECURSIVE bucket(number) AS (SELECT ? UNION ALL SELECT number - 1 FROM bucket WHERE number > ?) "
              "SELECT %1 FROM bucket CROSS JOIN event INDEXED BY event_by_bucket_and_focus "
              "WHERE event.notification_id >> %2 = bucket.number AND focus = ? AND focus <> '' AND event.id < ? "
              "AND event.subscription_id = ? ORDER BY event.id DESC LIMIT 1"_s.arg(eventColumns)
                  .arg(bucketBits)))
        , subscriptions(prepare(database, u"SELECT %1 FROM subscription ORDER BY id"_s.arg(subscriptionColumns)))
    {
    }

    QSqlQuery extent;
    QSqlQuery time;
    QSqlQuery summary;
    QSqlQuery summaryEvents;
    QSqlQuery notification;
    QSqlQuery events;
    QSqlQuery previousEvent;
    QSqlQuery subscriptions;
};

HistoryReader::HistoryReader(const Clock &clock, QString path)
    : m_clock(clock)
    , m_path(std::move(path))
{
}

HistoryReader::~HistoryReader()
{
    close();
}

Result<void> HistoryReader::open()
{
    if (m_statements) {
        return {};
    }
    if (!QFileInfo::exists(m_path)) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("There is no store %1 yet. A receiver makes it when it starts.").arg(m_path));
    }
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, QUuid::createUuid().toString());
    if (!m_database.isValid()) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("Qt's SQLite driver is missing; install libqt6sql6-sqlite."));
    }
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"_s);
    auto opened = m_database.open()
        ? checkSchema(m_database, m_path)
        : failure(Error::Kind::ActionRequired,
                  Text::tr("The store %1 cannot be opened: %2").arg(m_path, m_database.lastError().text()));
    if (!opened) {
        close();
        return opened;
    }
    m_statements = std::make_unique<Statements>(m_database);
    return {};
}

void HistoryReader::close()
{
    m_statements.reset();
    if (m_database.isValid()) {
        const auto name = m_database.connectionName();
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(name);
    }
}

Result<HistoryExtent> HistoryReader::extent()
{
    if (auto opened = open(); !opened) {
        return failure(opened.error());
    }
    auto &query = m_statements->extent;
    if (auto done = execute(query, {}); !done) {
        return failure(done.error());
    }
    HistoryExtent extent;
    if (query.next() && !query.isNull(0)) {
        extent.firstId = query.value(0).toLongLong();
        extent.lastId = query.value(1).toLongLong();
        extent.estimatedCount = extent.lastId - extent.firstId + 1;
    }
    return end(query).map([extent] { return extent; });
}

/// The lowest id in \a window received at \a time or later, by halving; one behind the window when there is none.
Result<qint64> HistoryReader::firstIdSince(const QDateTime &time, HistoryWindow window)
{
    auto &query = m_statements->time;
    const auto wanted = time.toMSecsSinceEpoch();
    auto low = window.first;
    auto high = window.last + 1;
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (auto done = execute(query, {middle}); !done) {
            return failure(done.error());
        }
        // Between ids that were deleted the next one answers for all.
        const bool found = query.next();
        if (!found || query.value(1).toLongLong() >= wanted) {
            high = middle;
        } else {
            low = query.value(0).toLongLong() + 1;
        }
        if (auto done = end(query); !done) {
            return failure(done.error());
        }
    }
    return low;
}

/// The ids that the order, the position and the time range leave; empty when the last is before the first.
Result<HistoryWindow> HistoryReader::range(const HistoryQuery &query)
{
    const auto all = extent();
    if (!all) {
        return failure(all.error());
    }
    if (all->firstId == 0) {
        return HistoryWindow{1, 0};
    }
    HistoryWindow range{all->firstId, all->lastId};
    constexpr qint64 tolerance = std::chrono::milliseconds(NotificationHistory::clockTolerance).count();
    if (query.filter.from.isValid()) {
        const auto first = firstIdSince(query.filter.from.addMSecs(-tolerance), range);
        if (!first) {
            return failure(first.error());
        }
        range.first = *first;
    }
    if (query.filter.to.isValid()) {
        const auto end = firstIdSince(query.filter.to.addMSecs(tolerance), range);
        if (!end) {
            return failure(end.error());
        }
        range.last = *end - 1;
    }
    if (query.after && query.order == Qt::AscendingOrder) {
        range.first = std::max(range.first, *query.after + 1);
    } else if (query.after) {
        range.last = std::min(range.last, *query.after - 1);
    }
    return range;
}

Result<HistoryMatches> HistoryReader::find(const HistoryQuery &query)
{
    const auto ids = range(query);
    if (!ids) {
        return failure(ids.error());
    }
    const auto known = subscriptions();
    if (!known) {
        return failure(known.error());
    }
    QList<qint64> subscriptionIds;
    for (const auto &subscription : *known) {
        if (matchesSubscription(query.filter, subscription.key, subscription.topic)) {
            subscriptionIds << subscription.id;
        }
    }
    if (subscriptionIds.isEmpty() || ids->last < ids->first) {
        return HistoryMatches{};
    }
    return search(query, {query.filter, subscriptionIds, subscriptionIds.size() == known->size(), query.order}, *ids);
}

Result<HistoryMatches> HistoryReader::search(const HistoryQuery &query, const HistoryStatement &statement,
                                             HistoryWindow range)
{
    const bool ascending = query.order == Qt::AscendingOrder;
    auto select = prepare(m_database, statement.text());
    auto windowSize = statement.readsBodies() ? firstWindowOfBodies : firstWindow;
    const auto begun = m_clock.monotonic();
    HistoryMatches matches;
    while (range.first <= range.last) {
        const auto started = m_clock.monotonic();
        const auto window = statement.nextWindow(range, windowSize);
        const auto wanted = std::max(1, query.limit) - static_cast<int>(matches.ids.size());
        if (auto done = execute(select, statement.values(window, wanted)); !done) {
            return failure(done.error());
        }
        while (select.next()) {
            matches.ids << select.value(0).toLongLong();
        }
        if (auto done = end(select); !done) {
            return failure(done.error());
        }
        const bool full = matches.ids.size() >= std::max(1, query.limit);
        const auto reached = full ? matches.ids.constLast() : ascending ? window.last : window.first;
        (ascending ? range.first : range.last) = ascending ? reached + 1 : reached - 1;
        const auto now = m_clock.monotonic();
        if (full || now - begun >= query.budget) {
            break;
        }
        windowSize = nextWindowSize(windowSize, now - started);
    }
    if (range.first <= range.last) {
        matches.resumeAfter = ascending ? range.first - 1 : range.last + 1;
        matches.unexamined = range.last - range.first + 1;
    }
    return matches;
}

Result<void> HistoryReader::readEventsInto(NotificationSummary &summary)
{
    auto &query = m_statements->summaryEvents;
    if (auto done = execute(query, {summary.notification.id}); !done) {
        return done;
    }
    while (query.next()) {
        const auto state = static_cast<EventState>(query.value(0).toInt());
        summary.pendingEvents += state == EventState::Pending ? 1 : 0;
        summary.deadLetters += state == EventState::DeadLetter ? 1 : 0;
        const auto focus = query.value(1).toString();
        if (!focus.isEmpty() && !summary.foci.contains(focus)) {
            summary.foci << focus;
        }
        if (const auto number = toNumber(query.value(2))) {
            summary.firstEventNumber = std::min(summary.firstEventNumber.value_or(*number), *number);
            summary.lastEventNumber = std::max(summary.lastEventNumber.value_or(*number), *number);
        }
        summary.replayedEvents += query.isNull(3) ? 0 : 1;
    }
    return end(query);
}

/// \return whether it is stored.
Result<bool> HistoryReader::readSummary(qint64 id, NotificationSummary &summary)
{
    auto &query = m_statements->summary;
    if (auto done = execute(query, {id}); !done) {
        return failure(done.error());
    }
    const bool found = query.next();
    if (found) {
        constexpr int column = notificationColumnCount;
        summary = {.notification = readNotification(query, 0),
                   .bodySize = query.value(column).toLongLong(),
                   .subscription = {query.value(column + 1).toString(), query.value(column + 2).toString(),
                                    query.value(column + 3).toString()},
                   .topic = query.value(column + 4).toString()};
    }
    if (auto done = end(query); !done || !found) {
        return done.map([] { return false; });
    }
    return readEventsInto(summary).map([] { return true; });
}

Result<QList<NotificationSummary>> HistoryReader::summaries(const QList<qint64> &ids)
{
    if (auto opened = open(); !opened) {
        return failure(opened.error());
    }
    QList<NotificationSummary> summaries;
    summaries.reserve(ids.size());
    for (const auto id : ids) {
        NotificationSummary summary;
        const auto found = readSummary(id, summary);
        if (!found) {
            return failure(found.error());
        }
        if (*found) {
            summaries << std::move(summary);
        }
    }
    return summaries;
}

Result<std::optional<NotificationRecord>> HistoryReader::notification(qint64 id)
{
    if (auto opened = open(); !opened) {
        return failure(opened.error());
    }
    auto &query = m_statements->notification;
    if (auto done = execute(query, {id}); !done) {
        return failure(done.error());
    }
    std::optional<NotificationRecord> record;
    if (query.next()) {
        record = readWholeNotification(query);
    }
    return end(query).map([&record] { return std::move(record); });
}

Result<QList<EventRecord>> HistoryReader::events(qint64 notificationId)
{
    if (auto opened = open(); !opened) {
        return failure(opened.error());
    }
    auto &query = m_statements->events;
    if (auto done = execute(query, {notificationId}); !done) {
        return failure(done.error());
    }
    QList<EventRecord> events;
    while (query.next()) {
        events << readEvent(query);
    }
    return end(query).map([&events] { return std::move(events); });
}

Result<std::optional<EventRecord>> HistoryReader::previousEvent(const EventRecord &event)
{
    const auto all = extent();
    if (!all) {
        return failure(all.error());
    }
    std::optional<EventRecord> previous;
    if (event.focus.isEmpty()) {
        return previous;
    }
    auto &query = m_statements->previousEvent;
    const auto bucket = event.notificationId >> bucketBits;
    if (auto done = execute(
            query, {bucket, std::min(bucket, all->firstId >> bucketBits), event.focus, event.id, event.subscriptionId});
        !done) {
        return failure(done.error());
    }
    if (query.next()) {
        previous = readEvent(query);
    }
    return end(query).map([&previous] { return std::move(previous); });
}

Result<QList<SubscriptionRecord>> HistoryReader::subscriptions()
{
    if (auto opened = open(); !opened) {
        return failure(opened.error());
    }
    auto &query = m_statements->subscriptions;
    if (auto done = execute(query, {}); !done) {
        return failure(done.error());
    }
    QList<SubscriptionRecord> records;
    while (query.next()) {
        records << readSubscription(query);
    }
    return end(query).map([&records] { return std::move(records); });
}

} // namespace Tbs
