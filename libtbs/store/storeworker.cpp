// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "storeworker.h"

#include <Tbs/support/logging.h>

#include <QCoreApplication>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

namespace Tbs {

namespace {

/// Bounds the work that is taken back when one job of a group fails.
constexpr std::size_t maximumGroupSize = 512;

Error stoppedError()
{
    return {Error::Kind::Retry, QCoreApplication::translate("Tbs", "The store has been stopped."), {}};
}

} // namespace

class StoreWorker::Private
{
public:
    struct Posted
    {
        Job job;
        Done done;
    };

    explicit Private(std::unique_ptr<NotificationStore> notificationStore)
        : store(std::move(notificationStore))
    {
    }

    void runThread();
    std::vector<Posted> takeGroup();
    void runGroup(std::vector<Posted> &group);
    void runSingly(std::vector<Posted> &group);

    std::unique_ptr<NotificationStore> store;
    std::thread thread;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<Posted> queue;
    std::optional<Result<void>> opened;
    bool running = false;
    bool stopping = false;
};

void StoreWorker::Private::runThread()
{
    {
        auto result = store->open();
        const std::lock_guard lock(mutex);
        opened = std::move(result);
    }
    changed.notify_all();
    if (!*opened) {
        return;
    }
    for (auto group = takeGroup(); !group.empty(); group = takeGroup()) {
        runGroup(group);
    }
    store->close();
}

std::vector<StoreWorker::Private::Posted> StoreWorker::Private::takeGroup()
{
    std::unique_lock lock(mutex);
    changed.wait(lock, [this] { return stopping || !queue.empty(); });
    if (queue.size() <= maximumGroupSize) {
        return std::exchange(queue, {});
    }
    const auto end = queue.begin() + maximumGroupSize;
    std::vector<Posted> group(std::make_move_iterator(queue.begin()), std::make_move_iterator(end));
    queue.erase(queue.begin(), end);
    return group;
}

void StoreWorker::Private::runGroup(std::vector<Posted> &group)
{
    const auto result = store->transaction([&group](StoreTransaction &transaction) -> Result<void> {
        for (const auto &posted : group) {
            if (auto done = posted.job(transaction); !done) {
                return done;
            }
        }
        return {};
    });
    // Retry means the store itself is in trouble, for everybody; anything else may be the fault of one job.
    if (!result && result.error().kind != Error::Kind::Retry && group.size() > 1) {
        qCWarning(logStore) << "A group of" << group.size()
                            << "failed and is repeated one by one:" << result.error().toString();
        runSingly(group);
        return;
    }
    for (const auto &posted : group) {
        posted.done(result);
    }
}

void StoreWorker::Private::runSingly(std::vector<Posted> &group)
{
    for (const auto &posted : group) {
        posted.done(store->transaction(posted.job));
    }
}

StoreWorker::StoreWorker(std::unique_ptr<NotificationStore> store)
    : d(std::make_unique<Private>(std::move(store)))
{
}

StoreWorker::~StoreWorker()
{
    stop();
}

Result<void> StoreWorker::start()
{
    d->thread = std::thread([this] { d->runThread(); });
    std::unique_lock lock(d->mutex);
    d->changed.wait(lock, [this] { return d->opened.has_value(); });
    d->running = d->opened->has_value();
    return *d->opened;
}

void StoreWorker::stop()
{
    {
        const std::lock_guard lock(d->mutex);
        d->stopping = true;
        d->running = false;
    }
    d->changed.notify_all();
    if (d->thread.joinable()) {
        d->thread.join();
    }
}

void StoreWorker::post(Job job, Done done)
{
    {
        const std::lock_guard lock(d->mutex);
        if (d->running) {
            d->queue.push_back({std::move(job), std::move(done)});
            d->changed.notify_one();
            return;
        }
    }
    done(failure(stoppedError()));
}

Result<void> StoreWorker::run(Job job)
{
    std::mutex mutex;
    std::condition_variable finished;
    std::optional<Result<void>> result;
    post(std::move(job), [&](const Result<void> &jobResult) {
        // Notify under the lock: the waiting frame owns all three and may be gone right after it.
        const std::lock_guard lock(mutex);
        result = jobResult;
        finished.notify_one();
    });
    std::unique_lock lock(mutex);
    finished.wait(lock, [&] { return result.has_value(); });
    return *result;
}

} // namespace Tbs
