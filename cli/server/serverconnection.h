// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "serversettings.h"

#include <Tbs/client/fhirclient.h>
#include <Tbs/service/doctor.h>
#include <Tbs/subscription/subscriptionclient.h>
#include <Tbs/support/clock.h>

#include <QNetworkAccessManager>

#include <memory>

namespace Tbs::Cli {

class SampleServer;

/// A FHIR server and what is needed to talk to it. Lives in one thread; its functions run an event loop.
class ServerConnection
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ServerConnection)

public:
    /// \a clock must outlive this.
    ServerConnection(Clock &clock, ServerSettings settings);
    ~ServerConnection();
    Q_DISABLE_COPY_MOVE(ServerConnection)

    /// Makes the client, and starts the sandbox where one is wanted. Sends nothing to a server.
    /// \return ActionRequired for credentials and certificates that cannot be used.
    [[nodiscard]] Result<void> open();
    /// Asks the server for its FHIR version unless it was said, and makes the sandbox's sample. After open().
    [[nodiscard]] Result<void> meet();

    [[nodiscard]] const ServerSettings &settings() const { return m_settings; }
    [[nodiscard]] const Configuration &configuration() const { return m_settings.configuration; }
    [[nodiscard]] Clock &clock() const { return m_clock; }
    [[nodiscard]] QNetworkAccessManager &network() { return m_network; }
    /// To look at the same server in the same way.
    [[nodiscard]] DoctorOptions doctorOptions() const;
    /// After open().
    [[nodiscard]] FhirClient &client() { return *m_client; }
    /// After meet().
    [[nodiscard]] SubscriptionClient &subscriptions() { return *m_subscriptions; }
    /// After meet().
    [[nodiscard]] FhirVersion version() const { return m_subscriptions->version(); }

private:
    [[nodiscard]] Result<FhirVersion> fhirVersion();

    Clock &m_clock;
    ServerSettings m_settings;
    QNetworkAccessManager m_network;
    QSslConfiguration m_tls;
    std::unique_ptr<SampleServer> m_sample;
    std::unique_ptr<FhirClient> m_client;
    std::unique_ptr<SubscriptionClient> m_subscriptions;
};

} // namespace Tbs::Cli
