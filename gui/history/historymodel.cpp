// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "historymodel.h"

#include "../notifications/notificationcolumn.h"
#include "../notifications/subscriptionstyles.h"

#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// Rows that are read together.
constexpr int pageSize = 100;
constexpr int maximumRows = 20'000;
/// Few at first, so that the window shows something at once.
constexpr int firstLimit = 500;
constexpr int nextLimit = 20'000;
/// Pages that are read at once; who scrolls fast does not care for those he has passed.
constexpr int maximumWantedPages = 6;
constexpr int followedMilliseconds = 1000;
constexpr int followedRounds = 60;
/// Rows that are followed; others are read again when they are shown anew.
constexpr qsizetype maximumFollowed = 1000;

} // namespace

HistoryModel::HistoryModel(SubscriptionStyles &styles, QObject *parent)
    : QAbstractTableModel(parent)
    , m_styles(styles)
    , m_rows(maximumRows)
{
    m_wantedTimer.setSingleShot(true);
    m_wantedTimer.setInterval(0);
    connect(&m_wantedTimer, &QTimer::timeout, this, &HistoryModel::loadWanted);
    m_followedTimer.setSingleShot(true);
    m_followedTimer.setInterval(followedMilliseconds);
    connect(&m_followedTimer, &QTimer::timeout, this, &HistoryModel::readFollowed);
    connect(&styles, &SubscriptionStyles::colorChanged, this, [this] {
        if (!m_ids.isEmpty()) {
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DecorationRole});
        }
    });
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : notificationColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const auto *row = m_rows.object(m_ids.at(index.row()));
    const auto column = static_cast<NotificationColumn>(index.column());
    if (row && *row) {
        LiveEntry entry;
        entry.summary = **row;
        return cellData(entry, column, role, &m_styles, m_masked);
    }
    if (!row) {
        wantRow(index.row());
    }
    if (role != Qt::DisplayRole || column != NotificationColumn::Kind) {
        return {};
    }
    return row ? tr("Deleted") : u"…"_s;
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= notificationColumnCount) {
        return {};
    }
    return columnTitle(static_cast<NotificationColumn>(section));
}

std::optional<LiveEntry> HistoryModel::entry(int row) const
{
    const auto *found = m_rows.object(m_ids.at(row));
    if (!found) {
        wantRow(row);
    }
    if (!found || !*found) {
        return std::nullopt;
    }
    LiveEntry entry;
    entry.summary = **found;
    return entry;
}

template <typename T, typename Take> void HistoryModel::ask(QFuture<Result<T>> future, Take take)
{
    const auto takeResult = [this, take = std::move(take)](const Result<T> &result) {
        if (result) {
            take(*result);
            return;
        }
        m_findingNewer = false;
        setSearching(false, 0);
        Q_EMIT failed(result.error());
    };
    whenFinished(future, this, m_search.whileCurrent(takeResult));
}

void HistoryModel::search(NotificationHistory *history, const HistoryFilter &filter)
{
    m_history = history;
    m_filter = filter;
    search();
}

void HistoryModel::setOrder(Qt::SortOrder order)
{
    m_order = order;
    search();
}

void HistoryModel::setMasked(bool masked)
{
    if (std::exchange(m_masked, masked) != masked && !m_ids.isEmpty()) {
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    }
}

void HistoryModel::search()
{
    m_search.advance();
    beginResetModel();
    m_ids.clear();
    m_rows.clear();
    m_wantedPages.clear();
    m_followed.clear();
    endResetModel();
    m_newestExamined = 0;
    m_findingNewer = false;
    setSearching(m_history != nullptr, 0);
    if (!m_history) {
        return;
    }
    ask(m_history->extent(), [this](const HistoryExtent &extent) {
        m_newestExamined = extent.lastId;
        m_total = extent.estimatedCount;
        searchOn({}, firstLimit);
    });
}

void HistoryModel::searchOn(std::optional<qint64> after, int limit)
{
    ask(m_history->find({.filter = m_filter, .order = m_order, .after = after, .limit = limit}),
        [this](const HistoryMatches &matches) { takeMatches(matches); });
}

void HistoryModel::takeMatches(const HistoryMatches &matches)
{
    auto ids = matches.ids;
    // What was stored since the search began is found by findNewer().
    ids.removeIf([this](qint64 id) { return id > m_newestExamined; });
    if (!ids.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(ids.size()) - 1);
        m_ids += ids;
        endInsertRows();
    }
    const auto left = m_total > 0 ? static_cast<int>(1000 * matches.unexamined / m_total) : 0;
    setSearching(matches.resumeAfter.has_value(), std::clamp(left, 0, 1000));
    if (matches.resumeAfter) {
        searchOn(matches.resumeAfter, nextLimit);
    }
}

void HistoryModel::stop()
{
    if (m_searching) {
        m_search.advance();
        setSearching(false, 0);
    }
}

void HistoryModel::findNewer()
{
    if (m_history && !m_searching && !std::exchange(m_findingNewer, true)) {
        findNewerThan(m_newestExamined, {});
    }
}

void HistoryModel::findNewerThan(qint64 id, QList<qint64> found)
{
    ask(m_history->extent(), [this, id, found](const HistoryExtent &extent) {
        HistoryQuery query{.filter = m_filter, .order = Qt::AscendingOrder, .after = id, .limit = nextLimit};
        ask(m_history->find(query), [this, found, last = extent.lastId](const HistoryMatches &matches) {
            const auto all = found + matches.ids;
            if (matches.resumeAfter && *matches.resumeAfter < last) {
                findNewerThan(*matches.resumeAfter, all);
                return;
            }
            m_newestExamined = std::max(last, all.isEmpty() ? 0 : all.constLast());
            m_findingNewer = false;
            insertNewer(all);
        });
    });
}

/// \a ids: ascending.
void HistoryModel::insertNewer(const QList<qint64> &ids)
{
    if (ids.isEmpty()) {
        return;
    }
    m_wantedPages.clear(); // rows move
    const auto count = static_cast<int>(ids.size());
    if (m_order == Qt::AscendingOrder) {
        beginInsertRows({}, rowCount(), rowCount() + count - 1);
        m_ids += ids;
    } else {
        beginInsertRows({}, 0, count - 1);
        m_ids = QList<qint64>(ids.rbegin(), ids.rend()) + m_ids;
    }
    endInsertRows();
}

void HistoryModel::setSearching(bool searching, int remaining)
{
    const bool changed = m_searching != searching || m_remaining != remaining;
    m_searching = searching;
    m_remaining = remaining;
    if (changed) {
        Q_EMIT searchChanged();
    }
}

void HistoryModel::wantRow(int row) const
{
    if (!m_wantedPages.contains(row / pageSize)) {
        m_wantedPages.insert(row / pageSize);
        m_wantedTimer.start();
    }
}

QList<qint64> HistoryModel::missingRows(int page) const
{
    QList<qint64> ids;
    for (const auto id : m_ids.mid(page * pageSize, pageSize)) {
        if (!m_rows.contains(id)) {
            ids << id;
        }
    }
    return ids;
}

void HistoryModel::loadWanted()
{
    const auto pages = m_wantedPages.values();
    for (const auto page : pages.mid(std::max<qsizetype>(0, pages.size() - maximumWantedPages))) {
        const auto ids = missingRows(page);
        if (!m_history || ids.isEmpty()) {
            m_wantedPages.remove(page);
            continue;
        }
        ask(m_history->summaries(ids),
            [this, page, ids](const QList<NotificationSummary> &summaries) { takeSummaries(page, ids, summaries); });
    }
    if (pages.size() > maximumWantedPages) {
        m_wantedPages.clear(); // the rest is asked for again by who still looks at it
    }
}

void HistoryModel::follow(const QList<qint64> &ids)
{
    m_followed.clear();
    for (const auto id : ids) {
        if (!m_rows.contains(id)) {
            continue; // is read when somebody looks at it
        }
        if (m_followed.size() < maximumFollowed) {
            m_followed << id;
        } else {
            m_rows.remove(id);
        }
    }
    m_followedRounds = followedRounds;
    readFollowed();
}

void HistoryModel::readFollowed()
{
    if (m_history && !m_followed.isEmpty()) {
        ask(m_history->summaries(m_followed),
            [this, ids = m_followed](const QList<NotificationSummary> &summaries) { takeFollowed(ids, summaries); });
    }
}

void HistoryModel::takeFollowed(const QList<qint64> &ids, const QList<NotificationSummary> &summaries)
{
    if (ids != m_followed) {
        return; // others are followed meanwhile
    }
    m_followed.clear();
    for (const auto &summary : summaries) {
        const auto id = summary.notification.id;
        if (summary.pendingEvents > 0) {
            m_followed << id;
        }
        const auto row = rowOf(id);
        const auto *shown = m_rows.object(id);
        if (row < 0 || (shown && *shown == summary)) {
            continue;
        }
        m_rows.insert(id, new Row(summary));
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
    if (!m_followed.isEmpty() && --m_followedRounds > 0) {
        m_followedTimer.start();
    }
}

/// -1: it is not in the list.
int HistoryModel::rowOf(qint64 id) const
{
    const auto found = m_order == Qt::AscendingOrder
        ? std::lower_bound(m_ids.begin(), m_ids.end(), id)
        : std::lower_bound(m_ids.begin(), m_ids.end(), id, std::greater<>());
    return found != m_ids.end() && *found == id ? static_cast<int>(found - m_ids.begin()) : -1;
}

void HistoryModel::takeSummaries(int page, const QList<qint64> &ids, const QList<NotificationSummary> &summaries)
{
    m_wantedPages.remove(page);
    for (const auto id : ids) {
        m_rows.insert(id, new Row);
    }
    for (const auto &summary : summaries) {
        m_styles.note(summary.subscription.webhookId);
        *m_rows.object(summary.notification.id) = summary;
    }
    const int first = std::min(page * pageSize, rowCount() - 1);
    const int last = std::min(first + pageSize, rowCount()) - 1;
    if (first < 0) {
        return;
    }
    Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    for (int row = first; row <= last; ++row) {
        Q_EMIT rowLoaded(row);
    }
}

} // namespace Tbs::Gui
