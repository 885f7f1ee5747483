// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/subscription/subscriptionclient.h>
#include <Tbs/webhook/httplistener.h>

namespace Tbs::Cli {

/// A sandbox in this process to try commands with: it has an active Subscription with a few events, whose webhook takes
/// everything. Lives in one thread.
class SampleServer
{
public:
    /// \a clock must outlive this.
    SampleServer(Clock &clock, FhirVersion version);

    /// \return ActionRequired when it cannot listen.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] QUrl baseUrl() const;
    /// Makes the Subscription and lets its events happen; \a client is one of the sandbox. Runs an event loop.
    [[nodiscard]] Result<void> subscribe(SubscriptionClient &client);

private:
    FhirVersion m_version;
    SandboxServer m_sandbox;
    HttpListener m_webhook;
    int m_delivered = 0; ///< events of the Subscription
};

} // namespace Tbs::Cli
