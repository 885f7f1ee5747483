// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QByteArray>
#include <QUrl>

namespace Tbs {

/// \a endpoint in the one spelling of all that mean the same address: no default port, no trailing slash, no dot
/// segments, no fragment, and percent-encoded only what would be taken for something else without it. Servers store
/// endpoints in spellings of their own. Empty for an empty or invalid URL.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QByteArray endpointKey(const QUrl &endpoint);

[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT bool isSameEndpoint(const QUrl &first, const QUrl &second);

/// Whether the path of \a endpoint is that of \a base and one segment more, as the endpoints of one receiver are.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT bool isDirectlyBelow(const QUrl &endpoint, const QUrl &base);

} // namespace Tbs
