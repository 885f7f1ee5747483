// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/endpointurl_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestEndpointUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compares_data();
    void compares();
    void isBelow_data();
    void isBelow();
};

void TestEndpointUrl::compares_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("same");

    const auto plain = u"https://app.example.org/hook/a"_s;
    QTest::newRow("identical") << plain << plain << true;
    QTest::newRow("trailing slash") << plain << plain + u'/' << true;
    QTest::newRow("two trailing slashes") << plain << plain + u"//"_s << true;
    QTest::newRow("host in capitals") << plain << u"HTTPS://APP.example.ORG/hook/a"_s << true;
    QTest::newRow("path in capitals") << plain << u"https://app.example.org/Hook/a"_s << false;
    QTest::newRow("default port") << plain << u"https://app.example.org:443/hook/a"_s << true;
    QTest::newRow("http, default port") << u"http://app.example.org/a"_s << u"http://app.example.org:80/a"_s << true;
    QTest::newRow("http on the port of https") << plain << u"http://app.example.org:443/hook/a"_s << false;
    QTest::newRow("other port") << plain << u"https://app.example.org:8443/hook/a"_s << false;
    QTest::newRow("other scheme") << plain << u"http://app.example.org/hook/a"_s << false;
    QTest::newRow("other path") << plain << plain + u'b' << false;
    QTest::newRow("root") << u"https://app.example.org"_s << u"https://app.example.org/"_s << true;
    QTest::newRow("encoded letter") << plain << u"https://app.example.org/%68ook/%61"_s << true;
    QTest::newRow("encoded blank") << u"https://x.example.org/a b"_s << u"https://x.example.org/a%20b"_s << true;
    QTest::newRow("hexadecimal in both cases")
        << u"https://x.example.org/%c3%a4"_s << u"https://x.example.org/%C3%A4"_s << true;
    QTest::newRow("umlaut") << u"https://x.example.org/ä"_s << u"https://x.example.org/%c3%a4"_s << true;
    QTest::newRow("colon") << u"https://x.example.org/a:b"_s << u"https://x.example.org/a%3ab"_s << true;
    QTest::newRow("encoded slash") << u"https://x.example.org/a/b"_s << u"https://x.example.org/a%2Fb"_s << false;
    QTest::newRow("encoded slashes") << u"https://x.example.org/a%2fb"_s << u"https://x.example.org/a%2Fb"_s << true;
    QTest::newRow("encoded percent sign")
        << u"https://x.example.org/a%2541"_s << u"https://x.example.org/a%41"_s << false;
    QTest::newRow("dot segments") << u"https://x.example.org/a/../b"_s << u"https://x.example.org/b"_s << true;
    QTest::newRow("query") << plain + u"?x=1"_s << plain << false;
    QTest::newRow("same query") << plain + u"?x=%31"_s << plain + u"?x=1"_s << true;
    QTest::newRow("encoded ampersand") << plain + u"?x=1%26y=2"_s << plain + u"?x=1&y=2"_s << false;
    QTest::newRow("user") << u"https://u:p@x.example.org/a"_s << u"https://x.example.org/a"_s << false;
    QTest::newRow("IPv6") << u"http://[::1]:80/a"_s << u"http://[::1]/a"_s << true;
    QTest::newRow("nothing and something") << QString() << plain << false;
}

void TestEndpointUrl::compares()
{
    QFETCH(QString, first);
    QFETCH(QString, second);
    QFETCH(bool, same);
    QCOMPARE(isSameEndpoint(QUrl(first), QUrl(second)), same);
    QCOMPARE(isSameEndpoint(QUrl(second), QUrl(first)), same);
}

void TestEndpointUrl::isBelow_data()
{
    QTest::addColumn<QString>("endpoint");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("below");

    const auto base = u"https://app.example.org/hook"_s;
    QTest::newRow("below") << u"https://app.example.org/hook/a"_s << base << true;
    QTest::newRow("base with slash") << u"https://app.example.org/hook/a"_s << base + u'/' << true;
    QTest::newRow("other spelling") << u"https://APP.example.org:443/hoo%6b/a/"_s << base << true;
    QTest::newRow("root as the base") << u"https://app.example.org/a"_s << u"https://app.example.org"_s << true;
    QTest::newRow("the base itself") << base << base << false;
    QTest::newRow("the base with slash") << base + u'/' << base << false;
    QTest::newRow("longer name") << u"https://app.example.org/hook2/a"_s << base << false;
    QTest::newRow("two levels") << u"https://app.example.org/hook/a/b"_s << base << false;
    QTest::newRow("with a query") << u"https://app.example.org/hook/a?b"_s << base << false;
    QTest::newRow("beside") << u"https://app.example.org/other/a"_s << base << false;
    QTest::newRow("out again") << u"https://app.example.org/hook/../a"_s << base << false;
    QTest::newRow("other port") << u"https://app.example.org:8443/hook/a"_s << base << false;
    QTest::newRow("other host") << u"https://app.example.com/hook/a"_s << base << false;
    QTest::newRow("none") << QString() << base << false;
    QTest::newRow("no base") << u"https://app.example.org/hook/a"_s << QString() << false;
}

void TestEndpointUrl::isBelow()
{
    QFETCH(QString, endpoint);
    QFETCH(QString, base);
    QFETCH(bool, below);
    QCOMPARE(isDirectlyBelow(QUrl(endpoint), QUrl(base)), below);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestEndpointUrl)

#include "tst_endpointurl.moc"
