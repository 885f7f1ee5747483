// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QTreeView>

namespace Tbs::Gui {

class JsonTreeModel;

/// A JSON object as a tree, to be read.
class JsonTreeView : public QTreeView
{
    Q_OBJECT

public:
    explicit JsonTreeView(QWidget *parent = nullptr);

    /// The same again leaves the reader where they are.
    void setObject(const QJsonObject &object);

private:
    JsonTreeModel *m_model;
    QJsonObject m_object;
};

} // namespace Tbs::Gui
