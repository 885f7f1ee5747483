// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "error.h"

namespace Tbs {

QString Error::toString() const
{
    return location.isEmpty() ? message : location + QLatin1String(": ") + message;
}

} // namespace Tbs
