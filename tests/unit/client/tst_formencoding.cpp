// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/formencoding_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestFormEncoding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesText_data();
    void encodesText();
    void encodesParameters();
};

void TestFormEncoding::encodesText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("encoded");
    QTest::newRow("empty") << QString() << QByteArray();
    QTest::newRow("plain") << u"aZ09-._"_s << QByteArray("aZ09-._");
    QTest::newRow("RFC 6749, appendix B") << u" %&+\u00a3\u20ac"_s << QByteArray("+%25%26%2B%C2%A3%E2%82%AC");
    QTest::newRow("colon") << u"a:b"_s << QByteArray("a%3Ab");
    QTest::newRow("tilde") << u"~"_s << QByteArray("%7E");
    QTest::newRow("URL") << u"https://a/?b=c#d"_s << QByteArray("https%3A%2F%2Fa%2F%3Fb%3Dc%23d");
    QTest::newRow("line break") << u"a\r\nb"_s << QByteArray("a%0D%0Ab");
    QTest::newRow("encoded already") << u"%20+"_s << QByteArray("%2520%2B");
}

void TestFormEncoding::encodesText()
{
    QFETCH(const QString, text);
    QTEST(formEncoded(text), "encoded");
}

void TestFormEncoding::encodesParameters()
{
    QCOMPARE(formEncoded(FormParameters()), QByteArray());
    QCOMPARE(formEncoded(FormParameters{{u"scope"_s, u"system/*.rs a"_s}, {u"a&b"_s, u"c=d"_s}, {u"e"_s, {}}}),
             "scope=system%2F%2A.rs+a&a%26b=c%3Dd&e=");
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestFormEncoding)
#include "tst_formencoding.moc"
