// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings.h"
#include "recordingsink.h"

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/service/doctor.h>
#include <Tbs/service/wantedsubscriptions.h>
#include <Tbs/webhook/httplistener.h>
#include <Tbs/webhook/webhookrequesthandler.h>

#include <QNetworkAccessManager>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

/// A sandbox, a receiver, and a configuration for the two.
class Scene
{
public:
    explicit Scene(FhirVersion fhirVersion, const QString &wireProfile = u"strict"_s)
        : sandbox(m_clock)
        , m_version(fhirVersion)
    {
        auto router = std::make_shared<EndpointRouter>();
        if (!router->add(u"webhook"_s, u"w"_s)) {
            qFatal("no route");
        }
        m_listener = std::make_unique<HttpListener>(
            WebhookRequestHandler(router, RequestAuthenticator({.tokens = {"t"}}), m_sink, m_clock));
        if (!m_listener->listen({.edgeThreads = 0}) || !sandbox.listen({.wireProfile = wireProfile})) {
            qFatal("cannot listen");
        }
        configuration.fhirVersion = fhirVersion;
        configuration.server.baseUrl = sandbox.baseUrl(fhirVersion);
        configuration.webhook.publicUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(m_listener->port()));
        configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"t"_s, {}};
        SubscriptionConfiguration subscription;
        subscription.definition.topic = SandboxServer::sampleTopic();
        subscription.definition.webhookId = u"w"_s;
        subscription.definition.filterBy = {{u"Encounter"_s, u"patient"_s, {}, {}, u"Patient/example"_s}};
        configuration.subscriptions.append(subscription);
    }

    /// Makes the Subscription and waits until its status is \a status.
    [[nodiscard]] bool subscribe(const QString &status)
    {
        QSignalSpy changed(&sandbox, &SandboxServer::subscriptionStatusChanged);
        FhirClient client({.baseUrl = configuration.server.baseUrl}, m_network, m_clock);
        SubscriptionClient subscriptions(client, m_version, serverProfile(configuration.server.profile).value());
        const auto created = subscriptions.create(wantedSubscriptions(configuration).constFirst().subscription);
        const auto isThere = [&] {
            return created.isFinished()
                && std::any_of(changed.begin(), changed.end(),
                               [&status](const QVariantList &values) { return values.at(1).toString() == status; });
        };
        return QTest::qWaitFor(isThere, 20'000) && created.result().has_value();
    }

    [[nodiscard]] QList<Finding> examined()
    {
        FhirClient client({.baseUrl = configuration.server.baseUrl}, m_network, m_clock);
        Doctor doctor(client, m_network, m_clock, {.configuration = configuration});
        const auto future = doctor.examine();
        return QTest::qWaitFor([&future] { return future.isFinished(); }, 20'000) ? future.result() : QList<Finding>();
    }

private:
    SystemClock m_clock;

public:
    SandboxServer sandbox;
    Configuration configuration;

private:
    FhirVersion m_version;
    RecordingSink m_sink;
    QNetworkAccessManager m_network;
    std::unique_ptr<HttpListener> m_listener;
};

} // namespace

class tst_DoctorWithSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allIsWell_data();
    void allIsWell();
    void beforeItIsRegistered();
    void anUnreachableWebhook();
    void theOtherVersion();
    void aFailingServer();
};

void tst_DoctorWithSandbox::allIsWell_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void tst_DoctorWithSandbox::allIsWell()
{
    QFETCH(const FhirVersion, version);
    Scene scene(version);
    QVERIFY(scene.subscribe(u"active"_s));
    const auto findings = scene.examined();
    QCOMPARE(verdicts(findings),
             u"ok server, ok clock, ok fhirVersion, ok profile, ok subscriptions, ok operations, ok authentication, "
             "ok topics, ok topic, ok filter, ok subscription, ok publicUrl, ok token, ok webhook"_s);
}

void tst_DoctorWithSandbox::beforeItIsRegistered()
{
    Scene scene(FhirVersion::R4);
    const auto findings = scene.examined();
    QCOMPARE(verdicts(ofCheck(findings, u"subscription"_s)), u"warn subscription"_s);
    QCOMPARE(worstOf(findings), Finding::Severity::Warning);
}

void tst_DoctorWithSandbox::anUnreachableWebhook()
{
    Scene scene(FhirVersion::R5);
    scene.sandbox.setFaults({.refuseHandshake = true});
    QVERIFY(scene.subscribe(u"error"_s));
    const auto findings = ofCheck(scene.examined(), u"subscription"_s);
    QCOMPARE(verdicts(findings), u"fail subscription"_s);
    QVERIFY(findings.constFirst().advice.contains("tbs subscriptions activate"_L1));
}

void tst_DoctorWithSandbox::theOtherVersion()
{
    Scene scene(FhirVersion::R4);
    scene.configuration.fhirVersion = FhirVersion::R5;
    const auto findings = scene.examined();
    QCOMPARE(verdicts(ofCheck(findings, u"fhirVersion"_s)), u"fail fhirVersion"_s);
    // The rest is judged by what the server is.
    QCOMPARE(verdicts(ofCheck(findings, u"topic"_s)), u"ok topic"_s);
}

void tst_DoctorWithSandbox::aFailingServer()
{
    Scene scene(FhirVersion::R4B);
    scene.sandbox.setFaults({.failRequests = 503});
    const auto findings = scene.examined();
    QCOMPARE(verdicts(ofCheck(findings, u"authentication"_s)), u"fail authentication"_s);
    QCOMPARE(verdicts(ofCheck(findings, u"webhook"_s)), u"ok webhook"_s);
}

QTEST_GUILESS_MAIN(tst_DoctorWithSandbox)
#include "tst_doctorwithsandbox.moc"
