// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "loadrun.h"

#include <algorithm>
#include <array>
#include <sys/epoll.h>
#include <unistd.h>

namespace LoadGenerator {

LoadRun::LoadRun(const Options &options, const Request &request)
    : m_options(options)
    , m_request(request)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
{
    for (int i = 0; i < options.connections; ++i) {
        m_connections.push_back(std::make_unique<Connection>(m_epoll, options.target));
    }
}

LoadRun::~LoadRun()
{
    m_connections.clear();
    close(m_epoll);
}

bool LoadRun::isOver() const
{
    const auto now = SteadyClock::now();
    const bool isStalled = now - m_lastAnswer > std::chrono::duration<double>(m_options.timeoutSeconds);
    // A server that is gone fails every request at once; that is no load.
    const bool isHopeless = m_measurement.errors() > m_measurement.answers() + 10 * m_connections.size();
    if (isStalled || isHopeless) {
        return true;
    }
    return m_options.requests > 0 ? m_measurement.answers() + m_measurement.errors() >= m_options.requests
                                  : now - m_started >= std::chrono::duration<double>(m_options.seconds);
}

SteadyClock::time_point LoadRun::nextDue() const
{
    if (m_options.rate <= 0) {
        return m_started;
    }
    const std::chrono::duration<double> sinceStart(static_cast<double>(m_sent) / m_options.rate);
    return m_started + std::chrono::duration_cast<SteadyClock::duration>(sinceStart);
}

int LoadRun::waitMilliseconds() const
{
    constexpr int longest = 100;
    if (m_idle.empty()) {
        return longest;
    }
    const auto untilDue = std::chrono::ceil<std::chrono::milliseconds>(nextDue() - SteadyClock::now()).count();
    return static_cast<int>(std::clamp<decltype(untilDue)>(untilDue, 0, longest));
}

void LoadRun::sendDue()
{
    while (!m_idle.empty() && nextDue() <= SteadyClock::now()) {
        auto *connection = m_idle.back();
        m_idle.pop_back();
        sendNext(*connection);
    }
}

void LoadRun::sendNext(Connection &connection)
{
    if (m_options.requests > 0 && m_sent >= m_options.requests) {
        return;
    }
    if (m_request.hasPlaceholder() || connection.request().empty()) {
        m_request.write(m_options.firstEventNumber + m_sent, connection.request());
    }
    ++m_sent;
    if (!connection.send()) {
        m_measurement.addError();
    }
}

Measurement LoadRun::run()
{
    m_started = m_lastAnswer = SteadyClock::now();
    for (const auto &connection : m_connections) {
        m_idle.push_back(connection.get());
    }
    sendDue();
    std::array<epoll_event, 256> events{};
    while (!isOver()) {
        const int count = epoll_wait(m_epoll, events.data(), static_cast<int>(events.size()), waitMilliseconds());
        for (int i = 0; i < count; ++i) {
            auto &connection = *static_cast<Connection *>(events[static_cast<std::size_t>(i)].data.ptr);
            const auto event = connection.handle(events[static_cast<std::size_t>(i)].events);
            if (event == Connection::Event::Nothing) {
                continue;
            }
            if (event == Connection::Event::Answered) {
                m_measurement.addAnswer(connection.status(), connection.latency());
                m_lastAnswer = SteadyClock::now();
            } else {
                m_measurement.addError();
            }
            m_idle.push_back(&connection);
        }
        sendDue();
    }
    return std::move(m_measurement);
}

} // namespace LoadGenerator
