// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicsearchmodel.h"

#include "topicmodel.h"

#include <algorithm>

namespace Tbs::Gui {

TopicSearchModel::TopicSearchModel(QObject *parent)
    : QSortFilterProxyModel(parent)
{
    setSortRole(TopicModel::SortRole);
    setSortLocaleAware(true);
}

void TopicSearchModel::setSearch(const QString &text)
{
    const auto words = text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words != m_words) {
        m_words = words;
        invalidateFilter();
    }
}

bool TopicSearchModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const auto text = sourceModel()->index(sourceRow, 0, sourceParent).data(TopicModel::SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&text](const QString &word) { return text.contains(word); });
}

} // namespace Tbs::Gui
