// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/managedsubscription.h"

#include <Tbs/client/topicdiscovery.h>
#include <Tbs/support/clock.h>

#include <QAbstractTableModel>
#include <QSet>

namespace Tbs::Gui {

class ActivityHistory;

/// One row a subscription: how it does, what comes, and what to do about it. Sort it by SortRole, descending by Status,
/// and the worst comes first.
class OverviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Status, Name, Rate, LastEvent, Heartbeat, Behind, Reason, Action, columnsCount };
    enum Role {
        SecondLineRole = Qt::UserRole, ///< text below that of Qt::DisplayRole
        SortRole,
        ToneRole, ///< Tone, of the text; absent: Neutral
        SparklineRole, ///< QList<double>, the newest last; of Rate
        CountdownRole, ///< double, 1 to 0: how much of the time to the next heartbeat is left; of Heartbeat
        ElideRole, ///< Qt::TextElideMode, of SecondLineRole
        EnabledRole, ///< bool: whether the button can be pressed; of Action
    };

    /// Both must outlive this.
    OverviewModel(const ActivityHistory &history, const Clock &clock, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void setSubscriptions(const QList<ManagedSubscription> &subscriptions);
    /// What the server tells of its topics; one it gives no title is shown by its URL.
    void setTopics(const QList<DiscoveredTopic> &topics);
    [[nodiscard]] const ManagedSubscription &subscription(int row) const { return m_subscriptions.at(row); }
    [[nodiscard]] const QList<ManagedSubscription> &subscriptions() const { return m_subscriptions; }

    /// Time has gone on.
    void updateTimes();
    /// The history has grown.
    void updateRates();
    void setMasked(bool masked);
    /// Something was asked for and is not answered yet.
    void setBusy(const QString &webhookId, bool busy);
    [[nodiscard]] bool isBusy(const QString &webhookId) const { return m_busy.contains(webhookId); }

private:
    [[nodiscard]] QVariant displayed(const ManagedSubscription &subscription, Column column) const;
    [[nodiscard]] QVariant secondLine(const ManagedSubscription &subscription, Column column) const;
    [[nodiscard]] QVariant sortKey(const ManagedSubscription &subscription, Column column) const;
    [[nodiscard]] QVariant tone(const ManagedSubscription &subscription, Column column) const;
    [[nodiscard]] QString toolTip(const ManagedSubscription &subscription, Column column) const;
    [[nodiscard]] QString topicTitle(const ManagedSubscription &subscription) const;
    [[nodiscard]] QString heartbeatText(const ManagedSubscription &subscription) const;
    [[nodiscard]] QVariant countdown(const ManagedSubscription &subscription) const;
    [[nodiscard]] QVariant sparkline(const QString &webhookId) const;
    [[nodiscard]] double rate(const QString &webhookId, int seconds) const;
    void removeGone(const QList<ManagedSubscription> &subscriptions);
    void putAt(int row, const ManagedSubscription &subscription);
    [[nodiscard]] int rowOf(const QString &webhookId) const;
    void tellChanged(Column first, Column last);

    const ActivityHistory &m_history;
    const Clock &m_clock;
    QList<ManagedSubscription> m_subscriptions;
    QList<DiscoveredTopic> m_topics;
    QSet<QString> m_busy;
    bool m_masked = false;
};

} // namespace Tbs::Gui
