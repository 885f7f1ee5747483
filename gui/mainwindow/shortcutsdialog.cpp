// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "shortcutsdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QString withoutMnemonic(QString text)
{
    return text.remove(u'&');
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QMenuBar &menuBar, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"shortcutsDialog"_s);
    setWindowTitle(tr("Keyboard Shortcuts"));
    auto *list = new QTreeWidget;
    list->setObjectName(u"shortcutList"_s);
    list->setHeaderLabels({tr("Action"), tr("Keys")});
    list->setSelectionMode(QAbstractItemView::NoSelection);
    for (const auto *entry : menuBar.actions()) {
        if (entry->menu()) {
            addMenu(*list, withoutMnemonic(entry->text()), entry->menu()->actions());
        }
    }
    list->expandAll();
    const auto width = fontMetrics().averageCharWidth();
    list->header()->resizeSection(0, width * 42);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(list, 1);
    layout->addWidget(buttons);
    resize(width * 70, fontMetrics().height() * 30);
}

void ShortcutsDialog::addMenu(QTreeWidget &list, const QString &title, const QList<QAction *> &actions)
{
    auto *group = new QTreeWidgetItem(QStringList{title});
    for (const auto *action : actions) {
        if (!action->shortcut().isEmpty()) {
            group->addChild(new QTreeWidgetItem(
                {withoutMnemonic(action->text()), action->shortcut().toString(QKeySequence::NativeText)}));
        }
    }
    if (group->childCount() == 0) {
        delete group;
        return;
    }
    auto font = list.font();
    font.setBold(true);
    group->setFont(0, font);
    list.addTopLevelItem(group);
}

} // namespace Tbs::Gui
