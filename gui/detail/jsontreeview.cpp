// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsontreeview.h"

#include "jsontreemodel.h"

#include <QHeaderView>

namespace Tbs::Gui {

JsonTreeView::JsonTreeView(QWidget *parent)
    : QTreeView(parent)
    , m_model(new JsonTreeModel(this))
{
    setModel(m_model);
    setUniformRowHeights(true);
    setAlternatingRowColors(true);
    header()->resizeSection(JsonTreeModel::Name, fontMetrics().averageCharWidth() * 34);
}

void JsonTreeView::setObject(const QJsonObject &object)
{
    if (object == m_object) {
        return;
    }
    m_object = object;
    m_model->setObject(object);
    expandToDepth(1);
}

} // namespace Tbs::Gui
