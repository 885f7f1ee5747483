// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSslConfiguration>

#include <optional>

namespace Tbs::Test {

/// A TLS configuration with a fresh key and a certificate for localhost, signed by itself; made by the openssl command.
/// Nothing where that is not installed.
[[nodiscard]] std::optional<QSslConfiguration> selfSignedConfiguration();
/// The same with a certificate that was good in January 2024, of an authority that is good now: it is the last one of
/// its QSslConfiguration::localCertificateChain().
[[nodiscard]] std::optional<QSslConfiguration> expiredConfiguration();

} // namespace Tbs::Test
