// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/topicdiscovery.h>

#include <QAbstractTableModel>

namespace Tbs::Gui {

/// The topics of a server, a row each, by URL and version.
class TopicModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Title, Resources, Subscriptions, Status, Version, Sources, Url, ColumnCount };
    enum Role {
        SearchRole = Qt::UserRole, ///< everything that a search looks at, in lower case
        SortRole,
    };

    explicit TopicModel(QObject *parent = nullptr);

    /// Rows of topics that stay, stay.
    void setTopics(QList<DiscoveredTopic> topics);
    /// \a topics: the canonical URLs that our subscriptions name, one of each.
    void setSubscriptions(const QStringList &topics);
    [[nodiscard]] const DiscoveredTopic &topic(int row) const { return m_topics.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const DiscoveredTopic &topic, int column) const;
    [[nodiscard]] int subscriptionCount(const DiscoveredTopic &topic) const;

    QList<DiscoveredTopic> m_topics;
    QStringList m_subscriptions;
};

/// The title, or what of the URL tells most.
[[nodiscard]] QString topicTitle(const SubscriptionTopic &topic);
/// The types of resources that trigger it, each once.
[[nodiscard]] QStringList triggeringResources(const SubscriptionTopic &topic);
[[nodiscard]] QString sourcesText(const QList<TopicSource> &sources);

} // namespace Tbs::Gui
