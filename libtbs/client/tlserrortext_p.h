// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

class QSslError;

namespace Tbs {

/// What is wrong with a secure connection: as Qt says it, and of a certificate that expired whose it is and since when.
[[nodiscard]] QString tlsErrorText(const QSslError &error);

} // namespace Tbs
