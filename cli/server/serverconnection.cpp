// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "serverconnection.h"

#include "../await.h"
#include "sampleserver.h"

#include <Tbs/client/servercapabilities.h>
#include <Tbs/service/serveraccess.h>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

ServerConnection::ServerConnection(Clock &clock, ServerSettings settings)
    : m_clock(clock)
    , m_settings(std::move(settings))
{
}

ServerConnection::~ServerConnection() = default;

Result<void> ServerConnection::open()
{
    auto &server = m_settings.configuration.server;
    if (m_settings.sandbox) {
        m_sample = std::make_unique<SampleServer>(m_clock, *m_settings.sandbox);
        if (auto started = m_sample->start(); !started) {
            return started;
        }
        server.baseUrl = m_sample->baseUrl();
    }
    auto access = serverAccess(server, m_network, m_clock);
    if (!access) {
        return failure(access.error());
    }
    m_tls = access->tls;
    FhirClientOptions options{.baseUrl = server.baseUrl, .timeout = m_settings.timeout, .tls = m_tls};
    options.retry.attempts = 2; // a person waits
    m_client = std::make_unique<FhirClient>(options, m_network, m_clock, access->authentication);
    return {};
}

DoctorOptions ServerConnection::doctorOptions() const
{
    return {.configuration = configuration(), .tls = m_tls, .timeout = m_settings.timeout};
}

Result<FhirVersion> ServerConnection::fhirVersion()
{
    if (const auto said = configuration().fhirVersion) {
        return *said;
    }
    const auto capabilities = await(fetchServerCapabilities(*m_client));
    if (!capabilities) {
        return failure(capabilities.error());
    }
    if (!capabilities->fhirVersion) {
        return failure(
            Error::Kind::Rejected,
            tr("The server speaks FHIR '%1'; topic-based subscriptions need R4, R4B or R5. If it does speak one "
               "of them, say so with --fhir-version")
                .arg(capabilities->fhirVersionText));
    }
    return *capabilities->fhirVersion;
}

Result<void> ServerConnection::meet()
{
    const auto version = fhirVersion();
    const auto profile = serverProfile(configuration().server.profile);
    if (!version || !profile) {
        return failure(version ? profile.error() : version.error());
    }
    m_subscriptions = std::make_unique<SubscriptionClient>(*m_client, *version, *profile);
    return m_sample ? m_sample->subscribe(*m_subscriptions) : Result<void>();
}

} // namespace Tbs::Cli
