// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "channelfixture.h"
#include "selfsignedcertificate.h"
#include "tcprelay.h"

#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::ChannelFixture;
using Test::handshake;
using Test::tokenIn;

/// What breaks, what is told then, and how it begins again. And what is kept secret.
class TestWebSocketReconnect : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBack_data();
    void comesBack();
    void pausesGrow();
    void goodTimesAreForgiven();
    void tokenErrors_data();
    void tokenErrors();
    void badTokens_data();
    void badTokens();
    void refusedConnections_data();
    void refusedConnections();
    void unencrypted();
    void silentNetwork();
    void answersKeepItAlive();
    void opensInTime();
    void subscriptionsInAPause();
    void authentication_data();
    void authentication();
    void authenticationFails();
    void cancelledRequests();
    void tls_data();
    void tls();
    void keepsTokensSecret();
};

namespace {

class FixedAuthentication final : public ClientAuthentication
{
public:
    explicit FixedAuthentication(Result<HttpHeaders> headers)
        : m_headers(std::move(headers))
    {
    }
    QFuture<Result<HttpHeaders>> headers() override { return readyFuture(m_headers); }
    bool discard(const HttpHeaders &) override { return false; }

private:
    Result<HttpHeaders> m_headers;
};

} // namespace

void TestWebSocketReconnect::comesBack_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("message");
    QTest::newRow("closed") << u"close"_s << u"was closed (1000)"_s;
    QTest::newRow("closed with a reason") << u"reason"_s << u"was closed (1001, bye)"_s;
    QTest::newRow("cut") << u"cut"_s << u"was cut off"_s;
}

void TestWebSocketReconnect::comesBack()
{
    QFETCH(QString, how);
    QFETCH(QString, message);
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s, u"b"_s});
    if (how == "close"_L1) {
        fixture.server.close(0);
    } else if (how == "reason"_L1) {
        fixture.server.close(0, QWebSocketProtocol::CloseCodeGoingAway, u"bye"_s);
    } else {
        fixture.server.cut(0);
    }
    QTRY_COMPARE(fixture.disconnected->size(), 2);
    for (const auto &signal : std::as_const(*fixture.disconnected)) {
        const auto error = ChannelFixture::errorOf(signal);
        QCOMPARE(error.kind, Error::Kind::Retry);
        QVERIFY2(error.message.contains(message), qPrintable(error.message));
    }
    QCOMPARE(fixture.askedFor.size(), 0);
    fixture.clock.advance(799ms);
    QCOMPARE(fixture.askedFor.size(), 0);
    fixture.clock.advance(401ms);
    QCOMPARE(fixture.askedFor.size(), 1); // a new token
    QTRY_COMPARE(fixture.connected->size(), 2);
    QCOMPARE(fixture.catchUps->size(), 2);
    fixture.sink.clear();
    fixture.sendEvent(1, u"2"_s, 1);
    QTRY_COMPARE(fixture.sink.webhookIds(), QStringList{u"b"_s});
}

void TestWebSocketReconnect::pausesGrow()
{
    ChannelFixture fixture;
    for (int i = 0; i < 20; ++i) {
        fixture.answers.emplace_back(failure(Error::Kind::Retry, u"down"_s));
    }
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.askedFor.size(), 1);
    int attempts = 1;
    for (const auto pause : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        const auto planned = fixture.clock.now().msecsTo(fixture.channel->status(u"a"_s).nextAttemptAt);
        QVERIFY(planned >= pause / 1ms * 8 / 10 && planned <= pause / 1ms * 12 / 10);
        fixture.clock.advance(std::chrono::milliseconds(planned - 1));
        QCOMPARE(fixture.askedFor.size(), attempts);
        fixture.clock.advance(1ms);
        QCOMPARE(fixture.askedFor.size(), ++attempts);
        QCOMPARE(fixture.disconnected->size(), attempts);
    }
    fixture.answers.clear();
    fixture.confirm();
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
    QVERIFY(!fixture.channel->status(u"a"_s).error);
    // A server that closes what it has just bound is not to be asked every second.
    fixture.clear();
    fixture.server.close(0);
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    QVERIFY(fixture.clock.now().msecsTo(fixture.channel->status(u"a"_s).nextAttemptAt) >= 48'000);
}

void TestWebSocketReconnect::goodTimesAreForgiven()
{
    auto options = ChannelFixture::optionsFor({});
    options.pingInterval = 10h;
    ChannelFixture fixture(options);
    for (int i = 0; i < 5; ++i) {
        fixture.answers.emplace_back(failure(Error::Kind::Retry, u"down"_s));
    }
    fixture.confirm();
    fixture.subscribe({u"a"_s});
    for (int failures = 1; failures <= 5; ++failures) {
        QTRY_COMPARE(fixture.disconnected->size(), failures);
        fixture.goToNextAttempt();
    }
    QTRY_COMPARE(fixture.connected->size(), 1);
    fixture.clock.advance(1min);
    fixture.server.close(0);
    QTRY_COMPARE(fixture.disconnected->size(), 6);
    QVERIFY(fixture.clock.now().msecsTo(fixture.channel->status(u"a"_s).nextAttemptAt) <= 1200);
}

void TestWebSocketReconnect::tokenErrors_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<bool>("isRefusal");
    QTest::newRow("Retry") << Error::Kind::Retry << false;
    QTest::newRow("BadData") << Error::Kind::BadData << false;
    QTest::newRow("Internal") << Error::Kind::Internal << false;
    QTest::newRow("Rejected") << Error::Kind::Rejected << true;
    QTest::newRow("ActionRequired") << Error::Kind::ActionRequired << true;
}

void TestWebSocketReconnect::tokenErrors()
{
    QFETCH(Error::Kind, kind);
    QFETCH(bool, isRefusal);
    ChannelFixture fixture;
    fixture.answers.emplace_back(failure(kind, u"GET Subscription/1/$get-ws-binding-token: 500"_s));
    fixture.answers.emplace_back(failure(kind, u"again"_s));
    fixture.confirm();
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    const auto status = fixture.channel->status(u"a"_s);
    QCOMPARE(status.state, WebSocketState::Disconnected);
    QCOMPARE(status.error->kind, kind);
    QCOMPARE(status.error->message, u"GET Subscription/1/$get-ws-binding-token: 500"_s);
    fixture.goToNextAttempt();
    QCOMPARE(fixture.disconnected->size(), 2);
    const auto pause = fixture.clock.now().msecsTo(fixture.channel->status(u"a"_s).nextAttemptAt);
    QVERIFY(isRefusal ? pause >= 48'000 : pause <= 2400);
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
}

void TestWebSocketReconnect::badTokens_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("url");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("no token") << QString() << u"ws://127.0.0.1:1/"_s << Error::Kind::BadData;
    QTest::newRow("no URL") << u"t"_s << QString() << Error::Kind::BadData;
    QTest::newRow("file") << u"t"_s << u"file:///tmp/x"_s << Error::Kind::BadData;
    QTest::newRow("nobody there") << u"t"_s << u"ws://127.0.0.1:1/"_s << Error::Kind::Retry;
    QTest::newRow("no such host") << u"t"_s << u"ws://nowhere.invalid/"_s << Error::Kind::Retry;
}

void TestWebSocketReconnect::badTokens()
{
    QFETCH(QString, token);
    QFETCH(QString, url);
    QFETCH(Error::Kind, kind);
    ChannelFixture fixture;
    fixture.answers.emplace_back(
        WebSocketBinding{.token = token, .expiration = {}, .subscriptions = {}, .url = QUrl(url)});
    fixture.confirm();
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE_WITH_TIMEOUT(fixture.disconnected->size(), 1, 30'000);
    QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->first()).kind, kind);
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
}

void TestWebSocketReconnect::refusedConnections_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("404") << QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("401") << QByteArray("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("redirect") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
    QTest::newRow("200 and HTML") << QByteArray(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 13\r\n\r\n<html></html>");
    QTest::newRow("wrong accept") << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                                "Connection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n");
    QTest::newRow("no HTTP") << QByteArray("220 mail.example.org ESMTP\r\n\r\n");
    QTest::newRow("zeros") << QByteArray(100, '\0') + "\r\n\r\n";
    QTest::newRow("nothing") << QByteArray();
}

void TestWebSocketReconnect::refusedConnections()
{
    QFETCH(QByteArray, answer);
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    QObject::connect(&other, &QTcpServer::newConnection, &other, [&] {
        auto *socket = other.nextPendingConnection();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, answer] {
            socket->write(answer);
            socket->disconnectFromHost();
        });
    });
    ChannelFixture fixture;
    fixture.confirm();
    fixture.url = QUrl(u"ws://127.0.0.1:%1/ws?secret=1"_s.arg(other.serverPort()));
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    const auto error = ChannelFixture::errorOf(fixture.disconnected->first());
    QCOMPARE(error.kind, Error::Kind::Retry);
    QVERIFY2(error.message.contains(u"127.0.0.1"_s) && !error.message.contains(u"secret"_s), qPrintable(error.message));
    fixture.url = {};
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
}

void TestWebSocketReconnect::unencrypted()
{
    for (const auto isAllowed : {false, true}) {
        auto options = ChannelFixture::optionsFor({});
        options.baseUrl = QUrl(u"https://fhir.example.org/"_s);
        options.allowUnencrypted = isAllowed;
        ChannelFixture fixture(options);
        fixture.confirm();
        fixture.subscribe({u"a"_s});
        QTRY_COMPARE(fixture.state(u"a"_s), isAllowed ? WebSocketState::Connected : WebSocketState::Disconnected);
        QTRY_COMPARE(fixture.askedFor.size(), 1);
        fixture.settle();
        QCOMPARE(fixture.server.socketCount(), isAllowed ? 1 : 0);
        if (!isAllowed) {
            QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->first()).kind, Error::Kind::ActionRequired);
        }
    }
}

void TestWebSocketReconnect::silentNetwork()
{
    ChannelFixture fixture;
    Test::TcpRelay relay(static_cast<quint16>(fixture.server.url().port()));
    fixture.confirm();
    fixture.url = relay.url(fixture.server.url());
    fixture.connectAll({u"a"_s});
    relay.setDead(true);
    fixture.clock.advance(29s);
    fixture.settle();
    fixture.clock.advance(1s); // a ping
    fixture.clock.advance(14'999ms);
    QCOMPARE(fixture.disconnected->size(), 0);
    fixture.clock.advance(1ms);
    QCOMPARE(fixture.disconnected->size(), 1);
    QVERIFY(ChannelFixture::errorOf(fixture.disconnected->first()).message.contains(u"ping"_s));
    relay.setDead(false);
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
    QCOMPARE(fixture.catchUps->size(), 1);
}

void TestWebSocketReconnect::answersKeepItAlive()
{
    ChannelFixture fixture;
    fixture.confirm();
    fixture.connectAll({u"a"_s});
    for (int i = 0; i < 20; ++i) { // five minutes, in which only pongs come
        fixture.clock.advance(15s);
        fixture.settle();
    }
    for (int i = 0; i < 4; ++i) { // frames count as well
        fixture.clock.advance(29s);
        fixture.sendEvent(0, u"1"_s, i);
        QTRY_COMPARE(fixture.sink.count(), i + 1);
    }
    QCOMPARE(fixture.disconnected->size(), 0);
    QCOMPARE(fixture.server.socketCount(), 1);
}

void TestWebSocketReconnect::opensInTime()
{
    ChannelFixture fixture;
    Test::TcpRelay relay(static_cast<quint16>(fixture.server.url().port()));
    relay.setDead(true); // accepts, and then nothing
    fixture.confirm();
    fixture.url = relay.url(fixture.server.url());
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.state(u"a"_s), WebSocketState::Connecting);
    fixture.settle();
    fixture.clock.advance(29'999ms);
    QCOMPARE(fixture.state(u"a"_s), WebSocketState::Connecting);
    fixture.clock.advance(1ms);
    QCOMPARE(fixture.disconnected->size(), 1);
    QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->first()).kind, Error::Kind::Retry);
    relay.setDead(false);
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.connected->size(), 1);
}

void TestWebSocketReconnect::subscriptionsInAPause()
{
    ChannelFixture fixture;
    fixture.answers.emplace_back(failure(Error::Kind::Retry, u"down"_s));
    fixture.confirm();
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    fixture.subscribe({u"a"_s, u"b"_s}); // the server has just made one: it is there
    QTRY_COMPARE(fixture.connected->size(), 2);
    fixture.clock.advance(1200ms); // the planned attempt is void
    fixture.settle();
    QCOMPARE(fixture.askedFor.size(), 2);
    fixture.server.close(0);
    QTRY_COMPARE(fixture.disconnected->size(), 3);
    fixture.subscribe({}); // nothing left to do
    fixture.settle();
    fixture.clock.advance(1h);
    fixture.settle();
    QCOMPARE(fixture.askedFor.size(), 2);
    QCOMPARE(fixture.server.openSockets(), 0);
}

void TestWebSocketReconnect::authentication_data()
{
    QTest::addColumn<bool>("isSameOrigin");
    QTest::newRow("the server itself") << true;
    QTest::newRow("elsewhere") << false;
}

void TestWebSocketReconnect::authentication()
{
    QFETCH(bool, isSameOrigin);
    auto options = ChannelFixture::optionsFor({});
    options.authentication = std::make_shared<FixedAuthentication>(HttpHeaders{{"Authorization", "Bearer me"}});
    Test::FakeWebSocketServer server;
    if (isSameOrigin) {
        options.baseUrl = QUrl(u"http://127.0.0.1:%1/fhir"_s.arg(server.url().port()));
    }
    ChannelFixture fixture(options);
    fixture.url = server.url();
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(server.messages().size(), 1);
    QCOMPARE(server.header(0, "Authorization"), isSameOrigin ? QByteArray("Bearer me") : QByteArray());
    QVERIFY(server.header(0, "Upgrade").compare("websocket", Qt::CaseInsensitive) == 0); // headers are recorded
}

void TestWebSocketReconnect::authenticationFails()
{
    auto options = ChannelFixture::optionsFor({});
    options.authentication = std::make_shared<FixedAuthentication>(failure(Error::Kind::ActionRequired, u"key"_s));
    Test::FakeWebSocketServer server;
    options.baseUrl = QUrl(u"http://127.0.0.1:%1/fhir"_s.arg(server.url().port()));
    ChannelFixture fixture(options);
    fixture.url = server.url();
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->first()).message, u"key"_s);
    fixture.settle();
    QCOMPARE(server.socketCount(), 0);
}

void TestWebSocketReconnect::cancelledRequests()
{
    class CancelledAuthentication final : public ClientAuthentication
    {
    public:
        QFuture<Result<HttpHeaders>> headers() override { return SharedPromise<Result<HttpHeaders>>().future(); }
        bool discard(const HttpHeaders &) override { return false; }
    };
    Test::FakeWebSocketServer server;
    auto options = ChannelFixture::optionsFor({});
    options.authentication = std::make_shared<CancelledAuthentication>();
    options.baseUrl = QUrl(u"http://127.0.0.1:%1/fhir"_s.arg(server.url().port()));
    ChannelFixture fixture(options);
    fixture.holdsTokens = true;
    fixture.subscribe({u"a"_s});
    QTRY_COMPARE(fixture.state(u"a"_s), WebSocketState::FetchingToken);
    fixture.cancelHeld();
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->first()).kind, Error::Kind::Retry);
    fixture.holdsTokens = false;
    fixture.url = server.url();
    fixture.goToNextAttempt();
    QTRY_COMPARE(fixture.disconnected->size(), 2); // now it is the authentication
    QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->last()).kind, Error::Kind::Retry);
    QCOMPARE(server.socketCount(), 0);
}

void TestWebSocketReconnect::tls_data()
{
    QTest::addColumn<bool>("isTrusted");
    QTest::newRow("trusted") << true;
    QTest::newRow("unknown certificate") << false;
}

void TestWebSocketReconnect::tls()
{
    QFETCH(bool, isTrusted);
    const auto tls = Test::selfSignedConfiguration();
    if (!tls) {
        QSKIP("no openssl");
    }
    Test::FakeWebSocketServer server(*tls);
    server.onMessage([&](int socket, const QString &) { server.send(socket, handshake(u"1"_s)); });
    auto options = ChannelFixture::optionsFor({});
    options.baseUrl = QUrl(u"https://localhost/fhir"_s);
    if (isTrusted) {
        options.tls.setCaCertificates({tls->localCertificate()});
    }
    ChannelFixture fixture(options);
    fixture.url = server.url();
    fixture.subscribe({u"a"_s});
    if (isTrusted) {
        QTRY_COMPARE(fixture.connected->size(), 1);
        return;
    }
    QTRY_COMPARE(fixture.disconnected->size(), 1);
    QCOMPARE(ChannelFixture::errorOf(fixture.disconnected->first()).kind, Error::Kind::ActionRequired);
    QCOMPARE(server.messages().size(), 0); // the token least of all
}

void TestWebSocketReconnect::keepsTokensSecret()
{
    static QStringList logged;
    logged.clear();
    const auto previous = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext &, const QString &message) { logged.append(message); });
    QLoggingCategory::setFilterRules(u"tbs.*=true"_s);
    QStringList told;
    {
        ChannelFixture fixture;
        fixture.server.onMessage([&](int socket, const QString &text) { // it repeats what it hears
            const auto token = tokenIn(text);
            fixture.server.send(
                socket,
                uR"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"x","diagnostics":"bad: %1"}]})"_s
                    .arg(token));
            if (!Test::isText(text)) {
                fixture.server.close(socket, QWebSocketProtocol::CloseCodePolicyViolated, u"bad: "_s + token);
            }
        });
        fixture.subscribe({u"a"_s});
        for (int attempt = 1; attempt <= 3; ++attempt) {
            QTRY_COMPARE(fixture.disconnected->size(), attempt);
            fixture.goToNextAttempt();
        }
        for (auto *spy : {fixture.disconnected.get(), fixture.errors.get()}) {
            for (const auto &signal : std::as_const(*spy)) {
                told.append(ChannelFixture::errorOf(signal).message);
            }
        }
        QVERIFY(fixture.server.messages().size() >= 6); // there were tokens to tell
    }
    QLoggingCategory::setFilterRules(QString());
    qInstallMessageHandler(previous);
    QVERIFY(!logged.isEmpty() && told.size() >= 3);
    for (const auto &text : logged + told) {
        QVERIFY2(!text.contains(u"token-1"_s), qPrintable(text));
    }
    QVERIFY(told.join(u'\n').contains(u"bad: ..."_s));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestWebSocketReconnect)
#include "tst_websocketreconnect.moc"
