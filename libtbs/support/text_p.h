// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>

namespace Tbs {

/// Texts for people in functions without a class that has a tr() of its own: `Text::tr("...")`. A function of the name
/// tr() would not do: lupdate files its texts under the class that calls it, where they are not looked for at run time.
class Text
{
    Q_DECLARE_TR_FUNCTIONS(Tbs)
};

} // namespace Tbs
