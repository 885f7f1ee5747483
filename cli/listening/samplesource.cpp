// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "samplesource.h"

#include <Tbs/codec/codec.h>

#include <QJsonDocument>
#include <QNetworkReply>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Cli {

namespace {

constexpr auto eventPeriod = 1s;
constexpr int eventsPerHeartbeat = 5;

} // namespace

SampleSource::SampleSource(Clock &clock, FhirVersion version, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_version(version)
    , m_sandbox(clock)
{
    connect(&m_sandbox, &SandboxServer::subscriptionStatusChanged, this,
            [this](const QString &id, const QString &status) {
                Q_EMIT statusChanged(u"Subscription/"_s + id, status);
                if (status == "active"_L1 && !std::exchange(m_sending, true)) {
                    sendEvent(1);
                }
            });
}

SampleSource::~SampleSource() = default;

Result<void> SampleSource::start()
{
    return m_sandbox.listen({});
}

QUrl SampleSource::baseUrl() const
{
    return m_sandbox.baseUrl(m_version);
}

TopicSubscription SampleSource::definition(const QString &webhookId)
{
    TopicSubscription definition;
    definition.topic = SandboxServer::sampleTopic();
    definition.webhookId = webhookId;
    definition.heartbeatPeriod = eventsPerHeartbeat;
    return definition;
}

void SampleSource::subscribe(const QString &webhookId, const QUrl &endpoint, const QByteArray &token)
{
    QList<SubscriptionHeader> headers;
    if (!token.isEmpty()) {
        headers.append({u"X-Api-Key"_s, QString::fromUtf8(token)});
    }
    const auto wanted = requestedSubscription(withDefaults(definition(webhookId), {}), endpoint, headers);
    auto url = baseUrl();
    url.setPath(url.path() + u"/Subscription"_s);
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/fhir+json"));
    auto *reply = m_network.post(request, QJsonDocument(codecFor(m_version).writeSubscription(wanted)).toJson());
    connect(reply, &QNetworkReply::finished, this, [this, reply] { take(reply); });
}

void SampleSource::take(QNetworkReply *reply)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto resource = readJsonObject(reply->readAll());
    if (status != 201 || !resource) {
        Q_EMIT failed(
            {Error::Kind::Rejected, tr("The sandbox did not take the subscription: status %1").arg(status), {}});
        return;
    }
    Q_EMIT subscribed(u"Subscription/"_s + resource->value("id"_L1).toString());
}

void SampleSource::sendEvent(int number)
{
    m_sandbox.fireSampleEvent(m_version);
    if (number % eventsPerHeartbeat == 0) {
        m_sandbox.sendHeartbeats();
    }
    m_clock.callAfter(eventPeriod, this, [this, number] { sendEvent(number + 1); });
}

} // namespace Tbs::Cli
