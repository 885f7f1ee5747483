// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationhistory.h>

#include <QVariant>

namespace Tbs {

/// The ids of a search that one execution looks at, both included.
struct HistoryWindow
{
    qint64 first = 0;
    qint64 last = 0;
};

/// A HistoryFilter as SQL over a window of notification ids: the rarest thing asked for chooses the index.
class HistoryStatement
{
public:
    /// \a subscriptionIds: those that the filter lets pass; \a all: that is every one.
    HistoryStatement(const HistoryFilter &filter, const QList<qint64> &subscriptionIds, bool all, Qt::SortOrder order);

    /// Yields notification ids in order.
    [[nodiscard]] QString text() const;
    [[nodiscard]] QVariantList values(HistoryWindow window, int limit) const;
    /// The window at that end of \a range where the search begins, of about \a size ids.
    [[nodiscard]] HistoryWindow nextWindow(HistoryWindow range, qint64 size) const;
    /// Whether every body has to be read.
    [[nodiscard]] bool readsBodies() const { return !m_filter.texts.isEmpty(); }

private:
    [[nodiscard]] bool searchesEvents() const;
    [[nodiscard]] QString eventIndex() const;
    [[nodiscard]] QStringList eventConditions() const;
    [[nodiscard]] QStringList notificationConditions() const;

    HistoryFilter m_filter;
    QList<qint64> m_subscriptionIds;
    bool m_allSubscriptions;
    Qt::SortOrder m_order;
};

} // namespace Tbs
