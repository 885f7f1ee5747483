// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsontreemodel.h"

#include <QFont>
#include <QJsonArray>
#include <QJsonDocument>

#include <vector>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

bool isContainer(const QJsonValue &value)
{
    return value.isObject() || value.isArray();
}

qsizetype sizeOf(const QJsonValue &value)
{
    return value.isObject() ? value.toObject().size() : value.isArray() ? value.toArray().size() : 0;
}

QString scalarText(const QJsonValue &value)
{
    // An array with it alone, so that Qt spells it as JSON.
    const auto json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return value.isString() ? value.toString() : QString::fromUtf8(json.sliced(1, json.size() - 2));
}

/// What tells one object from its neighbours.
QString preview(const QJsonValue &value)
{
    if (value.isArray()) {
        return u"[%1]"_s.arg(value.toArray().size());
    }
    const auto object = value.toObject();
    const auto resource = object.value("resource"_L1).toObject();
    for (const auto &name : {"resourceType"_L1, "reference"_L1, "system"_L1, "url"_L1}) {
        if (const auto text = object.value(name).toString(); !text.isEmpty()) {
            return text;
        }
    }
    return resource.value("resourceType"_L1).toString();
}

} // namespace

struct JsonTreeModel::Node
{
    QString name;
    QJsonValue value;
    Node *parent = nullptr;
    int row = 0;
    bool expanded = false;
    std::vector<std::unique_ptr<Node>> children;

    void expand()
    {
        if (std::exchange(expanded, true)) {
            return;
        }
        const auto add = [this](const QString &childName, const QJsonValue &childValue) {
            auto child = std::make_unique<Node>();
            child->name = childName;
            child->value = childValue;
            child->parent = this;
            child->row = static_cast<int>(children.size());
            children.push_back(std::move(child));
        };
        if (value.isArray()) {
            const auto elements = value.toArray();
            for (const auto &element : elements) {
                add(u"[%1]"_s.arg(children.size()), element);
            }
            return;
        }
        const auto object = value.toObject();
        // The type first: it says what the rest is.
        if (object.contains("resourceType"_L1)) {
            add(u"resourceType"_s, object.value("resourceType"_L1));
        }
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (member.key() != "resourceType"_L1) {
                add(member.key(), member.value());
            }
        }
    }
};

JsonTreeModel::JsonTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Node>())
{
}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setObject(const QJsonObject &object)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    m_root->value = object;
    endResetModel();
}

JsonTreeModel::Node &JsonTreeModel::node(const QModelIndex &index) const
{
    auto &found = index.isValid() ? *static_cast<Node *>(index.internalPointer()) : *m_root;
    found.expand();
    return found;
}

QString JsonTreeModel::path(const QModelIndex &index) const
{
    QString path;
    for (const auto *at = index.isValid() ? &node(index) : nullptr; at && at->parent; at = at->parent) {
        const bool joined = path.isEmpty() || path.startsWith(u'[');
        path = at->name + (joined ? QString() : u"."_s) + path;
    }
    return path;
}

QString JsonTreeModel::json(const QModelIndex &index) const
{
    const auto &value = node(index).value;
    if (!isContainer(value)) {
        return scalarText(value);
    }
    const auto document = value.isObject() ? QJsonDocument(value.toObject()) : QJsonDocument(value.toArray());
    return QString::fromUtf8(document.toJson());
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    return createIndex(row, column, node(parent).children.at(static_cast<std::size_t>(row)).get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &index) const
{
    if (!index.isValid()) {
        return {};
    }
    auto *above = static_cast<Node *>(index.internalPointer())->parent;
    return above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(node(parent).children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    const auto &value = parent.isValid() ? static_cast<Node *>(parent.internalPointer())->value : m_root->value;
    return parent.column() <= 0 && sizeOf(value) > 0;
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    const auto &at = *static_cast<Node *>(index.internalPointer());
    if (role == Qt::ToolTipRole) {
        return path(index);
    }
    if (index.column() == Name) {
        return at.name;
    }
    return isContainer(at.value) ? preview(at.value) : scalarText(at.value);
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Element") : tr("Value");
}

} // namespace Tbs::Gui
