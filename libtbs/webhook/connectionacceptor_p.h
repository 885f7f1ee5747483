// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "edgeserver_p.h"

#include <QTcpServer>

#include <memory>
#include <vector>

namespace Tbs {

/// Accepts connections and gives each to the edge server with the fewest, which refuses those above the limits with
/// 503. Where even that would be too many, they are refused right here.
class ConnectionAcceptor final : public QTcpServer
{
    Q_OBJECT

public:
    /// \a configuration says what a connection is told that is not let in.
    explicit ConnectionAcceptor(std::shared_ptr<const EdgeConfiguration> configuration);

    /// To be called before connections are accepted; the servers must outlive the acceptor's listening.
    void setEdgeServers(std::vector<EdgeServer *> servers);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void refuse(qintptr descriptor) const;
    [[nodiscard]] EdgeServer &leastLoaded();

    const std::shared_ptr<const EdgeConfiguration> m_configuration;
    std::vector<EdgeServer *> m_servers;
    std::size_t m_next = 0; ///< of several equals the next one gets the connection
};

} // namespace Tbs
