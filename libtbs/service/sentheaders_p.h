// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

namespace Tbs {

/// Why the server is not to be asked to send the header \a name along with notifications: it sends one of this name
/// itself or for the webhook, or its value would be stored. Empty: nothing speaks against it.
[[nodiscard]] QString objectionToSentHeader(const QString &name, const Configuration &configuration);

} // namespace Tbs
