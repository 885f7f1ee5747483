// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace LoadGenerator {

using SteadyClock = std::chrono::steady_clock;

/// What a run amounted to.
class Measurement
{
public:
    void addAnswer(int status, SteadyClock::duration latency);
    void addError() { ++m_errors; }

    [[nodiscard]] std::uint64_t answers() const { return m_latencies.size(); }
    [[nodiscard]] std::uint64_t errors() const { return m_errors; }
    [[nodiscard]] bool isGood() const;
    /// One line: requests, seconds, requestsPerSecond, p50Milliseconds, p99Milliseconds, maximumMilliseconds, statuses,
    /// errors. Sorts the latencies.
    [[nodiscard]] std::string toJson(SteadyClock::duration duration);

private:
    [[nodiscard]] double percentile(double share) const;

    std::vector<std::uint32_t> m_latencies; ///< microseconds
    std::map<int, std::uint64_t> m_statuses;
    std::uint64_t m_errors = 0;
};

} // namespace LoadGenerator
