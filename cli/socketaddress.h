// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHostAddress>

#include <optional>

namespace Tbs::Cli {

struct SocketAddress
{
    QHostAddress address;
    quint16 port = 0;
};

/// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:0` or `:8080` (every interface).
[[nodiscard]] std::optional<SocketAddress> socketAddressFromText(const QString &text);

} // namespace Tbs::Cli
