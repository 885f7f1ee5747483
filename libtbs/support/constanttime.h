// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QByteArrayView>

namespace Tbs {

/// Whether \a given equals the secret \a expected, in a time that does not depend on where they differ.
/// (It does depend on the length of \a given.)
[[nodiscard]] TBS_CORE_EXPORT bool equalInConstantTime(QByteArrayView given, QByteArrayView expected);

} // namespace Tbs
