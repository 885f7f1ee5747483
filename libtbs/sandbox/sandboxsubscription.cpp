// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxsubscription_p.h"
#include "wireformatter_p.h"

#include <Tbs/support/logging.h>

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

SandboxSubscription::SandboxSubscription(SandboxContext &context, FhirVersion version, QString baseUrl,
                                         ValidSubscription subscription, QByteArray signingSecret, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_version(version)
    , m_baseUrl(std::move(baseUrl))
    , m_subscription(std::move(subscription))
    , m_signingSecret(std::move(signingSecret))
    , m_log(context.retainedEvents)
    , m_queue(
          context, [this](auto type, const auto &events) { return writeBody(type, events); }, this)
{
    connect(&m_queue, &DeliveryQueue::attempted, this, &SandboxSubscription::onAttempted);
    connect(&m_queue, &DeliveryQueue::finished, this, &SandboxSubscription::onFinished);
    applyTarget();
}

void SandboxSubscription::applyTarget()
{
    const auto &subscription = m_subscription.value;
    const auto &profile = m_context.profile;
    const auto mimeType = subscription.contentType.isEmpty() ? u"application/fhir+json"_s : subscription.contentType;
    const std::chrono::milliseconds asked = std::chrono::seconds(subscription.timeout.value_or(0));
    m_queue.setTarget(
        {.endpoint = subscription.endpoint,
         .headers = profile.sendsNoHeaders.contains(m_version) ? QList<SubscriptionHeader>() : subscription.headers,
         .contentType = (mimeType + profile.contentTypeSuffix).toUtf8(),
         .timeout = std::min(asked > 0ms ? asked : profile.timeout, profile.maximumTimeout),
         .signingSecret = profile.signsBodies ? m_signingSecret : QByteArray(),
         .webSocket = isWebSocket() ? std::optional(BoundSubscription{m_version, subscription.id}) : std::nullopt});
    m_queue.setBatch(static_cast<int>(std::min(subscription.maxCount.value_or(1), 10'000U)),
                     subscription.heartbeatPeriod ? heartbeatPeriod() : 10s);
}

void SandboxSubscription::start()
{
    begin();
}

void SandboxSubscription::stop()
{
    ++m_generation;
    ++m_heartbeatGeneration;
    m_queue.clear();
}

void SandboxSubscription::update(ValidSubscription subscription)
{
    m_subscription = std::move(subscription);
    if (m_context.profile.renumbersOnUpdate) {
        m_log.reset();
        m_queue.clear();
    }
    applyTarget();
    begin();
}

void SandboxSubscription::begin()
{
    ++m_generation;
    ++m_heartbeatGeneration;
    m_failures = 0;
    m_errorText.clear();
    m_errorCodes.clear();
    if (m_subscription.value.status == SubscriptionStatusCode::Off) {
        stop();
        Q_EMIT statusChanged(SubscriptionStatusCode::Off);
        return;
    }
    // A client may not make itself active: the handshake decides.
    m_subscription.value.status = SubscriptionStatusCode::Requested;
    m_queue.setPaused(true);
    Q_EMIT statusChanged(SubscriptionStatusCode::Requested);
    scheduleEnd();
    if (m_context.faults.faults().staysRequested || m_subscription.isInert) {
        return;
    }
    if (m_subscription.failsAtOnce) {
        QMetaObject::invokeMethod(
            this, [this] { setStatus(SubscriptionStatusCode::Error); }, Qt::QueuedConnection);
        return;
    }
    if (isWebSocket()) {
        onHandshakeAttempted(true); // the handshake comes when somebody binds
        return;
    }
    const auto begun = [this, generation = m_generation] {
        if (generation == m_generation && status() == SubscriptionStatusCode::Requested) {
            shakeHands();
        }
    };
    // Later in any case, so that the client's request is answered with `requested`.
    if (m_context.profile.handshakeDelay > 0ms) {
        m_context.clock.callAfter(m_context.profile.handshakeDelay, this, begun);
    } else {
        QMetaObject::invokeMethod(this, begun, Qt::QueuedConnection);
    }
}

void SandboxSubscription::shakeHands()
{
    if (m_context.profile.sendsHandshake) {
        m_queue.addHandshake();
    } else {
        onHandshakeAttempted(true);
    }
}

void SandboxSubscription::setStatus(SubscriptionStatusCode status)
{
    if (status == m_subscription.value.status) {
        return;
    }
    qCDebug(logSandbox) << "Subscription" << m_subscription.value.id << "is now" << toCode(status);
    m_subscription.value.status = status;
    if (status == SubscriptionStatusCode::Active) {
        m_wasActive = true;
        m_errorText.clear();
        m_errorCodes.clear();
        m_queue.setPaused(false);
        scheduleHeartbeat(heartbeatPeriod());
    } else if (status == SubscriptionStatusCode::Off) {
        stop();
    } else if (status == SubscriptionStatusCode::Error && !m_context.profile.deliversInError) {
        m_queue.clear();
    }
    Q_EMIT statusChanged(status);
}

bool SandboxSubscription::isFiredBy(const ResourceChange &change) const
{
    const auto counts =
        status() == SubscriptionStatusCode::Active || (m_wasActive && status() != SubscriptionStatusCode::Off);
    const auto now = m_context.clock.now();
    return counts && m_subscription.topic->evaluator.isFiredBy(change, now)
        && m_subscription.filter.passes(change, now);
}

void SandboxSubscription::addEvent(const ResourceChange &change, const QList<QJsonObject> &additionalContext)
{
    const auto event = m_log.append(change, additionalContext, m_context.clock.now());
    const auto isDelivered = status() != SubscriptionStatusCode::Error || m_context.profile.deliversInError;
    if (isDelivered) {
        m_queue.addEvent(event);
    }
}

void SandboxSubscription::resetCounters()
{
    m_log.reset();
    if (status() != SubscriptionStatusCode::Requested) {
        m_queue.clear(); // a server that forgets its counters has forgotten what it was about to send
    }
}

void SandboxSubscription::sendHeartbeat()
{
    if (status() == SubscriptionStatusCode::Active) {
        m_queue.addHeartbeat();
    }
}

void SandboxSubscription::onAttempted(NotificationType type, int httpStatus, bool accepted)
{
    Q_EMIT delivered(type, httpStatus);
    if (accepted) {
        countSuccess();
    } else {
        noteFailure(httpStatus);
    }
    if (type == NotificationType::Handshake && status() == SubscriptionStatusCode::Requested) {
        onHandshakeAttempted(accepted);
    }
}

void SandboxSubscription::onFinished(NotificationType type, bool accepted)
{
    if (!accepted && !m_context.profile.countsAttempts && type == NotificationType::EventNotification) {
        countFailure();
    }
}

void SandboxSubscription::onHandshakeAttempted(bool accepted)
{
    const auto isRefused = m_context.faults.faults().refuseHandshake;
    if (isRefused) {
        m_errorText = QCoreApplication::translate("Tbs", "the sandbox was told to refuse handshakes");
    }
    setStatus(accepted && !isRefused ? SubscriptionStatusCode::Active : SubscriptionStatusCode::Error);
}

void SandboxSubscription::countSuccess()
{
    m_failures = 0;
    if (status() == SubscriptionStatusCode::Error && m_context.profile.recoversBySuccess) {
        setStatus(SubscriptionStatusCode::Active);
    }
}

void SandboxSubscription::noteFailure(int httpStatus)
{
    const auto code = httpStatus == 0 ? u"no-response"_s : u"error-response"_s;
    m_errorCodes = {u"http://terminology.hl7.org/CodeSystem/subscription-error|"_s + code};
    m_errorText = httpStatus == 0 ? QCoreApplication::translate("Tbs", "the endpoint did not answer")
                                  : QCoreApplication::translate("Tbs", "the endpoint answered %1").arg(httpStatus);
    if (m_context.profile.countsAttempts) {
        countFailure();
    }
}

void SandboxSubscription::countFailure()
{
    ++m_failures;
    const auto &profile = m_context.profile;
    if (profile.offAfter > 0 && m_failures >= profile.offAfter) {
        setStatus(SubscriptionStatusCode::Off);
    } else if (profile.errorAfter > 0 && m_failures >= profile.errorAfter
               && status() == SubscriptionStatusCode::Active) {
        setStatus(SubscriptionStatusCode::Error);
    }
}

bool SandboxSubscription::isWebSocket() const
{
    return m_subscription.value.channelType == toCode(ChannelType::WebSocket);
}

bool SandboxSubscription::sendsHeartbeats() const
{
    return m_context.profile.sendsHeartbeats && m_subscription.value.heartbeatPeriod.value_or(0) > 0;
}

std::chrono::milliseconds SandboxSubscription::heartbeatPeriod() const
{
    return std::chrono::seconds(m_subscription.value.heartbeatPeriod.value_or(0));
}

void SandboxSubscription::scheduleHeartbeat(std::chrono::milliseconds delay)
{
    if (!sendsHeartbeats()) {
        return;
    }
    const auto generation = ++m_heartbeatGeneration;
    m_context.clock.callAfter(delay, this, [this, generation] { onHeartbeatDue(generation); });
}

void SandboxSubscription::onHeartbeatDue(int generation)
{
    const auto mayBeat = status() == SubscriptionStatusCode::Active || status() == SubscriptionStatusCode::Error;
    if (generation != m_heartbeatGeneration || !mayBeat) {
        return;
    }
    const auto idle =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_context.clock.monotonic() - m_queue.lastActivity());
    auto next = heartbeatPeriod();
    if (idle < heartbeatPeriod()) {
        next = heartbeatPeriod() - idle;
    } else if (!m_context.faults.faults().silenceHeartbeats) {
        m_queue.addHeartbeat();
    }
    m_context.clock.callAfter(next, this, [this, generation] { onHeartbeatDue(generation); });
}

void SandboxSubscription::scheduleEnd()
{
    const auto &end = m_subscription.value.end;
    if (!end.isValid()) {
        return;
    }
    // Timers hold 24 days at most; so the way to a far end is gone in steps.
    const std::chrono::milliseconds left(m_context.clock.now().msecsTo(end));
    if (left <= 0ms) {
        setStatus(SubscriptionStatusCode::Off);
        return;
    }
    const auto generation = m_generation;
    m_context.clock.callAfter(std::min<std::chrono::milliseconds>(left, 24h), this, [this, generation] {
        if (generation == m_generation) {
            scheduleEnd();
        }
    });
}

NotificationContent SandboxSubscription::content(NotificationType type, const QList<LoggedEvent> &events) const
{
    return {.baseUrl = m_baseUrl,
            .subscriptionId = m_subscription.value.id,
            .topic = m_subscription.value.topic,
            .status = status(),
            .type = type,
            .content = m_subscription.value.content.value_or(PayloadContent::IdOnly),
            .eventsSinceSubscriptionStart = m_log.count(),
            .events = events,
            .errors = m_errorCodes};
}

SubscriptionStatus SandboxSubscription::currentStatus() const
{
    return buildStatus(content(NotificationType::QueryStatus, {}));
}

QJsonObject SandboxSubscription::eventsBundle(quint64 first, quint64 last, std::optional<PayloadContent> asked) const
{
    auto bundle = content(NotificationType::QueryEvent, m_log.range(first, last));
    bundle.content = asked.value_or(bundle.content);
    return format(bundle);
}

QByteArray SandboxSubscription::writeBody(NotificationType type, const QList<LoggedEvent> &events) const
{
    auto notification = content(type, events);
    if (!events.isEmpty()) {
        // "In a batch, the highest eventNumber equals eventsSinceSubscriptionStart": what came later is not told yet.
        notification.eventsSinceSubscriptionStart =
            std::max_element(events.begin(), events.end(), [](const auto &a, const auto &b) {
                return a.number < b.number;
            })->number;
    } else if (m_context.profile.repeatsNewestEvent) {
        notification.events = m_log.newest(1);
    }
    return QJsonDocument(format(notification)).toJson(QJsonDocument::Compact);
}

QJsonObject SandboxSubscription::format(const NotificationContent &content) const
{
    const auto bundle = codecFor(m_version).writeNotification(buildNotification(content, m_context.clock.now()));
    return WireFormatter(m_context.profile, m_version, m_baseUrl).format(bundle);
}

} // namespace Tbs
