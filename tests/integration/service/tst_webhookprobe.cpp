// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakefhirserver.h"
#include "mockclock.h"
#include "recordingsink.h"
#include "selfsignedcertificate.h"

#include <Tbs/service/webhookprobe.h>
#include <Tbs/webhook/httplistener.h>
#include <Tbs/webhook/webhookrequesthandler.h>

#include <QNetworkAccessManager>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

using Verdict = WebhookAnswer::Verdict;

namespace {

/// A webhook `/webhook/w` that wants the token `t`.
class Receiver
{
public:
    explicit Receiver(AuthenticationOptions authentication = {.tokens = {"t"}})
    {
        auto router = std::make_shared<EndpointRouter>();
        if (!router->add(u"webhook"_s, u"w"_s)) {
            qFatal("no route");
        }
        m_listener = std::make_unique<HttpListener>(
            WebhookRequestHandler(router, RequestAuthenticator(std::move(authentication)), sink, m_clock));
    }

    bool listen(const std::optional<QSslConfiguration> &tls = {})
    {
        return m_listener->listen({.edgeThreads = 0, .tls = tls}).has_value();
    }
    [[nodiscard]] QUrl url(const QString &path, const QString &scheme = u"http"_s) const
    {
        return QUrl(u"%1://127.0.0.1:%2%3"_s.arg(scheme).arg(m_listener->port()).arg(path));
    }

    RecordingSink sink;

private:
    MockClock m_clock;
    std::unique_ptr<HttpListener> m_listener;
};

} // namespace

class tst_WebhookProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ours();
    void anotherToken();
    void anotherPath();
    void signatures();
    void foreign_data();
    void foreign();
    void redirectsAreNotFollowed();
    void largeAnswersAreCut();
    void nobody();
    void silence();
    void certificates();

private:
    [[nodiscard]] WebhookAnswer probed(const QUrl &url, const QString &token = u"t"_s)
    {
        const auto future = probeWebhook(url, {{u"X-Api-Key"_s, token}}, m_network, 500ms);
        return QTest::qWaitFor([&future] { return future.isFinished(); }) ? future.result()
                                                                          : WebhookAnswer{Verdict::NoAnswer, -1, {}};
    }

    QNetworkAccessManager m_network;
};

void tst_WebhookProbe::ours()
{
    Receiver receiver;
    QVERIFY(receiver.listen());
    QCOMPARE(probed(receiver.url(u"/webhook/w"_s)), (WebhookAnswer{Verdict::Ours, 405, {}}));
    QCOMPARE(receiver.sink.count(), 0); // nothing was delivered
}

void tst_WebhookProbe::anotherToken()
{
    Receiver receiver;
    QVERIFY(receiver.listen());
    QCOMPARE(probed(receiver.url(u"/webhook/w"_s), u"other"_s), (WebhookAnswer{Verdict::TokenRefused, 401, {}}));
}

void tst_WebhookProbe::anotherPath()
{
    Receiver receiver;
    QVERIFY(receiver.listen());
    QCOMPARE(probed(receiver.url(u"/webhook/v"_s)), (WebhookAnswer{Verdict::UnknownWebhook, 404, {}}));
}

void tst_WebhookProbe::signatures()
{
    Receiver receiver({.signatureSecrets = {"s"}});
    QVERIFY(receiver.listen());
    QCOMPARE(probed(receiver.url(u"/webhook/w"_s)).verdict, Verdict::TokenRefused);
}

void tst_WebhookProbe::foreign_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>");
    QTest::newRow("a proxy without a service") << FakeAnswer::text(502, "Bad Gateway");
    QTest::newRow("405 of another") << FakeAnswer::text(405, "no");
    QTest::newRow("404 of another") << FakeAnswer::text(404, "no");
    QTest::newRow("401 of another") << FakeAnswer::text(401, "no");
    QTest::newRow("a FHIR resource") << FakeAnswer::json({{u"resourceType"_s, u"Patient"_s}});
    QTest::newRow("405 of a FHIR server") << FakeAnswer::outcome(405, u"no"_s);
    QTest::newRow("500 of a FHIR server") << FakeAnswer::outcome(500, u"no"_s);
    QTest::newRow("nothing") << FakeAnswer::noContent();
}

void tst_WebhookProbe::foreign()
{
    QFETCH(const FakeAnswer, answer);
    FakeFhirServer server;
    server.answer("GET", u"/webhook/w"_s, answer);
    const auto probed = this->probed(server.url(u"/webhook/w"_s));
    QCOMPARE(probed.verdict, Verdict::Foreign);
    QCOMPARE(probed.status, answer.status);
}

void tst_WebhookProbe::redirectsAreNotFollowed()
{
    Receiver receiver;
    QVERIFY(receiver.listen());
    FakeFhirServer server;
    server.answer("GET", u"/webhook/w"_s, FakeAnswer::redirect(receiver.url(u"/webhook/w"_s).toEncoded()));
    QCOMPARE(probed(server.url(u"/webhook/w"_s)), (WebhookAnswer{Verdict::Foreign, 302, {}}));
}

void tst_WebhookProbe::largeAnswersAreCut()
{
    FakeFhirServer server;
    server.answer("GET", u"/webhook/w"_s, FakeAnswer::text(200, QByteArray(8 * 1024 * 1024, ' ')));
    QCOMPARE(probed(server.url(u"/webhook/w"_s)).verdict, Verdict::Foreign);
}

void tst_WebhookProbe::nobody()
{
    FakeFhirServer server;
    server.stop();
    const auto answer = probed(server.url(u"/webhook/w"_s));
    QCOMPARE(answer.verdict, Verdict::NoAnswer);
    QCOMPARE(answer.status, 0);
    QVERIFY(!answer.message.isEmpty());
}

void tst_WebhookProbe::silence()
{
    QTcpServer server; // takes connections and says nothing
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto answer = probed(QUrl(u"http://127.0.0.1:%1/webhook/w"_s.arg(server.serverPort())));
    QCOMPARE(answer.verdict, Verdict::NoAnswer);
    QCOMPARE(answer.status, 0);
}

void tst_WebhookProbe::certificates()
{
    const auto tls = selfSignedConfiguration();
    if (!tls) {
        QSKIP("the openssl command is not installed");
    }
    Receiver receiver;
    QVERIFY(receiver.listen(tls));
    const auto answer = probed(receiver.url(u"/webhook/w"_s, u"https"_s));
    QCOMPARE(answer.verdict, Verdict::NotTrusted);
    QVERIFY(!answer.message.isEmpty());
}

QTEST_GUILESS_MAIN(tst_WebhookProbe)
#include "tst_webhookprobe.moc"
