// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "guitest.h"

#include "gui/application/indicatorstyle.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

TemporarySettings::TemporarySettings()
    : m_settings(std::make_unique<Gui::Settings>(m_folder.filePath(u"settings.ini"_s)))
{
}

void setDarkMode(bool dark)
{
    QApplication::setStyle(new Gui::IndicatorStyle);
    if (!dark) {
        QApplication::setPalette(QApplication::style()->standardPalette());
        return;
    }
    QPalette palette(QColor(0x35, 0x38, 0x3c), QColor(0x2b, 0x2d, 0x30));
    palette.setColor(QPalette::Base, QColor(0x1f, 0x21, 0x23));
    palette.setColor(QPalette::AlternateBase, QColor(0x26, 0x28, 0x2b));
    palette.setColor(QPalette::Highlight, QColor(0x2f, 0x65, 0xa8));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x79, 0xb8, 0xff));
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
        palette.setColor(role, QColor(0xe4, 0xe6, 0xe8));
        palette.setColor(QPalette::Disabled, role, QColor(0x8a, 0x8f, 0x94));
    }
    palette.setColor(QPalette::PlaceholderText, QColor(0x8a, 0x8f, 0x94));
    QApplication::setPalette(palette);
}

} // namespace Tbs::Test
