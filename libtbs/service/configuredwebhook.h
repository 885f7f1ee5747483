// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/subscription/serverprofile.h>
#include <Tbs/webhook/httplistener.h>
#include <Tbs/webhook/requestauthenticator.h>
#include <Tbs/webhook/webhookrequesthandler.h>

/// What the layers of the webhook are given, out of a configuration.
namespace Tbs {

/// \return ActionRequired when a certificate or key cannot be used.
[[nodiscard]] TBS_WEBHOOK_EXPORT Result<HttpListenerOptions> listenerOptions(const WebhookConfiguration &webhook,
                                                                             int edgeThreads);
[[nodiscard]] TBS_WEBHOOK_EXPORT AuthenticationOptions authenticationOptions(const WebhookConfiguration &webhook,
                                                                             const ServerProfile &profile);
[[nodiscard]] TBS_WEBHOOK_EXPORT WebhookReplyOptions replyOptions(const WebhookConfiguration &webhook,
                                                                  const ServerProfile &profile);

} // namespace Tbs
