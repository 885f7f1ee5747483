// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "measurement.h"
#include "response.h"

#include <cstdint>
#include <netinet/in.h>
#include <string>

namespace LoadGenerator {

/// One socket with one request at a time, watched by an epoll instance.
class Connection
{
public:
    enum class Event { Nothing, Answered, Failed };

    Connection(int epoll, const sockaddr_in &target);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// What send() is to send; only between two requests.
    [[nodiscard]] std::string &request() { return m_request; }
    /// Begins a request, on a new socket where there is none. False when there can be none.
    [[nodiscard]] bool send();
    /// Goes on with what epoll reported.
    [[nodiscard]] Event handle(std::uint32_t epollEvents);
    /// Of the request that was answered.
    [[nodiscard]] int status() const { return m_response.status(); }
    [[nodiscard]] SteadyClock::duration latency() const { return SteadyClock::now() - m_started; }

private:
    [[nodiscard]] bool open();
    void close();
    void watch(std::uint32_t epollEvents, int operation);
    void waitToWrite(bool wait);
    [[nodiscard]] bool writeOn();
    [[nodiscard]] Event readOn();
    [[nodiscard]] Event fail();

    const int m_epoll;
    const sockaddr_in &m_target;
    int m_socket = -1;
    std::string m_request;
    std::size_t m_written = 0;
    bool m_isWaitingToWrite = false;
    Response m_response;
    SteadyClock::time_point m_started;
};

} // namespace LoadGenerator
