// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "wordsearchmodel.h"

#include <algorithm>

namespace Tbs::Gui {

WordSearchModel::WordSearchModel(int searchRole, int sortRole, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_searchRole(searchRole)
{
    setSortRole(sortRole);
    setSortLocaleAware(true);
}

void WordSearchModel::setSearch(const QString &text)
{
    const auto words = text.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    if (words != m_words) {
        m_words = words;
        invalidateFilter();
    }
}

bool WordSearchModel::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const auto text = sourceModel()->index(sourceRow, 0, sourceParent).data(m_searchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(), [&text](const QString &word) { return text.contains(word); });
}

} // namespace Tbs::Gui
