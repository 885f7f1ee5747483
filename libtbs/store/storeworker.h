// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationstore.h>

#include <memory>

namespace Tbs {

/// Runs all work on a NotificationStore in a thread of its own and commits in groups: everything that waits shares one
/// transaction, and so one fsync.
///
/// post() may be called from any thread; everything else from the thread that made the worker.
class TBS_CORE_EXPORT StoreWorker
{
public:
    /// Called in the store's thread, possibly twice: when a neighbour of the group fails the group is taken back and
    /// each job runs again in a transaction of its own. So a job may change nothing but the transaction and its own
    /// result.
    using Job = std::function<Result<void>(StoreTransaction &)>;
    /// Called in the store's thread after the commit, exactly once.
    using Done = std::function<void(const Result<void> &)>;

    explicit StoreWorker(std::unique_ptr<NotificationStore> store);
    /// Stops.
    ~StoreWorker();
    Q_DISABLE_COPY_MOVE(StoreWorker)

    /// Starts the thread and opens the store. \return what NotificationStore::open() does.
    [[nodiscard]] Result<void> start();
    /// Finishes what was posted, closes the store and ends the thread. Jobs posted later fail with Retry.
    void stop();

    void post(Job job, Done done);
    /// Posts a job and waits for its commit. Not to be called in the store's thread.
    [[nodiscard]] Result<void> run(Job job);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
