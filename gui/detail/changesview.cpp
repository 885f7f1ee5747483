// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "changesview.h"

#include "../application/symbols.h"
#include "../notifications/patientmask.h"
#include "../notifications/tone.h"
#include "jsondifference.h"

#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

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
        item.setText(0, ChangesView::tr("Added"));
        item.setIcon(0, coloredSymbol(u"added"_s, toneColor(Tone::Good, palette)));
        return;
    case JsonDifference::Kind::Removed:
        item.setText(0, ChangesView::tr("Removed"));
        item.setIcon(0, coloredSymbol(u"removed"_s, toneColor(Tone::Bad, palette)));
        return;
    case JsonDifference::Kind::Changed:
        item.setText(0, ChangesView::tr("Changed"));
        item.setIcon(0, coloredSymbol(u"changed"_s, toneColor(Tone::Information, palette)));
        return;
    }
}

} // namespace

ChangesView::ChangesView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel)
    , m_list(new QTreeWidget)
{
    m_title->setObjectName(u"changesTitle"_s);
    m_title->setWordWrap(true);
    m_list->setObjectName(u"detailChanges"_s);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderLabels({tr("Difference"), tr("Element"), tr("Before"), tr("Now")});
    m_list->setAccessibleName(tr("Differences"));
    const auto width = fontMetrics().averageCharWidth();
    m_list->header()->resizeSection(0, width * 14);
    m_list->header()->resizeSection(1, width * 30);
    m_list->header()->resizeSection(2, width * 34);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(6, 6, 6, 0);
    layout->addWidget(m_title);
    layout->addWidget(m_list, 1);
}

void ChangesView::setDetail(const NotificationDetail &detail, bool masked)
{
    m_list->clear();
    if (detail.previousBody.isEmpty() || detail.events.isEmpty()) {
        m_title->clear();
        return;
    }
    const auto &focus = detail.events.constFirst().focus;
    const auto before = NotificationDetail::focusResource(detail.previousBody, focus);
    const auto after = NotificationDetail::focusResource(detail.entry.body, focus);
    const auto name = masked ? maskedReference(focus) : focus;
    const auto time = detail.previousReceivedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    if (before.isEmpty() || after.isEmpty()) {
        m_title->setText(
            tr("The event before it about %1 came at %2. The resource is not in both notifications, so there "
               "is nothing to compare.")
                .arg(name, time));
        return;
    }
    m_title->setText(tr("%1, compared with the event before it, which came at %2:").arg(name, time));
    showDifferences(before, after, masked);
}

void ChangesView::showDifferences(const QJsonObject &before, const QJsonObject &after, bool masked)
{
    const auto differences = jsonDifferences(before, after);
    if (differences.isEmpty()) {
        m_title->setText(m_title->text() + u' ' + tr("no difference."));
    }
    QList<QTreeWidgetItem *> items;
    for (const auto &difference : differences) {
        auto *item = new QTreeWidgetItem;
        showKind(*item, difference.kind, palette());
        item->setText(1, difference.path);
        item->setText(2, valueText(difference.before, masked));
        item->setText(3, valueText(difference.after, masked));
        items << item;
    }
    m_list->addTopLevelItems(items);
}

} // namespace Tbs::Gui
