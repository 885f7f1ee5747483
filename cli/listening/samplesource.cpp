// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "samplesource.h"

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

void SampleSource::sendEvent(int number)
{
    m_sandbox.fireSampleEvent(m_version);
    if (number % eventsPerHeartbeat == 0) {
        m_sandbox.sendHeartbeats();
    }
    m_clock.callAfter(eventPeriod, this, [this, number] { sendEvent(number + 1); });
}

} // namespace Tbs::Cli
