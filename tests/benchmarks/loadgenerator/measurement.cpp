// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "measurement.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace LoadGenerator {

void Measurement::addAnswer(int status, SteadyClock::duration latency)
{
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(latency).count();
    m_latencies.push_back(static_cast<std::uint32_t>(microseconds));
    ++m_statuses[status];
}

bool Measurement::isGood() const
{
    return m_errors == 0 && !m_latencies.empty()
        && std::all_of(m_statuses.begin(), m_statuses.end(), [](auto entry) { return entry.first / 100 == 2; });
}

/// The nearest rank, in milliseconds.
double Measurement::percentile(double share) const
{
    if (m_latencies.empty()) {
        return 0;
    }
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(m_latencies.size())));
    return m_latencies[std::max<std::size_t>(rank, 1) - 1] / 1000.0;
}

std::string Measurement::toJson(SteadyClock::duration duration)
{
    std::sort(m_latencies.begin(), m_latencies.end());
    const double seconds = std::chrono::duration<double>(duration).count();
    std::ostringstream json;
    json << std::fixed << std::setprecision(3) << "{\"requests\":" << answers() << ",\"seconds\":" << seconds
         << ",\"requestsPerSecond\":" << (seconds > 0 ? static_cast<double>(answers()) / seconds : 0)
         << ",\"p50Milliseconds\":" << percentile(0.5) << ",\"p99Milliseconds\":" << percentile(0.99)
         << ",\"maximumMilliseconds\":" << percentile(1) << ",\"statuses\":{";
    const char *separator = "";
    for (const auto &[status, count] : m_statuses) {
        json << separator << '"' << status << "\":" << count;
        separator = ",";
    }
    json << "},\"errors\":" << m_errors << "}";
    return json.str();
}

} // namespace LoadGenerator
