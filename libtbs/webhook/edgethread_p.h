// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "edgeserver_p.h"

#include <QSemaphore>
#include <QThread>

#include <future>

namespace Tbs {

/// A thread with one EdgeServer, which lives from start() until the thread ends.
class EdgeThread final : public QThread
{
    Q_OBJECT

public:
    EdgeThread(std::shared_ptr<const EdgeConfiguration> configuration, qintptr listeningSocket);

    /// Starts the thread and waits for its server. To be called once.
    [[nodiscard]] EdgeServer &startServer();
    /// Whether the server has drained.
    [[nodiscard]] bool isDrained() const { return m_isDrained.available() > 0; }
    /// Blocks until the server has drained.
    void waitUntilDrained();
    /// Ends the thread and waits for it. Not by itself when the server has drained: whoever told it to may still be
    /// waking the thread up (QCoreApplication::postEvent), and its dispatcher has to be there until that is done.
    void end();

Q_SIGNALS:
    void drained();

protected:
    void run() override;

private:
    const std::shared_ptr<const EdgeConfiguration> m_configuration;
    const qintptr m_listeningSocket;
    std::promise<EdgeServer *> m_server;
    QSemaphore m_isDrained;
};

} // namespace Tbs
