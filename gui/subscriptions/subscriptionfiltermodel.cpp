// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionfiltermodel.h"

#include "subscriptionmodel.h"

namespace Tbs::Gui {

SubscriptionFilterModel::SubscriptionFilterModel(SubscriptionModel &model, QObject *parent)
    : WordSearchModel(SubscriptionModel::SearchRole, SubscriptionModel::SortRole, parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void SubscriptionFilterModel::setOwner(std::optional<SubscriptionOwner> owner)
{
    if (owner != m_owner) {
        m_owner = owner;
        invalidateFilter();
    }
}

bool SubscriptionFilterModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    return (!m_owner || m_model.row(sourceRow).owner == *m_owner)
        && WordSearchModel::filterAcceptsRow(sourceRow, sourceParent);
}

} // namespace Tbs::Gui
