// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "memorystore.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace Tbs {

struct MemoryStore::Data
{
    MemoryStoreOptions options;
    qint64 bytes = 0;
    qint64 lastSubscriptionId = 0;
    qint64 lastNotificationId = 0;
    qint64 lastEventId = 0;
    std::map<qint64, SubscriptionRecord> subscriptions;
    QHash<SubscriptionKey, qint64> subscriptionIds;
    std::map<qint64, NotificationRecord> notifications;
    std::map<qint64, EventRecord> events;
    std::map<std::tuple<qint64, quint64, quint64>, qint64> eventsByNumber; ///< by subscription, epoch, number
    std::map<std::tuple<qint64, QString, QString>, qint64> eventsByIdentity;
    std::set<std::pair<qint64, qint64>> eventsByNotification; ///< notification and event
    std::map<qint64, std::monostate> pending;

    void addNotification(const NotificationRecord &record);
    void addEvent(const EventRecord &record);
    void removeOldest();
    void removeNotification(qint64 id);
    void removeWithEvents(qint64 id);
    [[nodiscard]] bool isPending(qint64 notificationId) const;
    void removeEvent(const EventRecord &record);
};

namespace {

std::tuple<qint64, quint64, quint64> numberKey(const EventRecord &record)
{
    return {record.subscriptionId, record.epoch, record.eventNumber->value()};
}

qint64 sizeOf(const NotificationRecord &record)
{
    return record.body.size() + record.headers.size();
}

/// The same order of preference as SqlTransaction::eventByIdentity().
std::optional<std::tuple<qint64, QString, QString>> identityKey(const EventRecord &record)
{
    if (!record.eventId.isEmpty()) {
        return std::tuple(record.subscriptionId, QStringLiteral("id ") + record.eventId, QString());
    }
    if (!record.bundleId.isEmpty()) {
        return std::tuple(record.subscriptionId, QStringLiteral("bundle ") + record.bundleId,
                          QString::number(record.eventIndex));
    }
    if (!record.focus.isEmpty() && !record.timestamp.isEmpty()) {
        return std::tuple(record.subscriptionId, QStringLiteral("focus ") + record.focus, record.timestamp);
    }
    return std::nullopt;
}

} // namespace

/// Works on the data at once and remembers how to take it back.
class MemoryStore::Transaction final : public StoreTransaction
{
public:
    explicit Transaction(Data &data)
        : m_data(data)
    {
    }

    Result<SubscriptionRecord> subscription(const SubscriptionKey &key) override
    {
        if (const auto id = m_data.subscriptionIds.constFind(key); id != m_data.subscriptionIds.constEnd()) {
            return m_data.subscriptions.at(*id);
        }
        SubscriptionRecord record;
        record.id = ++m_data.lastSubscriptionId;
        record.key = key;
        m_data.subscriptions.emplace(record.id, record);
        m_data.subscriptionIds.insert(key, record.id);
        m_undo.push_back([this, record] {
            m_data.subscriptions.erase(record.id);
            m_data.subscriptionIds.remove(record.key);
        });
        return record;
    }

    Result<void> updateSubscription(const SubscriptionRecord &record) override
    {
        auto &stored = m_data.subscriptions.at(record.id);
        m_undo.push_back([this, before = stored] { m_data.subscriptions.at(before.id) = before; });
        stored = record;
        return {};
    }

    Result<QList<SubscriptionRecord>> subscriptions() override
    {
        QList<SubscriptionRecord> records;
        for (const auto &[id, record] : m_data.subscriptions) {
            records.append(record);
        }
        return records;
    }

    Result<qint64> insertNotification(const NotificationRecord &record) override
    {
        const auto id = ++m_data.lastNotificationId;
        auto stored = record;
        stored.id = id;
        if (!m_data.options.keepBodies) {
            stored.body.clear();
            stored.headers.clear();
        }
        m_data.addNotification(stored);
        m_undo.push_back([this, id] { m_data.removeNotification(id); });
        return id;
    }

    Result<std::optional<NotificationRecord>> notification(qint64 id) override
    {
        const auto found = m_data.notifications.find(id);
        return found == m_data.notifications.end() ? std::nullopt : std::optional(found->second);
    }

    Result<QList<EventRecord>> eventsOf(qint64 notificationId) override
    {
        QList<EventRecord> events;
        for (auto event = m_data.eventsByNotification.lower_bound({notificationId, 0});
             event != m_data.eventsByNotification.end() && event->first == notificationId; ++event) {
            events.append(m_data.events.at(event->second));
        }
        return events;
    }

    Result<std::optional<EventRecord>> eventByNumber(qint64 subscriptionId, quint64 epoch, EventNumber number) override
    {
        return find(m_data.eventsByNumber, std::tuple(subscriptionId, epoch, number.value()));
    }

    Result<std::optional<EventArrival>> eventBefore(qint64 subscriptionId, quint64 epoch, EventNumber number) override
    {
        const auto after = m_data.eventsByNumber.lower_bound(std::tuple(subscriptionId, epoch, number.value()));
        if (after == m_data.eventsByNumber.begin()) {
            return std::nullopt;
        }
        const auto &event = m_data.events.at(std::prev(after)->second);
        if (event.subscriptionId != subscriptionId || event.epoch != epoch) {
            return std::nullopt;
        }
        return EventArrival{event, m_data.notifications.at(event.notificationId).receivedAt};
    }

    Result<std::optional<EventRecord>> eventByIdentity(const EventRecord &like) override
    {
        const auto key = identityKey(like);
        return key ? find(m_data.eventsByIdentity, *key) : std::nullopt;
    }

    Result<qint64> insertEvent(const EventRecord &record) override
    {
        if (record.eventNumber && m_data.eventsByNumber.contains(numberKey(record))) {
            return failure(Error::Kind::Internal, QCoreApplication::translate("Tbs", "The event is stored already."));
        }
        const auto id = ++m_data.lastEventId;
        auto stored = record;
        stored.id = id;
        m_data.addEvent(stored);
        m_undo.push_back([this, stored] { m_data.removeEvent(stored); });
        return id;
    }

    Result<void> updateEvent(const EventProgress &progress) override
    {
        change(progress.eventId, [&](EventRecord &stored) {
            stored.state = progress.state;
            stored.attempts = progress.attempts;
            stored.nextAttemptAt = progress.nextAttemptAt;
            stored.lastError = progress.lastError;
        });
        return {};
    }

    Result<void> finishEvents(qint64 firstId, qint64 lastId) override
    {
        for (auto id = firstId; id <= lastId; ++id) {
            if (auto done = updateEvent({id, EventState::Done, 1, {}, {}}); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> replayEvent(qint64 eventId, const QDateTime &at) override
    {
        change(eventId, [&](EventRecord &stored) {
            stored.state = EventState::Pending;
            stored.attempts = 0;
            stored.nextAttemptAt = {};
            stored.lastError.clear();
            stored.replayedAt = at;
        });
        return {};
    }

    Result<QList<QueuedEvent>> pendingEvents(qint64 afterId, int limit) override
    {
        QList<QueuedEvent> events;
        for (auto id = m_data.pending.upper_bound(afterId); id != m_data.pending.end() && events.size() < limit; ++id) {
            const auto &event = m_data.events.at(id->first);
            events.append({event, m_data.notifications.at(event.notificationId),
                           m_data.subscriptions.at(event.subscriptionId).key.webhookId});
        }
        return events;
    }

    Result<qint64> lastEventId() override { return m_data.lastEventId; }

    Result<qint64> countEvents(EventState state) override
    {
        return std::count_if(m_data.events.begin(), m_data.events.end(),
                             [state](const auto &entry) { return entry.second.state == state; });
    }

    Result<qint64> countNotifications() override { return static_cast<qint64>(m_data.notifications.size()); }

    Result<QList<StoredExtent>> oldestNotifications(qint64 afterId, int limit) override
    {
        QList<StoredExtent> extents;
        for (auto one = m_data.notifications.upper_bound(afterId);
             one != m_data.notifications.end() && extents.size() < limit; ++one) {
            extents.append({one->first, one->second.receivedAt, sizeOf(one->second), m_data.isPending(one->first)});
        }
        return extents;
    }

    Result<void> removeNotifications(qint64 firstId, qint64 lastId) override
    {
        for (auto one = m_data.notifications.lower_bound(firstId);
             one != m_data.notifications.end() && one->first <= lastId;) {
            const auto record = one->second;
            const auto events = eventsOf(record.id);
            ++one;
            m_data.removeWithEvents(record.id);
            m_undo.push_back([this, record, events = *events] {
                m_data.addNotification(record);
                for (const auto &event : events) {
                    m_data.addEvent(event);
                }
            });
        }
        return {};
    }

    Result<StoreSize> size() override { return StoreSize{.used = m_data.bytes, .total = m_data.bytes}; }

    Result<qint64> giveBack(qint64 /*bytes*/) override { return 0; }

    void rollback()
    {
        for (auto undo = m_undo.rbegin(); undo != m_undo.rend(); ++undo) {
            (*undo)();
        }
    }

private:
    template <typename Index, typename Key> std::optional<EventRecord> find(const Index &index, const Key &key) const
    {
        const auto id = index.find(key);
        return id == index.end() ? std::nullopt : std::optional(m_data.events.at(id->second));
    }

    template <typename Change> void change(qint64 eventId, Change apply)
    {
        const auto found = m_data.events.find(eventId);
        if (found == m_data.events.end()) {
            return;
        }
        auto &stored = found->second;
        m_undo.push_back([this, before = stored] {
            m_data.events.insert_or_assign(before.id, before);
            setPending(before);
        });
        apply(stored);
        setPending(stored);
    }

    void setPending(const EventRecord &record)
    {
        if (record.state == EventState::Pending) {
            m_data.pending.emplace(record.id, std::monostate());
        } else {
            m_data.pending.erase(record.id);
        }
    }

    Data &m_data;
    std::vector<std::function<void()>> m_undo;
};

void MemoryStore::Data::addNotification(const NotificationRecord &record)
{
    bytes += sizeOf(record);
    notifications.emplace(record.id, record);
}

void MemoryStore::Data::addEvent(const EventRecord &record)
{
    events.emplace(record.id, record);
    eventsByNotification.emplace(record.notificationId, record.id);
    if (record.eventNumber) {
        eventsByNumber.emplace(numberKey(record), record.id);
    } else if (const auto key = identityKey(record)) {
        eventsByIdentity.emplace(*key, record.id);
    }
    if (record.state == EventState::Pending) {
        pending.emplace(record.id, std::monostate());
    }
}

void MemoryStore::Data::removeNotification(qint64 id)
{
    const auto record = notifications.find(id);
    bytes -= sizeOf(record->second);
    notifications.erase(record);
}

void MemoryStore::Data::removeEvent(const EventRecord &record)
{
    if (record.eventNumber) {
        eventsByNumber.erase(numberKey(record));
    } else if (const auto key = identityKey(record)) {
        eventsByIdentity.erase(*key);
    }
    eventsByNotification.erase({record.notificationId, record.id});
    pending.erase(record.id);
    events.erase(record.id);
}

bool MemoryStore::Data::isPending(qint64 notificationId) const
{
    for (auto event = eventsByNotification.lower_bound({notificationId, 0});
         event != eventsByNotification.end() && event->first == notificationId; ++event) {
        if (pending.contains(event->second)) {
            return true;
        }
    }
    return false;
}

void MemoryStore::Data::removeWithEvents(qint64 id)
{
    for (auto event = eventsByNotification.lower_bound({id, 0});
         event != eventsByNotification.end() && event->first == id; event = eventsByNotification.lower_bound({id, 0})) {
        removeEvent(EventRecord(events.at(event->second)));
    }
    removeNotification(id);
}

void MemoryStore::Data::removeOldest()
{
    while (notifications.size() > 1
           && (static_cast<int>(notifications.size()) > options.maximumNotifications || bytes > options.maximumBytes)) {
        const auto oldest = notifications.begin()->first;
        if (isPending(oldest)) {
            return;
        }
        removeWithEvents(oldest);
    }
}

MemoryStore::MemoryStore(MemoryStoreOptions options)
    : d(std::make_unique<Data>())
{
    d->options = options;
}

MemoryStore::~MemoryStore() = default;

Result<void> MemoryStore::open()
{
    return {};
}

void MemoryStore::close() { }

Result<void> MemoryStore::transaction(const Work &work)
{
    Transaction transaction(*d);
    auto result = work(transaction);
    if (!result) {
        transaction.rollback();
        return result;
    }
    d->removeOldest();
    return result;
}

} // namespace Tbs
