// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "headersview.h"

#include "../application/tone.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

HeadersView::HeadersView(QWidget *parent)
    : QTreeWidget(parent)
{
    setObjectName(u"detailHeaders"_s);
    setRootIsDecorated(false);
    setUniformRowHeights(true);
    setHeaderLabels({tr("Header"), tr("Value")});
    setAccessibleName(tr("Headers of the request"));
    header()->resizeSection(0, fontMetrics().averageCharWidth() * 30);
}

void HeadersView::setDetail(const NotificationDetail &detail)
{
    clear();
    const auto &headers = detail.entry.summary.notification.headers;
    if (headers.isEmpty()) {
        return;
    }
    QList<QTreeWidgetItem *> items;
    for (const auto &line : headers.split('\n')) {
        const auto colon = line.indexOf(": ");
        auto *item = new QTreeWidgetItem;
        item->setText(0, QString::fromUtf8(colon < 0 ? line : line.first(colon)));
        if (colon >= 0) {
            item->setText(1, QString::fromUtf8(line.sliced(colon + 2)));
            item->setToolTip(1, item->text(1));
        } else {
            item->setText(1, tr("not stored: it may be a secret"));
            item->setForeground(1, mutedText(palette()));
        }
        items << item;
    }
    addTopLevelItems(items);
}

} // namespace Tbs::Gui
