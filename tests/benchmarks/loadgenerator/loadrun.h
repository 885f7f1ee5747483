// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connection.h"
#include "options.h"
#include "request.h"

#include <memory>
#include <vector>

namespace LoadGenerator {

/// A closed loop: each connection sends its next request when the one before is answered, or when the rate allows it.
class LoadRun
{
public:
    LoadRun(const Options &options, const Request &request);
    ~LoadRun();
    LoadRun(const LoadRun &) = delete;
    LoadRun &operator=(const LoadRun &) = delete;

    /// Runs to the end and returns what was measured.
    [[nodiscard]] Measurement run();
    [[nodiscard]] SteadyClock::duration duration() const { return m_lastAnswer - m_started; }

private:
    [[nodiscard]] bool isOver() const;
    /// When the next request may be sent.
    [[nodiscard]] SteadyClock::time_point nextDue() const;
    [[nodiscard]] int waitMilliseconds() const;
    void sendDue();
    void sendNext(Connection &connection);

    const Options &m_options;
    const Request &m_request;
    const int m_epoll;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::vector<Connection *> m_idle;
    Measurement m_measurement;
    std::uint64_t m_sent = 0;
    SteadyClock::time_point m_started;
    SteadyClock::time_point m_lastAnswer;
};

} // namespace LoadGenerator
