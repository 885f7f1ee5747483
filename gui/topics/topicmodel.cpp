// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topicmodel.h"

#include "../application/symbols.h"
#include "../application/tone.h"

#include <QGuiApplication>
#include <QLocale>

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

auto key(const DiscoveredTopic &topic)
{
    return std::tie(topic.topic.url, topic.topic.version);
}

bool isBefore(const DiscoveredTopic &first, const DiscoveredTopic &second)
{
    return key(first) < key(second);
}

QString searchText(const SubscriptionTopic &topic)
{
    QStringList parts{topic.title, topic.url, topic.description};
    parts += triggeringResources(topic);
    for (const auto &filter : topic.canFilterBy) {
        parts << filter.resource << filter.filterParameter;
    }
    return parts.join(u'\n').toLower();
}

QIcon statusIcon(const QString &status)
{
    const auto palette = QGuiApplication::palette();
    if (status == "active"_L1) {
        return coloredSymbol(u"done"_s, toneColor(Tone::Good, palette));
    }
    if (status == "retired"_L1) {
        return coloredSymbol(u"off"_s, toneColor(Tone::Warning, palette));
    }
    return status.isEmpty() ? QIcon() : coloredSymbol(u"requested"_s, toneColor(Tone::Information, palette));
}

} // namespace

QString topicTitle(const SubscriptionTopic &topic)
{
    const auto lastPart = topic.url.section(u'/', -1, -1, QString::SectionSkipEmpty);
    return !topic.title.isEmpty() ? topic.title : lastPart.isEmpty() ? topic.url : lastPart;
}

QStringList triggeringResources(const SubscriptionTopic &topic)
{
    QStringList resources;
    for (const auto &trigger : topic.resourceTrigger) {
        resources << trigger.resource;
    }
    for (const auto &trigger : topic.eventTrigger) {
        resources << trigger.resource;
    }
    resources.removeAll(QString());
    resources.removeDuplicates();
    return resources;
}

QString sourcesText(const QList<TopicSource> &sources)
{
    QStringList texts;
    for (const auto source : sources) {
        texts << toText(source);
    }
    return texts.join(u", "_s);
}

TopicModel::TopicModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void TopicModel::setTopics(QList<DiscoveredTopic> topics)
{
    std::stable_sort(topics.begin(), topics.end(), isBefore);
    int row = 0;
    for (const auto &topic : std::as_const(topics)) {
        while (row < m_topics.size() && isBefore(m_topics.at(row), topic)) {
            beginRemoveRows({}, row, row);
            m_topics.removeAt(row);
            endRemoveRows();
        }
        if (row < m_topics.size() && key(m_topics.at(row)) == key(topic)) {
            m_topics[row] = topic;
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        } else {
            beginInsertRows({}, row, row);
            m_topics.insert(row, topic);
            endInsertRows();
        }
        ++row;
    }
    if (row < m_topics.size()) {
        beginRemoveRows({}, row, static_cast<int>(m_topics.size()) - 1);
        m_topics.remove(row, m_topics.size() - row);
        endRemoveRows();
    }
}

void TopicModel::setSubscriptions(const QStringList &topics)
{
    m_subscriptions = topics;
    if (!m_topics.isEmpty()) {
        Q_EMIT dataChanged(index(0, Subscriptions), index(rowCount() - 1, Subscriptions));
    }
}

int TopicModel::subscriptionCount(const DiscoveredTopic &topic) const
{
    return static_cast<int>(
        std::count_if(m_subscriptions.begin(), m_subscriptions.end(),
                      [&topic](const QString &canonical) { return isNamedBy(topic.topic, canonical); }));
}

int TopicModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_topics.size());
}

int TopicModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TopicModel::text(const DiscoveredTopic &topic, int column) const
{
    switch (column) {
    case Title:
        return topicTitle(topic.topic);
    case Resources:
        return triggeringResources(topic.topic).join(u", "_s);
    case Subscriptions: {
        const int count = subscriptionCount(topic);
        return count > 0 ? QLocale().toString(count) : QString();
    }
    case Status:
        return topic.topic.status;
    case Version:
        return topic.topic.version;
    case Sources:
        return sourcesText(topic.sources);
    case Url:
        return topic.topic.url;
    default:
        return {};
    }
}

QVariant TopicModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const auto &topic = m_topics.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(topic, index.column());
    case Qt::DecorationRole:
        return index.column() == Status ? QVariant(statusIcon(topic.topic.status)) : QVariant();
    case Qt::ToolTipRole:
        return text(topic, index.column()).toHtmlEscaped();
    case SearchRole:
        return searchText(topic.topic);
    case SortRole:
        return index.column() == Subscriptions ? QVariant(subscriptionCount(topic))
                                               : QVariant(text(topic, index.column()).toLower());
    default:
        return {};
    }
}

QVariant TopicModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || (role != Qt::DisplayRole && role != Qt::ToolTipRole)) {
        return {};
    }
    switch (section) {
    case Title:
        return tr("Topic");
    case Resources:
        return tr("Resources");
    case Subscriptions:
        return role == Qt::ToolTipRole ? tr("How many of our subscriptions name it") : tr("Subscriptions");
    case Status:
        return tr("Status");
    case Version:
        return tr("Version");
    case Sources:
        return tr("Found in");
    case Url:
        return tr("URL");
    default:
        return {};
    }
}

} // namespace Tbs::Gui
