// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptiontable.h"

#include "subscriptionmodel.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QList<ColumnTable::Column> subscriptionColumns()
{
    // In the order of SubscriptionModel::Column.
    return {{14},        {19},        {15},        {18},        {22},        {10, false}, {34},
            {13, false}, {34, false}, {10, false}, {20, false}, {20, false}, {20}};
}

} // namespace

SubscriptionTable::SubscriptionTable(Settings &settings, QWidget *parent)
    : ColumnTable(settings, Setting::SubscriptionsColumns, subscriptionColumns(), parent)
{
    setObjectName(u"subscriptionTable"_s);
    setAccessibleName(tr("Subscriptions"));
    setSelectionMode(SingleSelection);
}

void SubscriptionTable::setModel(QAbstractItemModel *model)
{
    horizontalHeader()->setSortIndicator(SubscriptionModel::Owner, Qt::AscendingOrder);
    ColumnTable::setModel(model);
    setSortingEnabled(true);
}

} // namespace Tbs::Gui
