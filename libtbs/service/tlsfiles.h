// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/support/error.h>

#include <QSslConfiguration>

/// The PEM files of a configuration, read. Errors are ActionRequired with the file as location: it cannot be read,
/// holds nothing of that kind, is encrypted, or certificate and key do not belong together.
namespace Tbs {

/// For requests to a server: the certificate that is shown when it asks for one, and the authorities that are trusted
/// besides those of the system.
[[nodiscard]] TBS_CORE_EXPORT Result<QSslConfiguration> clientTls(const ServerTlsConfiguration &files);

/// For a port that listens: its certificate, and the authority whose certificates clients have to show.
[[nodiscard]] TBS_CORE_EXPORT Result<QSslConfiguration> listenerTls(const TlsConfiguration &files);

} // namespace Tbs
