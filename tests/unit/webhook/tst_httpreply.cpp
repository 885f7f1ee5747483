// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/httpmessage.h>

#include <QtTest>

#include <optional>
#include <thread>

namespace Tbs {

class TestHttpReply : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firstAnswerCounts();
    void droppedReplyIsAnError();
    void copiesShareOneAnswer();
    void sendingFromManyThreads();
};

void TestHttpReply::firstAnswerCounts()
{
    QList<int> sent;
    {
        const HttpReply reply([&](const HttpResponse &response) { sent.append(response.status); });
        reply.send({.status = 202});
        reply.send({.status = 404});
    }
    QCOMPARE(sent, QList<int>{202});
}

void TestHttpReply::droppedReplyIsAnError()
{
    QList<int> sent;
    std::optional<HttpReply> reply(std::in_place, [&](const HttpResponse &response) { sent.append(response.status); });
    auto copy = reply;
    reply.reset();
    QVERIFY(sent.isEmpty());
    copy.reset();
    QCOMPARE(sent, QList<int>{500});
}

void TestHttpReply::copiesShareOneAnswer()
{
    QList<int> sent;
    const HttpReply reply([&](const HttpResponse &response) { sent.append(response.status); });
    const auto copy = reply;
    copy.send({.status = 200});
    reply.send({.status = 201});
    QCOMPARE(sent, QList<int>{200});
}

void TestHttpReply::sendingFromManyThreads()
{
    std::atomic_int sent = 0;
    const HttpReply reply([&](const HttpResponse &) { ++sent; });
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([reply] { reply.send({}); });
    }
    for (auto &thread : threads) {
        thread.join();
    }
    QCOMPARE(sent, 1);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestHttpReply)
#include "tst_httpreply.moc"
