// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/notification/retrypolicy.h>

#include <QtTest>

using namespace std::chrono_literals;

namespace Tbs {

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void grows();
    void neverOverflows();
    void aSenselessFactorDoesNotShrink();
};

void TestRetryPolicy::grows()
{
    const RetryPolicy policy{.initialDelay = 1s, .factor = 3, .maximumDelay = 20s};
    QCOMPARE(policy.delayAfter(1), std::chrono::milliseconds(1s));
    QCOMPARE(policy.delayAfter(2), std::chrono::milliseconds(3s));
    QCOMPARE(policy.delayAfter(3), std::chrono::milliseconds(9s));
    QCOMPARE(policy.delayAfter(4), std::chrono::milliseconds(20s));
}

void TestRetryPolicy::neverOverflows()
{
    QCOMPARE(RetryPolicy{}.delayAfter(100'000), RetryPolicy{}.maximumDelay);
}

void TestRetryPolicy::aSenselessFactorDoesNotShrink()
{
    const RetryPolicy policy{.initialDelay = 1s, .factor = 0};
    QCOMPARE(policy.delayAfter(5), std::chrono::milliseconds(1s));
    QCOMPARE(policy.delayAfter(-1), std::chrono::milliseconds(1s));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestRetryPolicy)
#include "tst_retrypolicy.moc"
