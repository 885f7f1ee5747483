// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "notifications.h"
#include "waiting.h"

#include <Tbs/service/subscriber.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/support/futures.h>

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

const auto webhookId = u"w1"_s;

TopicSubscription definition(const QString &id = webhookId)
{
    return {.topic = u"http://example.org/topic"_s, .webhookId = id};
}

} // namespace

/// Definitions that come, change and go in a subscriber that runs, with a store and without one.
class TestSubscriber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithoutDefinitions_data() { modes(); }
    void startsWithoutDefinitions();
    void changes_data() { modes(); }
    void changes();
    void removes_data() { modes(); }
    void removes();
    void mistakes_data() { modes(); }
    void mistakes();
    void mistakesBeforeTheStart();
    void othersMayHaveEnded();

private:
    static void modes()
    {
        QTest::addColumn<bool>("durable");
        QTest::newRow("with a store") << true;
        QTest::newRow("direct") << false;
    }
    [[nodiscard]] std::unique_ptr<Subscriber> make(bool durable);
    [[nodiscard]] EventHandler noting(const QString &prefix = {});
    Result<Receipt> receive(Subscriber &subscriber, int number, const QString &id = webhookId);

    Test::MockClock m_clock;
    QStringList m_handled;
};

std::unique_ptr<Subscriber> TestSubscriber::make(bool durable)
{
    m_handled.clear();
    auto store = durable ? std::make_unique<MemoryStore>() : nullptr;
    return std::make_unique<Subscriber>(m_clock, SubscriberOptions{.server = u"http://fhir.example.org"_s},
                                        std::move(store));
}

EventHandler TestSubscriber::noting(const QString &prefix)
{
    return [this, prefix](const EventContext &event) {
        m_handled << prefix + event.reference();
    };
}

Result<Receipt> TestSubscriber::receive(Subscriber &subscriber, int number, const QString &id)
{
    const SharedPromise<Result<Receipt>> promise;
    subscriber.sink().receive({.webhookId = id, .body = Test::NotificationText{.eventNumbers = {number}}.toJson()},
                              [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    return Test::waitFor(promise.future());
}

void TestSubscriber::startsWithoutDefinitions()
{
    QFETCH(const bool, durable);
    const auto subscriber = make(durable);
    QVERIFY(subscriber->start());
    const QSignalSpy changed(subscriber.get(), &Subscriber::definitionChanged);
    QVERIFY(subscriber->define(definition(), noting()));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().constFirst().toString(), webhookId);
    QCOMPARE(subscriber->definitions().constFirst().heartbeatPeriod, 20U); // the defaults are filled in
    QVERIFY(receive(*subscriber, 1));
    QTRY_COMPARE(m_handled, QStringList{u"Encounter/1"_s});
    QCOMPARE(Test::waitFor(subscriber->subscriptions())->constFirst().key.server, u"http://fhir.example.org"_s);
}

void TestSubscriber::changes()
{
    QFETCH(const bool, durable);
    const auto subscriber = make(durable);
    subscriber->define(definition(), noting());
    subscriber->define(definition(u"w2"_s), noting());
    QVERIFY(subscriber->start());
    QVERIFY(receive(*subscriber, 1));
    QTRY_COMPARE(m_handled.size(), 1);
    auto changed = definition();
    changed.heartbeatPeriod = 0;
    QVERIFY(subscriber->define(changed, noting(u"new "_s)));
    QCOMPARE(subscriber->definitions().size(), 2);
    QCOMPARE(subscriber->definitions().constFirst().heartbeatPeriod, 0U); // in its place
    QVERIFY(receive(*subscriber, 2));
    QTRY_COMPARE(m_handled, (QStringList{u"Encounter/1"_s, u"new Encounter/2"_s}));
}

void TestSubscriber::removes()
{
    QFETCH(const bool, durable);
    const auto subscriber = make(durable);
    subscriber->define(definition(), noting());
    subscriber->define(definition(u"w2"_s), noting());
    QVERIFY(subscriber->start());
    const QSignalSpy removed(subscriber.get(), &Subscriber::definitionRemoved);
    QVERIFY(subscriber->remove(webhookId));
    QVERIFY(!subscriber->remove(webhookId));
    QVERIFY(!subscriber->remove(u"w3"_s));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(subscriber->definitions().size(), 1);
    QVERIFY(!receive(*subscriber, 1));
    QVERIFY(receive(*subscriber, 1, u"w2"_s));
    QTRY_COMPARE(m_handled.size(), 1);
    QVERIFY(subscriber->define(definition(), noting(u"again "_s)));
    QVERIFY(receive(*subscriber, 2));
    QTRY_COMPARE(m_handled.constLast(), u"again Encounter/2"_s);
}

void TestSubscriber::mistakes()
{
    QFETCH(const bool, durable);
    const auto subscriber = make(durable);
    subscriber->define(definition(), noting());
    QVERIFY(subscriber->start());
    const QSignalSpy changed(subscriber.get(), &Subscriber::definitionChanged);
    auto wrong = definition();
    wrong.topic = u"relative"_s;
    wrong.maxCount = 0;
    wrong.end = m_clock.now().addSecs(-1);
    const auto refused = subscriber->define(wrong, noting(u"wrong "_s));
    QVERIFY(!refused);
    QCOMPARE(refused.error().size(), 3);
    for (const auto &error : refused.error()) {
        QCOMPARE(error.kind, Error::Kind::BadData);
    }
    QVERIFY(changed.isEmpty());
    QCOMPARE(subscriber->definitions().constFirst().topic, definition().topic);
    QVERIFY(receive(*subscriber, 1));
    QTRY_COMPARE(m_handled, QStringList{u"Encounter/1"_s});
}

void TestSubscriber::mistakesBeforeTheStart()
{
    const auto subscriber = make(true);
    QVERIFY(subscriber->define({}, noting())); // told by start()
    QVERIFY(subscriber->define(definition(), noting()));
    QVERIFY(subscriber->define(definition(), noting()));
    QVERIFY(!subscriber->remove(webhookId));
    const auto started = subscriber->start();
    QVERIFY(!started);
    QVERIFY(started.error().size() >= 2);
}

/// A definition whose end has passed meanwhile is no mistake of another one.
void TestSubscriber::othersMayHaveEnded()
{
    const auto subscriber = make(true);
    auto ending = definition();
    ending.end = m_clock.now().addSecs(10);
    subscriber->define(ending, noting());
    QVERIFY(subscriber->start());
    m_clock.advance(std::chrono::minutes(1));
    QVERIFY(subscriber->define(definition(u"w2"_s), noting()));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSubscriber)
#include "tst_subscriber.moc"
