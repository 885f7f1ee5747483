// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../server/serversettings.h"

#include <Tbs/fhir/subscription.h>

class QNetworkAccessManager;

namespace Tbs::Cli {

/// What speaks against registering an endpoint.
struct EndpointObjection
{
    QString message; ///< empty: nothing
    bool isFatal = false; ///< the server's handshake would surely fail
};

/// Looks whether a webhook of ours listens at the endpoint of \a wanted. Runs an event loop.
[[nodiscard]] EndpointObjection endpointObjection(const Subscription &wanted, QNetworkAccessManager &network,
                                                  const ServerSettings &settings);

} // namespace Tbs::Cli
