// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "deliveryqueue_p.h"
#include "notificationbuilder_p.h"
#include "subscriptionvalidator_p.h"

namespace Tbs {

/// One Subscription on the server: its status, the numbers of its events, its handshakes, heartbeats and deliveries.
class TBS_SANDBOX_AUTOTEST_EXPORT SandboxSubscription : public QObject
{
    Q_OBJECT

public:
    /// \a baseUrl is the server's, without a trailing slash; \a signingSecret came with the create request.
    SandboxSubscription(SandboxContext &context, FhirVersion version, QString baseUrl, ValidSubscription subscription,
                        QByteArray signingSecret, QObject *parent);

    /// Takes over a new content of the Subscription, in the status that the client asked for: `requested` starts with
    /// a handshake, or is active at once where the channel is a websocket; `off` stops.
    void update(ValidSubscription subscription);
    /// Begins what the status asks for. Once, after construction.
    void start();
    /// Sends nothing any more.
    void stop();

    /// Numbers the event and sends it when the subscription is active.
    void addEvent(const ResourceChange &change, const QList<QJsonObject> &additionalContext);
    /// Whether \a change fires the topic, passes the filters, and the status lets events be counted.
    [[nodiscard]] bool isFiredBy(const ResourceChange &change) const;

    /// The counter is 0 again and all events are forgotten.
    void resetCounters();
    /// Sends a heartbeat now when the status is active.
    void sendHeartbeat();

    [[nodiscard]] const Subscription &value() const { return m_subscription.value; }
    [[nodiscard]] const SubscriptionTopic &topic() const { return m_subscription.topic->value; }
    [[nodiscard]] SubscriptionStatusCode status() const { return m_subscription.value.status; }
    /// The last error for people; empty when there is none.
    [[nodiscard]] QString errorText() const { return m_errorText; }
    /// What $status says.
    [[nodiscard]] SubscriptionStatus currentStatus() const;
    /// The bundle that greets a websocket when it is bound.
    [[nodiscard]] QByteArray handshake() const { return writeBody(NotificationType::Handshake, {}); }
    /// The bundle of $events: what is kept of the events \a first to \a last.
    [[nodiscard]] QJsonObject eventsBundle(quint64 first, quint64 last, std::optional<PayloadContent> content) const;
    [[nodiscard]] quint64 eventCount() const { return m_log.count(); }
    [[nodiscard]] qsizetype waitingEvents() const { return m_queue.waitingEvents(); }
    [[nodiscard]] int failures() const { return m_failures; }

Q_SIGNALS:
    void statusChanged(Tbs::SubscriptionStatusCode status);
    /// One POST ended; \a status is the HTTP status, 0 when there was no answer. For a websocket: it was sent, 101.
    void delivered(Tbs::NotificationType type, int status);

private:
    void applyTarget();
    void begin();
    void shakeHands();
    void setStatus(SubscriptionStatusCode status);
    void onAttempted(NotificationType type, int status, bool accepted);
    void onHandshakeAttempted(bool accepted);
    void onFinished(NotificationType type, bool accepted);
    void noteFailure(int status);
    void countFailure();
    void countSuccess();
    void scheduleHeartbeat(std::chrono::milliseconds delay);
    void onHeartbeatDue(int generation);
    void scheduleEnd();
    [[nodiscard]] bool isWebSocket() const;
    [[nodiscard]] bool sendsHeartbeats() const;
    [[nodiscard]] std::chrono::milliseconds heartbeatPeriod() const;
    [[nodiscard]] NotificationContent content(NotificationType type, const QList<LoggedEvent> &events) const;
    [[nodiscard]] QByteArray writeBody(NotificationType type, const QList<LoggedEvent> &events) const;
    [[nodiscard]] QJsonObject format(const NotificationContent &content) const;

    SandboxContext &m_context;
    FhirVersion m_version;
    QString m_baseUrl;
    ValidSubscription m_subscription;
    QByteArray m_signingSecret;
    EventLog m_log;
    DeliveryQueue m_queue;
    QString m_errorText;
    QStringList m_errorCodes;
    int m_failures = 0; ///< in a row
    /// Timers of before the last change find another number and end.
    int m_generation = 0;
    int m_heartbeatGeneration = 0;
    bool m_wasActive = false;
};

} // namespace Tbs
