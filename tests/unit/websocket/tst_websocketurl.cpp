// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/websocket/websocketurl_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestWebSocketUrl : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts_data();
    void accepts();
    void refuses_data();
    void refuses();
    void authentication_data();
    void authentication();
};

namespace {

constexpr auto encryptedBase = "https://fhir.example.org/base";
constexpr auto plainBase = "http://fhir.example.org:8080/base";

} // namespace

void TestWebSocketUrl::accepts_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("allowUnencrypted");
    QTest::addColumn<QString>("url");
    const auto row = [](const char *name, const QString &given, const char *base, bool allow, const QString &url) {
        QTest::newRow(name) << given << QString::fromLatin1(base) << allow << url;
    };
    row("wss", u"wss://fhir.example.org/ws"_s, encryptedBase, false, u"wss://fhir.example.org/ws"_s);
    row("ws where all is plain", u"ws://fhir.example.org/ws"_s, plainBase, false, u"ws://fhir.example.org/ws"_s);
    row("wss where the base is plain", u"wss://fhir.example.org/ws"_s, plainBase, false,
        u"wss://fhir.example.org/ws"_s);
    row("another host", u"wss://push.example.com/x"_s, encryptedBase, false, u"wss://push.example.com/x"_s);
    row("https is meant", u"https://fhir.example.org/ws"_s, encryptedBase, false, u"wss://fhir.example.org/ws"_s);
    row("http is meant", u"http://fhir.example.org:9/ws"_s, plainBase, false, u"ws://fhir.example.org:9/ws"_s);
    row("allowed", u"ws://fhir.example.org/ws"_s, encryptedBase, true, u"ws://fhir.example.org/ws"_s);
    row("query", u"wss://fhir.example.org/ws?tenant=1"_s, encryptedBase, false,
        u"wss://fhir.example.org/ws?tenant=1"_s);
    row("user and fragment", u"wss://me:secret@fhir.example.org/ws#x"_s, encryptedBase, false,
        u"wss://fhir.example.org/ws"_s);
    row("capitals", u"WSS://FHIR.example.org/ws"_s, encryptedBase, false, u"wss://fhir.example.org/ws"_s);
    row("IPv6", u"ws://[::1]:8080/ws"_s, plainBase, false, u"ws://[::1]:8080/ws"_s);
}

void TestWebSocketUrl::accepts()
{
    QFETCH(QString, given);
    QFETCH(QString, base);
    QFETCH(bool, allowUnencrypted);
    const auto url = webSocketUrl(QUrl(given), QUrl(base), allowUnencrypted);
    QVERIFY2(url, url ? "" : qPrintable(url.error().toString()));
    QTEST(url->toString(), "url");
}

void TestWebSocketUrl::refuses_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("unencrypted") << u"ws://fhir.example.org/ws"_s << Error::Kind::ActionRequired;
    QTest::newRow("unencrypted, meant") << u"http://fhir.example.org/ws"_s << Error::Kind::ActionRequired;
    QTest::newRow("unencrypted, at home") << u"ws://localhost/ws"_s << Error::Kind::ActionRequired;
    QTest::newRow("empty") << QString() << Error::Kind::BadData;
    QTest::newRow("relative") << u"/ws"_s << Error::Kind::BadData;
    QTest::newRow("without scheme") << u"//fhir.example.org/ws"_s << Error::Kind::BadData;
    QTest::newRow("ftp") << u"ftp://fhir.example.org/ws"_s << Error::Kind::BadData;
    QTest::newRow("file") << u"file:///etc/passwd"_s << Error::Kind::BadData;
    QTest::newRow("no host") << u"wss:///ws"_s << Error::Kind::BadData;
    QTest::newRow("nonsense") << u"wss://:::"_s << Error::Kind::BadData;
    QTest::newRow("port") << u"wss://fhir.example.org:99999/"_s << Error::Kind::BadData;
}

void TestWebSocketUrl::refuses()
{
    QFETCH(QString, given);
    const auto url = webSocketUrl(QUrl(given), QUrl(QString::fromLatin1(encryptedBase)), false);
    QVERIFY(!url);
    QTEST(url.error().kind, "kind");
    QVERIFY(!url.error().message.isEmpty());
}

void TestWebSocketUrl::authentication_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("base");
    QTest::addColumn<bool>("mayBeShown");
    const auto row = [](const char *name, const QString &url, const QString &base, bool mayBeShown) {
        QTest::newRow(name) << url << base << mayBeShown;
    };
    row("same", u"wss://a.example/ws"_s, u"https://a.example/fhir"_s, true);
    row("same, plain", u"ws://a.example:8080/ws"_s, u"http://a.example:8080/fhir"_s, true);
    row("default port", u"wss://a.example:443/ws"_s, u"https://a.example/fhir"_s, true);
    row("capitals", u"wss://A.example/ws"_s, u"https://a.EXAMPLE/fhir"_s, true);
    row("another host", u"wss://b.example/ws"_s, u"https://a.example/fhir"_s, false);
    row("below", u"wss://x.a.example/ws"_s, u"https://a.example/fhir"_s, false);
    row("another port", u"wss://a.example:8443/ws"_s, u"https://a.example/fhir"_s, false);
    row("unencrypted", u"ws://a.example:443/ws"_s, u"https://a.example/fhir"_s, false);
    row("encrypted at the same port", u"wss://a.example:80/ws"_s, u"http://a.example/fhir"_s, false);
}

void TestWebSocketUrl::authentication()
{
    QFETCH(QString, url);
    QFETCH(QString, base);
    QTEST(mayShowAuthentication(QUrl(url), QUrl(base)), "mayBeShown");
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestWebSocketUrl)
#include "tst_websocketurl.moc"
