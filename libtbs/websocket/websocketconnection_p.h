// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "websocketframe_p.h"
#include "websocketlink_p.h"

#include <QSet>

namespace Tbs {

/// How the server speaks, as far as it is known by now.
struct LearntProtocol
{
    WebSocketProtocol protocol;
    bool isBindMessageProven = false; ///< the server has bound a socket after such a message
};

/// What all connections of a channel share. It outlives them.
struct WebSocketContext
{
    Clock &clock;
    WebSocketChannelOptions options;
    WebSocketChannel::FetchBinding fetchBinding;
    LearntProtocol learnt;
};

/// Keeps a socket that is bound to a set of Subscriptions: a token, a link, the server's handshakes; renews the token,
/// and begins again after a pause when anything breaks.
///
/// At any time there is at most one link in use, and one attempt: to get the first one, or to renew the token on it or
/// on its successor.
class WebSocketConnection : public QObject
{
    Q_OBJECT

public:
    /// \a context outlives this.
    WebSocketConnection(WebSocketContext &context, QObject *parent);

    /// What is new is bound besides what is bound already. Not empty.
    void setSubscriptions(const QSet<QString> &ids);
    [[nodiscard]] const QSet<QString> &subscriptions() const { return m_ids; }
    [[nodiscard]] const QSet<QString> &boundSubscriptions() const { return m_bound; }

Q_SIGNALS:
    /// Those that are not bound came to \a state: FetchingToken, Connecting or Binding.
    void progressed(const QSet<QString> &ids, Tbs::WebSocketState state);
    void bound(const QString &id);
    /// Those are not bound, or not any more.
    void lost(const QSet<QString> &ids, const Tbs::Error &reason, const QDateTime &nextAttemptAt);
    /// Something is wrong, but what is bound stays so.
    void failed(const Tbs::Error &error);
    void received(const Tbs::NotificationFrame &notification);
    /// The server gives no token for all of them. Nothing is tried until others are set.
    void refusesSeveral();

private:
    struct Attempt
    {
        QString token;
        QDateTime expiration;
        QUrl url;
        WebSocketLink *link = nullptr; ///< the one in use, or its successor
        WebSocketProtocol::BindMessage form = WebSocketProtocol::BindMessage::Text;
        bool isTokenSaid = false;
        QSet<QString> unconfirmed;
    };

    void begin();
    void endAttempt();
    void stall();
    void onToken(const Result<WebSocketBinding> &binding);
    [[nodiscard]] Result<void> readToken(const WebSocketBinding &binding);
    void authenticate();
    void open(const HttpHeaders &headers);
    void sayToken();
    void onMessage(WebSocketLink *link, const QByteArray &message);
    void onNotification(WebSocketLink *link, const NotificationFrame &notification);
    void confirm(const SubscriptionStatus &status);
    void setBound(const QSet<QString> &ids);
    void onRefusal(WebSocketLink *link, const Error &error);
    void onBindTimeout();
    void onNotBound(const Error &error);
    [[nodiscard]] bool mayTryOtherForm() const;
    bool tryOtherForm(const std::optional<Error> &refusal);
    void settle();
    void use(WebSocketLink *link, const QUrl &url);
    void onEnded(WebSocketLink *link, const Error &reason);
    void onLinkLost(const Error &reason);
    [[nodiscard]] WebSocketState stateOfAttempt() const;

    void abandon(const Error &error);
    void failRenewal(const Error &error);
    void failConnection(const Error &error);
    void scheduleRenewal(const QDateTime &expiration);
    void resumeRenewal();
    void beginAfter(std::chrono::milliseconds delay);
    [[nodiscard]] std::chrono::milliseconds pauseAfter(const Error &error);
    [[nodiscard]] Error withoutSecrets(Error error) const;
    [[nodiscard]] QSet<QString> unbound() const { return m_ids - m_bound; }

    WebSocketContext &m_context;
    QSet<QString> m_ids;
    QSet<QString> m_bound;
    WebSocketLink *m_link = nullptr; ///< in use
    QUrl m_url; ///< of m_link
    std::optional<Attempt> m_attempt;
    std::optional<std::chrono::nanoseconds> m_renewalDue; ///< on the monotonic scale; absent: never
    QDateTime m_expiration; ///< when the binding ends; invalid: not known or never
    QStringList m_secrets; ///< the newest tokens
    int m_failures = 0; ///< in a row
    std::chrono::nanoseconds m_boundSince{0};
    quint64 m_attemptNumber = 0; ///< answers to earlier attempts find another number
    quint64 m_planNumber = 0; ///< as do timers of earlier plans
    bool m_hasTriedOtherForm = false;
    std::optional<Error> m_firstRefusal; ///< of the form that was tried first
    bool m_isStalled = false; ///< by refusesSeveral()
};

/// The id in `Subscription/id`, in an absolute reference, or in the id itself.
[[nodiscard]] QString subscriptionId(const QString &reference);

} // namespace Tbs
