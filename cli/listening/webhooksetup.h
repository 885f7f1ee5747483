// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "listensettings.h"

#include <Tbs/subscription/serverprofile.h>
#include <Tbs/webhook/httplistener.h>
#include <Tbs/webhook/requestauthenticator.h>
#include <Tbs/webhook/webhookrequesthandler.h>

/// What the layers of the webhook are given, out of a configuration.
namespace Tbs::Cli {

/// \return ActionRequired when a certificate or key cannot be used.
[[nodiscard]] Result<HttpListenerOptions> listenerOptions(const ListenSettings &settings);
[[nodiscard]] AuthenticationOptions authenticationOptions(const WebhookConfiguration &webhook,
                                                          const ServerProfile &profile);
[[nodiscard]] WebhookReplyOptions replyOptions(const WebhookConfiguration &webhook, const ServerProfile &profile);

} // namespace Tbs::Cli
