// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsontextview.h"

#include "jsonhighlighter.h"
#include "jsontext.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QScrollBar>

namespace Tbs::Gui {

JsonTextView::JsonTextView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_highlighter(new JsonHighlighter(document(), palette()))
{
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
}

void JsonTextView::setJson(const QJsonObject &object)
{
    setJsonText(object.isEmpty() ? QByteArray() : QJsonDocument(object).toJson(QJsonDocument::Compact));
}

void JsonTextView::setJsonText(const QByteArray &json)
{
    const auto text = QString::fromUtf8(indentedJson(json));
    if (text == toPlainText()) {
        return;
    }
    const int position = verticalScrollBar()->value();
    setPlainText(text);
    verticalScrollBar()->setValue(position);
}

void JsonTextView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->setPalette(palette());
    }
    QPlainTextEdit::changeEvent(event);
}

} // namespace Tbs::Gui
