// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connection.h"

#include <array>
#include <cerrno>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace LoadGenerator {

Connection::Connection(int epoll, const sockaddr_in &target)
    : m_epoll(epoll)
    , m_target(target)
{
}

Connection::~Connection()
{
    close();
}

bool Connection::open()
{
    m_socket = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_socket < 0) {
        return false;
    }
    const int on = 1;
    setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (connect(m_socket, reinterpret_cast<const sockaddr *>(&m_target), sizeof m_target) != 0
        && errno != EINPROGRESS) {
        close();
        return false;
    }
    m_isWaitingToWrite = true;
    watch(EPOLLIN | EPOLLOUT, EPOLL_CTL_ADD);
    return true;
}

void Connection::close()
{
    if (m_socket >= 0) {
        ::close(m_socket);
        m_socket = -1;
    }
}

void Connection::watch(std::uint32_t epollEvents, int operation)
{
    epoll_event event{};
    event.events = epollEvents;
    event.data.ptr = this;
    epoll_ctl(m_epoll, operation, m_socket, &event);
}

bool Connection::send()
{
    m_response.clear();
    m_written = 0;
    m_started = SteadyClock::now();
    if (m_socket >= 0 && writeOn()) {
        return true;
    }
    m_written = 0;
    return open(); // epoll tells when it is connected
}

bool Connection::writeOn()
{
    while (m_written < m_request.size()) {
        const auto size = ::send(m_socket, m_request.data() + m_written, m_request.size() - m_written, MSG_NOSIGNAL);
        if (size < 0 && errno == EAGAIN) {
            waitToWrite(true);
            return true;
        }
        if (size < 0) {
            close();
            return false;
        }
        m_written += static_cast<std::size_t>(size);
    }
    waitToWrite(false);
    return true;
}

void Connection::waitToWrite(bool wait)
{
    if (m_isWaitingToWrite == wait) {
        return;
    }
    m_isWaitingToWrite = wait;
    std::uint32_t events = EPOLLIN;
    if (wait) {
        events |= EPOLLOUT;
    }
    watch(events, EPOLL_CTL_MOD);
}

Connection::Event Connection::handle(std::uint32_t epollEvents)
{
    if ((epollEvents & EPOLLOUT) != 0 && !writeOn()) {
        return Event::Failed;
    }
    return (epollEvents & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 ? readOn() : Event::Nothing;
}

Connection::Event Connection::readOn()
{
    std::array<char, 64 * 1024> buffer; // NOLINT(*-member-init): it is read into
    const auto size = recv(m_socket, buffer.data(), buffer.size(), 0);
    if (size < 0 && errno == EAGAIN) {
        return Event::Nothing;
    }
    if (size <= 0) {
        return fail();
    }
    switch (m_response.append(buffer.data(), static_cast<std::size_t>(size))) {
    case Response::State::Incomplete:
        return Event::Nothing;
    case Response::State::Malformed:
        return fail();
    case Response::State::Complete:
        break;
    }
    if (m_response.closesConnection()) {
        close();
    }
    return Event::Answered;
}

Connection::Event Connection::fail()
{
    close();
    return Event::Failed;
}

} // namespace LoadGenerator
