// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/httpheader.h>

namespace Tbs {

/// Whether the value of the header \a name, in any case, is kept with the notification that it came with. So nothing
/// secret may be sent in it.
[[nodiscard]] TBS_CORE_EXPORT bool isStorableHeader(QByteArrayView name);

} // namespace Tbs
