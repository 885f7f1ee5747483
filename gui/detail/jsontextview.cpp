// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsontextview.h"

#include "jsonhighlighter.h"
#include "jsontext.h"

#include <QEvent>
#include <QFontDatabase>
#include <QJsonDocument>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// A text view takes long with more of a text than this, in bytes, and colouring it with more than that.
constexpr qsizetype maximumShownSize = 512 * 1024;
constexpr qsizetype maximumColoredSize = 64 * 1024;

} // namespace

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
    const auto indented = indentedJson(json);
    auto text = QString::fromUtf8(indented.left(maximumShownSize));
    if (indented.size() > maximumShownSize) {
        text += u"\n\n"_s + tr("… only the beginning is shown; copying takes all");
    }
    if (text == toPlainText()) {
        return;
    }
    const int position = verticalScrollBar()->value();
    auto *colored = indented.size() > maximumColoredSize ? nullptr : document();
    if (m_highlighter->document() != colored) {
        m_highlighter->setDocument(colored);
    }
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
