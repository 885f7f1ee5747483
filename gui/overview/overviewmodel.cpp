// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "overviewmodel.h"

#include "../detail/htmltext.h"
#include "../health/helpfulaction.h"
#include "../health/subscriptionlight.h"
#include "activityhistory.h"
#include "ratetext.h"
#include "relativetime.h"

#include <QGuiApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr int sparklineStep = 5; ///< seconds in one point

QStringList titles()
{
    return {OverviewModel::tr("Status"),     OverviewModel::tr("Subscription"), OverviewModel::tr("Events"),
            OverviewModel::tr("Last event"), OverviewModel::tr("Heartbeat"),    OverviewModel::tr("Behind"),
            OverviewModel::tr("Reason"),     OverviewModel::tr("What helps")};
}

QStringList explanations()
{
    return {OverviewModel::tr("How the subscription does"),
            OverviewModel::tr("Its webhook id and its topic"),
            OverviewModel::tr("Events a second in the last 10 seconds, in the last minute, and over 5 minutes"),
            OverviewModel::tr("When the last event came"),
            OverviewModel::tr("When anything came, and when the next heartbeat is due"),
            OverviewModel::tr("Events that the server has counted and that have not come"),
            OverviewModel::tr("Why the status is as it is"),
            OverviewModel::tr("The one thing to do about it")};
}

} // namespace

OverviewModel::OverviewModel(const ActivityHistory &history, const Clock &clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_history(history)
    , m_clock(clock)
{
}

int OverviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_subscriptions.size());
}

int OverviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columnsCount;
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnsCount) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return titles().at(section);
    }
    return role == Qt::ToolTipRole ? explanations().at(section) : QVariant();
}

QVariant OverviewModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto &one = subscription(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return displayed(one, column);
    case Qt::ToolTipRole:
        return richText(toolTip(one, column));
    case Qt::DecorationRole:
        return column == Status ? QVariant(lightIcon(lightOf(one), QGuiApplication::palette())) : QVariant();
    case SecondLineRole:
        return secondLine(one, column);
    case SortRole:
        return sortKey(one, column);
    case ToneRole:
        return tone(one, column);
    case SparklineRole:
        return column == Rate ? sparkline(one.webhookId()) : QVariant();
    case CountdownRole:
        return column == Heartbeat ? countdown(one) : QVariant();
    case ElideRole: // the end of a URL tells more than its beginning
        return column == Name && topicTitle(one).isEmpty() ? Qt::ElideLeft : Qt::ElideRight;
    case EnabledRole:
        return column == Action ? QVariant(!isBusy(one.webhookId())) : QVariant();
    default:
        return {};
    }
}

QVariant OverviewModel::displayed(const ManagedSubscription &subscription, Column column) const
{
    const auto &health = subscription.health;
    switch (column) {
    case Status:
        return lightText(lightOf(subscription));
    case Name:
        return subscription.webhookId();
    case Rate:
        return rateText(rate(subscription.webhookId(), shortRateSeconds));
    case LastEvent:
        return health.lastEventAt.isValid() ? agoText(health.lastEventAt, m_clock.now()) : tr("none yet");
    case Heartbeat:
        return health.lastNotificationAt.isValid() ? agoText(health.lastNotificationAt, m_clock.now())
                                                   : tr("nothing yet");
    case Behind:
        return QLocale().toString(health.eventsBehind);
    case Reason:
        return lightReason(subscription, m_masked).simplified();
    case Action:
        return isBusy(subscription.webhookId()) ? tr("Asking…") : actionText(helpfulActionFor(subscription));
    case columnsCount:
        break;
    }
    return {};
}

QVariant OverviewModel::secondLine(const ManagedSubscription &subscription, Column column) const
{
    switch (column) {
    case Name:
        return topicTitle(subscription).isEmpty() ? subscription.wanted.definition.topic : topicTitle(subscription);
    case Rate:
        return tr("1 min: %1").arg(rateText(rate(subscription.webhookId(), longRateSeconds)));
    case Heartbeat:
        return heartbeatText(subscription);
    default:
        return {};
    }
}

/// Empty: the server names none, or has not told.
QString OverviewModel::topicTitle(const ManagedSubscription &subscription) const
{
    const auto *known = findTopic(m_topics, subscription.wanted.definition.topic);
    return known ? known->topic.title.simplified() : QString();
}

QString OverviewModel::heartbeatText(const ManagedSubscription &subscription) const
{
    const auto times = heartbeatTimes(subscription.facts);
    if (!times.due.isValid()) {
        return tr("none expected");
    }
    const std::chrono::milliseconds left(m_clock.now().msecsTo(times.due));
    if (left > std::chrono::milliseconds(0)) {
        return tr("next in %1").arg(durationText(left + std::chrono::milliseconds(999)));
    }
    return m_clock.now() < times.late ? tr("due now") : tr("%1 late").arg(durationText(-left));
}

QVariant OverviewModel::countdown(const ManagedSubscription &subscription) const
{
    const auto times = heartbeatTimes(subscription.facts);
    if (!times.due.isValid()) {
        return {};
    }
    const auto left = static_cast<double>(m_clock.now().msecsTo(times.due));
    return std::clamp(left / static_cast<double>(subscription.facts.heartbeatPeriod.count()), 0.0, 1.0);
}

double OverviewModel::rate(const QString &webhookId, int seconds) const
{
    return m_history.eventRate(m_history.series(webhookId), seconds);
}

QVariant OverviewModel::sparkline(const QString &webhookId) const
{
    const auto &series = m_history.series(webhookId);
    QList<double> points;
    for (int ago = ActivitySeries::seconds - 1; ago >= 0; ago -= sparklineStep) {
        double events = 0;
        for (int i = 0; i < sparklineStep; ++i) {
            events += series.at(ago - i).events;
        }
        points << events / sparklineStep;
    }
    return QVariant::fromValue(points);
}

QVariant OverviewModel::sortKey(const ManagedSubscription &subscription, Column column) const
{
    switch (column) {
    case Status:
        return static_cast<int>(lightOf(subscription));
    case Rate:
        return rate(subscription.webhookId(), shortRateSeconds);
    case LastEvent:
        return subscription.health.lastEventAt;
    case Heartbeat:
        return subscription.health.lastNotificationAt;
    case Behind:
        return subscription.health.eventsBehind;
    case Action:
        return static_cast<int>(helpfulActionFor(subscription));
    case Name:
    case Reason:
    case columnsCount:
        break;
    }
    return displayed(subscription, column);
}

QVariant OverviewModel::tone(const ManagedSubscription &subscription, Column column) const
{
    switch (column) {
    case Status:
        return QVariant::fromValue(lightTone(lightOf(subscription)));
    case Behind:
        return QVariant::fromValue(subscription.health.eventsBehind > 0 ? Tone::Warning : Tone::Neutral);
    case Heartbeat: {
        const auto late = heartbeatTimes(subscription.facts).late;
        return QVariant::fromValue(late.isValid() && m_clock.now() >= late ? Tone::Warning : Tone::Neutral);
    }
    default:
        return {};
    }
}

QString OverviewModel::toolTip(const ManagedSubscription &subscription, Column column) const
{
    const auto &health = subscription.health;
    const auto locale = QLocale();
    QStringList lines;
    switch (column) {
    case Status:
    case Reason:
        return lightReason(subscription, m_masked);
    case Name:
        lines = {topicTitle(subscription), subscription.wanted.definition.topic, subscription.key.subscription};
        lines.removeAll(QString());
        return lines.join(u'\n');
    case Rate:
        return tr("Events in the last 10 seconds: %1, minute: %2, 5 minutes: %3")
            .arg(locale.toString(m_history.series(subscription.webhookId()).sum(shortRateSeconds).events),
                 locale.toString(m_history.series(subscription.webhookId()).sum(longRateSeconds).events),
                 locale.toString(m_history.series(subscription.webhookId()).sum(ActivitySeries::seconds).events));
    case LastEvent:
        return exactTimeText(health.lastEventAt);
    case Heartbeat:
        return exactTimeText(health.lastNotificationAt);
    case Action:
        return actionExplanation(helpfulActionFor(subscription));
    case Behind:
    case columnsCount:
        break;
    }
    return {};
}

int OverviewModel::rowOf(const QString &webhookId) const
{
    const auto found = std::find_if(m_subscriptions.begin(), m_subscriptions.end(),
                                    [&](const auto &one) { return one.webhookId() == webhookId; });
    return found == m_subscriptions.end() ? -1 : static_cast<int>(found - m_subscriptions.begin());
}

void OverviewModel::setSubscriptions(const QList<ManagedSubscription> &subscriptions)
{
    removeGone(subscriptions);
    for (qsizetype row = 0; row < subscriptions.size(); ++row) {
        putAt(static_cast<int>(row), subscriptions.at(row));
    }
    tellChanged(Status, Action);
}

void OverviewModel::setTopics(const QList<DiscoveredTopic> &topics)
{
    m_topics = topics;
    tellChanged(Name, Name);
}

void OverviewModel::removeGone(const QList<ManagedSubscription> &subscriptions)
{
    QSet<QString> kept;
    for (const auto &one : subscriptions) {
        kept << one.webhookId();
    }
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (!kept.contains(subscription(row).webhookId())) {
            beginRemoveRows({}, row, row);
            m_busy.remove(subscription(row).webhookId());
            m_subscriptions.removeAt(row);
            endRemoveRows();
        }
    }
}

/// Rows before \a row are as they should be.
void OverviewModel::putAt(int row, const ManagedSubscription &subscription)
{
    const int known = rowOf(subscription.webhookId());
    if (known < 0) {
        beginInsertRows({}, row, row);
        m_subscriptions.insert(row, subscription);
        endInsertRows();
        return;
    }
    if (known != row) {
        beginMoveRows({}, known, known, {}, row);
        m_subscriptions.move(known, row);
        endMoveRows();
    }
    m_subscriptions[row] = subscription;
}

void OverviewModel::tellChanged(Column first, Column last)
{
    if (!m_subscriptions.isEmpty()) {
        Q_EMIT dataChanged(index(0, first), index(rowCount() - 1, last));
    }
}

void OverviewModel::updateTimes()
{
    tellChanged(LastEvent, Heartbeat);
}

void OverviewModel::updateRates()
{
    tellChanged(Rate, Rate);
}

void OverviewModel::setMasked(bool masked)
{
    if (std::exchange(m_masked, masked) != masked) {
        tellChanged(Status, Reason);
    }
}

void OverviewModel::setBusy(const QString &webhookId, bool busy)
{
    if (isBusy(webhookId) == busy) {
        return;
    }
    if (busy) {
        m_busy.insert(webhookId);
    } else {
        m_busy.remove(webhookId);
    }
    if (const int row = rowOf(webhookId); row >= 0) {
        Q_EMIT dataChanged(index(row, Action), index(row, Action));
    }
}

} // namespace Tbs::Gui
