// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketconnection_p.h"
#include "websocketurl_p.h"

#include <Tbs/support/futures.h>
#include <Tbs/support/logging.h>

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

constexpr std::chrono::milliseconds longestLead = 5min; ///< before a token expires
/// Until a token is renewed that has expired by our clock: one of the clocks is wrong.
constexpr std::chrono::milliseconds renewalOfExpired = 30s;
constexpr qsizetype keptSecrets = 4;

WebSocketProtocol::BindMessage otherForm(WebSocketProtocol::BindMessage form)
{
    using BindMessage = WebSocketProtocol::BindMessage;
    return form == BindMessage::Text ? BindMessage::Json : BindMessage::Text;
}

} // namespace

QString subscriptionId(const QString &reference)
{
    const auto id = Reference(reference).id();
    return id.isEmpty() ? reference : id;
}

WebSocketConnection::WebSocketConnection(WebSocketContext &context, QObject *parent)
    : QObject(parent)
    , m_context(context)
{
}

void WebSocketConnection::setSubscriptions(const QSet<QString> &ids)
{
    const auto isGrowing = !m_ids.contains(ids);
    m_ids = ids;
    m_bound.intersect(ids);
    const auto isStalled = std::exchange(m_isStalled, false);
    if (isGrowing || (isStalled && !unbound().isEmpty())) {
        begin();
    } else if (isStalled) {
        resumeRenewal();
    } else if (m_attempt && m_attempt->isTokenSaid) {
        m_attempt->unconfirmed.intersect(ids);
        if (m_attempt->unconfirmed.isEmpty()) {
            settle();
        }
    }
}

void WebSocketConnection::begin()
{
    endAttempt();
    ++m_planNumber;
    const auto number = ++m_attemptNumber;
    m_attempt = Attempt();
    Q_EMIT progressed(unbound(), WebSocketState::FetchingToken);
    const auto onFetched = [this, number](const Result<WebSocketBinding> &binding) {
        if (number == m_attemptNumber && m_attempt) {
            onToken(binding);
        }
    };
    auto ids = m_ids.values();
    ids.sort();
    whenFinished(m_context.fetchBinding(ids), this, onFetched, [onFetched] {
        onFetched(failure(Error::Kind::Retry, tr("The request for a websocket token was cancelled.")));
    });
}

void WebSocketConnection::endAttempt()
{
    if (!m_attempt) {
        return;
    }
    auto *link = m_attempt->link;
    const auto url = m_attempt->url;
    m_attempt.reset();
    if (!link || link == m_link) {
        return;
    }
    if (!m_link && !m_bound.isEmpty()) {
        use(link, url); // it is bound to some of them already
    } else {
        link->close();
    }
}

void WebSocketConnection::onToken(const Result<WebSocketBinding> &binding)
{
    if (!binding) {
        if (binding.error().kind == Error::Kind::Rejected && m_ids.size() > 1) {
            stall();
            return;
        }
        abandon(binding.error());
        return;
    }
    if (const auto read = readToken(*binding); !read) {
        abandon(read.error());
        return;
    }
    QSet<QString> covered;
    for (const auto &subscription : binding->subscriptions) {
        covered.insert(subscriptionId(subscription));
    }
    if (m_ids.size() > 1 && !covered.isEmpty() && !covered.contains(m_ids)) {
        stall();
        return;
    }
    if (m_link && m_url == m_attempt->url && m_context.learnt.protocol.bindsAgain) {
        m_attempt->link = m_link;
        Q_EMIT progressed(unbound(), WebSocketState::Binding);
        sayToken();
        return;
    }
    Q_EMIT progressed(unbound(), WebSocketState::Connecting);
    authenticate();
}

void WebSocketConnection::stall()
{
    m_attempt.reset();
    m_isStalled = true;
    Q_EMIT refusesSeveral();
}

Result<void> WebSocketConnection::readToken(const WebSocketBinding &binding)
{
    if (binding.token.isEmpty()) {
        return failure(Error::Kind::BadData, tr("The server's answer holds no websocket token."), u"token"_s);
    }
    auto url = webSocketUrl(binding.url, m_context.options.baseUrl, m_context.options.allowUnencrypted);
    if (!url) {
        return failure(url.error());
    }
    m_attempt->token = binding.token;
    m_attempt->expiration = binding.expiration;
    m_attempt->url = *std::move(url);
    m_attempt->form = m_context.learnt.protocol.bindMessage;
    m_secrets.append(binding.token);
    m_secrets = m_secrets.last(std::min(m_secrets.size(), keptSecrets));
    return {};
}

void WebSocketConnection::authenticate()
{
    const auto &options = m_context.options;
    if (!options.authentication || !mayShowAuthentication(m_attempt->url, options.baseUrl)) {
        open({});
        return;
    }
    const auto onHeaders = [this, number = m_attemptNumber](const Result<HttpHeaders> &headers) {
        if (number != m_attemptNumber || !m_attempt) {
            return;
        }
        if (headers) {
            open(*headers);
        } else {
            abandon(headers.error());
        }
    };
    whenFinished(options.authentication->headers(), this, onHeaders, [onHeaders] {
        onHeaders(failure(Error::Kind::Retry, tr("The authentication of the websocket was cancelled.")));
    });
}

void WebSocketConnection::open(const HttpHeaders &headers)
{
    auto *link = new WebSocketLink(m_context.clock, m_context.options, this);
    m_attempt->link = link;
    connect(link, &WebSocketLink::opened, this, [this] {
        Q_EMIT progressed(unbound(), WebSocketState::Binding);
        sayToken();
    });
    connect(link, &WebSocketLink::received, this,
            [this, link](const QByteArray &message) { onMessage(link, message); });
    connect(link, &WebSocketLink::ended, this, [this, link](const Error &reason) { onEnded(link, reason); });
    link->open(m_attempt->url, headers);
}

void WebSocketConnection::sayToken()
{
    m_attempt->isTokenSaid = true;
    m_attempt->unconfirmed = m_ids;
    m_attempt->link->send(bindMessage(m_attempt->form, m_attempt->token));
    m_context.clock.callAfter(m_context.options.bindTimeout, this,
                              [this, number = m_attemptNumber, form = m_attempt->form] {
                                  if (number == m_attemptNumber && m_attempt && m_attempt->form == form) {
                                      onBindTimeout();
                                  }
                              });
}

void WebSocketConnection::onMessage(WebSocketLink *link, const QByteArray &message)
{
    const auto frame = readWebSocketFrame(message);
    if (!frame) {
        Q_EMIT failed(frame.error());
    } else if (const auto *notification = std::get_if<NotificationFrame>(&*frame)) {
        onNotification(link, *notification);
    } else if (const auto *refusal = std::get_if<RefusalFrame>(&*frame)) {
        onRefusal(link, withoutSecrets(refusal->error));
    }
}

void WebSocketConnection::onNotification(WebSocketLink *link, const NotificationFrame &notification)
{
    Q_EMIT received(notification);
    if (!m_attempt || m_attempt->link != link || !m_attempt->isTokenSaid) {
        return;
    }
    for (const auto &status : notification->statuses) {
        confirm(status);
    }
    if (m_attempt->unconfirmed.isEmpty()) {
        settle();
    }
}

void WebSocketConnection::confirm(const SubscriptionStatus &status)
{
    const auto id = subscriptionId(status.subscription.original());
    const auto isBound = m_bound.contains(id) && m_attempt->link == m_link;
    // What is bound on this link gets events whether or not it is bound again.
    const auto isProof = !isBound || status.type == NotificationType::Handshake;
    if (!isProof || !m_attempt->unconfirmed.remove(id)) {
        return;
    }
    m_context.learnt.isBindMessageProven = !m_hasTriedOtherForm; // else it may have been either
    m_context.learnt.protocol.bindMessage = m_attempt->form;
    // Those on the successor of a link count when all are there: until then it may be given up again.
    if (!m_link || m_attempt->link == m_link) {
        setBound({id});
    }
}

void WebSocketConnection::setBound(const QSet<QString> &ids)
{
    if (m_bound.isEmpty()) {
        m_boundSince = m_context.clock.monotonic();
    }
    const auto added = ids - m_bound;
    m_bound += added;
    for (const auto &id : added) {
        Q_EMIT bound(id);
    }
}

void WebSocketConnection::settle()
{
    const auto attempt = *std::exchange(m_attempt, std::nullopt);
    if (attempt.link != m_link) {
        use(attempt.link, attempt.url);
    } else {
        m_failures = 0; // renewed
    }
    m_hasTriedOtherForm = false;
    m_firstRefusal.reset();
    setBound(m_ids);
    scheduleRenewal(attempt.expiration);
}

void WebSocketConnection::use(WebSocketLink *link, const QUrl &url)
{
    if (m_link) {
        m_link->close();
        m_failures = 0; // renewed
    }
    m_link = link;
    m_url = url;
    qCInfo(logWebSocket) << "Bound to" << m_bound.size() << "subscriptions at" << url.host();
}

void WebSocketConnection::onRefusal(WebSocketLink *link, const Error &error)
{
    const auto isAnswer = m_attempt && m_attempt->link == link && m_attempt->isTokenSaid;
    const auto isPartlyBound = isAnswer && m_attempt->unconfirmed != m_ids;
    if (!isAnswer || isPartlyBound) {
        Q_EMIT failed(error);
    } else if (!tryOtherForm(error)) {
        onNotBound(error);
    }
}

void WebSocketConnection::onBindTimeout()
{
    const Error error{.kind = Error::Kind::Retry,
                      .message = tr("The server did not confirm the websocket's binding in time."),
                      .location = {}};
    if (m_attempt->unconfirmed != m_ids) {
        failRenewal(error); // what is bound stays so
    } else if (tryOtherForm({})) {
        return;
    } else if (m_attempt->link == m_link) {
        m_context.learnt.protocol.bindsAgain = false; // so on another socket, before this one's binding ends
        begin();
    } else {
        onNotBound(error);
    }
}

bool WebSocketConnection::mayTryOtherForm() const
{
    return !m_context.learnt.isBindMessageProven && !m_hasTriedOtherForm;
}

/// Says the token once more, in the form that was not tried yet. \a refusal: what the server said to the first one.
/// \return false where that makes no sense
bool WebSocketConnection::tryOtherForm(const std::optional<Error> &refusal)
{
    if (!mayTryOtherForm()) {
        return false;
    }
    m_hasTriedOtherForm = true;
    m_firstRefusal = refusal;
    m_attempt->form = otherForm(m_attempt->form);
    sayToken();
    return true;
}

void WebSocketConnection::onNotBound(const Error &error)
{
    if (!m_link) {
        m_context.learnt.isBindMessageProven = false; // the next time both forms
    }
    // What it says to the other form is often no more than that it does not know that.
    abandon(m_firstRefusal.value_or(error));
}

void WebSocketConnection::onEnded(WebSocketLink *link, const Error &linkError)
{
    const auto reason = withoutSecrets(linkError);
    link->deleteLater();
    if (link == m_link) {
        onLinkLost(reason);
        return;
    }
    m_attempt->link = nullptr;
    const auto isRefusal = m_attempt->isTokenSaid && m_attempt->unconfirmed == m_ids;
    if (!isRefusal) {
        abandon(reason);
    } else if (mayTryOtherForm()) {
        // Some servers close at what they do not understand; and the token may be used up.
        m_context.learnt.protocol.bindMessage = otherForm(m_attempt->form);
        m_hasTriedOtherForm = true;
        m_firstRefusal = reason;
        begin();
    } else {
        onNotBound(reason);
    }
}

void WebSocketConnection::onLinkLost(const Error &reason)
{
    auto *lostLink = std::exchange(m_link, nullptr);
    if (m_attempt && m_attempt->link == lostLink) {
        m_context.learnt.protocol.bindsAgain = false; // it broke when it was told another token
        m_attempt.reset();
    }
    if (!m_attempt) {
        failConnection(reason);
        return;
    }
    // The renewal that is going on becomes the first attempt.
    const auto confirmed = m_attempt->isTokenSaid ? m_ids - m_attempt->unconfirmed : QSet<QString>();
    const auto lostIds = m_bound - confirmed;
    m_bound -= lostIds;
    Q_EMIT lost(lostIds, reason, m_context.clock.now());
    setBound(confirmed);
    Q_EMIT progressed(unbound(), stateOfAttempt());
}

WebSocketState WebSocketConnection::stateOfAttempt() const
{
    if (m_attempt->isTokenSaid) {
        return WebSocketState::Binding;
    }
    return m_attempt->token.isEmpty() ? WebSocketState::FetchingToken : WebSocketState::Connecting;
}

void WebSocketConnection::abandon(const Error &error)
{
    if (m_link) {
        failRenewal(error);
    } else {
        failConnection(error);
    }
}

void WebSocketConnection::failRenewal(const Error &error)
{
    endAttempt();
    m_hasTriedOtherForm = false;
    m_firstRefusal.reset();
    const auto now = m_context.clock.now();
    if (m_expiration.isValid() && now >= m_expiration) {
        failConnection(error);
        return;
    }
    auto pause = pauseAfter(error);
    if (m_expiration.isValid()) {
        pause = std::min(pause, std::chrono::milliseconds(now.msecsTo(m_expiration)));
    }
    Q_EMIT failed(error);
    if (const auto ids = unbound(); !ids.isEmpty()) {
        Q_EMIT lost(ids, error, now.addMSecs(pause.count()));
    }
    beginAfter(pause);
}

void WebSocketConnection::failConnection(const Error &error)
{
    endAttempt();
    const auto boundFor = m_context.clock.monotonic() - m_boundSince;
    if (!m_bound.isEmpty() && boundFor >= m_context.options.reconnect.maximumDelay) {
        m_failures = 0; // it was good for a while
    }
    if (auto *link = std::exchange(m_link, nullptr)) {
        link->close();
    }
    m_bound.clear();
    m_expiration = {};
    m_hasTriedOtherForm = false;
    m_firstRefusal.reset();
    const auto pause = pauseAfter(error);
    qCInfo(logWebSocket) << "Not bound:" << error.message;
    Q_EMIT lost(m_ids, error, m_context.clock.now().addMSecs(pause.count()));
    beginAfter(pause);
}

void WebSocketConnection::scheduleRenewal(const QDateTime &expiration)
{
    m_expiration = {};
    m_renewalDue.reset();
    ++m_planNumber;
    if (!m_context.learnt.protocol.bindingExpires || !expiration.isValid()) {
        return;
    }
    const std::chrono::milliseconds lifetime(m_context.clock.now().msecsTo(expiration));
    if (lifetime <= 0ms) {
        Q_EMIT failed(
            {.kind = Error::Kind::ActionRequired,
             .message = tr("The websocket token had expired when it came: the server's clock or ours is wrong."),
             .location = u"expiration"_s});
        m_renewalDue = m_context.clock.monotonic() + renewalOfExpired;
    } else {
        m_expiration = expiration;
        m_renewalDue = m_context.clock.monotonic() + lifetime - std::min(lifetime / 4, longestLead);
    }
    resumeRenewal();
}

void WebSocketConnection::resumeRenewal()
{
    if (m_renewalDue) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*m_renewalDue - m_context.clock.monotonic());
        beginAfter(std::max(left, 0ms));
    }
}

void WebSocketConnection::beginAfter(std::chrono::milliseconds delay)
{
    // Timers hold 24 days at most; so a long way is gone in steps.
    const auto step = std::min<std::chrono::milliseconds>(delay, 24h);
    m_context.clock.callAfter(step, this, [this, number = ++m_planNumber, left = delay - step] {
        if (number != m_planNumber) {
            return;
        }
        if (left > 0ms) {
            beginAfter(left);
        } else {
            begin();
        }
    });
}

std::chrono::milliseconds WebSocketConnection::pauseAfter(const Error &error)
{
    ++m_failures;
    const auto &reconnect = m_context.options.reconnect;
    const auto isRefusal = error.kind == Error::Kind::Rejected || error.kind == Error::Kind::ActionRequired;
    const auto pause = isRefusal && m_failures > 1 ? reconnect.maximumDelay : reconnect.delayAfter(m_failures);
    const auto share = 0.8 + 0.4 * QRandomGenerator::global()->generateDouble();
    return std::chrono::milliseconds(static_cast<qint64>(static_cast<double>(pause.count()) * share));
}

Error WebSocketConnection::withoutSecrets(Error error) const
{
    for (const auto &secret : m_secrets) {
        error.message.replace(secret, u"..."_s);
    }
    return error;
}

} // namespace Tbs
