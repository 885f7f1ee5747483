// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/clientauthentication.h>
#include <Tbs/notification/notificationsink.h>
#include <Tbs/notification/retrypolicy.h>
#include <Tbs/subscription/subscriptionclient.h>
#include <Tbs/support/clock.h>
#include <Tbs/websocket/websocketstatus.h>

#include <QFuture>
#include <QHash>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>

#include <functional>
#include <memory>

namespace Tbs {

struct TBS_CORE_EXPORT WebSocketChannelOptions
{
    /// Of the FHIR server, http or https: what the URL of the websocket is held against.
    QUrl baseUrl;
    /// How the server speaks; what it turns out to want instead is learnt.
    WebSocketProtocol protocol;
    /// Whether the opening request may go over ws although baseUrl is https.
    bool allowUnencrypted = false;
    /// Sent with the opening request, and only to the origin of baseUrl; nothing means none.
    std::shared_ptr<ClientAuthentication> authentication;
    /// Client certificate, its key and the authorities that are trusted.
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();

    std::chrono::milliseconds connectTimeout = std::chrono::seconds(30); ///< until the socket is open, > 0
    std::chrono::milliseconds bindTimeout = std::chrono::seconds(10); ///< until the handshake of a subscription, > 0
    std::chrono::milliseconds pingInterval = std::chrono::seconds(30); ///< of silence, then a ping is sent; > 0
    std::chrono::milliseconds pongTimeout = std::chrono::seconds(15); ///< without an answer the socket is dead, > 0
    /// The pauses before a new attempt; each is varied by a fifth, so that clients do not come all at once. Attempts
    /// are not limited. After a second refusal (Rejected, ActionRequired) the pause is the longest.
    RetryPolicy reconnect{.maximumDelay = std::chrono::minutes(1)};
    /// The pauses before the sink is given a notification again that it could not take.
    RetryPolicy redelivery{.maximumDelay = std::chrono::minutes(1)};
    qint64 maximumMessageSize = qint64{64} * 1024 * 1024; ///< bytes of one frame; a larger one closes the socket
    qint64 maximumWaitingSize = qint64{64} * 1024 * 1024; ///< bytes that wait for the sink; what comes then is dropped
};

/// The websocket subscriptions of one FHIR server: fetches binding tokens, connects, binds, hands what comes to a sink,
/// and begins again whenever that breaks. Backport IG, channels.html#websockets
///
/// Subscriptions share a socket where the server gives a token for all of them; else each has its own. Tokens are
/// renewed before they expire without a hole. A frame is given to the sink once for each webhook id that one of its
/// statuses is about, one after the other for each webhook id; one that the sink cannot take now is given again later,
/// and those behind it wait. A socket that is silent is pinged; one that is dead is opened again.
///
/// What was sent while nothing was connected does not come again by itself: catchUpNeeded() says when to look.
/// Neither tokens nor what the frames hold are ever logged. Lives in one thread.
class TBS_CORE_EXPORT WebSocketChannel : public QObject
{
    Q_OBJECT

public:
    /// Asks for a token of Subscriptions by their ids: `$get-ws-binding-token`, as SubscriptionClient::webSocketBinding
    /// does.
    using FetchBinding = std::function<QFuture<Result<WebSocketBinding>>(const QStringList &ids)>;

    /// \a clock and \a sink must outlive this.
    WebSocketChannel(Clock &clock, NotificationSink &sink, FetchBinding fetchBinding, WebSocketChannelOptions options,
                     QObject *parent = nullptr);
    /// Closes the sockets without waiting; what the sink still has is finished without us.
    ~WebSocketChannel() override;

    /// The subscriptions to receive: Subscription ids, or `Subscription/id`, by webhook id. What is not there any more
    /// is given up; what is new is bound besides the others. At any time; it takes effect from the event loop.
    void setSubscriptions(const QHash<QString, QString> &subscriptions);

    /// How \a webhookId does; Disconnected when it is not in the set.
    [[nodiscard]] WebSocketStatus status(const QString &webhookId) const;
    /// The webhook ids that were set.
    [[nodiscard]] QStringList webhookIds() const;

Q_SIGNALS:
    /// Every change of status(); the other signals follow.
    void statusChanged(const QString &webhookId, const Tbs::WebSocketStatus &status);
    /// The server has confirmed the binding, the first one or one after disconnected().
    void connected(const QString &webhookId);
    /// The binding is lost, or an attempt to get it failed; another follows by itself. \a reason is what to do about
    /// it: nothing (Retry), or something on the server or in the configuration (Rejected, ActionRequired).
    void disconnected(const QString &webhookId, const Tbs::Error &reason);
    /// Events may have been missed, because nothing was connected for a while or too much waited for the sink: ask
    /// `$status` and fetch `$events`. After each connected().
    void catchUpNeeded(const QString &webhookId);
    /// Something is wrong that does not end the connection: a frame that is no notification, or for nobody, an
    /// OperationOutcome, a token that could not be renewed, a notification that was dropped. \a webhookId is empty
    /// where it cannot be told.
    void errorOccurred(const QString &webhookId, const Tbs::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
