// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <Tbs/subscription/reactivation_p.h>
#include <Tbs/support/futures.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Status = SubscriptionStatusCode;

class TestReactivation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void activeNeedsNothing();
    void errorIsActivatedAgain_data();
    void errorIsActivatedAgain();
    void enteredInErrorIsNot();
    void delaysGrowAndThereIsALimit();
    void neverWhenTheLimitIsZero();
    void healsByItselfMeanwhile();
    void handshakeOvertakesTheAnswer();
    void repeatedErrorsAreOneError();
    void flappingCountsAsOneRow();
    void stableBeginsANewRow();
    void refusalsCount();
    void silenceOfTheServerDoesNotCount();
    void answerThatChangesNothing();
    void operatorBeginsAnew();
    void mendedByAnother();
    void laterActivationsAreNoSuccess();
    void replacedSubscriptionGoesOn();
    void stops();

private:
    void make(int attempts = 5);
    void connectSignals(Reactivation &reactivation);
    QStringList told() { return std::exchange(m_told, {}); }
    void answer(const Result<Status> &result)
    {
        m_pending.takeFirst().finish(result);
        QCoreApplication::processEvents();
    }
    static tl::unexpected<Error> error(Error::Kind kind) { return failure(kind, u"no"_s); }

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Reactivation> m_reactivation;
    QStringList m_told;
    QList<SharedPromise<Result<Status>>> m_pending; ///< requests that wait for answer()
};

void TestReactivation::init()
{
    m_reactivation.reset();
    m_clock = std::make_unique<Test::MockClock>();
    m_told.clear();
    m_pending.clear();
    make();
}

void TestReactivation::make(int attempts)
{
    m_reactivation = std::make_unique<Reactivation>(
        [this] {
            m_pending.append(SharedPromise<Result<Status>>());
            return m_pending.constLast().future();
        },
        *m_clock, MonitorOptions{.reactivationAttempts = attempts});
    connectSignals(*m_reactivation);
}

void TestReactivation::connectSignals(Reactivation &reactivation)
{
    connect(&reactivation, &Reactivation::attempting, this,
            [this](int attempt) { m_told << u"attempt %1"_s.arg(attempt); });
    connect(&reactivation, &Reactivation::asked, this, [this] { m_told << u"asked"_s; });
    connect(&reactivation, &Reactivation::succeeded, this, [this] { m_told << u"succeeded"_s; });
    connect(&reactivation, &Reactivation::failed, this, [this](const Error &, const QDateTime &next) {
        m_told << (next.isValid() ? u"failed, next after %1 s"_s.arg(m_clock->now().secsTo(next)) : u"failed"_s);
    });
    connect(&reactivation, &Reactivation::gaveUp, this, [this] { m_told << u"gave up"_s; });
}

void TestReactivation::activeNeedsNothing()
{
    m_reactivation->setStatus(Status::Requested);
    m_reactivation->setStatus(Status::Active);
    m_reactivation->setStatus(Status::Active);
    m_clock->advance(24h);
    QCOMPARE(told(), QStringList());
}

void TestReactivation::errorIsActivatedAgain_data()
{
    QTest::addColumn<Status>("status");
    QTest::newRow("error") << Status::Error;
    QTest::newRow("off") << Status::Off;
}

void TestReactivation::errorIsActivatedAgain()
{
    QFETCH(Status, status);
    m_reactivation->setStatus(Status::Active);
    m_reactivation->setStatus(status);
    m_clock->advance(9999ms);
    QCOMPARE(told(), QStringList());
    m_clock->advance(1ms);
    QCOMPARE(told(), QStringList(u"attempt 1"_s));
    answer(Status::Requested);
    QCOMPARE(told(), QStringList(u"asked"_s));
    m_reactivation->setStatus(Status::Active);
    QCOMPARE(told(), QStringList(u"succeeded"_s));
    m_clock->advance(24h);
    QCOMPARE(told(), QStringList());
}

void TestReactivation::enteredInErrorIsNot()
{
    m_reactivation->setStatus(Status::EnteredInError);
    m_clock->advance(24h);
    QCOMPARE(told(), QStringList());
}

void TestReactivation::delaysGrowAndThereIsALimit()
{
    make(4);
    m_reactivation->setStatus(Status::Error);
    for (const auto delay : {10s, 20s, 40s, 80s}) {
        m_clock->advance(delay - 1ms);
        QCOMPARE(told(), QStringList());
        m_clock->advance(1ms);
        QCOMPARE(m_pending.size(), 1);
        answer(Status::Requested);
        m_told.clear();
        m_reactivation->setStatus(Status::Error); // the handshake failed again
        if (delay != 80s) {
            QCOMPARE(told(), QStringList());
        }
    }
    QCOMPARE(told(), QStringList(u"gave up"_s));
    QVERIFY(m_reactivation->hasGivenUp());
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(24h);
    QCOMPARE(told(), QStringList());
}

void TestReactivation::neverWhenTheLimitIsZero()
{
    make(0);
    m_reactivation->setStatus(Status::Error);
    QCOMPARE(told(), QStringList(u"gave up"_s));
    m_clock->advance(24h);
    QCOMPARE(told(), QStringList());
}

void TestReactivation::healsByItselfMeanwhile()
{
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(9s);
    m_reactivation->setStatus(Status::Active);
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList());
}

void TestReactivation::handshakeOvertakesTheAnswer()
{
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(10s);
    m_reactivation->setStatus(Status::Active);
    QCOMPARE(told(), QStringList({u"attempt 1"_s, u"succeeded"_s}));
    answer(Status::Error); // as it was when the server began to write
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList(u"asked"_s));
}

void TestReactivation::repeatedErrorsAreOneError()
{
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(5s);
    m_reactivation->setStatus(Status::Error);
    m_reactivation->setStatus(Status::Off);
    m_clock->advance(5s);
    m_reactivation->setStatus(Status::Error);
    QCOMPARE(told(), QStringList(u"attempt 1"_s));
    QCOMPARE(m_pending.size(), 1);
    QCOMPARE(m_clock->pendingCalls(), 0);
}

/// The handshake works, the events do not.
void TestReactivation::flappingCountsAsOneRow()
{
    make(3);
    for (int attempt = 1; attempt <= 3; ++attempt) {
        m_reactivation->setStatus(Status::Error);
        m_clock->advance(1min);
        QCOMPARE(told(), QStringList(u"attempt %1"_s.arg(attempt)));
        answer(Status::Requested);
        m_reactivation->setStatus(Status::Active);
        QCOMPARE(told(), QStringList({u"asked"_s, u"succeeded"_s}));
        m_clock->advance(1min);
    }
    m_reactivation->setStatus(Status::Error);
    QCOMPARE(told(), QStringList(u"gave up"_s));
}

void TestReactivation::stableBeginsANewRow()
{
    make(1);
    for (int i = 0; i < 3; ++i) {
        m_reactivation->setStatus(Status::Error);
        m_clock->advance(10s);
        answer(Status::Requested);
        m_reactivation->setStatus(Status::Active);
        QCOMPARE(told(), QStringList({u"attempt 1"_s, u"asked"_s, u"succeeded"_s}));
        m_clock->advance(10min + 1s);
    }
}

void TestReactivation::refusalsCount()
{
    make(2);
    m_reactivation->setStatus(Status::Off);
    m_clock->advance(10s);
    answer(error(Error::Kind::Rejected));
    QCOMPARE(told(), QStringList({u"attempt 1"_s, u"failed, next after 20 s"_s}));
    m_clock->advance(20s);
    answer(error(Error::Kind::ActionRequired));
    QCOMPARE(told(), QStringList({u"attempt 2"_s, u"failed"_s, u"gave up"_s}));
}

void TestReactivation::silenceOfTheServerDoesNotCount()
{
    make(1);
    m_reactivation->setStatus(Status::Error);
    QStringList delays;
    for (int i = 0; i < 20; ++i) {
        m_clock->advance(10min);
        answer(error(Error::Kind::Retry));
        const auto lines = told();
        QCOMPARE(lines.first(), u"attempt 1"_s);
        delays << lines.last();
    }
    QCOMPARE(delays.first(), u"failed, next after 20 s"_s);
    QCOMPARE(delays.last(), u"failed, next after 600 s"_s);
    m_clock->advance(10min);
    answer(Status::Requested);
    QCOMPARE(told(), QStringList({u"attempt 1"_s, u"asked"_s}));
}

void TestReactivation::answerThatChangesNothing()
{
    make(2);
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(10s);
    answer(Status::Error);
    m_clock->advance(20s);
    answer(Status::Off);
    QCOMPARE(told(), QStringList({u"attempt 1"_s, u"asked"_s, u"attempt 2"_s, u"asked"_s, u"gave up"_s}));
}

void TestReactivation::operatorBeginsAnew()
{
    make(1);
    m_reactivation->begin(); // nothing is known to be wrong
    QCOMPARE(told(), QStringList());
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(10s);
    answer(error(Error::Kind::Rejected));
    QVERIFY(told().contains(u"gave up"_s));
    m_reactivation->begin();
    QVERIFY(!m_reactivation->hasGivenUp());
    QCOMPARE(told(), QStringList(u"attempt 1"_s));
    m_reactivation->begin(); // impatient
    QCOMPARE(m_pending.size(), 1);
    answer(Status::Requested);
    m_reactivation->setStatus(Status::Active);
    QCOMPARE(told(), QStringList({u"asked"_s, u"succeeded"_s}));
}

void TestReactivation::mendedByAnother()
{
    make(0);
    m_reactivation->setStatus(Status::Error);
    m_reactivation->setStatus(Status::Active);
    QCOMPARE(told(), QStringList({u"gave up"_s, u"succeeded"_s}));
    QVERIFY(!m_reactivation->hasGivenUp());
}

void TestReactivation::laterActivationsAreNoSuccess()
{
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(10s);
    answer(Status::Requested);
    m_reactivation->setStatus(Status::Active);
    m_told.clear();
    m_reactivation->setStatus(Status::Requested); // renewed by a registrar
    m_reactivation->setStatus(Status::Active);
    QCOMPARE(told(), QStringList());
}

/// Where a Subscription cannot be changed each attempt makes another one.
void TestReactivation::replacedSubscriptionGoesOn()
{
    make(2);
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(10s);
    auto before = std::move(m_reactivation); // its request still runs
    make(2);
    m_reactivation->continueFrom(*before);
    before.reset();
    m_reactivation->setStatus(Status::Requested);
    m_reactivation->setStatus(Status::Error);
    m_told.clear();
    m_clock->advance(20s);
    QCOMPARE(told(), QStringList(u"attempt 2"_s));
    answer(Status::Requested); // of the first one, which is gone
    answer(Status::Requested);
    m_reactivation->setStatus(Status::Active);
    QCOMPARE(told(), QStringList({u"asked"_s, u"succeeded"_s}));
    m_reactivation->setStatus(Status::Error);
    QCOMPARE(told(), QStringList(u"gave up"_s));
}

void TestReactivation::stops()
{
    m_reactivation->setStatus(Status::Error);
    m_reactivation->stop();
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList());
    make();
    m_reactivation->setStatus(Status::Error);
    m_clock->advance(10s);
    m_reactivation->stop();
    answer(error(Error::Kind::Rejected));
    m_clock->advance(1h);
    QCOMPARE(told(), QStringList(u"attempt 1"_s));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestReactivation)
#include "tst_reactivation.moc"
