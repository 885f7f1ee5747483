// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QIcon>
#include <QString>

namespace Tbs::Gui {

/// A symbol in the colour of the text around it: \a themeName from the platform's icon theme, and where that has none
/// resources/icons/\a name.svg. Follows the palette, so it is seen in dark mode too.
[[nodiscard]] QIcon symbol(const QString &name, const QString &themeName = {});

/// The same in \a color, whatever the palette.
[[nodiscard]] QIcon coloredSymbol(const QString &name, const QColor &color);

/// The program's own, with its colours.
[[nodiscard]] QIcon applicationIcon();

} // namespace Tbs::Gui
