// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSortFilterProxyModel>

namespace Tbs::Gui {

/// The rows in which every word that is searched for stands, anywhere and in any case.
class WordSearchModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    /// \a searchRole: of the first column, everything that the search looks at, in lower case. \a sortRole: by what is
    /// sorted.
    WordSearchModel(int searchRole, int sortRole, QObject *parent = nullptr);

    void setSearch(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    int m_searchRole;
    QStringList m_words;
};

} // namespace Tbs::Gui
