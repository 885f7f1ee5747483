// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/connection.h"

namespace Tbs::Gui {

/// One to a FHIR server that is not known yet: subscriptions are registered and watched. Its id is ConnectionStore's.
[[nodiscard]] Connection newConnection(const QString &name);
/// One to a sandbox, with two example subscriptions.
[[nodiscard]] Connection sandboxConnection(const QString &name);

/// The URL at which the webhook can be reached from this machine; empty while its port is not known.
[[nodiscard]] QUrl localUrl(const WebhookConfiguration &webhook);
/// \a configuration with what a receiver makes of a public URL that is left out.
[[nodiscard]] Configuration withPublicUrl(Configuration configuration);

} // namespace Tbs::Gui
