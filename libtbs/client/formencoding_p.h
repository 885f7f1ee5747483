// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace Tbs {

/// \a text as application/x-www-form-urlencoded has it, in UTF-8.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QByteArray formEncoded(const QString &text);

/// Names and values, in their order.
using FormParameters = QList<std::pair<QString, QString>>;
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QByteArray formEncoded(const FormParameters &parameters);

} // namespace Tbs
