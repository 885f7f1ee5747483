// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "retention.h"

#include "retentionstep_p.h"

#include <Tbs/support/logging.h>

namespace Tbs {

namespace {

/// How often those are looked at again that had to stay because they were pending.
constexpr std::chrono::hours thoroughPeriod{1};

} // namespace

class Retention::Private
{
public:
    Private(Retention *retention, Clock &systemClock, StoreWorker &storeWorker)
        : q(retention)
        , clock(systemClock)
        , worker(storeWorker)
    {
    }

    void begin();
    void step();
    void afterStep(const Result<RetentionProgress> &result);
    void end();

    Retention *q;
    Clock &clock;
    StoreWorker &worker;
    RetentionConfiguration limits;
    RetentionProgress progress;
    std::chrono::nanoseconds thoroughAt{0}; ///< when it last began with the first notification
    qint64 removed = 0;
    bool started = false;
    bool running = false;
    bool waiting = false;
    bool changed = false; ///< the limits, while a step runs
    bool failing = false;
};

void Retention::Private::begin()
{
    if (!started || running || limits == RetentionConfiguration()) {
        return;
    }
    if (changed || clock.monotonic() - thoroughAt >= thoroughPeriod) {
        changed = false;
        thoroughAt = clock.monotonic();
        progress = {};
    }
    running = true;
    step();
}

void Retention::Private::step()
{
    const auto result = std::make_shared<Result<RetentionProgress>>();
    worker.post(
        [result, before = progress, allowed = limits, now = clock.now()](StoreTransaction &transaction) {
            *result = RetentionStep(transaction, allowed, now).run(before);
            return result->map([](const RetentionProgress &) {});
        },
        [this, result](const Result<void> &done) {
            if (!done) {
                *result = failure(done.error());
            }
            QMetaObject::invokeMethod(q, [this, result] { afterStep(*result); });
        });
}

void Retention::Private::afterStep(const Result<RetentionProgress> &result)
{
    if (!result) {
        if (!std::exchange(failing, true)) {
            qCWarning(logService) << "Old notifications cannot be thrown away:" << result.error().toString();
        }
        end();
        return;
    }
    failing = false;
    progress = *result;
    removed += progress.removed;
    if (changed) {
        running = false;
        begin();
        if (!running) {
            end(); // nothing has to go any more
        }
    } else if (progress.goesOn) {
        step();
    } else {
        end();
    }
}

void Retention::Private::end()
{
    running = false;
    if (!std::exchange(waiting, true)) {
        clock.callAfter(period, q, [this] {
            waiting = false;
            begin();
        });
    }
    if (const auto count = std::exchange(removed, 0); count > 0) {
        qCDebug(logService) << count << "old notifications were thrown away";
        Q_EMIT q->removed(count);
    }
}

Retention::Retention(Clock &clock, StoreWorker &worker, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, worker))
{
}

Retention::~Retention()
{
    // A step in the store's thread tells this object: wait for it.
    std::ignore = d->worker.run([](StoreTransaction &) -> Result<void> { return {}; });
}

void Retention::setLimits(const RetentionConfiguration &limits)
{
    d->limits = limits;
    d->changed = true;
    d->begin();
}

void Retention::start()
{
    d->started = true;
    d->begin();
}

} // namespace Tbs
