// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "htmlview.h"

#include <QScrollBar>

namespace Tbs::Gui {

HtmlView::HtmlView(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
}

void HtmlView::showPage(const QString &html, bool isChanged)
{
    if (html == m_html) {
        return;
    }
    const int position = isChanged ? verticalScrollBar()->value() : 0;
    m_html = html;
    setHtml(html);
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(position);
}

void HtmlView::showMessage(const QString &text)
{
    m_html.clear();
    setPlainText(text);
}

} // namespace Tbs::Gui
