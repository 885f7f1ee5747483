// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiver.h"

#include "waiting.h"

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

FhirClientOptions clientOptions(const SandboxFixture &sandbox, FhirVersion version)
{
    FhirClientOptions options;
    options.baseUrl = sandbox.server.baseUrl(version);
    options.retry.attempts = 1; // so that failures are seen
    return options;
}

} // namespace

Receiver::Receiver(SandboxFixture &sandbox, FhirVersion version, const QString &profile,
                   const RegistrarOptions &options)
    : m_sandbox(sandbox)
    , m_fhir(clientOptions(sandbox, version), m_network, sandbox.clock)
    , m_client(m_fhir, version, *serverProfile(profile))
    , m_registrar(m_client, sandbox.clock, options)
{
    using R = SubscriptionRegistrar;
    QObject::connect(&m_registrar, &R::registered, &m_registrar,
                     [this](const QString &id, const Subscription &) { told.append(u"registered "_s + id); });
    QObject::connect(&m_registrar, &R::activated, &m_registrar,
                     [this](const QString &id, const Subscription &) { told.append(u"activated "_s + id); });
    QObject::connect(&m_registrar, &R::activationDelayed, &m_registrar,
                     [this](const QString &id, const Subscription &) { told.append(u"delayed "_s + id); });
    QObject::connect(&m_registrar, &R::altered, &m_registrar,
                     [this](const QString &id, const QList<SubscriptionDifference> &differences) {
                         QStringList elements;
                         for (const auto &difference : differences) {
                             elements.append(difference.element);
                         }
                         told.append(u"altered %1 %2"_s.arg(id, elements.join(u',')));
                     });
    QObject::connect(&m_registrar, &R::failed, &m_registrar, [this](const QString &id, const Error &error) {
        told.append((u"failed "_s + id).trimmed());
        errors.append(error);
    });
    QObject::connect(&m_registrar, &R::carriedOut, &m_registrar, [this](const PlanStep &step) {
        told.append(u"carriedOut %1 %2"_s.arg(toCode(step.action), step.webhookId).trimmed());
    });
}

void Receiver::define(const QList<TopicSubscription> &definitions, const QString &token)
{
    QList<WantedSubscription> wanted;
    for (const auto &definition : definitions) {
        const QUrl endpoint(m_sandbox.webhook.url().toString() + u'/' + definition.webhookId);
        wanted.append({definition.webhookId,
                       requestedSubscription(withDefaults(definition, {}), endpoint, {{u"X-Api-Key"_s, token}})});
    }
    m_registrar.setWanted(wanted);
}

Reconciliation Receiver::reconcile()
{
    const auto future = m_registrar.reconcile();
    if (!waitForAll<Result<Reconciliation>>(m_sandbox, {future}) || future.resultCount() == 0 || !future.result()) {
        const auto text = future.resultCount() > 0 ? future.result().error().toString() : u"no result"_s;
        QTest::qFail(qPrintable(text), __FILE__, __LINE__);
        return {};
    }
    return *future.result();
}

bool Receiver::becomesActive(const QString &webhookId)
{
    const auto isActive = [&] {
        return told.contains(u"activated "_s + webhookId);
    };
    for (int i = 0; i < 40 && !isActive(); ++i) {
        if (!waitUntil(isActive, std::chrono::milliseconds(30))) {
            m_sandbox.clock.advance(std::chrono::milliseconds(500));
        }
    }
    return isActive();
}

TopicSubscription sampleDefinition(const QString &webhookId)
{
    TopicSubscription definition;
    definition.topic = SandboxServer::sampleTopic();
    definition.webhookId = webhookId;
    definition.heartbeatPeriod = 0;
    return definition;
}

QList<QJsonObject> subscriptionsOf(SandboxFixture &sandbox, FhirVersion version)
{
    QList<QJsonObject> resources;
    const auto bundle = sandbox.request("GET", basePath(version) + u"/Subscription"_s).body;
    for (const auto &entry : bundle["entry"_L1].toArray()) {
        resources.append(entry["resource"_L1].toObject());
    }
    return resources;
}

} // namespace Tbs::Test
