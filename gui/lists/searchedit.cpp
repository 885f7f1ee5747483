// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "searchedit.h"

#include "../application/symbols.h"

#include <QKeyEvent>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

SearchEdit::SearchEdit(const QString &hint, QAbstractItemView &list, QWidget *parent)
    : QLineEdit(parent)
    , m_list(list)
{
    setPlaceholderText(hint);
    setClearButtonEnabled(true);
    setMaxLength(200);
    addAction(symbol(u"filter"_s, u"edit-find"_s), LeadingPosition);
}

void SearchEdit::edit()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void SearchEdit::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    const bool goesToList = key == Qt::Key_Down || key == Qt::Key_Return || key == Qt::Key_Enter;
    if (goesToList && m_list.model()->rowCount() > 0) {
        m_list.setFocus(Qt::OtherFocusReason);
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace Tbs::Gui
