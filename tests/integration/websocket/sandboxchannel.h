// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "mockclock.h"
#include "recordingsink.h"

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/websocket/websocketchannel.h>

#include <QNetworkAccessManager>
#include <QSignalSpy>
#include <QtTest>

namespace Tbs::Test {

/// A sandbox with stopped time, and a channel to it by way of a FHIR client, as an application has it.
class SandboxChannel
{
public:
    explicit SandboxChannel(FhirVersion version, const QString &wireProfile = QStringLiteral("strict"),
                            const QString &serverProfile = QStringLiteral("strict"));
    ~SandboxChannel();

    /// Another sandbox, empty, in the place of the one before.
    void restartServer();

    /// Creates a Subscription to the sample topic with the channel websocket. \return its id
    QString create();
    /// Creates those that are not there yet, and tells the channel of all of them.
    void subscribe(const QStringList &webhookIds);
    /// subscribe(), and wait until all are connected.
    void connectAll(const QStringList &webhookIds);
    /// Waits for a future; fails the test when it does not come.
    template <typename T> T wait(const QFuture<T> &future);

    void goToNextAttempt(const QString &webhookId);
    /// Gives what must not happen the chance to happen.
    void settle();
    /// Websockets that are bound to the Subscription of \a webhookId, as the sandbox sees it.
    [[nodiscard]] int boundSockets(const QString &webhookId) const;
    [[nodiscard]] WebSocketState state(const QString &webhookId) const { return channel->status(webhookId).state; }
    /// `a 1`: webhook id and number of each event that arrived, in their order.
    [[nodiscard]] QStringList events() const;
    [[nodiscard]] qsizetype count(NotificationType type) const;

    FhirVersion version;
    QString wireProfile;
    MockClock clock;
    RecordingSink recordingSink;
    NotificationSink *sink = &recordingSink; ///< before the first subscribe()
    std::unique_ptr<SandboxServer> server;
    std::unique_ptr<FhirClient> fhirClient;
    std::unique_ptr<SubscriptionClient> client;
    /// Stands between the channel and the client.
    WebSocketChannel::FetchBinding fetchBinding;
    std::unique_ptr<WebSocketChannel> channel;
    std::unique_ptr<QSignalSpy> connected;
    std::unique_ptr<QSignalSpy> disconnected;
    std::unique_ptr<QSignalSpy> catchUps;
    QHash<QString, QString> subscriptions; ///< by webhook id
    int tokens = 0; ///< that were asked for

private:
    void startChannel();

    QNetworkAccessManager m_network;
    quint16 m_port = 0;
    WebSocketProtocol m_protocol;
};

template <typename T> T SandboxChannel::wait(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); }) || future.resultCount() == 0) {
        qFatal("no answer from the sandbox");
    }
    return future.result();
}

} // namespace Tbs::Test
