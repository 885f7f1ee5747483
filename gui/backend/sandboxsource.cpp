// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxsource.h"

#include <Tbs/codec/codec.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Gui {

namespace {

constexpr auto changePeriod = 1s;
constexpr int patients = 5;
constexpr int heartbeatSeconds = 15;

QJsonObject patient(int number)
{
    static const QStringList families{u"Chalmers"_s, u"Windsor"_s, u"Levin"_s, u"Notsowell"_s, u"Everywoman"_s};
    const auto id = number % patients;
    return {{u"resourceType"_s, u"Patient"_s},
            {u"id"_s, u"sandbox-%1"_s.arg(id + 1)},
            {u"active"_s, number / patients % 2 == 0},
            {u"name"_s, QJsonArray{QJsonObject{{u"family"_s, families.at(id)}, {u"given"_s, QJsonArray{u"Sam"_s}}}}},
            {u"birthDate"_s, u"1970-01-0%1"_s.arg(id + 1)}};
}

} // namespace

SandboxSource::SandboxSource(Clock &clock, FhirVersion version, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_version(version)
    , m_sandbox(clock)
{
}

Result<void> SandboxSource::start()
{
    return m_sandbox.listen({}).map([this] { change(1); });
}

QUrl SandboxSource::baseUrl() const
{
    return m_sandbox.baseUrl(m_version);
}

QList<TopicSubscription> SandboxSource::definitions()
{
    TopicSubscription encounters;
    encounters.topic = SandboxServer::sampleTopic();
    encounters.webhookId = u"encounters"_s;
    encounters.heartbeatPeriod = heartbeatSeconds;
    TopicSubscription changes;
    changes.topic = u"https://example.com/SubscriptionTopic/patient-or-observation-changed"_s;
    changes.webhookId = u"patients"_s;
    changes.payloadContent = PayloadContent::FullResource;
    changes.heartbeatPeriod = heartbeatSeconds;
    return {encounters, changes};
}

void SandboxSource::change(int number)
{
    m_clock.callAfter(changePeriod, this, [this, number] {
        if (number % 2 == 0) {
            m_sandbox.fireSampleEvent(m_version);
        } else {
            std::ignore = m_sandbox.putResource(m_version, patient(number / 2));
        }
        change(number + 1);
    });
}

} // namespace Tbs::Gui
