// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "tone.h"

namespace Tbs::Gui {

namespace {

/// \a share: of \a second, 0..1.
QColor mixed(const QColor &first, const QColor &second, qreal share)
{
    const auto mix = [share](int from, int to) {
        return qRound(from * (1 - share) + to * share);
    };
    return {mix(first.red(), second.red()), mix(first.green(), second.green()), mix(first.blue(), second.blue())};
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Base).lightness() < 128;
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    const bool dark = isDark(palette);
    switch (tone) {
    case Tone::Information:
        return dark ? QColor(0x79, 0xb8, 0xff) : QColor(0x0b, 0x5c, 0xad);
    case Tone::Good:
        return dark ? QColor(0x6c, 0xd3, 0x8a) : QColor(0x1a, 0x73, 0x3a);
    case Tone::Warning:
        return dark ? QColor(0xf2, 0xb8, 0x4b) : QColor(0x8a, 0x55, 0x00);
    case Tone::Bad:
        return dark ? QColor(0xff, 0x8a, 0x80) : QColor(0xb3, 0x1d, 0x1d);
    case Tone::Neutral:
        break;
    }
    return palette.color(QPalette::Text);
}

QColor mutedText(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.6);
}

QColor toneBackground(Tone tone, const QPalette &palette)
{
    const auto base = palette.color(QPalette::Base);
    if (tone == Tone::Neutral) {
        return base;
    }
    return mixed(base, toneColor(tone, palette), isDark(palette) ? 0.22 : 0.13);
}

} // namespace Tbs::Gui
