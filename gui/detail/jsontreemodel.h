// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QAbstractItemModel>
#include <QJsonObject>

#include <memory>

namespace Tbs::Gui {

/// A JSON object as a tree of names and values. What is below a node is made when somebody looks at it.
class JsonTreeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };

    explicit JsonTreeModel(QObject *parent = nullptr);
    ~JsonTreeModel() override;

    void setObject(const QJsonObject &object);
    /// The element as in messages and FHIRPath: `entry[0].resource.id`.
    [[nodiscard]] QString path(const QModelIndex &index) const;
    /// Its value as JSON text.
    [[nodiscard]] QString json(const QModelIndex &index) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &index) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] bool hasChildren(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;

    [[nodiscard]] Node &node(const QModelIndex &index) const;

    std::unique_ptr<Node> m_root;
};

} // namespace Tbs::Gui
