// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/finding.h>

namespace Tbs::Test {

/// The findings of \a check.
[[nodiscard]] QList<Finding> ofCheck(const QList<Finding> &findings, const QString &check);

/// Each as `warn topic admission: message -> advice`, for comparisons and messages.
[[nodiscard]] QString toText(const QList<Finding> &findings);

/// `ok server, warn clock`, in their order.
[[nodiscard]] QString verdicts(const QList<Finding> &findings);

} // namespace Tbs::Test
