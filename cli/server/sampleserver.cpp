// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sampleserver.h"

#include "../await.h"

#include <Tbs/subscription/topicsubscription.h>

#include <QLoggingCategory>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Cli {

namespace {

constexpr int events = 3;
constexpr auto patience = 5s;

void takeAll(const HttpRequest &, const HttpReply &reply)
{
    reply.send({.body = QByteArrayLiteral(R"({"resourceType":"Bundle","type":"transaction-response"})")});
}

} // namespace

SampleServer::SampleServer(Clock &clock, FhirVersion version)
    : m_version(version)
    , m_sandbox(clock)
    , m_webhook(takeAll)
{
}

Result<void> SampleServer::start()
{
    QLoggingCategory::setFilterRules(u"tbs.sandbox.info=false"_s); // QT_LOGGING_RULES goes before it
    if (auto listening = m_webhook.listen({}); !listening) {
        return listening;
    }
    return m_sandbox.listen({});
}

QUrl SampleServer::baseUrl() const
{
    return m_sandbox.baseUrl(m_version);
}

Result<void> SampleServer::subscribe(SubscriptionClient &client)
{
    TopicSubscription definition;
    definition.topic = SandboxServer::sampleTopic();
    definition.webhookId = u"sample"_s;
    definition.filterBy = {{.resourceType = u"Encounter"_s, .filterParameter = u"class"_s, .value = u"AMB"_s}};
    const QUrl endpoint(u"http://127.0.0.1:%1/webhook/sample"_s.arg(m_webhook.port()));
    auto wanted = requestedSubscription(withDefaults(definition, {}), endpoint, {{u"X-Api-Key"_s, u"sample"_s}});
    wanted.id = u"sample"_s; // short, for the command line

    QEventLoop loop;
    QObject::connect(&m_sandbox, &SandboxServer::subscriptionStatusChanged, &loop,
                     [this](const QString &, const QString &status) {
                         for (int i = 0; i < events && status == "active"_L1; ++i) {
                             m_sandbox.fireSampleEvent(m_version);
                         }
                     });
    QObject::connect(&m_sandbox, &SandboxServer::delivered, &loop,
                     [this, waiting = &loop](const QString &, const QString &type) {
                         m_delivered += type == "event-notification"_L1 ? 1 : 0;
                         if (m_delivered == events) {
                             waiting->quit();
                         }
                     });
    if (const auto created = await(client.update(wanted)); !created) {
        return failure(created.error());
    }
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    if (m_delivered < events) {
        loop.exec();
    }
    return {};
}

} // namespace Tbs::Cli
