// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/store/notificationstore.h>

namespace Tbs {

/// How far the throwing away is.
struct RetentionProgress
{
    qint64 reached = 0; ///< no notification up to this id has to be looked at any more
    bool trimming = false; ///< on its way from maximumSize to the low water
    qint64 removed = 0; ///< notifications
    bool goesOn = true; ///< there is more to do
};

/// One step of Retention, inside the caller's transaction: removes a few notifications, or else gives back some of the
/// space that is free.
class RetentionStep
{
public:
    /// Bounds what a step takes, which all others in the same transaction wait for.
    static constexpr int maximumNotifications = 64;
    static constexpr qint64 maximumBytes = 1024 * 1024; ///< of bodies, and of what is given back

    /// \a now: UTC.
    RetentionStep(StoreTransaction &transaction, const RetentionConfiguration &limits, QDateTime now);

    [[nodiscard]] Result<RetentionProgress> run(RetentionProgress progress);

private:
    [[nodiscard]] Result<void> measure(RetentionProgress &progress);
    [[nodiscard]] Result<void> removeSome(RetentionProgress &progress);
    [[nodiscard]] bool hasToGo(const StoredExtent &extent) const;
    void count(const StoredExtent &extent);
    [[nodiscard]] bool mayBeFollowedByOlder(const StoredExtent &extent) const;
    [[nodiscard]] Result<qint64> giveBackSome();

    StoreTransaction &m_transaction;
    const RetentionConfiguration &m_limits;
    QDateTime m_now;
    qint64 m_excessNotifications = 0;
    qint64 m_excessBytes = 0;
};

} // namespace Tbs
