// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "historystatement_p.h"
#include "sqlschema_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Beyond this many it is cheaper to look at every row.
constexpr qsizetype maximumListedSubscriptions = 500;

template <typename T> QString numberList(const QList<T> &values)
{
    QStringList numbers;
    for (const auto &value : values) {
        numbers << QString::number(static_cast<qint64>(value));
    }
    return numbers.join(u',');
}

/// For LIKE with ESCAPE '\'.
QString containing(QString text)
{
    text.replace(u'\\', "\\\\"_L1).replace(u'%', "\\%"_L1).replace(u'_', "\\_"_L1);
    return u'%' + text + u'%';
}

} // namespace

HistoryStatement::HistoryStatement(const HistoryFilter &filter, const QList<qint64> &subscriptionIds, bool all,
                                   Qt::SortOrder order)
    : m_filter(filter)
    , m_subscriptionIds(subscriptionIds)
    , m_allSubscriptions(all)
    , m_order(order)
    , m_conditions(notificationConditions())
    , m_source(source())
{
}

HistoryStatement::Source HistoryStatement::source() const
{
    if (!m_filter.focus.isEmpty()) {
        return Source::Foci;
    }
    if (m_filter.state == EventState::Pending || m_filter.state == EventState::DeadLetter) {
        return Source::States;
    }
    if (m_filter.replayed) {
        return Source::Replays;
    }
    // Where nothing else is asked for, the index of subscriptions knows all ids, without the bodies between them.
    const bool fewSubscriptions = m_subscriptionIds.size() <= maximumListedSubscriptions;
    return fewSubscriptions && (!m_allSubscriptions || m_conditions.isEmpty()) ? Source::Subscriptions
                                                                               : Source::Notifications;
}

QString HistoryStatement::sourceText() const
{
    const auto buckets = u"(WITH RECURSIVE bucket(number) AS (SELECT ? UNION ALL SELECT number + 1 FROM bucket "
                         "WHERE number < ?) SELECT number FROM bucket) AS bucket CROSS JOIN "_s;
    const auto joined =
        m_conditions.isEmpty() ? QString() : u" CROSS JOIN notification ON notification.id = event.notification_id"_s;
    switch (m_source) {
    case Source::Foci:
        return buckets + u"event INDEXED BY event_by_bucket_and_focus"_s + joined;
    case Source::States:
        return (m_filter.state == EventState::Pending ? u"event INDEXED BY event_pending"_s
                                                      : u"event INDEXED BY event_dead_letter"_s)
            + joined;
    case Source::Replays:
        return u"event INDEXED BY event_replayed"_s + joined;
    case Source::Subscriptions:
        return buckets + u"notification INDEXED BY notification_by_bucket_and_subscription"_s;
    case Source::Notifications:
        break;
    }
    return u"notification"_s;
}

bool HistoryStatement::readsEvents() const
{
    return m_source == Source::Foci || m_source == Source::States || m_source == Source::Replays;
}

QString HistoryStatement::idColumn() const
{
    return readsEvents() ? u"event.notification_id"_s : u"notification.id"_s;
}

/// Each of them takes its part of values().
QStringList HistoryStatement::sourceConditions() const
{
    QStringList conditions{idColumn() + u" BETWEEN ? AND ?"_s};
    if (m_source == Source::Foci || m_source == Source::Subscriptions) {
        conditions << u"%1 >> %2 = bucket.number"_s.arg(idColumn()).arg(bucketBits);
    }
    if (m_source == Source::Foci) {
        conditions << u"event.focus <> ''"_s
                   << (m_filter.focus.contains(u'/') ? u"event.focus = ?"_s
                                                     : u"event.focus >= ? AND event.focus < ?"_s);
    }
    if (m_source == Source::Replays) {
        conditions << u"event.replayed_at IS NOT NULL"_s;
    }
    if (m_source == Source::States || m_source == Source::Replays) {
        // The index has the ids of events only; they ascend with those of the notifications.
        conditions << u"event.id >= (SELECT id FROM event WHERE notification_id >= ? ORDER BY notification_id, id "
                      "LIMIT 1)"_s;
    }
    if (m_filter.state && (m_source == Source::Foci || m_source == Source::States)) {
        conditions << u"event.state = %1"_s.arg(static_cast<int>(*m_filter.state));
    }
    if (m_source == Source::Subscriptions) {
        conditions << u"notification.subscription_id IN (%1)"_s.arg(numberList(m_subscriptionIds));
    }
    return conditions;
}

QStringList HistoryStatement::notificationConditions() const
{
    QStringList conditions;
    if (m_filter.from.isValid()) {
        conditions << u"received_at >= %1"_s.arg(m_filter.from.toMSecsSinceEpoch());
    }
    if (m_filter.to.isValid()) {
        conditions << u"received_at < %1"_s.arg(m_filter.to.toMSecsSinceEpoch());
    }
    if (!m_filter.types.isEmpty()) {
        conditions << u"type IN (%1)"_s.arg(numberList(m_filter.types));
        if (!m_filter.types.contains(NotificationType::EventNotification)) {
            conditions << u"type <> %1"_s.arg(static_cast<int>(NotificationType::EventNotification));
        }
    }
    if (!m_filter.origins.isEmpty()) {
        conditions << u"origin IN (%1)"_s.arg(numberList(m_filter.origins));
        if (!m_filter.origins.contains(NotificationOrigin::Webhook)) {
            conditions << u"origin <> %1"_s.arg(static_cast<int>(NotificationOrigin::Webhook));
        }
    }
    if (m_filter.state == EventState::Done && m_filter.focus.isEmpty()) {
        conditions << u"EXISTS (SELECT 1 FROM event AS e WHERE e.notification_id = notification.id AND e.state = 1)"_s;
    }
    if (m_filter.withDuplicates) {
        conditions << u"duplicate_events > 0"_s;
    }
    const bool hasRareState = m_filter.state == EventState::Pending || m_filter.state == EventState::DeadLetter;
    if (m_filter.replayed && (!m_filter.focus.isEmpty() || hasRareState)) {
        conditions << u"EXISTS (SELECT 1 FROM event AS e WHERE e.notification_id = notification.id "
                      "AND e.replayed_at IS NOT NULL)"_s;
    }
    for (qsizetype i = 0; i < m_filter.texts.size(); ++i) {
        conditions << u"CAST(body AS TEXT) LIKE ? ESCAPE '\\'"_s;
    }
    // As the source unless something rarer is.
    const bool listed = m_subscriptionIds.size() > maximumListedSubscriptions || !m_filter.focus.isEmpty()
        || hasRareState || m_filter.replayed;
    if (!m_allSubscriptions && listed) {
        conditions << u"notification.subscription_id IN (%1)"_s.arg(numberList(m_subscriptionIds));
    }
    return conditions;
}

QString HistoryStatement::text() const
{
    return u"SELECT %1 %2 FROM %3 WHERE %4 ORDER BY %2 %5 LIMIT ?"_s.arg(
        readsEvents() ? u"DISTINCT"_s : QString(), idColumn(), sourceText(),
        (sourceConditions() + m_conditions).join(" AND "_L1), m_order == Qt::AscendingOrder ? u"ASC"_s : u"DESC"_s);
}

QVariantList HistoryStatement::values(HistoryWindow window, int limit) const
{
    QVariantList values;
    if (m_source == Source::Foci || m_source == Source::Subscriptions) {
        values << (window.first >> bucketBits) << (window.last >> bucketBits);
    }
    values << window.first << window.last;
    if (m_source == Source::Foci) {
        values << (m_filter.focus.contains(u'/') ? m_filter.focus : m_filter.focus + u'/');
        if (!m_filter.focus.contains(u'/')) {
            values << m_filter.focus + QChar(u'/' + 1);
        }
    } else if (m_source == Source::States || m_source == Source::Replays) {
        values << window.first;
    }
    for (const auto &text : m_filter.texts) {
        values << containing(text);
    }
    return values << limit;
}

HistoryWindow HistoryStatement::nextWindow(HistoryWindow range, qint64 size) const
{
    if (range.last - range.first < size) {
        return range;
    }
    return m_order == Qt::AscendingOrder ? HistoryWindow{range.first, range.first + size - 1}
                                         : HistoryWindow{range.last - size + 1, range.last};
}

} // namespace Tbs
