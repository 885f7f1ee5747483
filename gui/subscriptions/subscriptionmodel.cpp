// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionmodel.h"

#include "../application/tone.h"
#include "../detail/htmltext.h"
#include "../health/subscriptionlight.h"
#include "../notifications/notificationcolumn.h"
#include "subscriptionwords.h"

#include <QGuiApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QIcon decoration(const SubscriptionRow &row, int column)
{
    const auto palette = QGuiApplication::palette();
    switch (column) {
    case SubscriptionModel::Owner:
        return ownerIcon(row.owner, palette);
    case SubscriptionModel::Status:
        return statusIcon(row, palette);
    case SubscriptionModel::Health:
        return row.managed ? lightIcon(lightOf(*row.managed), palette) : QIcon();
    default:
        return {};
    }
}

} // namespace

SubscriptionModel::SubscriptionModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void SubscriptionModel::setManaged(const QList<ManagedSubscription> &managed)
{
    m_managed = managed;
    update();
    tell(0, static_cast<int>(managed.size()) - 1); // ours come first
}

void SubscriptionModel::setListed(const QList<ServerSubscription> &subscriptions)
{
    m_listing = listing(subscriptions, m_managed);
    update();
    tell(0, rowCount() - 1);
}

void SubscriptionModel::clearListed()
{
    m_listing.reset();
    update();
    tell(0, rowCount() - 1);
}

void SubscriptionModel::setOperations(const QHash<QString, QString> &operations)
{
    m_operations = operations;
    for (int i = 0; i < rowCount(); ++i) {
        const auto operation = operations.value(m_identities.at(i));
        if (m_rows.at(i).operation != operation) {
            m_rows[i].operation = operation;
            tell(i, i);
        }
    }
}

void SubscriptionModel::setMasked(bool masked)
{
    m_masked = masked;
    tell(0, rowCount() - 1);
}

void SubscriptionModel::tell(int first, int last)
{
    if (first <= last) {
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
    }
}

void SubscriptionModel::removeGone(const QStringList &identities)
{
    const QSet<QString> staying(identities.begin(), identities.end());
    for (int i = rowCount() - 1; i >= 0; --i) {
        if (!staying.contains(m_identities.at(i))) {
            beginRemoveRows({}, i, i);
            m_rows.removeAt(i);
            m_identities.removeAt(i);
            endRemoveRows();
        }
    }
}

void SubscriptionModel::update()
{
    const auto rows = joined(m_managed, m_listing);
    QStringList identities;
    for (const auto &row : rows) {
        identities << row.identity();
    }
    removeGone(identities);
    const QSet<QString> known(m_identities.begin(), m_identities.end());
    for (int i = 0; i < rows.size(); ++i) {
        const auto &identity = identities.at(i);
        if (!known.contains(identity)) {
            beginInsertRows({}, i, i);
            m_rows.insert(i, rows.at(i));
            m_identities.insert(i, identity);
            endInsertRows();
        } else if (m_identities.at(i) != identity) {
            const int before = find(identity);
            beginMoveRows({}, before, before, {}, i);
            m_rows.move(before, i);
            m_identities.move(before, i);
            endMoveRows();
        }
        m_rows[i] = rows.at(i);
        m_rows[i].operation = m_operations.value(identity);
    }
}

int SubscriptionModel::find(const QString &identity) const
{
    return static_cast<int>(m_identities.indexOf(identity));
}

int SubscriptionModel::count(SubscriptionOwner owner) const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [owner](const SubscriptionRow &row) { return row.owner == owner; }));
}

int SubscriptionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SubscriptionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SubscriptionModel::text(const SubscriptionRow &row, int column) const
{
    switch (column) {
    case Owner:
        return ownerText(row.owner);
    case Status:
        return statusText(row);
    case Health:
        return row.managed ? lightText(lightOf(*row.managed)) : QString();
    case WebhookId:
        return row.webhookId();
    case Topic:
        return row.isTopicBased() ? topicName(topicText(row, m_masked))
                                  : tr("No topic: %1").arg(topicText(row, m_masked));
    case Channel:
        return channelText(row);
    case Endpoint:
        return endpointText(row);
    case Content:
        return contentText(row);
    case Filters:
        return filtersText(shownSubscription(row).filterBy, m_masked, u"; "_s);
    case Heartbeat:
        return heartbeatText(shownSubscription(row).heartbeatPeriod);
    case End:
        return momentText(shownSubscription(row).end);
    case LastUpdated:
        return row.observed ? momentText(row.observed->lastUpdated) : QString();
    case Id:
        return row.id();
    default:
        return {};
    }
}

QString SubscriptionModel::toolTip(const SubscriptionRow &row, int column) const
{
    switch (column) {
    case Owner:
        return ownerExplanation(row);
    case Health:
        return row.managed ? lightReason(*row.managed, m_masked) : QString();
    case Topic:
        return row.isTopicBased()
            ? topicText(row, m_masked)
            : tr("A query-based subscription of R4, which names no topic: %1").arg(topicText(row, m_masked));
    case Filters:
        return filtersText(shownSubscription(row).filterBy, m_masked, u"\n"_s);
    default:
        return text(row, column);
    }
}

QString SubscriptionModel::searchText(const SubscriptionRow &row) const
{
    QStringList parts{topicText(row, m_masked), row.name(), shownSubscription(row).reason};
    for (const auto column : {Owner, Status, Health, WebhookId, Channel, Endpoint, Content, Filters, Id}) {
        parts << text(row, column);
    }
    if (row.managed) {
        parts << lightReason(*row.managed, m_masked);
    }
    return parts.join(u'\n').toLower();
}

QVariant SubscriptionModel::sortKey(const SubscriptionRow &row, int column) const
{
    switch (column) {
    case Owner: // by name within them
        return u"%1 %2"_s.arg(static_cast<int>(row.owner)).arg(row.name().toLower());
    case Health:
        return row.managed ? static_cast<int>(lightOf(*row.managed)) : -1;
    case Heartbeat:
        return shownSubscription(row).heartbeatPeriod.value_or(0);
    case End:
        return shownSubscription(row).end;
    case LastUpdated:
        return row.observed ? row.observed->lastUpdated : QDateTime();
    default:
        return text(row, column).toLower();
    }
}

QVariant SubscriptionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) {
        return {};
    }
    const auto &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::DecorationRole:
        return decoration(row, index.column());
    case Qt::ToolTipRole: // a server's text is no HTML
        return richText(toolTip(row, index.column()));
    case Qt::ForegroundRole:
        return row.actual() ? QVariant() : QVariant(mutedText(QGuiApplication::palette()));
    case SearchRole:
        return searchText(row);
    case SortRole:
        return sortKey(row, index.column());
    default:
        return {};
    }
}

QVariant SubscriptionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case Owner:
        return tr("Whose");
    case Status:
        return tr("Status");
    case Health:
        return tr("Health");
    case WebhookId:
        return tr("Webhook");
    case Topic:
        return tr("Topic");
    case Channel:
        return tr("Channel");
    case Endpoint:
        return tr("Endpoint");
    case Content:
        return tr("Content");
    case Filters:
        return tr("Filters");
    case Heartbeat:
        return tr("Heartbeat");
    case End:
        return tr("End");
    case LastUpdated:
        return tr("Last updated");
    case Id:
        return tr("Id");
    default:
        return {};
    }
}

} // namespace Tbs::Gui
