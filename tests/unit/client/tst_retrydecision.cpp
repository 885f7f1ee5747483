// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/retrydecision_p.h>

#include <QtTest>

using namespace std::chrono_literals;
using namespace Tbs;

using Delay = std::optional<std::chrono::milliseconds>;

class tst_RetryDecision : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void otherSettings();
};

void tst_RetryDecision::decides_data()
{
    QTest::addColumn<FailedAttempt>("attempt");
    QTest::addColumn<Delay>("expected");
    const auto row = [](const char *name, const FailedAttempt &attempt, Delay expected) {
        QTest::newRow(name) << attempt << expected;
    };
    row("busy", {.number = 1, .status = 503}, 500ms);
    row("busy again", {.number = 2, .status = 503}, 1000ms);
    row("the last time", {.number = 3, .status = 503}, 2000ms);
    row("enough", {.number = 4, .status = 503}, std::nullopt);
    row("more than enough", {.number = 5, .status = 503}, std::nullopt);
    row("too many requests", {.status = 429}, 500ms);
    row("bad gateway", {.status = 502}, 500ms);
    row("gateway time-out", {.status = 504}, 500ms);
    for (const int status : {200, 204, 400, 401, 403, 404, 408, 409, 412, 422, 500, 501}) {
        row(QByteArray::number(status).constData(), {.status = status, .isRepeatable = true}, std::nullopt);
    }
    row("Retry-After with 500", {.status = 500, .isRepeatable = true, .retryAfter = 1s}, std::nullopt);
    row("no answer to a read", {.isRepeatable = true}, 500ms);
    row("no answer to a create", {.isRepeatable = false}, std::nullopt);
    row("enough without an answer", {.number = 4, .isRepeatable = true}, std::nullopt);
    row("Retry-After is shorter", {.number = 3, .status = 503, .retryAfter = 1ms}, 1ms);
    row("Retry-After now", {.status = 429, .retryAfter = 0ms}, 0ms);
    row("Retry-After is longer", {.status = 429, .retryAfter = 90s}, 90s);
    row("just not too long", {.status = 429, .retryAfter = 2min}, 2min);
    row("too long", {.status = 429, .retryAfter = 2min + 1ms}, std::nullopt);
    row("enough with Retry-After", {.number = 4, .status = 429, .retryAfter = 1s}, std::nullopt);
}

void tst_RetryDecision::decides()
{
    QFETCH(const FailedAttempt, attempt);
    QFETCH(const Delay, expected);
    QVERIFY(delayBeforeRetry({}, attempt) == expected);
}

void tst_RetryDecision::otherSettings()
{
    const RequestRetry retry{
        .attempts = 100, .initialDelay = 10ms, .factor = 10, .maximumDelay = 5s, .statuses = {500}};
    QVERIFY(delayBeforeRetry(retry, {.number = 1, .status = 500}) == 10ms);
    QVERIFY(delayBeforeRetry(retry, {.number = 3, .status = 500}) == 1s);
    QVERIFY(delayBeforeRetry(retry, {.number = 4, .status = 500}) == 5s);
    QVERIFY(delayBeforeRetry(retry, {.number = 99, .status = 500}) == 5s); // 10^98 is no overflow
    QVERIFY(!delayBeforeRetry(retry, {.number = 1, .status = 503}));
    QVERIFY(delayBeforeRetry({.initialDelay = 0ms}, {.number = 3, .status = 503}) == 0ms);
    QVERIFY(delayBeforeRetry({.factor = 1}, {.number = 3, .status = 503}) == 500ms);
    QVERIFY(!delayBeforeRetry({.attempts = 1}, {.number = 1, .status = 503}));
}

QTEST_GUILESS_MAIN(tst_RetryDecision)
#include "tst_retrydecision.moc"
