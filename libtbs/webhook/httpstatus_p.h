// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

namespace Tbs {

/// The reason phrase of the statuses that the guarded edge answers by itself.
[[nodiscard]] QByteArray httpReason(int status);

} // namespace Tbs
