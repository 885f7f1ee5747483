// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiving.h"

#include <Tbs/subscription/statuscheck_p.h>
#include <Tbs/support/futures.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Status = SubscriptionStatusCode;
using Test::Receiving;

namespace {

/// A server with one Subscription.
struct Server
{
    Status operationStatus = Status::Active;
    int count = 0; ///< negative: not told
    QString subscription = u"https://example.org/fhir/Subscription/1"_s; ///< as `$status` names it
    std::optional<Status> resourceStatus = Status::Active; ///< nothing: it is gone
    std::optional<Error> statusError;
    std::optional<Error> readError;
    QStringList asked;
    std::function<void()> onStatus; ///< before it answers
    bool held = false;
    std::optional<SharedPromise<Result<FetchedStatus>>> waiting;

    Result<FetchedStatus> status()
    {
        if (statusError) {
            return failure(*statusError);
        }
        FetchedStatus fetched;
        fetched.status.subscription = Reference(subscription);
        fetched.status.status = operationStatus;
        fetched.status.type = NotificationType::QueryStatus;
        fetched.status.eventsSinceSubscriptionStart = EventNumber::fromInteger(count);
        fetched.status.errors = {u"system|no-response"_s};
        fetched.bundle = Test::NotificationText{.type = u"query-status"_s,
                                                .subscription = subscription,
                                                .counter = count,
                                                .status = toCode(operationStatus)}
                             .toJson();
        return fetched;
    }

    Result<std::optional<ObservedSubscription>> read() const
    {
        if (readError) {
            return failure(*readError);
        }
        if (!resourceStatus) {
            return std::optional<ObservedSubscription>();
        }
        ObservedSubscription observed;
        observed.subscription.id = u"1"_s;
        observed.subscription.status = *resourceStatus;
        observed.subscription.heartbeatPeriod = 60;
        return std::optional(observed);
    }
};

} // namespace

class TestStatusCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhatTheServerSays();
    void aHigherCountFindsALoss();
    void onlyNewsGoToTheReceiver();
    void comesAgain();
    void noPeriod();
    void callsWhileItRuns();
    void withoutTheOperation();
    void operationThatIsRefused();
    void errors_data();
    void errors();
    void nothingIsAnswered();
    void isGone();
    void statusesThatDoNotFit();
    void changedBetweenTheAnswers();
    void countBelowOurs();
    void countBelowOursAfterAReset();
    void countOfAServerWhoseNumbersMeanNothing();
    void answerAboutAnother();
    void answerWithoutReference();
    void resetWhileItIsAsked();

private:
    void make(std::chrono::milliseconds period = 5min, bool hasOperation = true);
    /// Checks, and waits until that is over. \return what was told
    QStringList check();
    QStringList told(int count);

    std::unique_ptr<Receiving> m_receiving;
    std::unique_ptr<Server> m_server;
    std::unique_ptr<StatusCheck> m_check;
    QStringList m_told;
    StatusReport m_report;
};

void TestStatusCheck::init()
{
    m_check.reset();
    m_receiving = std::make_unique<Receiving>();
    m_server = std::make_unique<Server>();
    m_told.clear();
    QVERIFY(m_receiving->receive(Test::NotificationText{.type = u"handshake"_s, .counter = 0}));
    make();
}

void TestStatusCheck::make(std::chrono::milliseconds period, bool hasOperation)
{
    StatusRequests requests;
    if (hasOperation) {
        requests.status = [this](const QString &id) {
            m_server->asked << u"status "_s + id;
            if (m_server->onStatus) {
                m_server->onStatus();
            }
            if (m_server->held) {
                m_server->waiting.emplace();
                return m_server->waiting->future();
            }
            return readyFuture(m_server->status());
        };
    }
    requests.read = [this](const QString &id) {
        m_server->asked << u"read "_s + id;
        return readyFuture(m_server->read());
    };
    m_check =
        std::make_unique<StatusCheck>(Receiving::key(), *m_receiving->receiver, requests, m_receiving->clock, period);
    connect(m_check.get(), &StatusCheck::checked, this, [this](const StatusReport &report, const QStringList &drift) {
        m_report = report;
        m_told << u"checked"_s << drift;
    });
    connect(m_check.get(), &StatusCheck::failed, this,
            [this](const Error &error) { m_told << u"failed: "_s + error.message; });
    connect(m_check.get(), &StatusCheck::vanished, this, [this] { m_told << u"vanished"_s; });
}

QStringList TestStatusCheck::told(int count)
{
    if (!Test::waitUntil([&] { return m_told.size() >= count; })) {
        m_told << u"nothing more"_s;
    }
    return std::exchange(m_told, {});
}

QStringList TestStatusCheck::check()
{
    m_check->check();
    const auto isOver = [this] {
        return !m_told.isEmpty() && !m_told.constLast().startsWith(u"failed"_s);
    };
    return Test::waitUntil(isOver) ? std::exchange(m_told, {}) : QStringList(u"nothing"_s);
}

void TestStatusCheck::tellsWhatTheServerSays()
{
    m_server->operationStatus = Status::Error;
    m_server->resourceStatus = Status::Error;
    QCOMPARE(check(), QStringList(u"checked"_s));
    QCOMPARE(m_server->asked, QStringList({u"status 1"_s, u"read 1"_s}));
    QCOMPARE(m_report.status, std::optional(Status::Error));
    QCOMPARE(m_report.count, std::optional<quint64>(0));
    QCOMPARE(m_report.errors, QStringList(u"system|no-response"_s));
    QCOMPARE(m_report.subscription->heartbeatPeriod, std::optional<quint32>(60));
}

void TestStatusCheck::aHigherCountFindsALoss()
{
    m_server->count = 3;
    QCOMPARE(check(), QStringList(u"checked"_s));
    QCOMPARE(m_receiving->missing(), u"1-3"_s);
    QCoreApplication::processEvents();
    m_receiving->clock.advance(5s);
    QCOMPARE(m_receiving->gaps, QStringList(u"1-3"_s));
}

void TestStatusCheck::onlyNewsGoToTheReceiver()
{
    QSignalSpy stored(m_receiving->receiver.get(), &AbstractReceiver::notificationStored);
    check();
    check();
    std::ignore = m_receiving->record();
    QCoreApplication::processEvents();
    QCOMPARE(stored.count(), 0); // as we know it
    m_server->count = 2;
    check();
    QTRY_COMPARE(stored.count(), 1);
    m_server->operationStatus = Status::Off;
    m_server->resourceStatus = Status::Off;
    check();
    QTRY_COMPARE(stored.count(), 2);
    QCOMPARE(m_receiving->record().status, std::optional(Status::Off));
}

void TestStatusCheck::comesAgain()
{
    m_receiving->clock.advance(1h);
    QCOMPARE(m_server->asked.size(), 0); // not before the first time
    check();
    for (int i = 0; i < 3; ++i) {
        m_server->asked.clear();
        m_receiving->clock.advance(5min - 1ms);
        QCOMPARE(m_server->asked.size(), 0);
        m_receiving->clock.advance(1ms);
        QCOMPARE(told(1), QStringList(u"checked"_s));
        QCOMPARE(m_server->asked.size(), 2);
    }
    m_receiving->clock.advance(4min);
    check(); // one in between begins the period anew
    m_server->asked.clear();
    m_receiving->clock.advance(4min);
    QCOMPARE(m_server->asked.size(), 0);
}

void TestStatusCheck::noPeriod()
{
    make(0ms);
    check();
    m_receiving->clock.advance(24h);
    QCOMPARE(m_server->asked.size(), 2);
}

void TestStatusCheck::callsWhileItRuns()
{
    m_server->held = true;
    m_check->check();
    QTRY_VERIFY(m_server->waiting);
    m_check->check();
    m_check->check();
    m_server->held = false;
    m_server->waiting->finish(m_server->status());
    QCOMPARE(told(2), QStringList({u"checked"_s, u"checked"_s})); // once more, not twice
    std::ignore = m_receiving->record();
    QCoreApplication::processEvents();
    QCOMPARE(m_server->asked.size(), 4);
}

void TestStatusCheck::withoutTheOperation()
{
    make(5min, false);
    m_server->resourceStatus = Status::Error;
    QCOMPARE(check(), QStringList(u"checked"_s));
    QCOMPARE(m_server->asked, QStringList(u"read 1"_s));
    QVERIFY(!m_report.status && !m_report.count);
    QCOMPARE(m_report.subscription->status, Status::Error);
}

void TestStatusCheck::operationThatIsRefused()
{
    m_server->statusError = Error{Error::Kind::Rejected, u"no such operation"_s, {}};
    QCOMPARE(check(), QStringList({u"failed: no such operation"_s, u"checked"_s}));
    m_server->asked.clear();
    QCOMPARE(check(), QStringList(u"checked"_s)); // said once, and not asked for again
    QCOMPARE(m_server->asked, QStringList(u"read 1"_s));
}

void TestStatusCheck::errors_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("down") << Error::Kind::Retry;
    QTest::newRow("forbidden") << Error::Kind::ActionRequired;
    QTest::newRow("HTML") << Error::Kind::BadData;
}

void TestStatusCheck::errors()
{
    QFETCH(Error::Kind, kind);
    m_server->statusError = Error{kind, u"no"_s, {}};
    QCOMPARE(check(), QStringList({u"failed: no"_s, u"checked"_s}));
    m_server->statusError.reset();
    m_server->asked.clear();
    QCOMPARE(check(), QStringList(u"checked"_s));
    QCOMPARE(m_server->asked.size(), 2);
}

void TestStatusCheck::nothingIsAnswered()
{
    m_server->statusError = Error{Error::Kind::Retry, u"1"_s, {}};
    m_server->readError = Error{Error::Kind::Retry, u"2"_s, {}};
    m_check->check();
    QCOMPARE(told(2), QStringList({u"failed: 1"_s, u"failed: 2"_s}));
    m_server->statusError.reset();
    m_server->readError.reset();
    m_receiving->clock.advance(5min); // it is asked again all the same
    QCOMPARE(told(1), QStringList(u"checked"_s));
}

void TestStatusCheck::isGone()
{
    m_server->statusError = Error{Error::Kind::Rejected, u"404"_s, {}};
    m_server->resourceStatus.reset();
    QCOMPARE(check(), QStringList({u"failed: 404"_s, u"vanished"_s}));
    m_server->asked.clear();
    m_receiving->clock.advance(1h);
    QCOMPARE(m_server->asked.size(), 0);
}

void TestStatusCheck::statusesThatDoNotFit()
{
    m_server->resourceStatus = Status::Error;
    const auto lines = check();
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(1).contains(u"active"_s) && lines.at(1).contains(u"error"_s), qPrintable(lines.at(1)));
    QCOMPARE(m_server->asked.size(), 4); // looked at twice
    m_server->resourceStatus = Status::Active;
    QCOMPARE(check(), QStringList(u"checked"_s));
}

void TestStatusCheck::changedBetweenTheAnswers()
{
    m_server->operationStatus = Status::Requested;
    m_server->onStatus = [this, calls = 0]() mutable {
        if (++calls == 2) {
            m_server->operationStatus = Status::Active;
        }
    };
    QCOMPARE(check(), QStringList(u"checked"_s));
    QCOMPARE(m_report.status, std::optional(Status::Active));
}

void TestStatusCheck::countBelowOurs()
{
    QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = {1, 2, 3}}));
    m_server->count = 1;
    const auto lines = check();
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(1).contains(u"1 event"_s) && lines.at(1).contains(u"number 3"_s), qPrintable(lines.at(1)));
    m_server->count = 3;
    QCOMPARE(check(), QStringList(u"checked"_s));
}

void TestStatusCheck::countBelowOursAfterAReset()
{
    QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = {1, 2, 3}}));
    m_server->count = 1;
    // What NotificationText writes as the bundle's time is before the events.
    m_server->onStatus = [this] {
        QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = {1}, .firstSecond = 1000}));
    };
    QCOMPARE(check(), QStringList(u"checked"_s)); // a new count explains it
    QCOMPARE(m_receiving->record().sequence.epoch, quint64(2));
}

void TestStatusCheck::countOfAServerWhoseNumbersMeanNothing()
{
    QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = {1, 2, 3}}));
    m_receiving->receiver->setEndpoint(Receiving::key().webhookId, {.counterMode = CounterMode::Relative});
    m_server->count = 1;
    QCOMPARE(check(), QStringList(u"checked"_s));
}

void TestStatusCheck::answerAboutAnother()
{
    m_server->subscription = u"https://example.org/fhir/Subscription/2"_s;
    m_server->count = 9;
    const auto lines = check();
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).startsWith(u"failed"_s));
    QVERIFY(!m_report.status);
    QCOMPARE(Test::waitFor(m_receiving->receiver->subscriptions())->size(), 1); // nothing came of it
}

void TestStatusCheck::answerWithoutReference()
{
    m_server->subscription.clear();
    m_server->count = 9;
    QCOMPARE(check(), QStringList(u"checked"_s));
    QCOMPARE(m_report.count, std::optional<quint64>(9)); // told, but whose it is the receiver could not see
    QCOMPARE(Test::waitFor(m_receiving->receiver->subscriptions())->size(), 1);
}

/// An answer that is older than the reset says nothing about the new count.
void TestStatusCheck::resetWhileItIsAsked()
{
    QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = {1, 2, 3}}));
    m_server->count = 5;
    m_server->held = true;
    m_check->check();
    QTRY_VERIFY(m_server->waiting);
    QVERIFY(m_receiving->receive(Test::NotificationText{.eventNumbers = {1}, .firstSecond = 1000}));
    m_server->waiting->finish(m_server->status());
    QCOMPARE(told(1), QStringList(u"checked"_s));
    QCOMPARE(m_receiving->missing(), u""_s);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestStatusCheck)
#include "tst_statuscheck.moc"
