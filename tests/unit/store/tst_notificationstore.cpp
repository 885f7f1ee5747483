// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

/// What every store has to do, asked of each of them.
class TestNotificationStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void subscriptions_data() { stores(); }
    void subscriptions();
    void events_data() { stores(); }
    void events();
    void finishesManyAtOnce_data() { stores(); }
    void finishesManyAtOnce();
    void replaysEvents_data() { stores(); }
    void replaysEvents();
    void keepsNotifications_data() { stores(); }
    void keepsNotifications();
    void removesNotifications_data() { stores(); }
    void removesNotifications();
    void eventNumberIsUnique_data() { stores(); }
    void eventNumberIsUnique();
    void eventBefore_data() { stores(); }
    void eventBefore();
    void identity_data() { stores(); }
    void identity();
    void failureChangesNothing_data() { stores(); }
    void failureChangesNothing();
    void countsHeaders_data() { stores(); }
    void countsHeaders();
    void memoryIsBounded();
    void memoryOfHeadersIsBounded();

private:
    static void stores();
    std::unique_ptr<NotificationStore> openStore();
    static Result<qint64> addEvent(StoreTransaction &transaction, EventRecord event);

    std::unique_ptr<QTemporaryDir> m_folder;
};

const SubscriptionKey key{u"w1"_s, u"https://example.org/fhir"_s, u"Subscription/1"_s};

void TestNotificationStore::stores()
{
    QTest::addColumn<bool>("sqlite");
    QTest::newRow("memory") << false;
    QTest::newRow("sqlite") << true;
}

std::unique_ptr<NotificationStore> TestNotificationStore::openStore()
{
    QFETCH(bool, sqlite);
    std::unique_ptr<NotificationStore> store;
    if (sqlite) {
        m_folder = std::make_unique<QTemporaryDir>();
        store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = m_folder->filePath(u"store.sqlite"_s)});
    } else {
        store = std::make_unique<MemoryStore>();
    }
    if (const auto opened = store->open(); !opened) {
        qFatal("%s", qUtf8Printable(opened.error().toString()));
    }
    return store;
}

Result<qint64> TestNotificationStore::addEvent(StoreTransaction &transaction, EventRecord event)
{
    const auto subscription = transaction.subscription(key);
    if (!subscription) {
        return failure(subscription.error());
    }
    const auto notification = transaction.insertNotification(
        {.subscriptionId = subscription->id, .receivedAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC), .body = "{}"});
    if (!notification) {
        return failure(notification.error());
    }
    event.notificationId = *notification;
    event.subscriptionId = subscription->id;
    return transaction.insertEvent(event);
}

void TestNotificationStore::subscriptions()
{
    const auto store = openStore();
    SubscriptionRecord record;
    const auto written = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        record = *transaction.subscription(key);
        record.topic = u"http://example.org/topic"_s;
        record.status = SubscriptionStatusCode::Active;
        record.sequence = {.epoch = 3, .base = 7, .highest = 24, .restartsInARow = 1};
        record.sequence.seen.insert({8, 20});
        record.sequence.seen.insert(24);
        record.sequence.writtenOff.insert(21);
        record.sequence.newestTimestamp = QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC);
        record.lastNotificationAt = QDateTime::fromMSecsSinceEpoch(1'700'000'000'456, Qt::UTC);
        return transaction.updateSubscription(record);
    });
    QVERIFY(written);

    const auto read = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        if (*transaction.subscription(key) != record) {
            return failure(Error::Kind::Internal, u"another record"_s);
        }
        const auto other = transaction.subscription({key.webhookId, {}, key.subscription});
        if (other->id == record.id || other->sequence != SequenceState() || transaction.subscriptions()->size() != 2) {
            return failure(Error::Kind::Internal, u"keys are mixed up"_s);
        }
        return {};
    });
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
}

void TestNotificationStore::events()
{
    const auto store = openStore();
    QList<qint64> ids;
    QList<QueuedEvent> pending;
    const EventRecord event{.statusIndex = 1,
                            .eventIndex = 2,
                            .epoch = 4,
                            .eventNumber = EventNumber::fromInteger(9),
                            .eventId = u"e"_s,
                            .bundleId = u"b"_s,
                            .focus = u"Encounter/1"_s,
                            .timestamp = u"2026-01-01T00:00:00Z"_s};
    const auto result = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        auto second = event;
        second.eventNumber = EventNumber::fromInteger(10);
        ids = {*addEvent(transaction, event), *addEvent(transaction, second)};
        auto done = transaction.updateEvent({.eventId = ids[0],
                                             .state = EventState::Pending,
                                             .attempts = 3,
                                             .nextAttemptAt = QDateTime::fromMSecsSinceEpoch(5, Qt::UTC),
                                             .lastError = u"broken"_s});
        if (!done) {
            return done;
        }
        pending = *transaction.pendingEvents(0, 10);
        return transaction.updateEvent({.eventId = ids[0], .state = EventState::DeadLetter, .attempts = 4});
    });
    QVERIFY(result);
    QCOMPARE(pending.size(), 2);
    auto expected = event;
    expected.id = ids[0];
    expected.notificationId = pending[0].notification.id;
    expected.subscriptionId = pending[0].event.subscriptionId;
    expected.attempts = 3;
    expected.nextAttemptAt = QDateTime::fromMSecsSinceEpoch(5, Qt::UTC);
    expected.lastError = u"broken"_s;
    QCOMPARE(pending[0].event, expected);
    QCOMPARE(pending[0].webhookId, key.webhookId);
    QCOMPARE(pending[0].notification.body, QByteArray("{}"));

    const auto counted = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        const bool right = transaction.countEvents(EventState::Pending) == 1
            && transaction.countEvents(EventState::DeadLetter) == 1 && transaction.countNotifications() == 2
            && transaction.lastEventId() == ids[1] && transaction.pendingEvents(0, 10)->size() == 1
            && transaction.pendingEvents(ids[1], 10)->isEmpty() && transaction.pendingEvents(0, 0)->isEmpty();
        return right ? Result<void>() : failure(Error::Kind::Internal, u"wrong counts"_s);
    });
    QVERIFY(counted);
}

void TestNotificationStore::finishesManyAtOnce()
{
    const auto store = openStore();
    QList<qint64> pending;
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        QList<qint64> ids;
        for (int number = 1; number <= 5; ++number) {
            ids << *addEvent(transaction, {.eventNumber = EventNumber::fromInteger(number)});
        }
        auto done = transaction.finishEvents(ids[1], ids[3]);
        const auto left = transaction.pendingEvents(0, 10);
        for (const auto &queued : *left) {
            pending << queued.event.id - ids[0];
        }
        return done;
    }));
    QCOMPARE(pending, QList<qint64>({0, 4}));
}

void TestNotificationStore::replaysEvents()
{
    const auto store = openStore();
    const auto at = QDateTime::fromMSecsSinceEpoch(7, Qt::UTC);
    QList<qint64> ids;
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        for (int number = 1; number <= 3; ++number) {
            ids << *addEvent(transaction, {.eventNumber = EventNumber::fromInteger(number)});
        }
        return transaction.finishEvents(ids[0], ids[2]).and_then([&] {
            return transaction.updateEvent({ids[1], EventState::DeadLetter, 5, at, u"broken"_s});
        });
    }));
    const auto refused = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        return transaction.replayEvent(ids[0], at).and_then([]() -> Result<void> {
            return failure(Error::Kind::Internal, {});
        });
    });
    QVERIFY(!refused);
    QVERIFY(store->transaction([&](StoreTransaction &transaction) { return transaction.replayEvent(ids[1], at); }));

    QList<QueuedEvent> pending;
    QList<EventRecord> events;
    std::optional<NotificationRecord> notification;
    std::optional<NotificationRecord> missing;
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        pending = *transaction.pendingEvents(0, 10);
        notification = *transaction.notification(pending[0].event.notificationId);
        missing = *transaction.notification(1000);
        events = *transaction.eventsOf(pending[0].event.notificationId) + *transaction.eventsOf(1000);
        return {};
    }));
    QCOMPARE(pending.size(), 1);
    QCOMPARE(events, QList<EventRecord>{pending[0].event});
    QCOMPARE(events[0].id, ids[1]);
    QCOMPARE(events[0].attempts, 0);
    QVERIFY(!events[0].nextAttemptAt.isValid());
    QCOMPARE(events[0].lastError, QString());
    QCOMPARE(events[0].replayedAt, at);
    QCOMPARE(notification, pending[0].notification);
    QCOMPARE(notification->body, "{}");
    QVERIFY(!missing);
}

void TestNotificationStore::keepsNotifications()
{
    const auto store = openStore();
    NotificationRecord record{.receivedAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC),
                              .origin = NotificationOrigin::WebSocket,
                              .fhirVersion = FhirVersion::R4,
                              .type = NotificationType::Heartbeat,
                              .bundleId = u"b"_s,
                              .eventsSinceSubscriptionStart = EventNumber::fromInteger(3),
                              .newEvents = 4,
                              .duplicateEvents = 5,
                              .body = "{}",
                              .headers = "User-Agent: M\xc3\xbcller\nX-Api-Key"};
    auto without = record;
    without.headers.clear();
    QList<NotificationRecord> read;
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        for (auto *one : {&record, &without}) {
            one->subscriptionId = transaction.subscription(key)->id;
            one->id = *transaction.insertNotification(*one);
            read << **transaction.notification(one->id);
        }
        return {};
    }));
    QCOMPARE(read, (QList<NotificationRecord>{record, without}));
}

void TestNotificationStore::removesNotifications()
{
    const auto store = openStore();
    const auto at = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC);
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        for (int number = 1; number <= 6; ++number) {
            const auto state = number % 3 == 0 ? EventState::Pending : EventState::Done;
            if (auto added = addEvent(transaction, {.eventNumber = EventNumber::fromInteger(number), .state = state});
                !added) {
                return failure(added.error());
            }
        }
        return {};
    }));
    QList<StoredExtent> extents;
    const auto look = [&](StoreTransaction &transaction) -> Result<void> {
        extents = *transaction.oldestNotifications(0, 100);
        return *transaction.countNotifications() == extents.size() ? Result<void>()
                                                                   : failure(Error::Kind::Internal, u"count"_s);
    };
    QVERIFY(store->transaction(look));
    QCOMPARE(extents.size(), 6);
    QCOMPARE(extents[1], (StoredExtent{2, at, 2, false}));
    QCOMPARE(extents[2], (StoredExtent{3, at, 2, true}));

    const auto refused = store->transaction([&](StoreTransaction &transaction) {
        return transaction.removeNotifications(1, 4)
            .and_then([&] { return look(transaction); })
            .and_then(
                [&]() -> Result<void> { return failure(Error::Kind::Internal, QString::number(extents.size())); });
    });
    QCOMPARE(refused.error().message, u"2"_s);
    QVERIFY(store->transaction(look));
    QCOMPARE(extents.size(), 6); // all of it was taken back

    qint64 events = -1;
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        const auto before = transaction.size();
        auto done =
            transaction.removeNotifications(2, 4).and_then([&] { return transaction.removeNotifications(100, 200); });
        extents = *transaction.oldestNotifications(1, 1);
        events = *transaction.countEvents(EventState::Done) + *transaction.countEvents(EventState::Pending);
        const bool known = transaction.eventByNumber(1, 1, *EventNumber::fromInteger(2))->has_value();
        return done && !known && transaction.size()->used <= before->used ? done : failure(Error::Kind::Internal, {});
    }));
    QCOMPARE(extents, (QList<StoredExtent>{{5, at, 2, false}}));
    QCOMPARE(events, 3);
    QVERIFY(store->transaction(look));
    QCOMPARE(extents.size(), 3);
}

void TestNotificationStore::countsHeaders()
{
    const auto store = openStore();
    QList<StoredExtent> extents;
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        NotificationRecord record{.subscriptionId = transaction.subscription(key)->id,
                                  .receivedAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC),
                                  .body = "{}"};
        std::ignore = transaction.insertNotification(record);
        record.headers = "X-Api-Key";
        std::ignore = transaction.insertNotification(record);
        extents = *transaction.oldestNotifications(0, 100);
        return {};
    }));
    QCOMPARE(extents.size(), 2);
    QCOMPARE(extents[0].bodySize, 2);
    QCOMPARE(extents[1].bodySize, 11);
}

void TestNotificationStore::eventNumberIsUnique()
{
    const auto store = openStore();
    const EventRecord event{.eventNumber = EventNumber::fromInteger(1)};
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        auto nextEpoch = event;
        nextEpoch.epoch = 2;
        const bool inserted = addEvent(transaction, event).has_value() && addEvent(transaction, nextEpoch).has_value()
            && addEvent(transaction, {}).has_value() && addEvent(transaction, {}).has_value();
        return inserted ? Result<void>() : failure(Error::Kind::Internal, {});
    }));
    QVERIFY(!store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        return addEvent(transaction, event).map([](qint64) {});
    }));
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        const auto subscription = transaction.subscription(key);
        const auto found = transaction.eventByNumber(subscription->id, 1, *EventNumber::fromInteger(1));
        const auto missing = transaction.eventByNumber(subscription->id, 3, *EventNumber::fromInteger(1));
        return found->has_value() && !missing->has_value() ? Result<void>() : failure(Error::Kind::Internal, {});
    }));
}

void TestNotificationStore::eventBefore()
{
    const auto store = openStore();
    const auto numbered = [](quint64 epoch, int number) {
        return EventRecord{.epoch = epoch,
                           .eventNumber = EventNumber::fromInteger(number),
                           .timestamp = u"%1/%2"_s.arg(epoch).arg(number)};
    };
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        for (const auto &event : {numbered(1, 30), numbered(2, 4), numbered(2, 9), EventRecord{.epoch = 2}}) {
            if (const auto added = addEvent(transaction, event); !added) {
                return failure(added.error());
            }
        }
        return {};
    }));
    const auto before = [&](quint64 epoch, int number) {
        QString found;
        const auto done = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
            const auto subscription = transaction.subscription(key);
            const auto arrival = *transaction.eventBefore(subscription->id, epoch, *EventNumber::fromInteger(number));
            found = arrival ? arrival->event.timestamp + u" at %1"_s.arg(arrival->receivedAt.toMSecsSinceEpoch())
                            : u"none"_s;
            return {};
        });
        return done ? found : done.error().toString();
    };
    QCOMPARE(before(2, 100), u"2/9 at 1"_s);
    QCOMPARE(before(2, 9), u"2/4 at 1"_s);
    QCOMPARE(before(2, 4), u"none"_s); // what the epoch before had tells nothing of this one
    QCOMPARE(before(3, 4), u"none"_s);
    QCOMPARE(before(1, 31), u"1/30 at 1"_s);
}

void TestNotificationStore::identity()
{
    const auto store = openStore();
    const EventRecord withEventId{.eventId = u"e1"_s, .bundleId = u"b1"_s};
    const EventRecord withBundleId{.eventIndex = 1, .bundleId = u"b2"_s};
    const EventRecord withFocus{.focus = u"Encounter/1"_s, .timestamp = u"2026"_s};
    QVERIFY(store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        for (const auto &event : {withEventId, withBundleId, withFocus}) {
            if (const auto added = addEvent(transaction, event); !added) {
                return failure(added.error());
            }
        }
        return {};
    }));
    const auto isKnown = [&](EventRecord like) {
        bool known = false;
        const auto done = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
            like.subscriptionId = transaction.subscription(key)->id;
            known = transaction.eventByIdentity(like)->has_value();
            return {};
        });
        return done && known;
    };
    QVERIFY(isKnown(withEventId));
    QVERIFY(isKnown({.eventId = u"e1"_s, .bundleId = u"another"_s}));
    QVERIFY(isKnown(withBundleId));
    QVERIFY(isKnown(withFocus));
    QVERIFY(!isKnown({.eventIndex = 0, .bundleId = u"b2"_s}));
    QVERIFY(!isKnown({.eventId = u"e2"_s, .bundleId = u"b1"_s}));
    QVERIFY(!isKnown({.focus = u"Encounter/1"_s, .timestamp = u"2027"_s}));
    QVERIFY(!isKnown({.focus = u"Encounter/1"_s}));
    QVERIFY(!isKnown({}));
}

void TestNotificationStore::failureChangesNothing()
{
    const auto store = openStore();
    const auto failed = store->transaction([&](StoreTransaction &transaction) -> Result<void> {
        const auto added = addEvent(transaction, {.eventNumber = EventNumber::fromInteger(1)});
        auto subscription = *transaction.subscription(key);
        subscription.topic = u"changed"_s;
        auto done = transaction.updateSubscription(subscription).and_then([&] {
            return transaction.updateEvent({.eventId = *added, .state = EventState::Done});
        });
        return done ? failure(Error::Kind::BadData, u"on purpose"_s) : done;
    });
    QCOMPARE(failed.error().message, u"on purpose"_s);
    QVERIFY(store->transaction([](StoreTransaction &transaction) -> Result<void> {
        const bool empty = transaction.countNotifications() == 0 && transaction.countEvents(EventState::Done) == 0
            && transaction.subscriptions()->isEmpty() && transaction.pendingEvents(0, 9)->isEmpty();
        return empty ? Result<void>() : failure(Error::Kind::Internal, {});
    }));
}

void TestNotificationStore::memoryIsBounded()
{
    MemoryStore store({.maximumNotifications = 3});
    const auto add = [&store](EventState state, int number) {
        return store.transaction([=](StoreTransaction &transaction) -> Result<void> {
            return addEvent(transaction, {.eventNumber = EventNumber::fromInteger(number), .state = state})
                .map([](qint64) {});
        });
    };
    const auto notifications = [&store] {
        qint64 count = 0;
        const auto done = store.transaction([&count](StoreTransaction &transaction) -> Result<void> {
            count = *transaction.countNotifications();
            return {};
        });
        return done ? count : -1;
    };
    for (int number = 1; number <= 5; ++number) {
        QVERIFY(add(EventState::Done, number));
    }
    QCOMPARE(notifications(), 3);
    for (int number = 6; number <= 20; ++number) {
        QVERIFY(add(EventState::Pending, number));
    }
    QCOMPARE(notifications(), 15); // what still needs its handler is never dropped
}

void TestNotificationStore::memoryOfHeadersIsBounded()
{
    MemoryStore store({.maximumBytes = 100});
    qint64 count = 0;
    std::optional<StoreSize> size;
    const auto add = [&](StoreTransaction &transaction) -> Result<void> {
        return transaction
            .insertNotification({.subscriptionId = transaction.subscription(key)->id,
                                 .receivedAt = QDateTime::fromMSecsSinceEpoch(1, Qt::UTC),
                                 .body = "{}",
                                 .headers = QByteArray(38, 'h')})
            .map([](qint64) {});
    };
    for (int number = 1; number <= 5; ++number) {
        QVERIFY(store.transaction(add));
    }
    QVERIFY(store.transaction([&](StoreTransaction &transaction) -> Result<void> {
        count = *transaction.countNotifications();
        size = *transaction.size();
        return {};
    }));
    QCOMPARE(count, 2);
    QCOMPARE(size, (StoreSize{.used = 80, .total = 80}));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestNotificationStore)
#include "tst_notificationstore.moc"
