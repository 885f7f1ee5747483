// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/liveentry.h"
#include "../backend/requestgeneration.h"

#include <QAbstractTableModel>
#include <QCache>
#include <QSet>
#include <QTimer>

namespace Tbs::Gui {

class SubscriptionStyles;

/// What is stored and passes a filter. Of a row only its id is held; what it shows is read when somebody looks at it,
/// and forgotten later. Its columns are NotificationColumn.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    /// \a styles must outlive this.
    explicit HistoryModel(SubscriptionStyles &styles, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Searches \a history anew. Nothing for none; it must outlive this, or be set anew before it goes.
    void search(NotificationHistory *history, const HistoryFilter &filter);
    /// The search begins anew.
    void setOrder(Qt::SortOrder order);
    void setMasked(bool masked);
    /// Searches what was stored since the search began.
    void findNewer();
    /// Leaves the search at what was found.
    void stop();
    /// Reads what these rows show once more, and again every second while any of their events waits for its handler,
    /// for a minute.
    void follow(const QList<qint64> &ids);

    [[nodiscard]] const HistoryFilter &filter() const { return m_filter; }
    [[nodiscard]] Qt::SortOrder order() const { return m_order; }
    [[nodiscard]] bool isSearching() const { return m_searching; }
    /// How much is still to be looked at, in thousandths of all.
    [[nodiscard]] int remaining() const { return m_remaining; }
    [[nodiscard]] qint64 id(int row) const { return m_ids.at(row); }
    /// What a row shows; nothing while it is being read, or when it is no longer stored.
    [[nodiscard]] std::optional<LiveEntry> entry(int row) const;

Q_SIGNALS:
    /// isSearching() or remaining() has changed.
    void searchChanged();
    void failed(const Tbs::Error &error);
    /// What entry() tells of \a row is there.
    void rowLoaded(int row);

private:
    /// Nothing: it is no longer stored.
    using Row = std::optional<NotificationSummary>;

    template <typename T, typename Take> void ask(QFuture<Result<T>> future, Take take);
    void search();
    void searchOn(std::optional<qint64> after, int limit);
    void takeMatches(const HistoryMatches &matches);
    void findNewerThan(qint64 id, QList<qint64> found);
    void insertNewer(const QList<qint64> &ids);
    void setSearching(bool searching, int remaining);
    void wantRow(int row) const;
    /// Of the ids of \a page those without a row.
    [[nodiscard]] QList<qint64> missingRows(int page) const;
    void loadWanted();
    void readFollowed();
    void takeFollowed(const QList<qint64> &ids, const QList<NotificationSummary> &summaries);
    [[nodiscard]] int rowOf(qint64 id) const;
    void takeSummaries(int page, const QList<qint64> &ids, const QList<NotificationSummary> &summaries);

    SubscriptionStyles &m_styles;
    NotificationHistory *m_history = nullptr;
    HistoryFilter m_filter;
    Qt::SortOrder m_order = Qt::DescendingOrder;
    bool m_masked = false;
    QList<qint64> m_ids;
    qint64 m_newestExamined = 0; ///< what is stored behind it has not been looked at
    qint64 m_total = 0; ///< ids when the search began
    bool m_searching = false;
    bool m_findingNewer = false;
    int m_remaining = 0;
    RequestGeneration m_search;
    mutable QCache<qint64, Row> m_rows;
    mutable QSet<int> m_wantedPages;
    mutable QTimer m_wantedTimer;
    QList<qint64> m_followed;
    int m_followedRounds = 0; ///< that are left
    QTimer m_followedTimer;
};

} // namespace Tbs::Gui
