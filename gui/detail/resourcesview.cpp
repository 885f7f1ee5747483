// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "resourcesview.h"

#include "../notifications/notificationcolumn.h"
#include "../notifications/patientmask.h"
#include "jsontextview.h"

#include <QJsonDocument>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QByteArray shownResource(const QByteArray &bytes, bool masked)
{
    if (!masked || bytes.isEmpty()) {
        return bytes;
    }
    return QJsonDocument(maskedResource(QJsonDocument::fromJson(bytes).object())).toJson(QJsonDocument::Compact);
}

QString referenceOf(const NotificationEntry &entry)
{
    if (!entry.resourceType.isEmpty()) {
        return entry.resourceId.isEmpty() ? entry.resourceType : entry.resourceType + u'/' + entry.resourceId;
    }
    return entry.fullUrl.isEmpty() ? entry.requestUrl : Reference(entry.fullUrl).relative();
}

} // namespace

ResourcesView::ResourcesView(QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_list(new QTreeWidget)
    , m_text(new JsonTextView)
{
    m_list->setObjectName(u"detailResources"_s);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("Resource"), tr("Request"), tr("Size")});
    m_list->setAccessibleName(tr("Resources of the bundle"));
    m_list->header()->resizeSection(0, fontMetrics().averageCharWidth() * 24);
    m_text->setAccessibleName(tr("Resource as JSON"));
    addWidget(m_list);
    addWidget(m_text);
    setStretchFactor(0, 2);
    setStretchFactor(1, 3);
    setChildrenCollapsible(false);
    connect(m_list, &QTreeWidget::currentItemChanged, this,
            [this](QTreeWidgetItem *item) { showResource(item ? m_list->indexOfTopLevelItem(item) : -1); });
}

void ResourcesView::setDetail(const NotificationDetail &detail, bool masked)
{
    m_list->clear();
    m_resources.clear();
    if (!detail.decoded) {
        return;
    }
    const auto &notification = detail.decoded->value;
    QList<QTreeWidgetItem *> items;
    for (const auto &entry : notification.entries) {
        const auto bytes = notification.bytes(entry.resource).toByteArray();
        const auto reference = referenceOf(entry);
        items << new QTreeWidgetItem(QStringList{masked ? maskedReference(reference) : reference, entry.requestMethod,
                                                 bytes.isEmpty() ? tr("not included") : sizeText(bytes.size())});
        m_resources << shownResource(bytes, masked);
    }
    m_list->addTopLevelItems(items);
    if (!items.isEmpty()) {
        m_list->setCurrentItem(items.constFirst());
    }
}

void ResourcesView::showResource(int row)
{
    const auto resource = row >= 0 && row < m_resources.size() ? m_resources.at(row) : QByteArray();
    m_text->setJsonText(resource);
}

} // namespace Tbs::Gui
