// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "error.h"

namespace Tbs {

QString Error::toString() const
{
    return location.isEmpty() ? message : location + QLatin1String(": ") + message;
}

bool Error::isGone() const
{
    return httpStatus == 404 || httpStatus == 410;
}

} // namespace Tbs
