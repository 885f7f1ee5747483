// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "fakewebsocketserver.h"
#include "mockclock.h"
#include "notifications.h"
#include "recordingsink.h"

#include <Tbs/support/futures.h>
#include <Tbs/websocket/websocketchannel.h>

#include <QSignalSpy>
#include <QtTest>

#include <deque>

namespace Tbs::Test {

/// A channel with stopped time before a scripted websocket server and a scripted `$get-ws-binding-token`.
///
/// The token for the Subscriptions 1 and 2 is `token-1+2#3` when it is the third one.
class ChannelFixture
{
public:
    explicit ChannelFixture(WebSocketChannelOptions options = optionsFor({}));

    [[nodiscard]] static WebSocketChannelOptions optionsFor(const WebSocketProtocol &protocol);

    /// Webhook id `a` has Subscription `1`, `b` has `2`, and so on.
    void subscribe(const QStringList &webhookIds);
    /// The server confirms every token, said in this form, with handshakes.
    void confirm(WebSocketProtocol::BindMessage form = WebSocketProtocol::BindMessage::Text);
    /// subscribe() and wait until all are connected. The records are cleared.
    void connectAll(const QStringList &webhookIds);

    /// Moves time on to the next attempt that is planned for \a webhookId.
    void goToNextAttempt(const QString &webhookId = QStringLiteral("a"));
    /// Gives what must not happen the chance to happen: round trips through the event loop and the network.
    void settle();
    /// The frame of an event of a Subscription.
    [[nodiscard]] static QByteArray event(const QString &subscriptionId, int number);
    void sendEvent(int socket, const QString &subscriptionId, int number);

    [[nodiscard]] WebSocketState state(const QString &webhookId) const { return channel->status(webhookId).state; }
    [[nodiscard]] static Error errorOf(const QList<QVariant> &signal) { return signal.at(1).value<Error>(); }
    void clear();

    /// What is answered to the next requests for a token; then tokens for all.
    std::deque<Result<WebSocketBinding>> answers;
    /// Of the tokens that are made up.
    std::chrono::milliseconds lifetime{0}; ///< 0: they do not expire
    bool namesSubscriptions = true;
    QUrl url; ///< empty: that of the server
    bool holdsTokens = false; ///< requests are not answered
    void cancelHeld() { m_held.clear(); } ///< those that were held, as when the FHIR client goes
    QList<QStringList> askedFor;

    MockClock clock;
    FakeWebSocketServer server;
    RecordingSink sink;
    std::unique_ptr<WebSocketChannel> channel;
    std::unique_ptr<QSignalSpy> connected;
    std::unique_ptr<QSignalSpy> disconnected;
    std::unique_ptr<QSignalSpy> catchUps;
    std::unique_ptr<QSignalSpy> errors;
    std::unique_ptr<QSignalSpy> statuses;

private:
    [[nodiscard]] QFuture<Result<WebSocketBinding>> fetch(const QStringList &ids);

    FakeWebSocketServer m_echo; ///< for settle()
    int m_tokens = 0;
    std::vector<SharedPromise<Result<WebSocketBinding>>> m_held;
};

/// The ids in a token of the fixture.
[[nodiscard]] QStringList idsIn(const QString &token);
/// The token in a message of either form; empty when there is none.
[[nodiscard]] QString tokenIn(const QString &message);
[[nodiscard]] bool isText(const QString &message);
/// The handshake of a Subscription.
[[nodiscard]] QString handshake(const QString &subscriptionId);

} // namespace Tbs::Test
