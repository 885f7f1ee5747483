// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "loopback_p.h"

#include <QHostAddress>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tbs {

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

} // namespace Tbs
