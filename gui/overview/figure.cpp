// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "figure.h"

#include "../application/symbols.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr double figureScale = 1.9; ///< of the size of other text

} // namespace

Figure::Figure(QWidget *parent)
    : QWidget(parent)
    , m_icon(new QLabel)
    , m_figure(new QLabel)
    , m_meaning(new QLabel)
{
    auto big = font();
    big.setPointSizeF(big.pointSizeF() * figureScale);
    m_figure->setFont(big);
    m_figure->setObjectName(u"figureText"_s);
    m_figure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_meaning->setObjectName(u"figureMeaning"_s);
    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(m_icon);
    line->addWidget(m_figure);
    line->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_meaning);
    applyTone();
}

void Figure::show(const QString &figure, const QString &meaning, Tone tone, const QString &symbol)
{
    m_figure->setText(figure);
    m_meaning->setText(meaning);
    if (m_tone != tone || m_symbol != symbol) {
        m_tone = tone;
        m_symbol = symbol;
        applyTone();
    }
}

void Figure::applyTone()
{
    auto colors = palette();
    colors.setColor(QPalette::WindowText,
                    m_tone == Tone::Neutral ? palette().color(QPalette::WindowText) : toneColor(m_tone, palette()));
    m_figure->setPalette(colors);
    auto muted = palette();
    muted.setColor(QPalette::WindowText, mutedText(palette()));
    m_meaning->setPalette(muted);
    m_icon->setVisible(!m_symbol.isEmpty());
    if (!m_symbol.isEmpty()) {
        const int size = QFontMetrics(m_figure->font()).ascent();
        m_icon->setPixmap(
            coloredSymbol(m_symbol, toneColor(m_tone, palette())).pixmap(QSize(size, size), devicePixelRatioF()));
    }
}

void Figure::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        applyTone();
    }
}

} // namespace Tbs::Gui
