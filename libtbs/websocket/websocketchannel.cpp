// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketchannel.h"

#include "notificationpart_p.h"
#include "websocketconnection_p.h"
#include "websocketinbox_p.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace Tbs {

class WebSocketChannel::Private
{
public:
    using Groups = std::vector<QSet<QString>>; ///< of Subscription ids; each shares a socket

    Private(WebSocketChannel *channel, WebSocketContext channelContext, NotificationSink &sink)
        : q(channel)
        , context(std::move(channelContext))
        , inbox(context.clock, sink, context.options.redelivery, context.options.maximumWaitingSize)
    {
        QObject::connect(&inbox, &WebSocketInbox::refused, q, &WebSocketChannel::errorOccurred);
        QObject::connect(&inbox, &WebSocketInbox::delayed, q, &WebSocketChannel::errorOccurred);
        QObject::connect(&inbox, &WebSocketInbox::dropped, q, &WebSocketChannel::errorOccurred);
        QObject::connect(&inbox, &WebSocketInbox::caughtUp, q, &WebSocketChannel::catchUpNeeded);
    }

    void setSubscriptions(const QHash<QString, QString> &subscriptions);
    void planConnections();
    void connectAsPlanned();
    [[nodiscard]] Groups groups() const;
    [[nodiscard]] static Groups::iterator groupFor(const WebSocketConnection &connection, Groups &groups);
    void addConnection(const QSet<QString> &ids);

    [[nodiscard]] QStringList webhookIdsOf(const QSet<QString> &ids) const;
    void setStatus(const QString &webhookId, WebSocketStatus status);
    void onProgressed(const QSet<QString> &ids, WebSocketState state);
    void onBound(const QString &id);
    void onLost(const QSet<QString> &ids, const Error &reason, const QDateTime &nextAttemptAt);
    void onReceived(const Notification &notification);

    WebSocketChannel *q;
    WebSocketContext context;
    WebSocketInbox inbox;
    QHash<QString, QString> subscriptions; ///< Subscription id by webhook id
    QSet<QString> knownIds; ///< those of earlier times too, which servers go on to send
    QHash<QString, WebSocketStatus> statuses;
    std::vector<std::unique_ptr<WebSocketConnection>> connections;
    bool isPlanned = false;
};

void WebSocketChannel::Private::setSubscriptions(const QHash<QString, QString> &wanted)
{
    subscriptions.clear();
    for (auto one = wanted.cbegin(); one != wanted.cend(); ++one) {
        subscriptions.insert(one.key(), subscriptionId(one.value()));
        knownIds.insert(subscriptionId(one.value()));
    }
    statuses.removeIf([this](const auto &status) { return !subscriptions.contains(status.key()); });
    planConnections();
}

void WebSocketChannel::Private::planConnections()
{
    // Later: several changes meet, and who asks for one may stand in a slot of a connection that goes.
    if (!std::exchange(isPlanned, true)) {
        QMetaObject::invokeMethod(
            q, [this] { connectAsPlanned(); }, Qt::QueuedConnection);
    }
}

WebSocketChannel::Private::Groups WebSocketChannel::Private::groups() const
{
    const QSet<QString> ids(subscriptions.cbegin(), subscriptions.cend());
    if (ids.isEmpty()) {
        return {};
    }
    if (context.learnt.protocol.severalSubscriptions) {
        return {ids};
    }
    Groups result;
    for (const auto &id : ids) {
        result.push_back({id});
    }
    return result;
}

void WebSocketChannel::Private::connectAsPlanned()
{
    isPlanned = false;
    auto wanted = groups();
    auto present = std::exchange(connections, {});
    for (auto &connection : present) {
        const auto group = groupFor(*connection, wanted);
        if (group != wanted.end()) {
            connection->setSubscriptions(*group);
            wanted.erase(group);
            connections.push_back(std::move(connection));
        }
    }
    for (const auto &ids : wanted) {
        addConnection(ids);
    }
}

/// The group that \a connection goes on with: one it is bound to, else one it was made for; the end when there is none.
WebSocketChannel::Private::Groups::iterator WebSocketChannel::Private::groupFor(const WebSocketConnection &connection,
                                                                                Groups &groups)
{
    for (const auto &ids : {connection.boundSubscriptions(), connection.subscriptions()}) {
        const auto found =
            std::find_if(groups.begin(), groups.end(), [&](const auto &group) { return group.intersects(ids); });
        if (found != groups.end()) {
            return found;
        }
    }
    return groups.end();
}

void WebSocketChannel::Private::addConnection(const QSet<QString> &ids)
{
    auto connection = std::make_unique<WebSocketConnection>(context, nullptr);
    auto *added = connection.get();
    QObject::connect(added, &WebSocketConnection::progressed, q,
                     [this](const QSet<QString> &some, WebSocketState state) { onProgressed(some, state); });
    QObject::connect(added, &WebSocketConnection::bound, q, [this](const QString &id) { onBound(id); });
    QObject::connect(added, &WebSocketConnection::lost, q,
                     [this](const QSet<QString> &some, const Error &reason, const QDateTime &nextAttemptAt) {
                         onLost(some, reason, nextAttemptAt);
                     });
    QObject::connect(added, &WebSocketConnection::failed, q,
                     [this](const Error &error) { Q_EMIT q->errorOccurred({}, error); });
    QObject::connect(added, &WebSocketConnection::received, q,
                     [this](const NotificationFrame &notification) { onReceived(*notification); });
    QObject::connect(added, &WebSocketConnection::refusesSeveral, q, [this] {
        context.learnt.protocol.severalSubscriptions = false;
        planConnections();
    });
    connections.push_back(std::move(connection));
    added->setSubscriptions(ids);
}

QStringList WebSocketChannel::Private::webhookIdsOf(const QSet<QString> &ids) const
{
    QStringList webhookIds;
    for (auto one = subscriptions.cbegin(); one != subscriptions.cend(); ++one) {
        if (ids.contains(one.value())) {
            webhookIds.append(one.key());
        }
    }
    webhookIds.sort();
    return webhookIds;
}

void WebSocketChannel::Private::setStatus(const QString &webhookId, WebSocketStatus status)
{
    const auto before = statuses.value(webhookId);
    status.since = status.state == before.state && before.since.isValid() ? before.since : context.clock.now();
    if (status != before) {
        statuses.insert(webhookId, status);
        Q_EMIT q->statusChanged(webhookId, status);
    }
}

void WebSocketChannel::Private::onProgressed(const QSet<QString> &ids, WebSocketState state)
{
    for (const auto &webhookId : webhookIdsOf(ids)) {
        setStatus(webhookId,
                  {.state = state, .since = {}, .error = statuses.value(webhookId).error, .nextAttemptAt = {}});
    }
}

void WebSocketChannel::Private::onBound(const QString &id)
{
    for (const auto &webhookId : webhookIdsOf({id})) {
        setStatus(webhookId, {.state = WebSocketState::Connected, .since = {}, .error = {}, .nextAttemptAt = {}});
        Q_EMIT q->connected(webhookId);
        Q_EMIT q->catchUpNeeded(webhookId);
    }
}

void WebSocketChannel::Private::onLost(const QSet<QString> &ids, const Error &reason, const QDateTime &nextAttemptAt)
{
    for (const auto &webhookId : webhookIdsOf(ids)) {
        setStatus(
            webhookId,
            {.state = WebSocketState::Disconnected, .since = {}, .error = reason, .nextAttemptAt = nextAttemptAt});
        Q_EMIT q->disconnected(webhookId, reason);
    }
}

void WebSocketChannel::Private::onReceived(const Notification &notification)
{
    QMap<QString, QList<qsizetype>> statusesOf; // by webhook id
    for (qsizetype i = 0; i < notification.statuses.size(); ++i) {
        const auto id = subscriptionId(notification.statuses[i].subscription.original());
        const auto webhookIds = webhookIdsOf({id});
        for (const auto &webhookId : webhookIds) {
            statusesOf[webhookId].append(i);
        }
        if (webhookIds.isEmpty() && !knownIds.contains(id)) {
            Q_EMIT q->errorOccurred(
                {},
                {.kind = Error::Kind::Rejected,
                 .message = tr("A notification came on the websocket that is for none of its subscriptions."),
                 .location = {}});
        }
    }
    for (auto part = statusesOf.cbegin(); part != statusesOf.cend(); ++part) {
        const auto isWhole = part.value().size() == notification.statuses.size();
        inbox.add(part.key(), isWhole ? notification.body : partOf(notification, part.value()));
    }
}

WebSocketChannel::WebSocketChannel(Clock &clock, NotificationSink &sink, FetchBinding fetchBinding,
                                   WebSocketChannelOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this,
                                  WebSocketContext{.clock = clock,
                                                   .options = options,
                                                   .fetchBinding = std::move(fetchBinding),
                                                   .learnt = {.protocol = options.protocol}},
                                  sink))
{
}

WebSocketChannel::~WebSocketChannel() = default;

void WebSocketChannel::setSubscriptions(const QHash<QString, QString> &subscriptions)
{
    d->setSubscriptions(subscriptions);
}

WebSocketStatus WebSocketChannel::status(const QString &webhookId) const
{
    return d->statuses.value(webhookId);
}

QStringList WebSocketChannel::webhookIds() const
{
    auto webhookIds = d->subscriptions.keys();
    webhookIds.sort();
    return webhookIds;
}

} // namespace Tbs
