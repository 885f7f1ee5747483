// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "socketaddress.h"

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

std::optional<SocketAddress> socketAddressFromText(const QString &text)
{
    const auto colon = text.lastIndexOf(u':');
    if (colon < 0) {
        return std::nullopt;
    }
    bool isPort = false;
    const auto port = QStringView(text).sliced(colon + 1).toUShort(&isPort);
    auto host = text.left(colon);
    if (host.startsWith(u'[') && host.endsWith(u']')) {
        host = host.mid(1, host.size() - 2);
    } else if (host.contains(u':')) {
        return std::nullopt;
    }
    const auto address = host.isEmpty() ? QHostAddress(QHostAddress::Any)
        : host == "localhost"_L1        ? QHostAddress(QHostAddress::LocalHost)
                                        : QHostAddress(host);
    if (!isPort || address.isNull()) {
        return std::nullopt;
    }
    return SocketAddress{address, port};
}

} // namespace Tbs::Cli
