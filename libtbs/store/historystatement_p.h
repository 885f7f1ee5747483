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
    /// The window at that end of \a range where the search begins, of \a size ids.
    [[nodiscard]] HistoryWindow nextWindow(HistoryWindow range, qint64 size) const;
    /// Whether every body has to be read.
    [[nodiscard]] bool readsBodies() const { return !m_filter.texts.isEmpty(); }

private:
    /// Where the ids come from.
    enum class Source {
        Foci, ///< events by bucket and focus
        States, ///< events that wait or failed, which are few
        Replays, ///< events that were replayed, which are few
        Subscriptions, ///< notifications by bucket and subscription
        Notifications, ///< all rows, or an index that SQLite chooses
    };

    [[nodiscard]] Source source() const;
    [[nodiscard]] QString sourceText() const;
    [[nodiscard]] bool readsEvents() const;
    [[nodiscard]] QString idColumn() const;
    [[nodiscard]] QStringList sourceConditions() const;
    [[nodiscard]] QStringList notificationConditions() const;

    HistoryFilter m_filter;
    QList<qint64> m_subscriptionIds;
    bool m_allSubscriptions;
    Qt::SortOrder m_order;
    QStringList m_conditions; ///< of the notification
    Source m_source;
};

} // namespace Tbs
