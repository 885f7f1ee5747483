// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "registrarfixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using namespace Test;

/// One of several Subscriptions is turned off or deleted, while others are looked after.
class TestRegistrarRemoval : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void removes_data();
    void removes();
    void serverWithoutUpdate();
    void createdMeanwhile();
    void createdWithoutAnAnswer();
    void duplicatesToo();
    void goneAlready();
    void turningOffIsRefusedWithGone_data();
    void turningOffIsRefusedWithGone();
    void refused_data();
    void refused();
    void readingIsRefused_data();
    void readingIsRefused();
    void releaseAlthoughReadingIsRefused_data();
    void releaseAlthoughReadingIsRefused();
    void wantedAgainBeforeItBegan();
    void wantedAgainOnTheWay();
    void suspendedIsLeftAlone();
    void tellsOfItAgain();
    void changedWhileSuspended();
    void unknownDefinition();
    void releaseGivesUpWhatWaits();
};

void TestRegistrarRemoval::removes_data()
{
    QTest::addColumn<RemovalPolicy>("policy");
    QTest::addColumn<QString>("status");
    QTest::newRow("keep") << RemovalPolicy::Keep << u"active"_s;
    QTest::newRow("off") << RemovalPolicy::Off << u"off"_s;
    QTest::newRow("delete") << RemovalPolicy::Delete << QString();
}

void TestRegistrarRemoval::removes()
{
    QFETCH(const RemovalPolicy, policy);
    QFETCH(const QString, status);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.initialStatus = u"off"_s; // of what is written from now on
    const auto removed = registrar.remove(u"b"_s, policy);
    QVERIFY(registrar.wanted().constLast().isSuspended);
    QVERIFY(!registrar.wanted().constFirst().isSuspended);
    QVERIFY(fixture.waitFor(removed));
    const bool isThere = fixture.subscriptions.ids().contains(u"2"_s);
    QCOMPARE(isThere ? toCode(fixture.subscriptions.get(u"2"_s).status) : QString(), status);
    QCOMPARE(registrar.subscription(u"b"_s).has_value(), policy != RemovalPolicy::Delete);
    QCOMPARE(fixture.subscriptions.get(u"1"_s).status, SubscriptionStatusCode::Active);
}

void TestRegistrarRemoval::serverWithoutUpdate()
{
    RegistrarFixture fixture;
    fixture.subscriptions.instead = [](const FakeRequest &request) {
        return request.method == "PUT" ? std::optional(FakeAnswer::outcome(405, u"no"_s)) : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Off)));
    QCOMPARE(fixture.subscriptions.count(), 0);
    QVERIFY(!registrar.subscription(u"a"_s));
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QCOMPARE(fixture.subscriptions.count(), 0);
}

void TestRegistrarRemoval::createdMeanwhile()
{
    RegistrarFixture fixture;
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "GET" && fixture.subscriptions.requests("GET") == 1
            ? std::optional(searchset({}).hold())
            : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const QSignalSpy registered(&registrar, &SubscriptionRegistrar::registered);
    const auto running = registrar.reconcile();
    QTRY_COMPARE(fixture.base.server.heldAnswers(), 1);
    const auto removed = registrar.remove(u"a"_s, RemovalPolicy::Delete);
    fixture.base.server.release();
    QVERIFY(fixture.waitFor(running));
    QVERIFY(fixture.waitFor(removed));
    QCOMPARE(fixture.subscriptions.requests("POST"), 1);
    QCOMPARE(fixture.subscriptions.count(), 0);
    QCOMPARE(registered.size(), 0);
    fixture.pass(registrar, 1h);
    QCOMPARE(fixture.subscriptions.count(), 0);
}

/// The server has it, and nobody was told.
void TestRegistrarRemoval::createdWithoutAnAnswer()
{
    RegistrarFixture fixture;
    fixture.subscriptions.instead = [&](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.method != "POST") {
            return {};
        }
        fixture.subscriptions.add(wantedOnes().constFirst().subscription);
        return FakeAnswer::close();
    };
    auto &registrar = fixture.addRegistrar();
    const auto result = fixture.waitFor(registrar.reconcile());
    QCOMPARE(result->errors.size(), 1);
    QCOMPARE(fixture.subscriptions.count(), 1);
    QVERIFY(!registrar.subscription(u"a"_s));
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Delete)));
    QCOMPARE(fixture.subscriptions.count(), 0);
    fixture.pass(registrar, 1h); // what was to be tried again is not
    QCOMPARE(fixture.subscriptions.count(), 0);
}

void TestRegistrarRemoval::duplicatesToo()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.add(fixture.subscriptions.get(u"1"_s));
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Delete)));
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"2"_s});
}

void TestRegistrarRemoval::goneAlready()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.remove(u"1"_s);
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Delete)));
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Delete)));
}

void TestRegistrarRemoval::turningOffIsRefusedWithGone_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("isGone");
    QTest::newRow("404") << 404 << false; // of a proxy that lets no PUT through
    QTest::newRow("410") << 410 << true;
}

/// What was read just now goes on delivering.
void TestRegistrarRemoval::turningOffIsRefusedWithGone()
{
    QFETCH(const int, status);
    QFETCH(const bool, isGone);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "PUT" ? std::optional(FakeAnswer::text(status, "<html>")) : std::nullopt;
    };
    QCOMPARE(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Off)).has_value(), isGone);
    fixture.subscriptions.instead = [&](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.method == "PUT" && fixture.subscriptions.count() > 0) {
            fixture.subscriptions.remove(u"1"_s); // somebody deletes it between the GET and the PUT
        }
        return {};
    };
    QVERIFY(!fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Off)));
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Off))); // the next one sees it
}

void TestRegistrarRemoval::refused_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    for (const auto *method : {"GET", "DELETE"}) {
        QTest::addRow("%s 500", method) << QByteArray(method) << FakeAnswer::outcome(500, u"no"_s)
                                        << Error::Kind::Retry;
        QTest::addRow("%s closed", method) << QByteArray(method) << FakeAnswer::close() << Error::Kind::Retry;
    }
    QTest::newRow("GET 403") << QByteArray("GET") << FakeAnswer::outcome(403, u"no"_s) << Error::Kind::ActionRequired;
    QTest::newRow("GET 501") << QByteArray("GET") << FakeAnswer::outcome(501, u"no"_s) << Error::Kind::Rejected;
    QTest::newRow("DELETE 501") << QByteArray("DELETE") << FakeAnswer::outcome(501, u"no"_s) << Error::Kind::Rejected;
    QTest::newRow("DELETE 422") << QByteArray("DELETE") << FakeAnswer::outcome(422, u"no"_s) << Error::Kind::Rejected;
    QTest::newRow("DELETE 403") << QByteArray("DELETE") << FakeAnswer::outcome(403, u"no"_s)
                                << Error::Kind::ActionRequired;
}

/// It stays suspended; who takes that back finds it as it was.
void TestRegistrarRemoval::refused()
{
    QFETCH(const QByteArray, method);
    QFETCH(const FakeAnswer, answer);
    QFETCH(const Error::Kind, kind);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == method ? std::optional(answer) : std::nullopt;
    };
    const auto removed = fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Delete));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, kind);
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"1"_s});
    QVERIFY(registrar.wanted().constFirst().isSuspended);

    fixture.subscriptions.instead = {};
    registrar.setWanted(wantedOnes());
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"1"_s);
}

void TestRegistrarRemoval::readingIsRefused_data()
{
    addAnswersToReading();
}

/// Of a server that searches no Subscriptions: what is there is found by reading alone.
void TestRegistrarRemoval::readingIsRefused()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const bool, isGone);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        const auto others = FakeAnswer::outcome(501, u"not searched"_s);
        return std::optional(request.path == "Subscription/1"_L1 ? answer : others);
    };
    const auto removed = fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Delete));
    QCOMPARE(removed.has_value(), isGone);
    QCOMPARE(registrar.subscription(u"a"_s).has_value(), !isGone);
    QCOMPARE(fixture.subscriptions.requests("DELETE"), 0);
}

void TestRegistrarRemoval::releaseAlthoughReadingIsRefused_data()
{
    addAnswersToReading();
}

void TestRegistrarRemoval::releaseAlthoughReadingIsRefused()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const bool, isGone);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &) {
        return std::optional(answer);
    };
    QCOMPARE(fixture.waitFor(registrar.release(RemovalPolicy::Off)).has_value(), isGone);
    QCOMPARE(fixture.subscriptions.requests("PUT"), 0);
}

void TestRegistrarRemoval::wantedAgainBeforeItBegan()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    const auto running = registrar.reconcile();
    const auto removed = registrar.remove(u"a"_s, RemovalPolicy::Delete);
    registrar.setWanted(wantedOnes());
    const auto again = registrar.reconcile();
    QVERIFY(fixture.waitFor(running));
    const auto result = fixture.waitFor(removed);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Rejected);
    QVERIFY(fixture.waitFor(again));
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"1"_s});
    QCOMPARE(fixture.subscriptions.requests("DELETE"), 0);
}

void TestRegistrarRemoval::wantedAgainOnTheWay()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.method != "DELETE") {
            return {};
        }
        fixture.subscriptions.remove(u"1"_s);
        return FakeAnswer::noContent().hold();
    };
    const auto removed = registrar.remove(u"a"_s, RemovalPolicy::Delete);
    QTRY_COMPARE(fixture.base.server.heldAnswers(), 1);
    registrar.setWanted(wantedOnes());
    const auto again = registrar.reconcile();
    fixture.base.server.release();
    QVERIFY(fixture.waitFor(removed));
    QVERIFY(fixture.waitFor(again));
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"2"_s});
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"2"_s);
}

void TestRegistrarRemoval::suspendedIsLeftAlone()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s}, {.pruneBelow = QUrl(u"https://app.example.org/hook"_s)});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.initialStatus = u"off"_s;
    QVERIFY(fixture.waitFor(registrar.remove(u"b"_s, RemovalPolicy::Off)));
    const auto plan = fixture.waitFor(registrar.plan());
    QVERIFY(plan);
    QVERIFY(plan->isFulfilled());
    QCOMPARE(plan->steps.size(), 1);
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    const auto reactivated = fixture.waitFor(registrar.reactivate(u"b"_s));
    QVERIFY(!reactivated);
    QCOMPARE(reactivated.error().kind, Error::Kind::Rejected);
    fixture.pass(registrar, 1h);
    QCOMPARE(fixture.subscriptions.get(u"2"_s).status, SubscriptionStatusCode::Off);
    QCOMPARE(fixture.subscriptions.ids(), (QStringList{u"1"_s, u"2"_s}));
}

/// Somebody else turned it on: nothing is to be done, and yet it is looked after again.
void TestRegistrarRemoval::tellsOfItAgain()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Off)));
    fixture.subscriptions.set(u"1"_s, [](Subscription *one) { one->status = SubscriptionStatusCode::Active; });
    const QSignalSpy registered(&registrar, &SubscriptionRegistrar::registered);
    const QSignalSpy activated(&registrar, &SubscriptionRegistrar::activated);
    registrar.setWanted(wantedOnes());
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QCOMPARE(registered.size(), 1);
    QCOMPARE(activated.size(), 1);
}

void TestRegistrarRemoval::changedWhileSuspended()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QVERIFY(fixture.waitFor(registrar.remove(u"a"_s, RemovalPolicy::Off)));
    auto changed = wantedOnes();
    changed.first().subscription.topic = u"http://example.org/another-topic"_s;
    changed.first().subscription.endpoint = QUrl();
    changed.first().subscription.channelType = u"websocket"_s;
    changed.first().isSuspended = true;
    registrar.setWanted(changed);
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"1"_s});
    changed.first().isSuspended = false;
    registrar.setWanted(changed);
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"2"_s}); // replaced, and not left behind
    QCOMPARE(fixture.subscriptions.get(u"2"_s).topic, u"http://example.org/another-topic"_s);
}

void TestRegistrarRemoval::unknownDefinition()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    const auto removed = fixture.waitFor(registrar.remove(u"b"_s, RemovalPolicy::Delete));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, Error::Kind::Rejected);
    QCOMPARE(fixture.subscriptions.count(), 1);
}

void TestRegistrarRemoval::releaseGivesUpWhatWaits()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.method != "DELETE" || !fixture.subscriptions.ids().contains(u"1"_s)) {
            return {};
        }
        fixture.subscriptions.remove(u"1"_s);
        return FakeAnswer::noContent().hold();
    };
    const auto first = registrar.remove(u"a"_s, RemovalPolicy::Delete);
    QTRY_COMPARE(fixture.base.server.heldAnswers(), 1);
    const auto second = registrar.remove(u"b"_s, RemovalPolicy::Delete);
    const auto released = registrar.release(RemovalPolicy::Keep);
    QVERIFY(second.isFinished());
    QVERIFY(!second.result());
    QVERIFY(!released.isFinished());
    fixture.base.server.release();
    QVERIFY(fixture.waitFor(first));
    QVERIFY(fixture.waitFor(released));
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"2"_s});
    QVERIFY(!fixture.waitFor(registrar.remove(u"b"_s, RemovalPolicy::Delete)));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestRegistrarRemoval)
#include "tst_registrarremoval.moc"
