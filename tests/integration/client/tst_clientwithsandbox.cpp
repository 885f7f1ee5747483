// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"

#include <Tbs/client/topicdiscovery.h>
#include <Tbs/codec/codec.h>
#include <Tbs/sandbox/sandboxserver.h>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

/// FhirClient and what stands on it against the project's own server, in all versions.
class tst_ClientWithSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void capabilities_data() { versions(); }
    void capabilities();
    void discoversTopics_data() { versions(); }
    void discoversTopics();
    void wireProfiles_data();
    void wireProfiles();
    void resourcesComeAndGo_data() { versions(); }
    void resourcesComeAndGo();
    void allPages_data() { versions(); }
    void allPages();
    void refusalIsReadable_data() { versions(); }
    void refusalIsReadable();
    void stoppedServer();

private:
    static void versions();
    std::unique_ptr<FhirClient> clientFor(const SandboxServer &server, FhirVersion version);

    SystemClock m_clock;
    QNetworkAccessManager m_network;
    SandboxServer m_server{m_clock};
};

void tst_ClientWithSandbox::initTestCase()
{
    QVERIFY(m_server.listen({}));
}

void tst_ClientWithSandbox::versions()
{
    QTest::addColumn<FhirVersion>("version");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::newRow(qPrintable(toCode(version))) << version;
    }
}

std::unique_ptr<FhirClient> tst_ClientWithSandbox::clientFor(const SandboxServer &server, FhirVersion version)
{
    return std::make_unique<FhirClient>(FhirClientOptions{.baseUrl = server.baseUrl(version), .retry = {.attempts = 1}},
                                        m_network, m_clock);
}

void tst_ClientWithSandbox::capabilities()
{
    QFETCH(const FhirVersion, version);
    const auto client = clientFor(m_server, version);
    const auto found = wait(fetchServerCapabilities(*client));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QVERIFY(found->fhirVersion == version);
    QVERIFY(found->software.contains(u"sandbox"_s));
    QVERIFY(found->subscription);
    QVERIFY(found->subscription->operations.contains(u"$status"_s));
    QVERIFY(found->subscription->operations.contains(u"$events"_s));
    QVERIFY(found->subscription->interactions.contains(u"create"_s));
    QVERIFY(found->subscription->searchParameters.contains(u"url"_s));
    QCOMPARE(found->subscriptionTopic.has_value(), version != FhirVersion::R4);
    QCOMPARE(found->topics.contains(SandboxServer::sampleTopic()), version == FhirVersion::R4);
}

void tst_ClientWithSandbox::discoversTopics()
{
    QFETCH(const FhirVersion, version);
    const auto client = clientFor(m_server, version);
    const auto found = wait(discoverTopics(*client, version));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    const auto sample = std::find_if(found->topics.begin(), found->topics.end(), [](const DiscoveredTopic &topic) {
        return topic.topic.url == SandboxServer::sampleTopic();
    });
    QVERIFY(sample != found->topics.end());
    QCOMPARE(sample->sources,
             version == FhirVersion::R4 ? (QList{TopicSource::Basic, TopicSource::CapabilityStatement})
                                        : QList{TopicSource::SubscriptionTopic});
    QVERIFY(!sample->reference.isEmpty());
    QCOMPARE(sample->topic.resourceTrigger.first().resource, u"Encounter"_s);
    QVERIFY(!sample->topic.canFilterBy.isEmpty());
    QVERIFY(!sample->topic.canFilterBy.first().filterParameter.isEmpty());
    for (const auto &remark : found->remarks) {
        QVERIFY2(remark.severity == Issue::Severity::Information, qPrintable(remark.message));
    }
}

void tst_ClientWithSandbox::wireProfiles_data()
{
    QTest::addColumn<QString>("profile");
    for (const auto *profile : {"hapi", "candle", "helios", "aidbox", "athena", "medplum", "inferno"}) {
        QTest::newRow(profile) << QString::fromLatin1(profile);
    }
}

void tst_ClientWithSandbox::wireProfiles()
{
    QFETCH(const QString, profile);
    SandboxServer server(m_clock);
    QVERIFY(server.listen({.wireProfile = profile}));
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto client = clientFor(server, version);
        const auto found = wait(discoverTopics(*client, version));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QVERIFY(std::any_of(found->topics.begin(), found->topics.end(), [](const DiscoveredTopic &topic) {
            return topic.topic.url == SandboxServer::sampleTopic();
        }));
    }
}

void tst_ClientWithSandbox::resourcesComeAndGo()
{
    QFETCH(const FhirVersion, version);
    const auto client = clientFor(m_server, version);
    QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"active"_s, true}};
    const auto created = wait(client->create(patient));
    QVERIFY2(created, created ? "" : qPrintable(created.error().message));
    QCOMPARE(created->status, 201);
    const auto reference = created->reference();
    QVERIFY(reference.startsWith(u"Patient/"_s));

    const auto read = wait(client->get(reference));
    QVERIFY(read);
    patient = *read->resource();
    patient.insert(u"active"_s, false);
    const auto versionId = patient["meta"_L1]["versionId"_L1].toString();
    QVERIFY(wait(client->update(patient, versionId)));
    const auto stale = wait(client->update(patient, versionId));
    QVERIFY(!stale);
    QCOMPARE(stale.error().kind, Error::Kind::Rejected);
    QVERIFY(stale.error().message.contains(u"412"_s));

    const auto found = wait(client->search(u"Patient"_s, {}));
    QVERIFY(found);
    QVERIFY(std::any_of(found->resources.begin(), found->resources.end(), [&](const QJsonObject &resource) {
        return resource["id"_L1] == patient["id"_L1] && !resource["active"_L1].toBool(true);
    }));

    QVERIFY(wait(client->remove(reference)));
    QVERIFY(!wait(client->get(reference)));
    QVERIFY(wait(client->remove(reference))); // gone already
}

void tst_ClientWithSandbox::allPages()
{
    QFETCH(const FhirVersion, version);
    const auto client = clientFor(m_server, version);
    for (int i = 0; i < 3; ++i) {
        QVERIFY(wait(client->create({{u"resourceType"_s, u"Observation"_s}, {u"status"_s, u"final"_s}})));
    }
    const auto found = wait(client->search(u"Observation"_s, QUrlQuery(u"_count=1"_s)));
    QVERIFY2(found, found ? "" : qPrintable(found.error().message));
    QCOMPARE(found->resources.size(), 3);
    QVERIFY(found->complete);
    QVERIFY(!wait(client->search(u"Observation"_s, QUrlQuery(u"_count=1"_s), {.maximumPages = 2}))->complete);
}

void tst_ClientWithSandbox::refusalIsReadable()
{
    QFETCH(const FhirVersion, version);
    Subscription subscription;
    subscription.topic = u"https://example.org/no-such-topic"_s;
    subscription.reason = u"test"_s;
    subscription.endpoint = QUrl(u"http://127.0.0.1:9/hook"_s);
    subscription.contentType = u"application/fhir+json"_s;
    subscription.content = PayloadContent::IdOnly;
    const auto client = clientFor(m_server, version);
    const auto created = wait(client->create(codecFor(version).writeSubscription(subscription)));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, Error::Kind::Rejected);
    QVERIFY2(created.error().message.startsWith(u"POST "_s + client->server() + u"/Subscription was answered"_s)
                 && created.error().message.contains(u"topic"_s),
             qPrintable(created.error().message));
}

void tst_ClientWithSandbox::stoppedServer()
{
    auto server = std::make_unique<SandboxServer>(m_clock);
    QVERIFY(server->listen({}));
    const auto client = clientFor(*server, FhirVersion::R5);
    QVERIFY(wait(fetchServerCapabilities(*client)));
    server.reset();
    const auto found = wait(discoverTopics(*client, FhirVersion::R5));
    QVERIFY(!found);
    QCOMPARE(found.error().kind, Error::Kind::Retry);
}

QTEST_GUILESS_MAIN(tst_ClientWithSandbox)
#include "tst_clientwithsandbox.moc"
