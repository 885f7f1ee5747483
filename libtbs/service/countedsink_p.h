// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/notificationsink.h>

#include <atomic>

namespace Tbs {

/// Hands notifications on, and knows how many have not been answered yet, so that a program can end between two.
/// Thread-safe. It must outlive every notification it was given.
class CountedSink final : public NotificationSink
{
public:
    explicit CountedSink(NotificationSink &sink);

    void receive(IncomingNotification incoming, Done done) override;

    /// From now on the answer is Retry.
    void close();
    [[nodiscard]] int underWay() const;

private:
    NotificationSink &m_sink;
    std::atomic<int> m_underWay{0};
    std::atomic<bool> m_closed{false};
};

} // namespace Tbs
