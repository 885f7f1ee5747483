// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QDateTime>
#include <QPointer>

#include <chrono>
#include <functional>

class QObject;

namespace Tbs {

/// Where time comes from. Everything that waits, times out or stamps is given one, so that tests need not sleep.
///
/// The reading functions may be called from any thread.
class TBS_CORE_EXPORT Clock
{
public:
    Clock() = default;
    virtual ~Clock() = default;
    Q_DISABLE_COPY_MOVE(Clock)

    /// The wall-clock time, in UTC.
    [[nodiscard]] virtual QDateTime now() const = 0;

    /// Time that never jumps; only differences mean something.
    [[nodiscard]] virtual std::chrono::nanoseconds monotonic() const = 0;

    /// Calls \a callback once in the thread of \a context, at the earliest after \a delay (>= 0).
    /// Nothing is called when \a context has been destroyed by then. Call it from the thread of \a context.
    virtual void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback) = 0;
};

/// The real time, on Qt's event loop.
class TBS_CORE_EXPORT SystemClock final : public Clock
{
public:
    [[nodiscard]] QDateTime now() const override;
    [[nodiscard]] std::chrono::nanoseconds monotonic() const override;
    void callAfter(std::chrono::milliseconds delay, QObject *context, std::function<void()> callback) override;
};

} // namespace Tbs
