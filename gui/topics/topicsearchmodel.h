// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QSortFilterProxyModel>

namespace Tbs::Gui {

/// The topics in which every word that is searched for stands, anywhere and in any case.
class TopicSearchModel : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    explicit TopicSearchModel(QObject *parent = nullptr);

    void setSearch(const QString &text);

protected:
    [[nodiscard]] bool filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const override;

private:
    QStringList m_words;
};

} // namespace Tbs::Gui
