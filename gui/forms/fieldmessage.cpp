// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fieldmessage.h"

#include <QEvent>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

FieldMessage::FieldMessage(QWidget *field, const QString &name, QWidget *parent)
    : QLabel(parent)
    , m_field(field)
{
    setObjectName(name);
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    hide();
    field->installEventFilter(this);
    for (auto *part : field->findChildren<QWidget *>()) {
        part->installEventFilter(this);
    }
}

void FieldMessage::say(Tone tone, const QString &text)
{
    m_tone = text.isEmpty() ? Tone::Neutral : tone;
    m_text = text;
    update();
}

void FieldMessage::touch()
{
    m_touched = true;
    update();
}

bool FieldMessage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::KeyPress) {
        // A key press is filtered before the text changes, so what is said then is said about the new text.
        m_touched = true;
        update();
    }
    return QLabel::eventFilter(watched, event);
}

void FieldMessage::update()
{
    const bool shown = m_touched && !m_text.isEmpty();
    const auto tone = shown ? m_tone : Tone::Neutral;
    const auto &base = parentWidget() ? parentWidget()->palette() : palette();
    auto fieldColors = base;
    fieldColors.setColor(QPalette::Base, toneBackground(tone, base));
    m_field->setPalette(fieldColors);
    m_field->setAccessibleDescription(shown ? m_text : QString());
    setVisible(shown);
    if (!shown) {
        return;
    }
    auto colors = base;
    colors.setColor(QPalette::WindowText, toneColor(tone, base));
    setPalette(colors);
    setText((tone == Tone::Bad ? u"✘ "_s : u"⚠ "_s) + m_text);
}

} // namespace Tbs::Gui
