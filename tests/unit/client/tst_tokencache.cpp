// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"

#include <Tbs/client/tokencache_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

using Headers = QFuture<Result<HttpHeaders>>;

HttpHeaders bearer(const QByteArray &token)
{
    return {{"X-Tenant", "7"}, {"Authorization", "Bearer " + token}};
}

Error error(Error::Kind kind)
{
    return {.kind = kind, .message = u"no token"_s};
}

} // namespace

class TestTokenCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void fetchesOnceAndKeeps();
    void sharesOneFetch();
    void sharesOneFailure();
    void asksAgainAfterAFailure();
    void renewsBeforeTheEnd_data();
    void renewsBeforeTheEnd();
    void lifeBeginsWhenItIsAskedFor();
    void aTokenThatComesTooLateIsStillGiven();
    void keepsTheOldWhenTheServerIsAway();
    void refusalEndsTheOld();
    void aRefusedTokenIsFetchedAnew();
    void discardsOnlyWhatWasRefused();
    void discardDuringAFetch();
    void answersMayAskAgain();
    void answersMayDestroyIt();
    void goesAwayDuringAFetch();
    void answerAtOnce();

private:
    /// Finishes the fetch that waits longest.
    void finish(const Result<AccessToken> &token) { m_fetches.takeFirst().finish(token); }
    void issue(const QByteArray &token, std::chrono::milliseconds lifetime = 300s)
    {
        finish(AccessToken{token, lifetime});
    }

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<TokenCache> m_cache;
    QList<SharedPromise<Result<AccessToken>>> m_fetches;
    int m_fetchCount = 0;
};

void TestTokenCache::init()
{
    m_fetches.clear();
    m_fetchCount = 0;
    m_clock = std::make_unique<Test::MockClock>();
    m_cache = std::make_unique<TokenCache>(*m_clock, HttpHeaders{{"X-Tenant", "7"}}, [this] {
        ++m_fetchCount;
        m_fetches.append(SharedPromise<Result<AccessToken>>());
        return m_fetches.last().future();
    });
}

void TestTokenCache::fetchesOnceAndKeeps()
{
    const auto first = m_cache->headers();
    QVERIFY(!first.isFinished());
    issue("one");
    QTRY_VERIFY(first.isFinished());
    QVERIFY(*first.result() == bearer("one"));
    for (int i = 0; i < 3; ++i) {
        const auto next = m_cache->headers();
        QVERIFY(next.isFinished());
        QVERIFY(*next.result() == bearer("one"));
    }
    QCOMPARE(m_fetchCount, 1);
}

void TestTokenCache::sharesOneFetch()
{
    QList<Headers> waiting;
    for (int i = 0; i < 20; ++i) {
        waiting.append(m_cache->headers());
    }
    QCOMPARE(m_fetchCount, 1);
    issue("one");
    for (const auto &one : waiting) {
        QTRY_VERIFY(one.isFinished());
        QVERIFY(*one.result() == bearer("one"));
    }
    QCOMPARE(m_fetchCount, 1);
}

void TestTokenCache::sharesOneFailure()
{
    const QList<Headers> waiting{m_cache->headers(), m_cache->headers()};
    finish(failure(error(Error::Kind::ActionRequired)));
    for (const auto &one : waiting) {
        QTRY_VERIFY(one.isFinished());
        QVERIFY(!one.result());
        QCOMPARE(one.result().error(), error(Error::Kind::ActionRequired));
    }
    QCOMPARE(m_fetchCount, 1);
}

void TestTokenCache::asksAgainAfterAFailure()
{
    const auto failed = m_cache->headers();
    finish(failure(error(Error::Kind::Retry)));
    QTRY_VERIFY(failed.isFinished());
    const auto next = m_cache->headers();
    QCOMPARE(m_fetchCount, 2);
    issue("one");
    QTRY_VERIFY(next.isFinished());
    QVERIFY(*next.result() == bearer("one"));
}

void TestTokenCache::renewsBeforeTheEnd_data()
{
    QTest::addColumn<std::chrono::milliseconds>("lifetime");
    QTest::addColumn<std::chrono::milliseconds>("margin");
    QTest::newRow("hour") << std::chrono::milliseconds(1h) << std::chrono::milliseconds(60s);
    QTest::newRow("five minutes") << std::chrono::milliseconds(300s) << std::chrono::milliseconds(60s);
    QTest::newRow("four minutes") << std::chrono::milliseconds(240s) << std::chrono::milliseconds(60s);
    QTest::newRow("minute") << std::chrono::milliseconds(60s) << std::chrono::milliseconds(15s);
    QTest::newRow("second") << std::chrono::milliseconds(1s) << std::chrono::milliseconds(250ms);
}

void TestTokenCache::renewsBeforeTheEnd()
{
    QFETCH(const std::chrono::milliseconds, lifetime);
    QFETCH(const std::chrono::milliseconds, margin);
    const auto first = m_cache->headers();
    issue("one", lifetime);
    QTRY_VERIFY(first.isFinished());
    m_clock->advance(lifetime - margin - 1ms);
    QVERIFY(m_cache->headers().isFinished());
    QCOMPARE(m_fetchCount, 1);

    m_clock->advance(1ms);
    const auto renewed = m_cache->headers();
    QCOMPARE(m_fetchCount, 2);
    QVERIFY(!renewed.isFinished());
    issue("two", lifetime);
    QTRY_VERIFY(renewed.isFinished());
    QVERIFY(*renewed.result() == bearer("two"));
    QVERIFY(m_cache->headers().isFinished());
}

void TestTokenCache::lifeBeginsWhenItIsAskedFor()
{
    const auto first = m_cache->headers();
    m_clock->advance(20s);
    issue("one", 100s); // until 100 s, renewed from 75 s on
    QTRY_VERIFY(first.isFinished());
    m_clock->advance(54s);
    QVERIFY(m_cache->headers().isFinished());
    m_clock->advance(1s);
    QVERIFY(!m_cache->headers().isFinished());
}

void TestTokenCache::aTokenThatComesTooLateIsStillGiven()
{
    const auto first = m_cache->headers();
    m_clock->advance(10s);
    issue("one", 5s);
    QTRY_VERIFY(first.isFinished());
    QVERIFY(*first.result() == bearer("one"));
    QVERIFY(!m_cache->headers().isFinished());
    QCOMPARE(m_fetchCount, 2);
}

void TestTokenCache::keepsTheOldWhenTheServerIsAway()
{
    const auto first = m_cache->headers();
    issue("one", 400s);
    QTRY_VERIFY(first.isFinished());
    m_clock->advance(340s);
    const auto second = m_cache->headers();
    finish(failure(error(Error::Kind::Retry)));
    QTRY_VERIFY(second.isFinished());
    QVERIFY(*second.result() == bearer("one"));

    // It is not asked again with every request, but half-way to the end.
    m_clock->advance(29s);
    QVERIFY(m_cache->headers().isFinished());
    QCOMPARE(m_fetchCount, 2);
    m_clock->advance(1s);
    const auto third = m_cache->headers();
    QCOMPARE(m_fetchCount, 3);
    m_clock->advance(30s); // now it has ended
    finish(failure(error(Error::Kind::Retry)));
    QTRY_VERIFY(third.isFinished());
    QVERIFY(!third.result());
    QCOMPARE(third.result().error().kind, Error::Kind::Retry);
}

void TestTokenCache::refusalEndsTheOld()
{
    const auto first = m_cache->headers();
    issue("one", 400s);
    QTRY_VERIFY(first.isFinished());
    m_clock->advance(340s);
    const auto second = m_cache->headers();
    finish(failure(error(Error::Kind::ActionRequired)));
    QTRY_VERIFY(second.isFinished());
    QCOMPARE(second.result().error().kind, Error::Kind::ActionRequired);
}

void TestTokenCache::aRefusedTokenIsFetchedAnew()
{
    const auto first = m_cache->headers();
    issue("one");
    QTRY_VERIFY(first.isFinished());
    QVERIFY(m_cache->discard(*first.result()));
    const auto second = m_cache->headers();
    QVERIFY(!second.isFinished());
    finish(failure(error(Error::Kind::Retry)));
    QTRY_VERIFY(second.isFinished());
    QVERIFY(!second.result()); // the refused one does not come back
    const auto third = m_cache->headers();
    issue("two");
    QTRY_VERIFY(third.isFinished());
    QVERIFY(*third.result() == bearer("two"));
}

void TestTokenCache::discardsOnlyWhatWasRefused()
{
    const auto first = m_cache->headers();
    issue("one");
    QTRY_VERIFY(first.isFinished());
    QVERIFY(m_cache->discard(bearer("one")));
    const auto second = m_cache->headers();
    issue("two");
    QTRY_VERIFY(second.isFinished());
    // The answer to another request with the first token arrives late.
    QVERIFY(m_cache->discard(bearer("one")));
    QVERIFY(m_cache->headers().isFinished());
    QCOMPARE(m_fetchCount, 2);
}

void TestTokenCache::discardDuringAFetch()
{
    const auto first = m_cache->headers();
    issue("one", 400s);
    QTRY_VERIFY(first.isFinished());
    m_clock->advance(340s);
    const auto renewing = m_cache->headers();
    QVERIFY(m_cache->discard(bearer("one")));
    const auto retried = m_cache->headers();
    QCOMPARE(m_fetchCount, 2); // that one is shared
    issue("two");
    QTRY_VERIFY(renewing.isFinished() && retried.isFinished());
    QVERIFY(*retried.result() == bearer("two"));
}

void TestTokenCache::answersMayAskAgain()
{
    QObject context;
    HttpHeaders seen;
    whenFinished(m_cache->headers(), &context, [&](const Result<HttpHeaders> &) {
        whenFinished(m_cache->headers(), &context, [&](const Result<HttpHeaders> &again) { seen = *again; });
    });
    issue("one");
    QTRY_VERIFY(seen == bearer("one"));
    QCOMPARE(m_fetchCount, 1);
}

void TestTokenCache::answersMayDestroyIt()
{
    QObject context;
    int answers = 0;
    for (int i = 0; i < 3; ++i) {
        whenFinished(m_cache->headers(), &context, [&](const Result<HttpHeaders> &) {
            m_cache.reset();
            ++answers;
        });
    }
    issue("one");
    QTRY_COMPARE(answers, 3);
}

void TestTokenCache::goesAwayDuringAFetch()
{
    const auto waiting = m_cache->headers();
    m_cache.reset();
    QTRY_VERIFY(waiting.isFinished());
    QVERIFY(waiting.isCanceled());
    issue("one"); // nobody is there any more
    QCoreApplication::processEvents();
}

void TestTokenCache::answerAtOnce()
{
    TokenCache cache(*m_clock, {}, [] { return readyFuture(Result<AccessToken>(AccessToken{"one", 300s})); });
    const auto future = cache.headers();
    QVERIFY(future.isFinished());
    QCOMPARE(future.result()->first().value, "Bearer one");
    TokenCache failing(*m_clock, {},
                       [] { return readyFuture(Result<AccessToken>(failure(error(Error::Kind::Retry)))); });
    QVERIFY(!failing.headers().result());
    QVERIFY(!failing.headers().result());
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestTokenCache)
#include "tst_tokencache.moc"
