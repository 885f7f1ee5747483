// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/clientauthentication.h>
#include <Tbs/service/configuration.h>
#include <Tbs/support/clock.h>

#include <QSslConfiguration>

#include <memory>

class QNetworkAccessManager;

namespace Tbs {

/// How a configured FHIR server is reached, for FhirClient and its FhirClientOptions.
struct TBS_CORE_EXPORT ServerAccess
{
    QSslConfiguration tls;
    std::shared_ptr<ClientAuthentication> authentication; ///< nothing: none
};

/// Makes it, with what its files hold now; sends nothing. \a network and \a clock must outlive the authentication. Give
/// each configuration a network access manager of its own: it shares connections, whatever their TLS options.
/// \return ActionRequired, with the file as location, when a certificate or key cannot be used.
[[nodiscard]] TBS_CORE_EXPORT Result<ServerAccess> serverAccess(const ServerConfiguration &server,
                                                                QNetworkAccessManager &network, Clock &clock);

} // namespace Tbs
