// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notification.h"

namespace Tbs {

QByteArrayView Notification::bytes(const JsonSlice &slice) const
{
    return QByteArrayView(body).sliced(slice.offset, slice.length);
}

} // namespace Tbs
