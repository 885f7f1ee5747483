// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QList>

namespace Tbs::Gui {

/// All of \a errors, at least one, as a single one: kind and location of the first, the messages of all.
[[nodiscard]] Error joinedErrors(const QList<Error> &errors);

} // namespace Tbs::Gui
