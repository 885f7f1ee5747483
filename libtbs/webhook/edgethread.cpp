// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "edgethread_p.h"

namespace Tbs {

EdgeThread::EdgeThread(std::shared_ptr<const EdgeConfiguration> configuration, qintptr listeningSocket)
    : m_configuration(std::move(configuration))
    , m_listeningSocket(listeningSocket)
{
    setObjectName(QStringLiteral("tbs-edge"));
}

EdgeServer &EdgeThread::startServer()
{
    auto server = m_server.get_future();
    start();
    return *server.get();
}

void EdgeThread::waitUntilDrained()
{
    m_isDrained.acquire();
    m_isDrained.release();
}

void EdgeThread::end()
{
    quit();
    wait();
}

void EdgeThread::run()
{
    EdgeServer server(m_configuration, m_listeningSocket);
    const auto noteDrained = [this] {
        m_isDrained.release();
        Q_EMIT drained();
    };
    connect(&server, &EdgeServer::drained, &server, noteDrained);
    m_server.set_value(&server);
    exec();
}

} // namespace Tbs
