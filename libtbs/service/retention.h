// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/store/storeworker.h>
#include <Tbs/support/clock.h>

#include <QObject>

#include <memory>

namespace Tbs {

/// Throws away the oldest notifications of a store with their events, dead letters included, as soon as there is more
/// than a RetentionConfiguration allows; but never one with an event that waits for its handler.
///
/// It works in many small transactions, between those of a receiver. What SequenceTracker knows of numbers stays, so
/// that a repetition of what was thrown away is still a duplicate where numbers tell events apart; elsewhere it is new.
///
/// maximumSize is that of the database file without its write-ahead log (up to some 40 MB), in memory that of the
/// bodies and headers. When it is exceeded it is freed down to lowWater() of it, and the file becomes smaller. Where
/// age and number leave much of the file unused, more than a quarter and 16 MiB, that is given back too.
///
/// Lives in one thread.
class TBS_CORE_EXPORT Retention : public QObject
{
    Q_OBJECT

public:
    /// How often it looks whether something has to go; what arrives in between may exceed the limits.
    static constexpr std::chrono::seconds period{2};

    /// \a clock and \a worker must outlive this.
    Retention(Clock &clock, StoreWorker &worker, QObject *parent = nullptr);
    /// Waits for the transaction that runs.
    ~Retention() override;

    /// What is allowed from now on; nothing at first. After start() the work begins at once.
    void setLimits(const RetentionConfiguration &limits);
    /// After StoreWorker::start().
    void start();

    /// What is left of \a maximumSize after it was exceeded; both in bytes.
    [[nodiscard]] static qint64 lowWater(qint64 maximumSize) { return maximumSize - maximumSize / 20; }

Q_SIGNALS:
    /// So many \a notifications went, and no more have to for now.
    void removed(qint64 notifications);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
