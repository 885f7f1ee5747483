// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "livemodel.h"

#include "../notifications/notificationcolumn.h"
#include "../notifications/subscriptionstyles.h"

#include <QElapsedTimer>

namespace Tbs::Gui {

namespace {

/// How long a filter may keep the event loop, in milliseconds.
constexpr qint64 sliceMilliseconds = 8;

} // namespace

LiveModel::LiveModel(SubscriptionStyles &styles, QObject *parent)
    : LiveModel(styles, Limits(), parent)
{
}

LiveModel::LiveModel(SubscriptionStyles &styles, Limits limits, QObject *parent)
    : QAbstractTableModel(parent)
    , m_styles(styles)
    , m_limits(limits)
{
    m_filterTimer.setInterval(0);
    connect(&m_filterTimer, &QTimer::timeout, this, &LiveModel::continueFiltering);
    connect(&styles, &SubscriptionStyles::mutedChanged, this, &LiveModel::startFiltering);
    connect(&styles, &SubscriptionStyles::colorChanged, this, [this] {
        if (!m_shown.empty()) {
            constexpr int column = static_cast<int>(NotificationColumn::Subscription);
            Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column), {Qt::DecorationRole});
        }
    });
}

int LiveModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int LiveModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : notificationColumnCount;
}

QVariant LiveModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    return cellData(entry(index.row()), static_cast<NotificationColumn>(index.column()), role, &m_styles, m_masked);
}

QVariant LiveModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= notificationColumnCount) {
        return {};
    }
    return columnTitle(static_cast<NotificationColumn>(section));
}

const LiveEntry &LiveModel::entry(int row) const
{
    const auto number = m_shown.at(static_cast<std::size_t>(row));
    return m_entries.at(static_cast<std::size_t>(m_newestNumber - number));
}

bool LiveModel::isShown(const LiveEntry &entry) const
{
    return !m_styles.isMuted(entry.summary.subscription.webhookId) && matches(m_expression, entry);
}

void LiveModel::add(const QList<LiveEntry> &entries)
{
    for (const auto &entry : entries) {
        m_styles.note(entry.summary.subscription.webhookId);
    }
    if (m_paused || m_filtering) {
        hold(entries);
        return;
    }
    takeIn({entries.begin(), entries.end()});
}

void LiveModel::hold(const QList<LiveEntry> &entries)
{
    int shown = m_waitingShown;
    for (const auto &entry : entries) {
        m_waiting.push_back(entry);
        m_waitingBytes += entry.body.size();
        shown += isShown(entry) ? 1 : 0;
    }
    while (m_waiting.size() > 1
           && (m_waiting.size() > static_cast<std::size_t>(m_limits.entries) || m_waitingBytes > m_limits.bytes)) {
        m_waitingBytes -= m_waiting.front().body.size();
        m_waiting.pop_front();
    }
    setWaitingShown(shown);
}

/// \a entries: the oldest first.
void LiveModel::takeIn(std::deque<LiveEntry> entries)
{
    std::deque<quint64> shown;
    for (auto &entry : entries) {
        ++m_newestNumber;
        if (isShown(entry)) {
            shown.push_front(m_newestNumber);
        }
        m_bytes += entry.body.size();
        m_entries.push_front(std::move(entry));
    }
    if (!shown.empty()) {
        beginInsertRows({}, 0, static_cast<int>(shown.size()) - 1);
        m_shown.insert(m_shown.begin(), shown.begin(), shown.end());
        endInsertRows();
    }
    trim();
}

void LiveModel::trim()
{
    auto keep = m_entries.size();
    auto bytes = m_bytes;
    while (keep > 1 && (keep > static_cast<std::size_t>(m_limits.entries) || bytes > m_limits.bytes)) {
        bytes -= m_entries[--keep].body.size();
    }
    const auto oldestKept = m_newestNumber + 1 - keep;
    const auto firstGone = std::find_if(m_shown.rbegin(), m_shown.rend(), [oldestKept](quint64 number) {
                               return number >= oldestKept;
                           }).base();
    if (firstGone != m_shown.end()) {
        beginRemoveRows({}, static_cast<int>(firstGone - m_shown.begin()), rowCount() - 1);
        m_shown.erase(firstGone, m_shown.end());
        endRemoveRows();
    }
    m_entries.resize(keep);
    m_bytes = bytes;
}

void LiveModel::clear()
{
    m_filterTimer.stop();
    beginResetModel();
    m_entries.clear();
    m_shown.clear();
    m_bytes = 0;
    endResetModel();
    m_waiting.clear();
    m_waitingBytes = 0;
    setWaitingShown(0);
    if (m_filtering.has_value()) {
        m_filtering.reset();
        Q_EMIT filteringChanged(false);
    }
}

void LiveModel::setExpression(const FilterExpression &expression)
{
    if (m_expression != expression) {
        m_expression = expression;
        startFiltering();
    }
}

void LiveModel::startFiltering()
{
    const bool wasFiltering = isFiltering();
    m_filtering = Filtering();
    if (!wasFiltering) {
        Q_EMIT filteringChanged(true);
    }
    m_filterTimer.start();
}

void LiveModel::continueFiltering()
{
    QElapsedTimer timer;
    timer.start();
    auto &[next, shown] = *m_filtering;
    for (; next < m_entries.size() && timer.elapsed() < sliceMilliseconds; ++next) {
        if (isShown(m_entries[next])) {
            shown.push_back(m_newestNumber - next);
        }
    }
    if (next < m_entries.size()) {
        return;
    }
    m_filterTimer.stop();
    beginResetModel();
    m_shown = std::move(shown);
    m_filtering.reset();
    endResetModel();
    Q_EMIT filteringChanged(false);
    if (m_paused) {
        setWaitingShown(static_cast<int>(
            std::count_if(m_waiting.begin(), m_waiting.end(), [this](const auto &entry) { return isShown(entry); })));
    } else {
        takeWaiting();
    }
}

void LiveModel::setPaused(bool paused)
{
    m_paused = paused;
    if (!paused && !m_filtering) {
        takeWaiting();
    }
}

void LiveModel::takeWaiting()
{
    m_waitingBytes = 0;
    takeIn(std::exchange(m_waiting, {}));
    setWaitingShown(0);
}

void LiveModel::setMasked(bool masked)
{
    if (m_masked == masked) {
        return;
    }
    m_masked = masked;
    if (!m_shown.empty()) {
        constexpr int column = static_cast<int>(NotificationColumn::Focus);
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
    }
}

void LiveModel::setWaitingShown(int count)
{
    if (std::exchange(m_waitingShown, count) != count) {
        Q_EMIT waitingCountChanged(count);
    }
}

} // namespace Tbs::Gui
