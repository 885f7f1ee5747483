// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "httplistener.h"

#include "connectionacceptor_p.h"
#include "edgeserver_p.h"
#include "edgethread_p.h"

#include <QEventLoop>
#include <QSslKey>
#include <QSslSocket>

#include <algorithm>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <vector>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

constexpr int listenBacklog = 1024; // bursts of connections; Qt's default is 50

} // namespace

class HttpListener::Private
{
public:
    HttpRequestHandler handler;
    QHostAddress address;
    quint16 port = 0;
    bool listening = false;
    qintptr listeningSocket = -1;

    std::unique_ptr<EdgeServer> ownServer; ///< without edge threads
    std::vector<std::unique_ptr<EdgeThread>> threads;
    std::vector<EdgeServer *> servers;
    std::unique_ptr<ConnectionAcceptor> acceptor; ///< lives in the first edge thread

    [[nodiscard]] static Result<void> check(const HttpListenerOptions &options);
    void startServers(const std::shared_ptr<const EdgeConfiguration> &configuration, int edgeThreads);
    void startAccepting();
    void stop(std::chrono::milliseconds drainTime);
    void waitForServers();
    void endThreads();
    [[nodiscard]] bool isDraining() const;

private:
    bool m_ownServerDrained = false;
};

Result<void> HttpListener::Private::check(const HttpListenerOptions &options)
{
    if (options.edgeThreads < 0) {
        return failure(Error::Kind::ActionRequired, tr("The number of edge threads is negative."));
    }
    if (!options.tls) {
        return {};
    }
    if (!QSslSocket::supportsSsl()) {
        return failure(Error::Kind::ActionRequired,
                       tr("Qt was built without TLS, or its TLS plugin is not installed."));
    }
    if (options.tls->localCertificate().isNull()) {
        return failure(Error::Kind::ActionRequired, tr("The TLS configuration has no certificate."));
    }
    if (options.tls->privateKey().isNull()) {
        return failure(Error::Kind::ActionRequired, tr("The TLS configuration has no private key."));
    }
    return {};
}

void HttpListener::Private::startServers(const std::shared_ptr<const EdgeConfiguration> &configuration, int edgeThreads)
{
    if (edgeThreads == 0) {
        ownServer = std::make_unique<EdgeServer>(configuration, listeningSocket);
        m_ownServerDrained = false;
        QObject::connect(ownServer.get(), &EdgeServer::drained, ownServer.get(), [this] { m_ownServerDrained = true; });
        servers = {ownServer.get()};
        return;
    }
    for (int i = 0; i < edgeThreads; ++i) {
        threads.push_back(std::make_unique<EdgeThread>(configuration, listeningSocket));
        servers.push_back(&threads.back()->startServer());
    }
}

/// In the first edge thread, so that a busy thread of the application does not keep clients waiting.
void HttpListener::Private::startAccepting()
{
    acceptor->setEdgeServers(servers);
    acceptor->moveToThread(servers.front()->thread());
    QMetaObject::invokeMethod(acceptor.get(), [this] { acceptor->resumeAccepting(); });
}

void HttpListener::Private::stop(std::chrono::milliseconds drainTime)
{
    // Takes effect at once, also for the duplicates of the socket that the edge servers have.
    ::shutdown(static_cast<int>(listeningSocket), SHUT_RDWR);
    // The servers may end once the acceptor gives them no more connections, hence from its thread.
    QMetaObject::invokeMethod(acceptor.get(), [this, drainTime] {
        acceptor->close();
        // The one of this thread is called at once: when all have drained, all have been told.
        std::for_each(servers.rbegin(), servers.rend(), [drainTime](EdgeServer *server) {
            QMetaObject::invokeMethod(server, [server, drainTime] { server->drain(drainTime); });
        });
    });
}

bool HttpListener::Private::isDraining() const
{
    return (ownServer && !m_ownServerDrained)
        || std::any_of(threads.begin(), threads.end(), [](const auto &thread) { return !thread->isDrained(); });
}

/// With an event loop: the answers being waited for may have to come from this thread.
void HttpListener::Private::waitForServers()
{
    QEventLoop loop;
    if (ownServer) {
        QObject::connect(ownServer.get(), &EdgeServer::drained, &loop, &QEventLoop::quit);
    }
    for (const auto &thread : threads) {
        QObject::connect(thread.get(), &EdgeThread::drained, &loop, &QEventLoop::quit);
    }
    while (isDraining()) {
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    }
}

void HttpListener::Private::endThreads()
{
    for (const auto &thread : threads) {
        thread->waitUntilDrained();
    }
    for (const auto &thread : threads) {
        thread->end();
    }
}

HttpListener::HttpListener(HttpRequestHandler handler, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->handler = std::move(handler);
}

HttpListener::~HttpListener()
{
    close(0ms);
}

Result<void> HttpListener::listen(const HttpListenerOptions &options)
{
    if (d->listening) {
        return failure(Error::Kind::Internal, tr("The listener listens already."));
    }
    if (const auto checked = Private::check(options); !checked) {
        return checked;
    }
    const auto configuration = std::make_shared<const EdgeConfiguration>(
        EdgeConfiguration{d->handler, options.limits, options.tls, std::make_shared<ResourceUsage>(options.limits)});
    auto acceptor = std::make_unique<ConnectionAcceptor>(configuration);
    acceptor->setListenBacklogSize(listenBacklog);
    if (!acceptor->listen(options.address, options.port)) {
        return failure(Error::Kind::ActionRequired,
                       tr("Cannot listen on %1 port %2: %3")
                           .arg(options.address.toString())
                           .arg(options.port)
                           .arg(acceptor->errorString()));
    }
    acceptor->pauseAccepting();
    const int noDelay = 1; // accepted sockets inherit it
    d->listeningSocket = acceptor->socketDescriptor();
    ::setsockopt(static_cast<int>(d->listeningSocket), IPPROTO_TCP, TCP_NODELAY, &noDelay, sizeof(noDelay));
    d->address = acceptor->serverAddress();
    d->port = acceptor->serverPort();
    d->acceptor = std::move(acceptor);
    d->startServers(configuration, options.edgeThreads);
    d->startAccepting();
    d->listening = true;
    return {};
}

bool HttpListener::isListening() const
{
    return d->listening;
}

QHostAddress HttpListener::address() const
{
    return d->address;
}

quint16 HttpListener::port() const
{
    return d->port;
}

void HttpListener::close(std::chrono::milliseconds drainTime)
{
    if (!std::exchange(d->listening, false)) {
        return;
    }
    d->stop(drainTime);
    if (drainTime > 0ms) {
        d->waitForServers();
    }
    d->endThreads();
    d->acceptor.reset();
    d->threads.clear();
    d->servers.clear();
    d->ownServer.reset();
}

} // namespace Tbs
