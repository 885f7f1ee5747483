// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "registrarfixture.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using namespace Test;

namespace {

/// A server that searches no Subscriptions, and answers with \a answer to who asks for the first.
std::function<std::optional<FakeAnswer>(const FakeRequest &)> unsearched(const FakeAnswer &answer)
{
    return [answer](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.path == "Subscription/1"_L1) {
            return answer;
        }
        const bool isSearch = request.method == "GET" && request.path == "Subscription"_L1;
        return isSearch ? std::optional(FakeAnswer::outcome(501, u"not searched"_s)) : std::nullopt;
    };
}

} // namespace

/// The registrar against servers that nobody would want to write.
class TestSubscriptionRegistrar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serverCannotBeLookedAt_data();
    void serverCannotBeLookedAt();
    void createIsAnsweredBadly_data();
    void createIsAnsweredBadly();
    void allLookBeforeAnyCreates();
    void createFindsWhatTheSearchDidNot();
    void othersDidWhatFailed();
    void altersLater();
    void altersAnew();
    void refusedUpdateReplacesNothing();
    void refusedUpdateOfWhatIsGone();
    void unknownReplacement();
    void replacementFails();
    void duplicatesCannotBeDeleted();
    void readingIsRefused_data();
    void readingIsRefused();
    void unreadOneStopsNoOther_data();
    void unreadOneStopsNoOther();
    void unreadOneIsReadAgain();
    void unreadOneKeepsItsDuplicates();
    void createdOneCannotBeRead();
    void applicationIsDown_data();
    void applicationIsDown();
    void readingFailsWhileWaiting();
    void readingIsRefusedWhileWaiting_data();
    void readingIsRefusedWhileWaiting();
    void endsWithoutTimes();
    void secondLookFails();
    void releaseTriesAll();
    void releaseWaitsForTheRun();
    void reactivationIsNotRepeated();
    void definitionsChangeOnTheWay();
    void tellsNoSecrets();
};

void TestSubscriptionRegistrar::serverCannotBeLookedAt_data()
{
    addBadAnswers();
}

void TestSubscriptionRegistrar::serverCannotBeLookedAt()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    RegistrarFixture fixture;
    fixture.subscriptions.instead = [&](const FakeRequest &) {
        return std::optional(answer);
    };
    auto &registrar = fixture.addRegistrar();
    QSignalSpy failed(&registrar, &SubscriptionRegistrar::failed);
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(!result);
    QCOMPARE(result.error().kind, kind);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), QString());
    QVERIFY(!registrar.subscription(u"a"_s));
    QVERIFY(!fixture.waitFor(registrar.plan()));

    // Tried again by itself where that may help.
    fixture.subscriptions.instead = {};
    fixture.base.clock.advance(10s);
    if (kind == Error::Kind::Retry) {
        QTRY_VERIFY(registrar.subscription(u"a"_s));
    } else {
        QVERIFY(fixture.waitFor(registrar.plan()));
        QCOMPARE(fixture.subscriptions.count(), 0);
    }
}

void TestSubscriptionRegistrar::createIsAnsweredBadly_data()
{
    addBadAnswers();
}

void TestSubscriptionRegistrar::createIsAnsweredBadly()
{
    QFETCH(FakeAnswer, answer);
    QFETCH(Error::Kind, kind);
    RegistrarFixture fixture;
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "POST" && request.json().toVariantMap()[u"reason"_s].toString().endsWith(u'a')
            ? std::optional(answer)
            : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    QSignalSpy failed(&registrar, &SubscriptionRegistrar::failed);
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 1);
    QCOMPARE(result->errors.first().kind, kind);
    QCOMPARE(result->errors.first().location, u"a"_s);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), u"a"_s);
    QVERIFY(registrar.subscription(u"b"_s)); // which is none the worse for it
    QVERIFY(!registrar.subscription(u"a"_s));
}

void TestSubscriptionRegistrar::allLookBeforeAnyCreates()
{
    RegistrarFixture fixture;
    fixture.subscriptions.initialStatus = u"requested"_s;
    int looks = 0;
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "GET" && ++looks <= 5 ? std::optional(searchset({}).hold()) : std::nullopt;
    };
    QList<SubscriptionRegistrar *> registrars;
    QList<QFuture<Result<Reconciliation>>> futures;
    for (int i = 0; i < 5; ++i) {
        registrars.append(&fixture.addRegistrar());
        futures.append(registrars.last()->reconcile());
    }
    QTRY_COMPARE(fixture.base.server.heldAnswers(), 5);
    fixture.base.server.release();
    QTRY_COMPARE(fixture.subscriptions.count(), 5);

    // All are `requested`: nobody decides so far.
    for (int i = 0; i < 3; ++i) {
        fixture.pass(*registrars.first(), 1s);
    }
    QCOMPARE(fixture.subscriptions.count(), 5);
    fixture.subscriptions.set(u"4"_s, [](Subscription *one) { one->status = SubscriptionStatusCode::Active; });
    fixture.pass(*registrars.first(), 4s);
    QCOMPARE(fixture.subscriptions.count(), 5);
    for (const auto &id : fixture.subscriptions.ids()) {
        fixture.subscriptions.set(id, [](Subscription *one) { one->status = SubscriptionStatusCode::Active; });
    }
    for (const auto &future : futures) {
        QVERIFY(fixture.waitFor(future));
    }
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"1"_s});
    for (auto *registrar : registrars) {
        QCOMPARE(registrar->subscription(u"a"_s)->id, u"1"_s);
    }
}

void TestSubscriptionRegistrar::createFindsWhatTheSearchDidNot()
{
    RegistrarFixture fixture;
    auto old = wantedOnes().constFirst().subscription;
    old.timeout = 5;
    old.status = SubscriptionStatusCode::Active;
    const auto id = fixture.subscriptions.add(old);
    bool isIndexed = false;
    fixture.subscriptions.instead = [&](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.method == "GET" && !isIndexed) {
            return searchset({});
        }
        if (request.method == "POST") {
            isIndexed = true;
            return FakeAnswer::json(stored(old, id));
        }
        return std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 0);
    QCOMPARE(fixture.subscriptions.ids(), QStringList{id});
    QCOMPARE(fixture.subscriptions.get(id).timeout, 60U); // it was not taken for what the server insists on
}

void TestSubscriptionRegistrar::othersDidWhatFailed()
{
    RegistrarFixture fixture;
    auto ours = wantedOnes().constFirst().subscription;
    ours.status = SubscriptionStatusCode::Active;
    fixture.subscriptions.instead = [&](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.method == "POST") {
            fixture.subscriptions.add(ours);
            return FakeAnswer::outcome(422, u"there is one already"_s);
        }
        return std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    QSignalSpy failed(&registrar, &SubscriptionRegistrar::failed);
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 0);
    QCOMPARE(failed.size(), 0);
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"1"_s);
}

void TestSubscriptionRegistrar::altersLater()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QSignalSpy altered(&registrar, &SubscriptionRegistrar::altered);
    int shown = 0;
    fixture.subscriptions.onRead = [&](Subscription *one) { // not in the answer of the create
        one->timeout = ++shown == 1 ? 60 : 10;
    };
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QCOMPARE(altered.size(), 1);
    QCOMPARE(altered[0][1].value<QList<SubscriptionDifference>>(),
             (QList<SubscriptionDifference>{{u"timeout"_s, u"60 s"_s, u"10 s"_s}}));
    QVERIFY(fixture.waitFor(registrar.reconcile())->plan.isFulfilled());
    QCOMPARE(fixture.subscriptions.requests("POST"), 1);
    QCOMPARE(fixture.subscriptions.requests("PUT"), 0);
    QCOMPARE(altered.size(), 1);
}

void TestSubscriptionRegistrar::altersAnew()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    quint32 timeout = 100;
    fixture.subscriptions.onRead = [&](Subscription *one) {
        one->timeout = ++timeout;
    };
    for (int i = 0; i < 4; ++i) {
        QVERIFY(fixture.waitFor(registrar.reconcile()));
        QCOMPARE(fixture.subscriptions.requests("PUT"), i); // once a reconciliation, and it comes to an end
    }
}

void TestSubscriptionRegistrar::refusedUpdateReplacesNothing()
{
    RegistrarFixture fixture;
    auto old = wantedOnes().constFirst().subscription;
    old.timeout = 5;
    old.status = SubscriptionStatusCode::Active;
    const auto id = fixture.subscriptions.add(old);
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "PUT" ? std::optional(FakeAnswer::outcome(422, u"60 s is too long"_s)) : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 1);
    QVERIFY(result->errors.first().message.contains(u"too long"_s));
    QCOMPARE(result->registered.value(u"a"_s).id, id); // it is there, and better than nothing
    QCOMPARE(fixture.subscriptions.requests("PUT"), 1);
    QCOMPARE(fixture.subscriptions.requests("DELETE"), 0);
}

void TestSubscriptionRegistrar::refusedUpdateOfWhatIsGone()
{
    RegistrarFixture fixture;
    auto old = wantedOnes().constFirst().subscription;
    old.timeout = 5;
    const auto id = fixture.subscriptions.add(old);
    fixture.subscriptions.instead = [&](const FakeRequest &request) -> std::optional<FakeAnswer> {
        if (request.method == "PUT") {
            fixture.subscriptions.remove(id); // somebody was faster
        }
        return std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 0);
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"2"_s});
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"2"_s);
}

void TestSubscriptionRegistrar::unknownReplacement()
{
    RegistrarFixture fixture;
    auto old = wantedOnes().constFirst().subscription;
    old.timeout = 5;
    fixture.subscriptions.add(old);
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "PUT" ? std::optional(FakeAnswer::outcome(405, u"immutable"_s)) : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 0);
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"2"_s});
    QCOMPARE(fixture.subscriptions.requests("PUT"), 1);
    QVERIFY(fixture.waitFor(registrar.reactivate(u"a"_s)));
    QCOMPARE(fixture.subscriptions.requests("PUT"), 1); // once is enough to know
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"3"_s});
}

void TestSubscriptionRegistrar::replacementFails()
{
    RegistrarFixture fixture;
    auto old = wantedOnes().constFirst().subscription;
    old.topic = u"http://example.org/other"_s;
    fixture.subscriptions.add(old);
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "POST" ? std::optional(FakeAnswer::outcome(503, u"later"_s)) : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->plan.steps.first().action, PlanStep::Action::Replace);
    QCOMPARE(result->errors.size(), 1);
    QVERIFY(result->registered.isEmpty());
    QVERIFY(!registrar.subscription(u"a"_s));
    fixture.subscriptions.instead = {};
    fixture.base.clock.advance(10s); // by itself
    QTRY_VERIFY(registrar.subscription(u"a"_s));
}

void TestSubscriptionRegistrar::duplicatesCannotBeDeleted()
{
    RegistrarFixture fixture;
    auto ours = wantedOnes().constFirst().subscription;
    ours.status = SubscriptionStatusCode::Active;
    fixture.subscriptions.add(ours);
    fixture.subscriptions.add(ours);
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "DELETE" ? std::optional(FakeAnswer::outcome(403, u"not yours"_s)) : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 1);
    QCOMPARE(result->errors.first().kind, Error::Kind::ActionRequired);
    QCOMPARE(fixture.subscriptions.requests("DELETE"), 1);
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"1"_s);
}

void TestSubscriptionRegistrar::readingIsRefused_data()
{
    addAnswersToReading();
}

/// Of a server that searches no Subscriptions: only what is gone is made again.
void TestSubscriptionRegistrar::readingIsRefused()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const bool, isGone);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = unsearched(answer);
    QCOMPARE(fixture.waitFor(registrar.plan()).has_value(), isGone);
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.isEmpty(), isGone);
    QCOMPARE(fixture.subscriptions.requests("POST"), isGone ? 2 : 1);
    QCOMPARE(registrar.subscription(u"a"_s)->id, isGone ? u"2"_s : u"1"_s);
    const auto again = fixture.waitFor(registrar.reactivate(u"a"_s));
    QCOMPARE(again.has_value(), isGone);
    QCOMPARE(registrar.subscription(u"a"_s)->id, isGone ? u"2"_s : u"1"_s);
}

void TestSubscriptionRegistrar::unreadOneStopsNoOther_data()
{
    addAnswersToReading();
}

void TestSubscriptionRegistrar::unreadOneStopsNoOther()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const bool, isGone);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = unsearched(answer);
    if (isGone) {
        fixture.subscriptions.remove(u"1"_s);
    }
    registrar.setWanted(wantedOnes({u"a"_s, u"b"_s}));
    QSignalSpy failed(&registrar, &SubscriptionRegistrar::failed);
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QVERIFY(result->registered.contains(u"b"_s));
    QVERIFY(registrar.subscription(u"b"_s));
    QCOMPARE(result->errors.size(), isGone ? 0 : 1);
    QCOMPARE(failed.size(), isGone ? 0 : 1);
    if (!isGone) {
        QCOMPARE(result->errors.first().location, u"a"_s);
        QCOMPARE(failed[0][0].toString(), u"a"_s);
    }

    // Looked after again, by itself, when it can be read.
    fixture.subscriptions.instead = {};
    const auto id = registrar.subscription(u"a"_s)->id;
    fixture.subscriptions.set(id, [](Subscription *one) { one->timeout = 5; });
    fixture.base.clock.advance(10s);
    QTRY_COMPARE(fixture.subscriptions.get(id).timeout, 60U);
}

/// Less and less often.
void TestSubscriptionRegistrar::unreadOneIsReadAgain()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.pass(registrar, 10s); // the look after the creation
    fixture.subscriptions.instead = unsearched(FakeAnswer::outcome(403, u"no"_s));
    QSignalSpy failed(&registrar, &SubscriptionRegistrar::failed);
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    qsizetype times = 1;
    for (const auto delay : {10s, 20s, 40s, 80s, 100s, 100s}) {
        const auto plan = [&] {
            return fixture.waitFor(registrar.plan()); // a round trip
        };
        fixture.base.clock.advance(delay - 1s);
        QVERIFY(!plan() && !plan());
        QCOMPARE(failed.size(), times);
        fixture.base.clock.advance(1s);
        ++times;
        QTRY_COMPARE(failed.size(), times);
    }
}

/// Which of them is to be kept, and whether that is one, nobody can say without it.
void TestSubscriptionRegistrar::unreadOneKeepsItsDuplicates()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s}, {.pruneBelow = QUrl(u"https://app.example.org/hook/"_s)});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    const auto duplicate = stored(fixture.subscriptions.get(u"1"_s), u"2"_s);
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return std::optional(request.path == "Subscription"_L1 ? searchset({duplicate})
                                                               : FakeAnswer::outcome(403, u"no"_s));
    };
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 1);
    QCOMPARE(fixture.subscriptions.requests("DELETE"), 0);
    QCOMPARE(fixture.subscriptions.requests("PUT"), 0);
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"1"_s);
}

void TestSubscriptionRegistrar::createdOneCannotBeRead()
{
    RegistrarFixture fixture;
    fixture.subscriptions.instead = unsearched(FakeAnswer::outcome(403, u"no"_s));
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 1);
    QCOMPARE(result->errors.first().location, u"a"_s);
    QCOMPARE(result->registered.value(u"a"_s).id, u"1"_s); // as the create was answered
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"1"_s);
    QCOMPARE(registrar.subscription(u"b"_s)->id, u"2"_s);
    QCOMPARE(fixture.subscriptions.requests("POST"), 2);
}

void TestSubscriptionRegistrar::applicationIsDown_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QUrl>("pruneBelow");
    QTest::addColumn<QString>("location"); ///< of the error
    const QUrl below(u"https://app.example.org/hook/"_s);
    QTest::newRow("HTML") << FakeAnswer::text(404, "<html>") << QUrl() << u"a"_s;
    QTest::newRow("empty") << FakeAnswer::text(404, "") << QUrl() << u"a"_s;
    QTest::newRow("OperationOutcome") << FakeAnswer::outcome(404, u"unknown type"_s) << QUrl() << u"a"_s;
    QTest::newRow("all are looked through") << FakeAnswer::text(404, "<html>") << below << QString();
}

/// The container or the proxy before it knows no path then: nothing is there, and nothing can be created.
void TestSubscriptionRegistrar::applicationIsDown()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QUrl, pruneBelow);
    QFETCH(const QString, location);
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s}, {.pruneBelow = pruneBelow});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &) {
        return std::optional(answer);
    };
    QSignalSpy failed(&registrar, &SubscriptionRegistrar::failed);
    std::ignore = fixture.waitFor(registrar.reconcile());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), location);
    QCOMPARE(failed[0][1].value<Error>().kind, Error::Kind::Rejected);
    fixture.base.clock.advance(10s);
    QTRY_COMPARE(failed.size(), 2); // tried again by itself, and told again

    fixture.subscriptions.instead = {};
    fixture.subscriptions.set(u"1"_s, [](Subscription *one) { one->timeout = 5; });
    fixture.base.clock.advance(20s);
    QTRY_COMPARE(fixture.subscriptions.get(u"1"_s).timeout, 60U); // found again, and looked after
    QTRY_COMPARE(registrar.subscription(u"a"_s)->timeout, 60U);
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"1"_s});
}

void TestSubscriptionRegistrar::readingFailsWhileWaiting()
{
    RegistrarFixture fixture;
    fixture.subscriptions.initialStatus = u"requested"_s;
    auto &registrar = fixture.addRegistrar();
    QSignalSpy activated(&registrar, &SubscriptionRegistrar::activated);
    QSignalSpy delayed(&registrar, &SubscriptionRegistrar::activationDelayed);
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [](const FakeRequest &request) {
        return request.path == "Subscription/1"_L1 ? std::optional(FakeAnswer::text(500, "<html>")) : std::nullopt;
    };
    for (int i = 0; i < 10; ++i) {
        fixture.pass(registrar, 10s);
    }
    QCOMPARE(delayed.size(), 0); // nobody knows
    fixture.subscriptions.instead = {};
    fixture.subscriptions.set(u"1"_s, [](Subscription *one) { one->status = SubscriptionStatusCode::Active; });
    fixture.base.clock.advance(100s);
    QTRY_COMPARE(activated.size(), 1);
}

void TestSubscriptionRegistrar::readingIsRefusedWhileWaiting_data()
{
    addAnswersToReading();
}

void TestSubscriptionRegistrar::readingIsRefusedWhileWaiting()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const bool, isGone);
    RegistrarFixture fixture;
    fixture.subscriptions.initialStatus = u"requested"_s;
    auto &registrar = fixture.addRegistrar();
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.path == "Subscription/1"_L1 ? std::optional(answer) : std::nullopt;
    };
    fixture.pass(registrar, 1s);
    QVERIFY(!fixture.base.server.requests("GET", u"Subscription/1"_s).isEmpty());
    QCOMPARE(registrar.subscription(u"a"_s).has_value(), !isGone);
}

void TestSubscriptionRegistrar::endsWithoutTimes()
{
    RegistrarFixture fixture;
    fixture.subscriptions.hasTimes = false;
    fixture.subscriptions.onWrite = [&](Subscription *one) {
        one->end = fixture.base.clock.now().addSecs(600);
    };
    auto &registrar = fixture.addRegistrar();
    QSignalSpy carriedOut(&registrar, &SubscriptionRegistrar::carriedOut);
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    for (int i = 0; i < 60; ++i) { // an hour
        fixture.pass(registrar, 1min);
    }
    QVERIFY(registrar.subscription(u"a"_s)->end > fixture.base.clock.now());
    QVERIFY2(carriedOut.size() >= 10 && carriedOut.size() <= 20, qPrintable(QString::number(carriedOut.size())));

    // An end that does not move is no reason to ask all the time either.
    const auto end = registrar.subscription(u"a"_s)->end;
    fixture.subscriptions.onWrite = [&](Subscription *one) {
        one->end = end;
    };
    carriedOut.clear();
    for (int i = 0; i < 60; ++i) {
        fixture.pass(registrar, 10s);
    }
    QVERIFY2(carriedOut.size() <= 12, qPrintable(QString::number(carriedOut.size())));
}

void TestSubscriptionRegistrar::secondLookFails()
{
    RegistrarFixture fixture;
    int looks = 0;
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.path == "Subscription"_L1 && request.method == "GET" && ++looks == 2
            ? std::optional(FakeAnswer::text(200, "<html>"))
            : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    QSignalSpy failed(&registrar, &SubscriptionRegistrar::failed);
    const auto result = fixture.waitFor(registrar.reconcile());
    QVERIFY(result);
    QCOMPARE(result->errors.size(), 1);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toString(), QString());
    QCOMPARE(registrar.subscription(u"a"_s)->id, u"1"_s); // as the create was answered
}

void TestSubscriptionRegistrar::releaseTriesAll()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s, u"c"_s});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.path == "Subscription/2"_L1 ? std::optional(FakeAnswer::outcome(500, u"no"_s)) : std::nullopt;
    };
    const auto future = registrar.release(RemovalPolicy::Delete);
    QTRY_VERIFY(future.isFinished());
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().kind, Error::Kind::Retry);
    QCOMPARE(fixture.subscriptions.ids(), QStringList{u"2"_s});
    QVERIFY(registrar.release(RemovalPolicy::Delete).isFinished()); // and that was that
}

void TestSubscriptionRegistrar::releaseWaitsForTheRun()
{
    RegistrarFixture fixture;
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "GET" && fixture.subscriptions.requests("GET") == 1
            ? std::optional(searchset({}).hold())
            : std::nullopt;
    };
    auto &registrar = fixture.addRegistrar();
    const auto running = registrar.reconcile();
    QTRY_COMPARE(fixture.base.server.heldAnswers(), 1);
    const auto waiting = registrar.reconcile();
    QVERIFY(!waiting.isFinished());
    const auto released = registrar.release(RemovalPolicy::Delete);
    QVERIFY(waiting.isFinished());
    QVERIFY(!waiting.result());
    QVERIFY(!released.isFinished());
    fixture.base.server.release();
    QVERIFY(fixture.waitFor(running));
    QTRY_VERIFY(released.isFinished());
    QVERIFY(released.result());
    QCOMPARE(fixture.subscriptions.requests("POST"), 1);
    QCOMPARE(fixture.subscriptions.count(), 0); // what was created meanwhile is removed too
}

void TestSubscriptionRegistrar::reactivationIsNotRepeated()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    fixture.pass(registrar, 10s); // the look after the creation
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "PUT" ? std::optional(FakeAnswer::outcome(503, u"later"_s)) : std::nullopt;
    };
    const auto failed = fixture.waitFor(registrar.reactivate(u"a"_s));
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, Error::Kind::Retry);
    QCOMPARE(fixture.subscriptions.requests("PUT"), 1);
    fixture.pass(registrar, 1h);
    QCOMPARE(fixture.subscriptions.requests("PUT"), 1);
    fixture.subscriptions.instead = {};
    const auto again = fixture.waitFor(registrar.reactivate(u"a"_s));
    QVERIFY(again);
    QCOMPARE(again->id, u"1"_s);
    const auto &requests = fixture.base.server.requests();
    const auto put = std::ranges::find(requests, QByteArray("PUT"), &FakeRequest::method);
    QCOMPARE(put->json()["status"_L1].toString(), u"requested"_s);
    QCOMPARE(fixture.subscriptions.requests("PUT"), 2); // of the one alone
}

void TestSubscriptionRegistrar::definitionsChangeOnTheWay()
{
    RegistrarFixture fixture;
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    // The definition goes while its Subscription is told of.
    const auto connection = connect(&registrar, &SubscriptionRegistrar::registered, &registrar,
                                    [&](const QString &id) { registrar.setWanted(wantedOnes({id})); });
    QVERIFY(fixture.waitFor(registrar.reconcile()));
    QCOMPARE(registrar.wanted().size(), 1);
    QVERIFY(registrar.subscription(registrar.wanted().constFirst().webhookId));
    disconnect(connection);
    registrar.setWanted(wantedOnes({u"c"_s}));
    QVERIFY(!registrar.subscription(u"a"_s));
    const auto future = registrar.reconcile();
    registrar.setWanted({});
    QVERIFY(fixture.waitFor(future));
    QVERIFY(!registrar.subscription(u"c"_s));
    QVERIFY(fixture.waitFor(registrar.reconcile())->plan.steps.isEmpty());
    fixture.pass(registrar, 1h);
}

void TestSubscriptionRegistrar::tellsNoSecrets()
{
    RegistrarFixture fixture;
    auto old = wantedOnes().constFirst().subscription;
    old.headers = {{u"X-Api-Key"_s, u"theirs3cret"_s}};
    fixture.subscriptions.add(old);
    fixture.subscriptions.instead = [&](const FakeRequest &request) {
        return request.method == "PUT" ? std::optional(FakeAnswer::outcome(422, u"no"_s)) : std::nullopt;
    };
    QStringList logged;
    static QStringList *log = nullptr;
    log = &logged;
    const auto before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext &, const QString &text) { log->append(text); });
    auto &registrar = fixture.addRegistrar({u"a"_s, u"b"_s});
    const auto result = fixture.waitFor(registrar.reconcile());
    qInstallMessageHandler(before);
    QVERIFY(result);
    auto text = logged.join(u' ');
    QVERIFY(!text.isEmpty());
    for (const auto &step : result->plan.steps) {
        text += step.reason;
        for (const auto &difference : step.differences) {
            text += difference.element + difference.wanted + difference.actual;
        }
    }
    for (const auto &error : result->errors) {
        text += error.toString();
    }
    QVERIFY(text.contains(u"parameter[X-Api-Key]"_s));
    QVERIFY(!text.contains(u"s3cret"_s));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSubscriptionRegistrar)

#include "tst_subscriptionregistrar.moc"
