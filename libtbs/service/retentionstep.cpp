// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "retentionstep_p.h"

#include <Tbs/service/retention.h>

#include <algorithm>

namespace Tbs {

namespace {

/// What a notification takes besides its body, at least.
constexpr qint64 rowBytes = 300;
/// Free space below this is kept for what comes.
constexpr qint64 keptBytes = 16 * 1024 * 1024;

} // namespace

RetentionStep::RetentionStep(StoreTransaction &transaction, const RetentionConfiguration &limits, QDateTime now)
    : m_transaction(transaction)
    , m_limits(limits)
    , m_now(std::move(now))
{
}

Result<RetentionProgress> RetentionStep::run(RetentionProgress progress)
{
    progress.removed = 0;
    progress.goesOn = false;
    if (auto done = measure(progress).and_then([&] { return removeSome(progress); }); !done) {
        return failure(done.error());
    }
    if (!progress.goesOn) {
        const auto given = giveBackSome();
        if (!given) {
            return failure(given.error());
        }
        progress.goesOn = *given > 0;
    }
    return progress;
}

Result<void> RetentionStep::measure(RetentionProgress &progress)
{
    if (m_limits.maximumNotifications) {
        const auto stored = m_transaction.countNotifications();
        if (!stored) {
            return failure(stored.error());
        }
        m_excessNotifications = *stored - *m_limits.maximumNotifications;
    }
    if (m_limits.maximumSize) {
        const auto size = m_transaction.size();
        if (!size) {
            return failure(size.error());
        }
        const auto lowWater = Retention::lowWater(*m_limits.maximumSize);
        progress.trimming = size->used > (progress.trimming ? lowWater : *m_limits.maximumSize);
        m_excessBytes = progress.trimming ? size->used - lowWater : 0;
    }
    return {};
}

Result<void> RetentionStep::removeSome(RetentionProgress &progress)
{
    const auto oldest = m_transaction.oldestNotifications(progress.reached, maximumNotifications);
    if (!oldest) {
        return failure(oldest.error());
    }
    QList<NumberRange> ranges; ///< neighbours together
    qint64 bytes = 0;
    progress.goesOn = oldest->size() == maximumNotifications;
    for (const auto &extent : *oldest) {
        const bool goes = hasToGo(extent);
        if (!goes && !mayBeFollowedByOlder(extent)) {
            progress.goesOn = false;
            break;
        }
        if (bytes > maximumBytes) {
            progress.goesOn = true;
            break;
        }
        progress.reached = extent.id;
        if (!goes || extent.isPending) {
            continue;
        }
        count(extent);
        bytes += extent.bodySize;
        ++progress.removed;
        const auto id = static_cast<quint64>(extent.id);
        if (!ranges.isEmpty() && ranges.constLast().last + 1 == id) {
            ranges.last().last = id;
        } else {
            ranges.append({id, id});
        }
    }
    for (const auto &range : std::as_const(ranges)) {
        auto done =
            m_transaction.removeNotifications(static_cast<qint64>(range.first), static_cast<qint64>(range.last));
        if (!done) {
            return done;
        }
    }
    // What a notification takes was a guess: whether it was enough shows when it is gone.
    progress.goesOn = progress.goesOn || (progress.trimming && progress.removed > 0);
    return {};
}

bool RetentionStep::hasToGo(const StoredExtent &extent) const
{
    const bool isOld = m_limits.maximumAge && extent.receivedAt < m_now.addMSecs(-m_limits.maximumAge->count());
    return isOld || m_excessNotifications > 0 || m_excessBytes > 0;
}

void RetentionStep::count(const StoredExtent &extent)
{
    --m_excessNotifications;
    m_excessBytes -= extent.bodySize + rowBytes;
}

/// Times ascend, except where the system's clock was ahead for a while.
bool RetentionStep::mayBeFollowedByOlder(const StoredExtent &extent) const
{
    return m_limits.maximumAge && extent.receivedAt > m_now;
}

Result<qint64> RetentionStep::giveBackSome()
{
    const auto size = m_transaction.size();
    if (!size) {
        return failure(size.error());
    }
    const auto free = size->total - size->used;
    auto wanted = free - std::max(size->used / 4, keptBytes);
    if (m_limits.maximumSize) {
        wanted = std::max(wanted, size->total - *m_limits.maximumSize);
    }
    wanted = std::min({wanted, free, maximumBytes});
    return wanted > 0 ? m_transaction.giveBack(wanted) : Result<qint64>(0);
}

} // namespace Tbs
