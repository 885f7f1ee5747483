// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings.h"

#include <Tbs/service/webhookjudge_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

Configuration configuration(const QString &publicUrl, const QString &server = u"https://fhir.example.org/r4"_s)
{
    Configuration configuration;
    configuration.server.baseUrl = QUrl(server);
    configuration.webhook.publicUrl = QUrl(publicUrl);
    configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"very-secret"_s, {}};
    return configuration;
}

} // namespace

class tst_WebhookJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urls_data();
    void urls();
    void tokens();
    void addresses();
    void answers_data();
    void answers();
    void signaturesCannotBeProbed();
};

void tst_WebhookJudge::urls_data()
{
    QTest::addColumn<QString>("publicUrl");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("verdict");
    const auto far = u"https://fhir.example.org/r4"_s;
    const auto near = u"http://127.0.0.1:8080/fhir"_s;
    const auto row = [](const QString &url, const QString &server, const QString &verdict) {
        QTest::addRow("%s for %s", qPrintable(url), qPrintable(server)) << url << server << verdict;
    };
    row({}, far, u"fail publicUrl"_s);
    row(u"https://app.example.org"_s, far, u"ok publicUrl"_s);
    row(u"https://app.example.org:8443/x"_s, far, u"ok publicUrl"_s);
    row(u"http://app.example.org"_s, far, u"warn publicUrl"_s);
    row(u"http://localhost:8080"_s, far, u"fail publicUrl"_s);
    row(u"https://127.0.0.1"_s, far, u"fail publicUrl"_s);
    row(u"https://[::1]:8080"_s, far, u"fail publicUrl"_s);
    row(u"http://127.0.0.1:8081"_s, near, u"ok publicUrl"_s);
    row(u"https://192.168.1.5"_s, far, u"warn publicUrl"_s);
    row(u"http://192.168.1.5"_s, far, u"warn publicUrl, warn publicUrl"_s);
    row(u"https://192.168.1.5"_s, u"http://192.168.1.6:8080"_s, u"ok publicUrl"_s);
    row(u"https://172.32.0.1"_s, far, u"ok publicUrl"_s);
    row(u"https://[fd12::1]"_s, far, u"warn publicUrl"_s);
}

void tst_WebhookJudge::urls()
{
    QFETCH(const QString, publicUrl);
    QFETCH(const QString, server);
    QFETCH(const QString, verdict);
    const auto findings = ofCheck(WebhookJudge(configuration(publicUrl, server)).judgeConfiguration(), u"publicUrl"_s);
    QCOMPARE(verdicts(findings), verdict);
    for (const auto &finding : findings) {
        QCOMPARE(finding.advice.isEmpty(), finding.severity == Finding::Severity::Ok);
    }
}

void tst_WebhookJudge::tokens()
{
    auto settings = configuration(u"https://app.example.org"_s);
    const auto judged = [&settings] {
        return ofCheck(WebhookJudge(settings).judgeConfiguration(), u"token"_s);
    };
    QCOMPARE(verdicts(judged()), u"ok token"_s);
    QVERIFY(!toText(judged()).contains("very-secret"_L1));
    settings.webhook.token = {};
    QCOMPARE(verdicts(judged()), u"warn token"_s);
    settings.webhook.signatureSecret = {ConfiguredSecret::Origin::Inline, u"s"_s, {}};
    QCOMPARE(verdicts(judged()), u"ok token"_s);
    settings.webhook.signatureSecret = {};
    settings.webhook.tls.clientCa = u"/ca.pem"_s;
    QCOMPARE(verdicts(judged()), u"ok token"_s);
}

void tst_WebhookJudge::addresses()
{
    QVERIFY(WebhookJudge::isName(u"app.example.org"_s));
    QVERIFY(!WebhookJudge::isName(u"localhost"_s));
    QVERIFY(!WebhookJudge::isName(u"192.0.2.1"_s));
    const WebhookJudge judge(configuration(u"https://app.example.org"_s));
    QCOMPARE(verdicts({judge.judgeAddresses({QHostAddress(u"192.0.2.1"_s)}, {})}), u"ok publicHost"_s);
    QCOMPARE(verdicts({judge.judgeAddresses({QHostAddress(u"127.0.1.1"_s)}, {})}), u"warn publicHost"_s);
    const auto missing = judge.judgeAddresses({}, u"Host not found"_s);
    QCOMPARE(verdicts({missing}), u"fail publicHost"_s);
    QVERIFY(missing.message.contains("Host not found"_L1));
}

void tst_WebhookJudge::answers_data()
{
    using Verdict = WebhookAnswer::Verdict;
    QTest::addColumn<WebhookAnswer>("answer");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    QTest::newRow("ours") << WebhookAnswer{Verdict::Ours, 405, {}} << u"ok webhook"_s
                          << u"https://app.example.org/webhook/w"_s;
    QTest::newRow("token") << WebhookAnswer{Verdict::TokenRefused, 401, {}} << u"fail webhook"_s << u"refuses"_s;
    QTest::newRow("unknown") << WebhookAnswer{Verdict::UnknownWebhook, 404, {}} << u"fail webhook"_s << u"path"_s;
    QTest::newRow("foreign") << WebhookAnswer{Verdict::Foreign, 502, {}} << u"warn webhook"_s << u"502"_s;
    QTest::newRow("TLS") << WebhookAnswer{Verdict::NotTrusted, 0, u"self-signed"_s} << u"fail webhook"_s
                         << u"self-signed"_s;
    QTest::newRow("none") << WebhookAnswer{Verdict::NoAnswer, 0, u"refused"_s} << u"warn webhook"_s << u"tbs listen"_s;
}

void tst_WebhookJudge::answers()
{
    QFETCH(const WebhookAnswer, answer);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    const auto finding = WebhookJudge(configuration(u"https://app.example.org"_s)).judgeAnswer(u"w"_s, answer);
    QCOMPARE(verdicts({finding}), verdict);
    QVERIFY2(toText({finding}).contains(part), qPrintable(toText({finding})));
}

void tst_WebhookJudge::signaturesCannotBeProbed()
{
    auto settings = configuration(u"https://app.example.org"_s);
    settings.webhook.signatureSecret = {ConfiguredSecret::Origin::Inline, u"s"_s, {}};
    const auto finding = WebhookJudge(settings).judgeAnswer(u"w"_s, {WebhookAnswer::Verdict::TokenRefused, 401, {}});
    QCOMPARE(verdicts({finding}), u"ok webhook"_s);
}

QTEST_GUILESS_MAIN(tst_WebhookJudge)
#include "tst_webhookjudge.moc"
