// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QColor>
#include <QPalette>

namespace Tbs::Gui {

/// How good or bad something is. Colours only accompany: a symbol and a word say the same.
enum class Tone { Neutral, Information, Good, Warning, Bad };

/// A colour for text and symbols that is readable on the background of \a palette, light or dark; for Neutral that of
/// text.
[[nodiscard]] QColor toneColor(Tone tone, const QPalette &palette);
/// A background with a trace of it.
[[nodiscard]] QColor toneBackground(Tone tone, const QPalette &palette);
/// For text that matters less, readable still.
[[nodiscard]] QColor mutedText(const QPalette &palette);
[[nodiscard]] bool isDark(const QPalette &palette);

} // namespace Tbs::Gui
