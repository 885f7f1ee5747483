// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/requestparser_p.h>

#include <QtTest>

namespace Tbs {

namespace {

/// What became of a stream of bytes.
struct Outcome
{
    QList<QByteArray> requests; ///< each as `METHOD path?query|Name: value|...|body|keep-alive`
    int failureStatus = 0;
    bool unfinished = false;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

QByteArray describe(const HttpRequest &request, bool keepAlive)
{
    auto text = request.method + ' ' + request.path + '?' + request.query + '|';
    for (const auto &[name, value] : request.headers) {
        text += name + ": " + value + '|';
    }
    return text + request.body + (keepAlive ? "|keep-alive" : "|close");
}

/// Feeds \a parts one after the other, each as often as the parser leaves some of it.
Outcome parse(const QList<QByteArrayView> &parts, const HttpLimits &limits = {})
{
    RequestParser parser(limits);
    Outcome outcome;
    for (auto part : parts) {
        while (!part.isEmpty() && parser.status() != RequestParser::Status::Failed) {
            part = part.sliced(parser.parse(part));
            if (parser.status() == RequestParser::Status::Complete) {
                const bool keepAlive = parser.isKeepAlive();
                outcome.requests.append(describe(parser.takeRequest(), keepAlive));
            }
        }
    }
    outcome.failureStatus = parser.failureStatus();
    outcome.unfinished = parser.status() == RequestParser::Status::Incomplete && parser.hasStarted();
    return outcome;
}

} // namespace

class TestRequestParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySplit_data();
    void everySplit();
    void requests_data();
    void requests();
    void bodyHasPadding_data();
    void bodyHasPadding();
    void hugeContentLengthReservesLittle();
    void expectContinue();
    void progress();
    void linearTime_data();
    void linearTime();
};

void TestRequestParser::everySplit_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("requests");
    QTest::addColumn<int>("failureStatus");

    const QByteArray head = "POST /a?b HTTP/1.1\r\nHost: a\r\n";
    QTest::newRow("no body") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << 1 << 0;
    QTest::newRow("Content-Length") << head + "Content-Length: 5\r\n\r\na\r\nbc" << 1 << 0;
    QTest::newRow("chunked") << head + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\na\r\n\r\n1\r\nz\r\n0\r\nT: u\r\n\r\n"
                             << 1 << 0;
    QTest::newRow("pipelined") << head + "Content-Length: 2\r\n\r\nab\r\n" + head + "Connection: close\r\n\r\n"
            + "GET / HTTP/1.0\r\n\r\n"
                               << 3 << 0;
    QTest::newRow("unfinished") << head + "Content-Length: 5\r\n\r\nabc" << 0 << 0;
    QTest::newRow("bare LF") << head + "\nx" << 0 << 400;
    QTest::newRow("good, then bad") << head + "\r\nG@T / HTTP/1.1\r\n" << 1 << 400;
    QTest::newRow("bad chunk") << head + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n" << 0 << 400;
    QTest::newRow("other version") << QByteArray("GET / HTTP/3.0\r\n") << 0 << 505;
    QTest::newRow("other coding") << head + "Transfer-Encoding: br\r\n\r\n" << 0 << 501;
    QTest::newRow("too large") << head + "Content-Length: 99\r\n\r\n" << 0 << 413;
}

void TestRequestParser::everySplit()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, requests);
    QFETCH(int, failureStatus);

    const HttpLimits limits{.maximumBodySize = 50};
    const auto whole = parse({bytes}, limits);
    QCOMPARE(whole.requests.size(), requests);
    QCOMPARE(whole.failureStatus, failureStatus);

    const QByteArrayView view(bytes);
    for (qsizetype i = 0; i <= bytes.size(); ++i) {
        for (qsizetype j = i; j <= bytes.size(); ++j) {
            const auto split = parse({view.first(i), view.sliced(i, j - i), view.sliced(j)}, limits);
            QVERIFY2(split == whole, qPrintable(QStringLiteral("split at %1 and %2").arg(i).arg(j)));
        }
    }
    QList<QByteArrayView> singleBytes;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        singleBytes.append(view.sliced(i, 1));
    }
    QVERIFY(parse(singleBytes, limits) == whole);
}

void TestRequestParser::requests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("description");

    QTest::newRow("all parts") << QByteArray(
        "POST /a%20b?c=d?e HTTP/1.1\r\nHost: x\r\nA:  b \t\r\nEmpty:\r\nContent-Length: 3\r\n\r\nxyz")
                               << QByteArray("POST /a%20b?c=d?e|Host: x|A: b|Empty: |Content-Length: 3|xyz|keep-alive");
    QTest::newRow("absolute target") << QByteArray("GET HTTP://u:80/a?b HTTP/1.1\r\nHost: x\r\n\r\n")
                                     << QByteArray("GET /a?b|Host: x||keep-alive");
    QTest::newRow("absolute target without a path")
        << QByteArray("GET https://u?b HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray("GET /?b|Host: x||keep-alive");
    QTest::newRow("IPv6 host") << QByteArray("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n")
                               << QByteArray("GET /?|Host: [::1]:80||keep-alive");
    QTest::newRow("HTTP/1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << QByteArray("GET /?||close");
    QTest::newRow("HTTP/1.0 kept") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
                                   << QByteArray("GET /?|Connection: Keep-Alive||keep-alive");
    QTest::newRow("close wins") << QByteArray(
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n")
                                << QByteArray("GET /?|Host: x|Connection: keep-alive|Connection: close||close");
    QTest::newRow("bytes above ASCII in a value") << QByteArray("GET / HTTP/1.1\r\nHost: x\r\nA: \xc3\xa4\r\n\r\n")
                                                  << QByteArray("GET /?|Host: x|A: \xc3\xa4||keep-alive");
    QTest::newRow("leading zeros") << QByteArray("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0001\r\n\r\na")
                                   << QByteArray("POST /?|Host: x|Content-Length: 0001|a|keep-alive");
}

void TestRequestParser::requests()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, description);
    const auto outcome = parse({bytes});
    QCOMPARE(outcome.failureStatus, 0);
    QCOMPARE(outcome.requests, QList<QByteArray>{description});
    QVERIFY(!outcome.unfinished);
}

void TestRequestParser::bodyHasPadding_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<qsizetype>("partSize");
    for (const qsizetype size : {1, 63, 64, 65, 4096, 65536, 1000000}) {
        for (const qsizetype partSize : {qsizetype(1000), size}) {
            QTest::addRow("%lld in parts of %lld", qlonglong(size), qlonglong(partSize)) << size << partSize;
        }
    }
}

void TestRequestParser::bodyHasPadding()
{
    QFETCH(qsizetype, size);
    QFETCH(qsizetype, partSize);

    const QByteArray body(size, 'x');
    const QByteArray head = "POST / HTTP/1.1\r\nHost: a\r\n";
    const QByteArray fixed = head + "Content-Length: " + QByteArray::number(size) + "\r\n\r\n" + body;
    const QByteArray chunked =
        head + "Transfer-Encoding: chunked\r\n\r\n" + QByteArray::number(size, 16) + "\r\n" + body + "\r\n0\r\n\r\n";
    for (const auto &bytes : {fixed, chunked}) {
        RequestParser parser({});
        for (qsizetype i = 0; i < bytes.size(); i += partSize) {
            const auto part = QByteArrayView(bytes).sliced(i, std::min(partSize, bytes.size() - i));
            QCOMPARE(parser.parse(part), part.size());
        }
        QCOMPARE(parser.status(), RequestParser::Status::Complete);
        const auto request = parser.takeRequest();
        QCOMPARE(request.body, body);
        QVERIFY(request.body.capacity() >= size + 64);
    }
}

void TestRequestParser::hugeContentLengthReservesLittle()
{
    RequestParser parser({.maximumBodySize = qsizetype(1) << 40});
    const QByteArray bytes = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000000\r\n\r\nx";
    QCOMPARE(parser.parse(bytes), bytes.size()); // with that much reserved it would not get here
    QCOMPARE(parser.status(), RequestParser::Status::Incomplete);
    QCOMPARE(parser.bodySize(), 1);
}

void TestRequestParser::expectContinue()
{
    RequestParser parser({});
    const QByteArray head = "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 2\r\n\r\n";
    parser.parse(QByteArrayView(head).chopped(1));
    QVERIFY(!parser.takeContinue());
    parser.parse("\n");
    QVERIFY(parser.takeContinue());
    QVERIFY(!parser.takeContinue());
    parser.parse("ab");
    QCOMPARE(parser.status(), RequestParser::Status::Complete);
    QCOMPARE(parser.takeRequest().body, QByteArray("ab"));

    parser.parse(head + "a");
    QVERIFY(!parser.takeContinue());
}

void TestRequestParser::progress()
{
    RequestParser parser({});
    QVERIFY(!parser.hasStarted());
    parser.parse("P");
    QVERIFY(parser.hasStarted());
    QVERIFY(!parser.isHeadComplete());
    parser.parse("OST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n");
    QVERIFY(parser.isHeadComplete());
    parser.parse("ab");
    QCOMPARE(parser.takeRequest().body, QByteArray("ab"));
    QVERIFY(!parser.hasStarted());
}

void TestRequestParser::linearTime_data()
{
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("tiny chunks") << QByteArray("1\r\nx\r\n")
                                 << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
    QTest::newRow("pipelined") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << QByteArray();
    QTest::newRow("one header byte by byte")
        << QByteArray("xxxxxxxxxxxxxxxxxxxxxxxxxxxx") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nA: ");
}

void TestRequestParser::linearTime()
{
    QFETCH(QByteArray, unit);
    QFETCH(QByteArray, head);

    // Bytes that come one at a time: in quadratic time this would take minutes.
    const auto bytes = head + unit.repeated(100000);
    RequestParser parser({.maximumHeadSize = bytes.size() + 1});
    QElapsedTimer timer;
    timer.start();
    int requests = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        parser.parse(QByteArrayView(bytes).sliced(i, 1));
        if (parser.status() == RequestParser::Status::Complete) {
            requests += parser.takeRequest().method == "GET" ? 1 : 0;
        }
    }
    QCOMPARE(parser.status(), RequestParser::Status::Incomplete);
    QCOMPARE(requests, head.isEmpty() ? 100000 : 0);
    QVERIFY2(timer.elapsed() < 10000, qPrintable(QString::number(timer.elapsed())));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestRequestParser)
#include "tst_requestparser.moc"
