// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractItemView>
#include <QLineEdit>

namespace Tbs::Gui {

/// Where one types what is searched for in a list. Down and Return lead into the list.
class SearchEdit : public QLineEdit
{
    Q_OBJECT

public:
    /// \a hint: what the search looks at. \a list must outlive this.
    SearchEdit(const QString &hint, QAbstractItemView &list, QWidget *parent = nullptr);

    /// Puts the cursor here; what is typed replaces what was there.
    void edit();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QAbstractItemView &m_list;
};

} // namespace Tbs::Gui
