// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "storedexamples.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

const QDateTime start(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

const QList<SubscriptionRecord> &subscriptionsOfExamples()
{
    static const QList<SubscriptionRecord> records{
        {.key = {u"encounters"_s, u"https://example.org/fhir"_s, u"Subscription/1"_s},
         .topic = u"http://example.org/topic/encounter-complete"_s},
        {.key = {u"encounters"_s, u"https://example.org/fhir"_s, u"Subscription/12"_s},
         .topic = u"http://example.org/topic/encounter-start"_s},
        {.key = {u"patients"_s, {}, u"Subscription/3"_s}, .topic = u"http://example.org/topic/patient"_s},
        {.key = {u"silent"_s, {}, u"Subscription/4"_s}, .topic = u"http://example.org/topic/silent"_s},
    };
    return records;
}

} // namespace

QByteArray headersOf(int number)
{
    return number % 2 == 0 ? "User-Agent: a server\nX-Request-Id: " + QByteArray::number(number) : QByteArray();
}

namespace {

class ExampleWriter
{
public:
    ExampleWriter(StoreTransaction &transaction, quint32 seed)
        : m_transaction(transaction)
        , m_random(seed)
    {
    }

    Result<void> writeSubscriptions()
    {
        for (const auto &example : subscriptionsOfExamples()) {
            auto record = m_transaction.subscription(example.key);
            if (!record) {
                return failure(record.error());
            }
            record->topic = example.topic;
            if (auto done = m_transaction.updateSubscription(*record); !done) {
                return done;
            }
            m_subscriptions << *record;
        }
        return {};
    }

    Result<StoredExample> write(int number)
    {
        const auto &subscription = m_subscriptions.at(m_random.bounded(3));
        const bool isEvent = m_random.bounded(10) > 0;
        const int eventCount = isEvent ? m_random.bounded(1, 4) : 0;
        StoredExample example;
        example.body = u"{\"n\": \"Number %1\", \"name\": \"50% of_Müller\"}"_s.arg(number).toUtf8();
        example.summary = {
            .notification = {.subscriptionId = subscription.id,
                             .receivedAt = start.addMSecs(qint64(number) * 1000 - m_random.bounded(2000)),
                             .origin =
                                 m_random.bounded(20) == 0 ? NotificationOrigin::Recovery : NotificationOrigin::Webhook,
                             .type = isEvent                ? NotificationType::EventNotification
                                 : m_random.bounded(2) == 0 ? NotificationType::Handshake
                                                            : NotificationType::Heartbeat,
                             .bundleId = u"b%1"_s.arg(number),
                             .eventsSinceSubscriptionStart = EventNumber::fromInteger(number),
                             .newEvents = eventCount,
                             .duplicateEvents = m_random.bounded(15) == 0 ? 1 : 0},
            .bodySize = example.body.size(),
            .subscription = subscription.key,
            .topic = subscription.topic};
        auto record = example.summary.notification;
        record.body = example.body;
        record.headers = headersOf(number);
        const auto id = m_transaction.insertNotification(record);
        if (!id) {
            return failure(id.error());
        }
        example.summary.notification.id = *id;
        for (int i = 0; i < eventCount; ++i) {
            if (auto done = writeEvent(example, i); !done) {
                return failure(done.error());
            }
        }
        return example;
    }

private:
    Result<void> writeEvent(StoredExample &example, int index)
    {
        static const QStringList types{u"Encounter"_s, u"Patient"_s, u"EncounterX"_s};
        const auto roll = m_random.bounded(40);
        EventRecord event{.notificationId = example.summary.notification.id,
                          .subscriptionId = example.summary.notification.subscriptionId,
                          .eventIndex = index,
                          .eventNumber = EventNumber::fromInteger(++m_numbers[example.summary.subscription]),
                          .bundleId = example.summary.notification.bundleId,
                          .focus = m_random.bounded(20) == 0
                              ? QString()
                              : u"%1/%2"_s.arg(types.at(m_random.bounded(3))).arg(m_random.bounded(50)),
                          .timestamp = u"2026-01-01T12:00:00Z"_s,
                          .state = roll == 0 ? EventState::DeadLetter
                              : roll < 3     ? EventState::Pending
                                             : EventState::Done,
                          .attempts = 1,
                          .lastError = roll == 0 ? u"broken"_s : QString()};
        const auto id = m_transaction.insertEvent(event);
        if (!id) {
            return failure(id.error());
        }
        event.id = *id;
        if (*id % 31 == 0) {
            if (auto done = replay(event); !done) {
                return done;
            }
        }
        example.events << event;
        auto &summary = example.summary;
        summary.pendingEvents += event.state == EventState::Pending ? 1 : 0;
        summary.deadLetters += event.state == EventState::DeadLetter ? 1 : 0;
        summary.replayedEvents += event.replayedAt.isValid() ? 1 : 0;
        if (!event.focus.isEmpty() && !summary.foci.contains(event.focus)) {
            summary.foci << event.focus;
        }
        if (!summary.firstEventNumber) {
            summary.firstEventNumber = event.eventNumber;
        }
        summary.lastEventNumber = event.eventNumber;
        return {};
    }

    /// Handed over again, and ended as it had before.
    Result<void> replay(EventRecord &event)
    {
        event.replayedAt = start.addDays(1);
        return m_transaction.replayEvent(event.id, event.replayedAt).and_then([&] {
            return m_transaction.updateEvent({event.id, event.state, event.attempts, {}, event.lastError});
        });
    }

    StoreTransaction &m_transaction;
    QRandomGenerator m_random;
    QList<SubscriptionRecord> m_subscriptions;
    QHash<SubscriptionKey, qint64> m_numbers;
};

} // namespace

Result<QList<StoredExample>> storeExamples(SqliteStore &store, int count, quint32 seed)
{
    QList<StoredExample> examples;
    auto done = store.transaction([&](StoreTransaction &transaction) -> Result<void> {
        ExampleWriter writer(transaction, seed);
        if (auto written = writer.writeSubscriptions(); !written) {
            return written;
        }
        for (int number = 1; number <= count; ++number) {
            auto example = writer.write(number);
            if (!example) {
                return failure(example.error());
            }
            examples << std::move(*example);
        }
        return {};
    });
    return done.map([&examples] { return std::move(examples); });
}

} // namespace Tbs::Test
