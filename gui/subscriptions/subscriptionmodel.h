// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "subscriptionrow.h"

#include <QAbstractTableModel>

namespace Tbs::Gui {

/// Ours and, once they are listed, those that the server has besides, a row each.
class SubscriptionModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Owner,
        Status,
        Health,
        WebhookId,
        Topic,
        Channel,
        Endpoint,
        Content,
        Filters,
        Heartbeat,
        End,
        LastUpdated,
        Id,
        ColumnCount
    };
    enum Role {
        SearchRole = Qt::UserRole, ///< everything that a search looks at, in lower case
        SortRole,
    };

    explicit SubscriptionModel(QObject *parent = nullptr);

    void setManaged(const QList<ManagedSubscription> &managed);
    /// What the server has.
    void setListed(const QList<ServerSubscription> &subscriptions);
    /// Only ours are known.
    void clearListed();
    [[nodiscard]] bool isListed() const { return m_listing.has_value(); }
    /// What is under way, by identity().
    void setOperations(const QHash<QString, QString> &operations);
    /// Without what tells who a patient is.
    void setMasked(bool masked);

    [[nodiscard]] const SubscriptionRow &row(int number) const { return m_rows.at(number); }
    [[nodiscard]] const QList<SubscriptionRow> &rows() const { return m_rows; }
    /// -1: none.
    [[nodiscard]] int find(const QString &identity) const;
    [[nodiscard]] int count(SubscriptionOwner owner) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void update();
    void tell(int first, int last);
    void removeGone(const QStringList &identities);
    [[nodiscard]] QString text(const SubscriptionRow &row, int column) const;
    [[nodiscard]] QString toolTip(const SubscriptionRow &row, int column) const;
    [[nodiscard]] QString searchText(const SubscriptionRow &row) const;
    [[nodiscard]] QVariant sortKey(const SubscriptionRow &row, int column) const;

    QList<ManagedSubscription> m_managed;
    std::optional<SubscriptionListing> m_listing;
    QHash<QString, QString> m_operations;
    bool m_masked = false;
    QList<SubscriptionRow> m_rows;
    QStringList m_identities; ///< of the rows
};

} // namespace Tbs::Gui
