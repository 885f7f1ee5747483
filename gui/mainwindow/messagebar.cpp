// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "messagebar.h"

#include "../application/symbols.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QString symbolOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return u"done"_s;
    case Tone::Neutral:
    case Tone::Information:
        return u"information"_s;
    case Tone::Warning:
    case Tone::Bad:
        break;
    }
    return u"warning"_s;
}

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_icon(new QLabel)
    , m_text(new QLabel)
    , m_button(new QPushButton)
{
    setAutoFillBackground(true);
    m_text->setObjectName(u"messageText"_s);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_button->setObjectName(u"messageButton"_s);
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_button, 0, Qt::AlignTop);
    connect(m_button, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    hide();
}

void MessageBar::showMessage(Tone tone, const QString &message, const QString &action)
{
    auto colors = parentWidget() ? parentWidget()->palette() : palette();
    colors.setColor(QPalette::Window, toneBackground(tone, colors));
    setPalette(colors);
    const int size = fontMetrics().height();
    m_icon->setPixmap(
        coloredSymbol(symbolOf(tone), toneColor(tone, colors)).pixmap(QSize(size, size), devicePixelRatioF()));
    m_text->setText(message);
    m_button->setText(action);
    m_button->setVisible(!action.isEmpty());
    show();
}

} // namespace Tbs::Gui
