// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/contentdecoder_p.h>

#include <QtTest>

#include <zlib.h>

namespace Tbs {

namespace {

constexpr int gzipWindow = MAX_WBITS + 16;

QByteArray compressed(QByteArray content, int windowBits)
{
    z_stream stream{};
    deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    QByteArray output(static_cast<qsizetype>(deflateBound(&stream, static_cast<uLong>(content.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef *>(content.data());
    stream.avail_in = static_cast<uInt>(content.size());
    stream.next_out = reinterpret_cast<Bytef *>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    deflate(&stream, Z_FINISH);
    output.resize(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    return output;
}

} // namespace

class TestContentDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decodes_data();
    void decodes();
    void fails_data();
    void fails();
    void sizeLimit_data();
    void sizeLimit();
    void truncated();
};

void TestContentDecoder::decodes_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("content");
    const QByteArray json = "{\"resourceType\":\"Bundle\"}";
    const QByteArray large = QByteArray("0123456789").repeated(50000);
    QTest::newRow("none") << QByteArray() << json << json;
    QTest::newRow("identity") << QByteArray("Identity") << json << json;
    QTest::newRow("gzip") << QByteArray("gzip") << compressed(json, gzipWindow) << json;
    QTest::newRow("GZIP with spaces") << QByteArray(" GZIP ") << compressed(json, gzipWindow) << json;
    QTest::newRow("x-gzip") << QByteArray("x-gzip") << compressed(json, gzipWindow) << json;
    QTest::newRow("deflate") << QByteArray("deflate") << compressed(json, MAX_WBITS) << json;
    QTest::newRow("bare deflate") << QByteArray("deflate") << compressed(json, -MAX_WBITS) << json;
    QTest::newRow("empty gzip") << QByteArray("gzip") << compressed({}, gzipWindow) << QByteArray();
    QTest::newRow("large gzip") << QByteArray("gzip") << compressed(large, gzipWindow) << large;
}

void TestContentDecoder::decodes()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, content);
    const auto decoded = decodeContent(body, encoding, 1000000);
    QVERIFY(decoded);
    QCOMPARE(*decoded, content);
    QVERIFY(encoding.isEmpty() || encoding == "Identity" || decoded->capacity() >= decoded->size() + 64);
}

void TestContentDecoder::fails_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Error::Kind>("kind");
    const auto good = compressed("{}", gzipWindow);
    QTest::newRow("not gzip") << QByteArray("gzip") << QByteArray("{}") << Error::Kind::BadData;
    QTest::newRow("nothing") << QByteArray("gzip") << QByteArray() << Error::Kind::BadData;
    QTest::newRow("not deflate") << QByteArray("deflate") << QByteArray("{}") << Error::Kind::BadData;
    QTest::newRow("bytes behind the end") << QByteArray("gzip") << good + "x" << Error::Kind::BadData;
    QTest::newRow("two members") << QByteArray("gzip") << good + good << Error::Kind::BadData;
    auto wrongSum = good;
    wrongSum[wrongSum.size() - 6] = static_cast<char>(wrongSum[wrongSum.size() - 6] ^ 1);
    QTest::newRow("wrong check sum") << QByteArray("gzip") << wrongSum << Error::Kind::BadData;
    QTest::newRow("br") << QByteArray("br") << good << Error::Kind::ActionRequired;
    QTest::newRow("gzip twice") << QByteArray("gzip, gzip") << good << Error::Kind::ActionRequired;
}

void TestContentDecoder::fails()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, body);
    QFETCH(Error::Kind, kind);
    const auto decoded = decodeContent(body, encoding, 1000);
    QVERIFY(!decoded);
    QCOMPARE(decoded.error().kind, kind);
}

void TestContentDecoder::sizeLimit_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<bool>("fits");
    QTest::newRow("just fits") << qsizetype(100000) << true;
    QTest::newRow("one byte more") << qsizetype(100001) << false;
    QTest::newRow("bomb") << qsizetype(100000000) << false; // 100 kB of gzip
}

void TestContentDecoder::sizeLimit()
{
    QFETCH(qsizetype, size);
    QFETCH(bool, fits);
    const auto body = compressed(QByteArray(size, 'x'), gzipWindow);
    const auto decoded = decodeContent(body, "gzip", 100000);
    QCOMPARE(decoded.has_value(), fits);
    if (!fits) {
        QCOMPARE(decoded.error().kind, Error::Kind::Rejected);
    }
}

void TestContentDecoder::truncated()
{
    const auto body = compressed(QByteArray("0123456789").repeated(100), gzipWindow);
    for (qsizetype size = 0; size < body.size(); ++size) {
        const auto decoded = decodeContent(body.first(size), "gzip", 100000);
        QVERIFY(!decoded);
        QCOMPARE(decoded.error().kind, Error::Kind::BadData);
    }
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestContentDecoder)
#include "tst_contentdecoder.moc"
