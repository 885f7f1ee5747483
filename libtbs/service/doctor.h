// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/fhirclient.h>
#include <Tbs/service/configuration.h>
#include <Tbs/service/finding.h>

#include <QSslConfiguration>

namespace Tbs {

struct TBS_CORE_EXPORT DoctorOptions
{
    /// What is judged: the server, and where there are definitions these, the webhook and their Subscriptions.
    Configuration configuration;
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration(); ///< as that of the client
    std::chrono::milliseconds timeout =
        std::chrono::seconds(10); ///< of each connection besides those of the client, > 0
};

/// Looks at a FHIR server and at a configuration for it, changes nothing, and explains what will not work and why.
///
/// | check | of | what is looked at |
/// |---|---|---|
/// | `server` | base URL | is it a FHIR server that answers? |
/// | `clock` | | how far its clock and ours are apart |
/// | `tls` | base URL, public URL | whether it is encrypted; chain, name and expiry of the certificate |
/// | `fhirVersion`, `format` | | what it speaks |
/// | `profile`, `knownProblem` | | which profile fits, and what is known of such servers |
/// | `subscriptions`, `operations`, `webSocket` | | what it says that it can |
/// | `authentication` | | whether we are let in |
/// | `topics`, `topic`, `filter` | webhook id | whether it has the topics, and they the filters |
/// | `heartbeat`, `handshake` | webhook ids | what is asked for in vain |
/// | `publicUrl`, `publicHost`, `token` | | how the server reaches us |
/// | `webhook` | webhook id | what answers at the endpoint, as seen from here |
/// | `subscription` | webhook id, `Subscription/1` | whether ours is there, alone, active and as wanted |
///
/// Lives in the thread of its client.
class TBS_CORE_EXPORT Doctor : public QObject
{
    Q_OBJECT

public:
    /// \a client is one of the configuration's server. \a client, \a network and \a clock must outlive this.
    Doctor(FhirClient &client, QNetworkAccessManager &network, Clock &clock, DoctorOptions options,
           QObject *parent = nullptr);
    ~Doctor() override;

    /// Looks at everything, once. The findings come in the order in which they were made; what cannot be looked at
    /// since something before it failed is left out. Cancelled when this is destroyed before.
    [[nodiscard]] QFuture<QList<Finding>> examine();

Q_SIGNALS:
    /// Each at once, as it is made.
    void found(const Tbs::Finding &finding);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
