// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "edgeserver_p.h"

#include <QThread>

#include <future>

namespace Tbs {

/// A thread with one EdgeServer, which lives from start() until the thread ends. It ends when the server has drained.
class EdgeThread final : public QThread
{
    Q_OBJECT

public:
    EdgeThread(std::shared_ptr<const EdgeConfiguration> configuration, qintptr listeningSocket);

    /// Starts the thread and waits for its server. To be called once.
    [[nodiscard]] EdgeServer &startServer();

protected:
    void run() override;

private:
    const std::shared_ptr<const EdgeConfiguration> m_configuration;
    const qintptr m_listeningSocket;
    std::promise<EdgeServer *> m_server;
};

} // namespace Tbs
