// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakefhirserver.h"
#include "findings.h"
#include "selfsignedcertificate.h"

#include <Tbs/service/tlsprobe_p.h>

#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

class tst_TlsProbe : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void untrusted();
    void trusted();
    void anotherName();
    void expiry();
    void expired();
    void expiredAndUnknown();
    void expiredAndOfNoAccount();
    void noTls();
    void nobody();
    void silence();
    void contextGone();

private:
    [[nodiscard]] TlsFacts probed(const QUrl &url, const QSslConfiguration &tls)
    {
        const auto future = probeTls(url, tls, 500ms, this);
        return QTest::qWaitFor([&future] { return future.isFinished(); }) ? future.result()
                                                                          : TlsFacts{.error = u"none"_s};
    }
    [[nodiscard]] QSslConfiguration trusting() const
    {
        auto tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates({m_server.localCertificate()});
        return tls;
    }

    QSslConfiguration m_server;
};

namespace {

QUrl byName(const FakeFhirServer &server)
{
    auto url = server.baseUrl();
    url.setHost(u"localhost"_s);
    return url;
}

QString judged(const TlsFacts &facts, const QDateTime &now = QDateTime::currentDateTimeUtc())
{
    return toText({judgeTls(facts, u"https://localhost"_s, now)});
}

} // namespace

void tst_TlsProbe::initTestCase()
{
    const auto configuration = selfSignedConfiguration();
    if (!configuration) {
        QSKIP("the openssl command is not installed");
    }
    m_server = *configuration;
}

void tst_TlsProbe::untrusted()
{
    const FakeFhirServer server(m_server);
    const auto facts = probed(byName(server), QSslConfiguration::defaultConfiguration());
    QVERIFY(facts.isEncrypted);
    QVERIFY(!facts.objections.isEmpty());
    QCOMPARE(facts.chain.constFirst(), m_server.localCertificate());
    const auto text = judged(facts);
    QVERIFY2(text.startsWith("fail tls https://localhost: Its certificate is not trusted: "_L1), qPrintable(text));
    QVERIFY2(text.contains("It showed localhost (of localhost)"_L1), qPrintable(text));
    QCOMPARE(server.requestCount(), 0); // it was looked at, and nothing sent
}

void tst_TlsProbe::trusted()
{
    const FakeFhirServer server(m_server);
    const auto facts = probed(byName(server), trusting());
    QVERIFY2(facts.isEncrypted && facts.objections.isEmpty(), qPrintable(facts.objections.join(u' ')));
    QVERIFY2(judged(facts, m_server.localCertificate().expiryDate().addDays(-100)).startsWith("ok tls"_L1),
             qPrintable(judged(facts)));
}

void tst_TlsProbe::anotherName()
{
    const FakeFhirServer server(m_server);
    const auto facts = probed(server.baseUrl(), trusting()); // by its address, which is not in the certificate
    QVERIFY(facts.isEncrypted);
    QVERIFY(judged(facts).startsWith("fail tls"_L1));
}

/// Nothing here mends that, so no authority is asked for.
void tst_TlsProbe::expired()
{
    const auto tls = expiredConfiguration();
    QVERIFY(tls);
    const FakeFhirServer server(*tls);
    auto trusted = QSslConfiguration::defaultConfiguration();
    trusted.setCaCertificates({tls->localCertificateChain().constLast()});
    const auto facts = probed(byName(server), trusted);
    const auto finding = judgeTls(facts, u"https://localhost"_s, QDateTime::currentDateTimeUtc());
    QCOMPARE(finding.severity, Finding::Severity::Failure);
    QCOMPARE(finding.subject, u"https://localhost"_s);
    QVERIFY2(finding.message.contains("expired on 2024-02-01"_L1), qPrintable(finding.message));
    QVERIFY2(finding.message.contains("localhost (of Hospital)"_L1), qPrintable(finding.message));
    QVERIFY2(finding.advice.contains("renewed"_L1), qPrintable(finding.advice));
    QVERIFY2(!finding.advice.contains("server.tls.ca"_L1), qPrintable(finding.advice));
}

void tst_TlsProbe::expiredAndUnknown()
{
    const auto tls = expiredConfiguration();
    QVERIFY(tls);
    const FakeFhirServer server(*tls);
    const auto facts = probed(byName(server), QSslConfiguration::defaultConfiguration());
    const auto finding = judgeTls(facts, u"https://localhost"_s, QDateTime::currentDateTimeUtc());
    QVERIFY2(finding.message.contains("expired on 2024-02-01"_L1), qPrintable(finding.message));
    QVERIFY2(finding.advice.contains("renewed"_L1), qPrintable(finding.advice));
    QVERIFY2(finding.advice.contains("server.tls.ca"_L1), qPrintable(finding.advice));
}

/// As one that is cross-signed and that another one took the place of: what nobody minds is not to be renewed.
void tst_TlsProbe::expiredAndOfNoAccount()
{
    const auto expired = expiredConfiguration();
    QVERIFY(expired);
    auto tls = m_server;
    tls.setLocalCertificateChain({m_server.localCertificate(), expired->localCertificate()});
    const FakeFhirServer server(tls);
    const auto facts = probed(server.baseUrl(), trusting()); // by its address, which is not in the certificate
    QCOMPARE(facts.chain.size(), 2);
    QCOMPARE(facts.objections.size(), 1);
    const auto finding = judgeTls(facts, u"https://localhost"_s, QDateTime::currentDateTimeUtc());
    QCOMPARE(finding.severity, Finding::Severity::Failure);
    QVERIFY2(!finding.message.contains("expired"_L1), qPrintable(finding.message));
    QVERIFY2(!finding.advice.contains("renewed"_L1), qPrintable(finding.advice));
    QVERIFY2(finding.advice.contains("a certificate for this name"_L1), qPrintable(finding.advice));
}

void tst_TlsProbe::expiry()
{
    const FakeFhirServer server(m_server);
    const auto facts = probed(byName(server), trusting());
    const auto end = m_server.localCertificate().expiryDate().toUTC();
    QVERIFY2(judged(facts, end.addDays(-20)).startsWith("warn tls https://localhost: Its certificate expires in 20"_L1),
             qPrintable(judged(facts, end.addDays(-20))));
    QVERIFY(judged(facts, end.addDays(-22)).startsWith("ok tls"_L1));
}

void tst_TlsProbe::noTls()
{
    const FakeFhirServer server;
    const auto facts = probed(server.baseUrl(), QSslConfiguration::defaultConfiguration());
    QVERIFY(!facts.isEncrypted);
    QVERIFY(!facts.error.isEmpty());
    QVERIFY(judged(facts).startsWith("fail tls https://localhost: No secure connection"_L1));
}

void tst_TlsProbe::nobody()
{
    FakeFhirServer server;
    server.stop();
    const auto facts = probed(server.baseUrl(), QSslConfiguration::defaultConfiguration());
    QVERIFY(!facts.isEncrypted);
    QVERIFY(!facts.error.isEmpty());
}

void tst_TlsProbe::silence()
{
    QTcpServer server; // takes connections and says nothing
    QVERIFY(server.listen(QHostAddress::LocalHost));
    const auto facts =
        probed(QUrl(u"https://127.0.0.1:%1"_s.arg(server.serverPort())), QSslConfiguration::defaultConfiguration());
    QVERIFY(!facts.isEncrypted);
    QCOMPARE(facts.error, u"no answer in time"_s);
}

void tst_TlsProbe::contextGone()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    auto context = std::make_unique<QObject>();
    const auto future = probeTls(QUrl(u"https://127.0.0.1:%1"_s.arg(server.serverPort())),
                                 QSslConfiguration::defaultConfiguration(), 500ms, context.get());
    QTRY_VERIFY(server.hasPendingConnections());
    context.reset();
    QCOMPARE(future.resultCount(), 0);
    QVERIFY(future.isCanceled());
}

QTEST_GUILESS_MAIN(tst_TlsProbe)
#include "tst_tlsprobe.moc"
