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
{
}

bool HistoryStatement::searchesEvents() const
{
    return !m_filter.focus.isEmpty() || m_filter.state == EventState::Pending
        || m_filter.state == EventState::DeadLetter;
}

QString HistoryStatement::eventIndex() const
{
    if (!m_filter.focus.isEmpty()) {
        return u"event_by_bucket_and_focus"_s;
    }
    return m_filter.state == EventState::Pending ? u"event_pending"_s : u"event_dead_letter"_s;
}

QStringList HistoryStatement::eventConditions() const
{
    QStringList conditions;
    if (!m_filter.focus.isEmpty()) {
        conditions << u"event.notification_id >> %1 = ? AND event.focus <> ''"_s.arg(focusBucketBits)
                   << (m_filter.focus.contains(u'/') ? u"event.focus = ?"_s
                                                     : u"event.focus >= ? AND event.focus < ?"_s);
    } else {
        // The index has the ids of events only; they ascend with those of the notifications.
        conditions << u"event.id >= (SELECT id FROM event WHERE notification_id >= ? ORDER BY notification_id, id "
                      "LIMIT 1)"_s;
    }
    if (m_filter.state) {
        conditions << u"event.state = %1"_s.arg(static_cast<int>(*m_filter.state));
    }
    return conditions << u"event.notification_id BETWEEN ? AND ?"_s;
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
    if (m_filter.state == EventState::Done) {
        conditions << u"EXISTS (SELECT 1 FROM event AS e WHERE e.notification_id = notification.id AND e.state = 1)"_s;
    }
    if (m_filter.withDuplicates) {
        conditions << u"duplicate_events > 0"_s;
    }
    for (qsizetype i = 0; i < m_filter.texts.size(); ++i) {
        conditions << u"CAST(body AS TEXT) LIKE ? ESCAPE '\\'"_s;
    }
    // Where nothing else is asked for, the index of subscriptions knows all ids, without the bodies between them.
    const bool listed = !m_allSubscriptions || (conditions.isEmpty() && !searchesEvents());
    if (listed && (!m_allSubscriptions || m_subscriptionIds.size() <= maximumListedSubscriptions)) {
        conditions << u"notification.subscription_id IN (%1)"_s.arg(numberList(m_subscriptionIds));
    }
    return conditions;
}

QString HistoryStatement::text() const
{
    const auto order = m_order == Qt::AscendingOrder ? u"ASC"_s : u"DESC"_s;
    const auto conditions = notificationConditions();
    if (!searchesEvents()) {
        return u"SELECT notification.id FROM notification WHERE %1 ORDER BY notification.id %2 LIMIT ?"_s.arg(
            (conditions + QStringList{u"notification.id BETWEEN ? AND ?"_s}).join(" AND "_L1), order);
    }
    return u"SELECT DISTINCT event.notification_id FROM event INDEXED BY %1 %2 WHERE %3 "
           "ORDER BY event.notification_id %4 LIMIT ?"_s.arg(
               eventIndex(),
               conditions.isEmpty() ? QString()
                                    : u"CROSS JOIN notification ON notification.id = event.notification_id"_s,
               (eventConditions() + conditions).join(" AND "_L1), order);
}

QVariantList HistoryStatement::values(HistoryWindow window, int limit) const
{
    QVariantList values;
    const QVariantList bounds{window.first, window.last};
    if (!m_filter.focus.isEmpty()) {
        values << (window.first >> focusBucketBits);
        if (m_filter.focus.contains(u'/')) {
            values << m_filter.focus;
        } else {
            values << m_filter.focus + u'/' << m_filter.focus + QChar(u'/' + 1);
        }
    } else if (searchesEvents()) {
        values << window.first;
    }
    if (searchesEvents()) {
        values += bounds;
    }
    for (const auto &text : m_filter.texts) {
        values << containing(text);
    }
    if (!searchesEvents()) {
        values += bounds;
    }
    return values << limit;
}

HistoryWindow HistoryStatement::nextWindow(HistoryWindow range, qint64 size) const
{
    const bool ascending = m_order == Qt::AscendingOrder;
    if (!m_filter.focus.isEmpty()) {
        const auto bucket = (ascending ? range.first : range.last) >> focusBucketBits;
        const auto start = bucket << focusBucketBits;
        const auto end = start + (qint64(1) << focusBucketBits) - 1;
        return {std::max(range.first, start), std::min(range.last, end)};
    }
    if (range.last - range.first < size) {
        return range;
    }
    return ascending ? HistoryWindow{range.first, range.first + size - 1}
                     : HistoryWindow{range.last - size + 1, range.last};
}

} // namespace Tbs
