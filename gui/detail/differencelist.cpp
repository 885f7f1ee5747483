// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "differencelist.h"

#include "../application/symbols.h"
#include "../application/tone.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QString valueText(const QJsonValue &value, bool masked)
{
    if (value.isUndefined()) {
        return {};
    }
    if (masked) {
        return u"•••"_s;
    }
    if (value.isString()) {
        return value.toString();
    }
    const auto json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.sliced(1, json.size() - 2));
}

void showKind(QTreeWidgetItem &item, JsonDifference::Kind kind, const QPalette &palette)
{
    switch (kind) {
    case JsonDifference::Kind::Added:
        item.setText(0, DifferenceList::tr("Added"));
        item.setIcon(0, coloredSymbol(u"added"_s, toneColor(Tone::Good, palette)));
        return;
    case JsonDifference::Kind::Removed:
        item.setText(0, DifferenceList::tr("Removed"));
        item.setIcon(0, coloredSymbol(u"removed"_s, toneColor(Tone::Bad, palette)));
        return;
    case JsonDifference::Kind::Changed:
        item.setText(0, DifferenceList::tr("Changed"));
        item.setIcon(0, coloredSymbol(u"changed"_s, toneColor(Tone::Information, palette)));
        return;
    }
}

} // namespace

DifferenceList::DifferenceList(const QString &before, const QString &after, QWidget *parent)
    : QTreeWidget(parent)
{
    setRootIsDecorated(false);
    setHeaderLabels({tr("Difference"), tr("Element"), before, after});
    setAccessibleName(tr("Differences"));
    const auto width = fontMetrics().averageCharWidth();
    header()->resizeSection(0, width * 14);
    header()->resizeSection(1, width * 30);
    header()->resizeSection(2, width * 34);
}

void DifferenceList::setDifferences(const QList<JsonDifference> &differences, bool masked)
{
    clear();
    QList<QTreeWidgetItem *> items;
    for (const auto &difference : differences) {
        auto *item = new QTreeWidgetItem;
        showKind(*item, difference.kind, palette());
        item->setText(1, difference.path);
        item->setText(2, valueText(difference.before, masked));
        item->setText(3, valueText(difference.after, masked));
        items << item;
    }
    addTopLevelItems(items);
}

} // namespace Tbs::Gui
