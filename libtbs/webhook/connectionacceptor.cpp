// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionacceptor_p.h"

#include <Tbs/support/logging.h>

#include <array>
#include <sys/socket.h>
#include <unistd.h>

namespace Tbs {

namespace {

constexpr QByteArrayView refusal = "HTTP/1.1 503 Service Unavailable\r\n"
                                   "Retry-After: 1\r\n"
                                   "Content-Length: 0\r\n"
                                   "Connection: close\r\n"
                                   "\r\n";

QHostAddress peerAddress(int descriptor)
{
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    return getpeername(descriptor, generic, &size) == 0 ? QHostAddress(generic) : QHostAddress();
}

} // namespace

ConnectionAcceptor::ConnectionAcceptor(std::shared_ptr<const EdgeConfiguration> configuration)
    : m_configuration(std::move(configuration))
{
}

void ConnectionAcceptor::setEdgeServers(std::vector<EdgeServer *> servers)
{
    m_servers = std::move(servers);
}

void ConnectionAcceptor::incomingConnection(qintptr descriptor)
{
    auto place = m_configuration->usage->takePlace(peerAddress(static_cast<int>(descriptor)));
    if (!place) {
        refuse(descriptor);
        return;
    }
    leastLoaded().add(descriptor, std::move(*place));
}

/// Without waiting for what the client sends, so that the answer may be lost.
/// Without waiting for what the client sends, so that the answer may be lost.
void ConnectionAcceptor::refuse(qintptr descriptor) const
{
    const auto socket = static_cast<int>(descriptor);
    if (!m_configuration->tls) {
        ::send(socket, refusal.data(), static_cast<std::size_t>(refusal.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    }
    ::close(socket);
}

EdgeServer &ConnectionAcceptor::leastLoaded()
{
    auto best = m_next % m_servers.size();
    for (std::size_t i = 1; i < m_servers.size(); ++i) {
        const auto candidate = (m_next + i) % m_servers.size();
        if (m_servers[candidate]->connectionCount() < m_servers[best]->connectionCount()) {
            best = candidate;
        }
    }
    m_next = best + 1;
    return *m_servers[best];
}

} // namespace Tbs
