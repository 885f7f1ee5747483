// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/requesturl_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;

class tst_RequestUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sameOrigin_data();
    void sameOrigin();
    void below_data();
    void below();
    void userInformationIsLeftOut();
    void pages_data();
    void pages();
    void descriptionsHaveNoValues_data();
    void descriptionsHaveNoValues();
};

void tst_RequestUrl::sameOrigin_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<bool>("same");
    QTest::newRow("path") << u"https://a.example/x"_s << u"https://a.example/y?z"_s << true;
    QTest::newRow("case") << u"https://a.example/"_s << u"HTTPS://A.Example/"_s << true;
    QTest::newRow("default port") << u"https://a.example/"_s << u"https://a.example:443/"_s << true;
    QTest::newRow("default port of http") << u"http://a.example:80/"_s << u"http://a.example/"_s << true;
    QTest::newRow("port") << u"https://a.example/"_s << u"https://a.example:8443/"_s << false;
    QTest::newRow("downgrade") << u"https://a.example/"_s << u"http://a.example/"_s << false;
    QTest::newRow("downgrade, same port") << u"https://a.example:80/"_s << u"http://a.example:80/"_s << false;
    QTest::newRow("host") << u"https://a.example/"_s << u"https://b.example/"_s << false;
    QTest::newRow("subdomain") << u"https://a.example/"_s << u"https://x.a.example/"_s << false;
    QTest::newRow("suffix") << u"https://a.example/"_s << u"https://a.example.evil/"_s << false;
    QTest::newRow("user") << u"https://a.example/"_s << u"https://a.example@evil.example/"_s << false;
    QTest::newRow("invalid") << u"https://a.example/"_s << QString() << false;
}

void tst_RequestUrl::sameOrigin()
{
    QFETCH(const QString, first);
    QFETCH(const QString, second);
    QFETCH(const bool, same);
    QCOMPARE(isSameOrigin(QUrl(first), QUrl(second)), same);
    QCOMPARE(isSameOrigin(QUrl(second), QUrl(first)), same);
}

void tst_RequestUrl::below_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected"); // empty: an error
    QTest::newRow("type") << u"http://h/fhir"_s << u"Subscription"_s << "http://h/fhir/Subscription"_qba;
    QTest::newRow("operation") << u"http://h/fhir/"_s << u"Subscription/1/$status"_s
                               << "http://h/fhir/Subscription/1/$status"_qba;
    QTest::newRow("base itself") << u"http://h/fhir/"_s << QString() << "http://h/fhir"_qba;
    QTest::newRow("root itself") << u"http://h"_s << QString() << "http://h/"_qba;
    QTest::newRow("query of the base") << u"http://h/fhir?a=b#c"_s << u"x"_s << "http://h/fhir/x"_qba;
    QTest::newRow("IPv6") << u"http://[::1]:8080/fhir"_s << u"x"_s << "http://[::1]:8080/fhir/x"_qba;
    QTest::newRow("percent") << u"http://h/fhir"_s << u"x%2e%2E"_s << "http://h/fhir/x%252e%252E"_qba;
    QTest::newRow("dots in a name") << u"http://h/fhir"_s << u"Basic/..a"_s << "http://h/fhir/Basic/..a"_qba;
    QTest::newRow("up") << u"http://h/fhir"_s << u"x/../../y"_s << ""_qba;
    QTest::newRow("absolute") << u"http://h/fhir"_s << u"/x"_s << ""_qba;
    QTest::newRow("other scheme") << u"ws://h/fhir"_s << u"x"_s << ""_qba;
}

void tst_RequestUrl::below()
{
    QFETCH(const QString, base);
    QFETCH(const QString, path);
    QFETCH(const QByteArray, expected);
    const auto url = requestUrl(QUrl(base), path, {});
    QCOMPARE(url ? url->toEncoded() : QByteArray(), expected);
}

void tst_RequestUrl::userInformationIsLeftOut()
{
    const auto url = requestUrl(QUrl(u"http://user:secret@h/fhir"_s), u"x"_s, {});
    QCOMPARE(url->toEncoded(), "http://h/fhir/x");
    const auto bad = requestUrl(QUrl(u"ftp://user:secret@h/fhir?token=secret"_s), u"x"_s, {});
    QVERIFY(!bad.error().message.contains(u"secret"_s));
}

void tst_RequestUrl::pages_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("link");
    QTest::addColumn<QByteArray>("expected"); // empty: an error
    const auto base = u"https://api.example/fhir"_s;
    QTest::newRow("absolute") << base << u"https://api.example/fhir?_getpages=1&_count=2"_s
                              << "https://api.example/fhir?_getpages=1&_count=2"_qba;
    QTest::newRow("outside of the base") << base << u"https://api.example/pages/1"_s
                                         << "https://api.example/pages/1"_qba;
    QTest::newRow("relative to the page") << base << u"?page=2"_s << "https://api.example/fhir/Basic?page=2"_qba;
    QTest::newRow("relative path") << base << u"Basic?page=2"_s << "https://api.example/fhir/Basic?page=2"_qba;
    QTest::newRow("absolute path") << base << u"/fhir/Basic?page=2"_s << "https://api.example/fhir/Basic?page=2"_qba;
    QTest::newRow("unencoded") << base << u"https://api.example/fhir/Basic?code=a|b c"_s
                               << "https://api.example/fhir/Basic?code=a%7Cb%20c"_qba;
    QTest::newRow("internal host") << base << u"http://hapi:8080/fhir/Basic?page=2"_s
                                   << "https://api.example/fhir/Basic?page=2"_qba;
    QTest::newRow("internal host, base itself")
        << base << u"http://hapi:8080/fhir?page=2"_s << "https://api.example/fhir?page=2"_qba;
    QTest::newRow("internal host, port of the base")
        << u"https://api.example:8443/fhir/"_s << u"http://10.0.0.1/fhir?page=2"_s
        << "https://api.example:8443/fhir?page=2"_qba;
    QTest::newRow("user") << base << u"https://user:secret@api.example/fhir?page=2"_s
                          << "https://api.example/fhir?page=2"_qba;
    QTest::newRow("elsewhere") << base << u"https://evil.example/collect?page=2"_s << ""_qba;
    QTest::newRow("elsewhere, similar path") << base << u"https://evil.example/fhirx?page=2"_s << ""_qba;
    QTest::newRow("elsewhere, up") << base << u"https://evil.example/fhir/../collect"_s << ""_qba;
    QTest::newRow("elsewhere without scheme") << base << u"//evil.example/collect"_s << ""_qba;
    QTest::newRow("script") << base << u"javascript:alert(1)"_s << ""_qba;
    QTest::newRow("file") << base << u"file:///etc/passwd"_s << ""_qba;
    QTest::newRow("no URL") << base << u"https://[half"_s << ""_qba;
    QTest::newRow("empty") << base << QString() << ""_qba;
}

void tst_RequestUrl::pages()
{
    QFETCH(const QString, base);
    QFETCH(const QString, link);
    QFETCH(const QByteArray, expected);
    const auto page = requestUrl(QUrl(base), u"Basic"_s, QUrlQuery(u"page=1"_s));
    const auto next = pageUrl(QUrl(base), *page, link);
    QCOMPARE(next ? next->toEncoded() : QByteArray(), expected);
    if (!next) {
        QCOMPARE(next.error().kind, Error::Kind::BadData);
    }
}

void tst_RequestUrl::descriptionsHaveNoValues_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("expected");
    QTest::newRow("query") << u"https://h/fhir/Subscription?url=secret&status=a,b"_s
                           << u"GET https://h/fhir/Subscription?url&status"_s;
    QTest::newRow("without names") << u"https://h/fhir?secret"_s << u"GET https://h/fhir?secret"_s;
    QTest::newRow("user") << u"https://user:secret@h:1/fhir#secret"_s << u"GET https://h:1/fhir"_s;
}

void tst_RequestUrl::descriptionsHaveNoValues()
{
    QFETCH(const QString, url);
    QFETCH(const QString, expected);
    QCOMPARE(describeRequest("GET", QUrl(url)), expected);
}

QTEST_GUILESS_MAIN(tst_RequestUrl)
#include "tst_requesturl.moc"
