// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "openconnectionmenu.h"

#include "../application/symbols.h"

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

OpenConnectionMenu::OpenConnectionMenu(Connections &connections, QWidget *parent)
    : QMenu(tr("&Open Connection"), parent)
    , m_connections(connections)
{
    setObjectName(u"openConnectionMenu"_s);
    setIcon(symbol(u"connections"_s));
    const auto &store = connections.store();
    for (const auto changed :
         {&ConnectionStore::added, &ConnectionStore::changed, &ConnectionStore::removed, &ConnectionStore::moved}) {
        connect(&store, changed, this, &OpenConnectionMenu::fill);
    }
    connect(this, &QMenu::aboutToShow, this, &OpenConnectionMenu::fill); // which one is open
    fill();
}

void OpenConnectionMenu::fill()
{
    clear();
    for (const auto &connection : m_connections.store().connections()) {
        auto *action = addAction(QString(connection.name).replace(u'&', u"&&"_s));
        action->setCheckable(true);
        action->setChecked(m_connections.isOpen(connection.id));
        connect(action, &QAction::triggered, this, [this, id = connection.id] { m_connections.open(id); });
    }
    if (isEmpty()) {
        addAction(tr("No connection is saved yet"))->setEnabled(false);
    }
}

} // namespace Tbs::Gui
