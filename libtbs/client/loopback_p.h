// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

class QUrl;

namespace Tbs {

/// Whether the host of \a url is this machine, by its name localhost or by an address: what is sent there crosses no
/// network.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT bool isLoopback(const QUrl &url);

} // namespace Tbs
