// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../filter/filterexpression.h"

#include <QAbstractTableModel>
#include <QTimer>

#include <deque>
#include <optional>

namespace Tbs::Gui {

class SubscriptionStyles;

/// The newest of what arrived, the very newest first; as many as fit into its bounds.
///
/// While it is paused nothing moves: what arrives waits, within the same bounds. A filter is applied in slices, so that
/// the window stays awake. Its columns are NotificationColumn.
class LiveModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Limits
    {
        int entries = 10'000; ///< >= 1
        qint64 bytes = 64 * 1024 * 1024; ///< of bodies
    };

    /// \a styles must outlive this.
    explicit LiveModel(SubscriptionStyles &styles, QObject *parent = nullptr);
    LiveModel(SubscriptionStyles &styles, Limits limits, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// What arrived, the oldest first.
    void add(const QList<LiveEntry> &entries);
    void clear();
    void setExpression(const FilterExpression &expression);
    void setPaused(bool paused);
    void setMasked(bool masked);

    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] const LiveEntry &entry(int row) const;
    /// Held, whether shown or not.
    [[nodiscard]] int heldCount() const { return static_cast<int>(m_entries.size()); }
    [[nodiscard]] qint64 heldBytes() const { return m_bytes; }
    /// What waits while it is paused and would be shown.
    [[nodiscard]] int waitingCount() const { return m_waitingShown; }
    /// Whether a filter is still being applied.
    [[nodiscard]] bool isFiltering() const { return m_filtering.has_value(); }

Q_SIGNALS:
    void waitingCountChanged(int count);
    void filteringChanged(bool filtering);

private:
    /// A filter on its way through the entries, from the newest to the oldest.
    struct Filtering
    {
        std::size_t next = 0;
        std::deque<quint64> shown;
    };

    [[nodiscard]] bool isShown(const LiveEntry &entry) const;
    void hold(const QList<LiveEntry> &entries);
    void takeIn(std::deque<LiveEntry> entries);
    void trim();
    void startFiltering();
    void continueFiltering();
    void takeWaiting();
    void setWaitingShown(int count);

    SubscriptionStyles &m_styles;
    Limits m_limits;
    FilterExpression m_expression;
    bool m_paused = false;
    bool m_masked = false;
    /// The newest first. Numbers run on, so that a row keeps its number whatever comes and goes.
    std::deque<LiveEntry> m_entries;
    quint64 m_newestNumber = 0;
    qint64 m_bytes = 0;
    std::deque<quint64> m_shown; ///< numbers of the rows
    std::deque<LiveEntry> m_waiting; ///< the oldest first
    qint64 m_waitingBytes = 0;
    int m_waitingShown = 0;
    std::optional<Filtering> m_filtering;
    QTimer m_filterTimer;
};

} // namespace Tbs::Gui
