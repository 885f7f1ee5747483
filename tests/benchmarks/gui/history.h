// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

namespace GuiBenchmark {

/// The History page on the database that store_benchmark has made. False when there is nothing to be seen in it.
[[nodiscard]] bool measureHistory(const QString &database);

} // namespace GuiBenchmark
