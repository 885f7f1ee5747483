// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDialog>

class QMenuBar;
class QTreeWidget;

namespace Tbs::Gui {

/// Every shortcut of a menu bar, by menu; read from the actions themselves.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QMenuBar &menuBar, QWidget *parent = nullptr);

private:
    void addMenu(QTreeWidget &list, const QString &title, const QList<QAction *> &actions);
};

} // namespace Tbs::Gui
