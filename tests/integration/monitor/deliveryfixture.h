// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "mockclock.h"

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/service/subscriber.h>
#include <Tbs/subscription/deliverymonitor.h>
#include <Tbs/webhook/webhookserver.h>

#include <QNetworkAccessManager>

#include <memory>

namespace Tbs::Test {

/// How a DeliveryFixture is made.
struct DeliverySetup
{
    FhirVersion version = FhirVersion::R5;
    QString wire = QStringLiteral("strict"); ///< how the sandbox behaves
    QString profile = QStringLiteral("strict"); ///< what the receiver takes it for
    QString storePath = {}; ///< of a SQLite store; empty: one in memory
    bool direct = false; ///< no store
    int retainedEvents = 1000;
    MonitorOptions monitor = {};
};

/// A receiver as an application has it, which can be stopped and made again: subscriber, webhook, client and monitor.
class RunningReceiver
{
public:
    RunningReceiver(MockClock &clock, const QUrl &baseUrl, const DeliverySetup &setup, quint16 port,
                    QStringList &handled, QStringList &told);
    ~RunningReceiver();
    Q_DISABLE_COPY_MOVE(RunningReceiver)

    /// Answers nothing but 503 as long as that is set.
    void setBroken(bool broken) { *m_broken = broken; }
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] QUrl endpoint() const;
    /// Whether no request of ours waits for its answer and no event for its handler.
    [[nodiscard]] bool isQuiet() const;
    Subscriber &subscriber() { return *m_subscriber; }
    SubscriptionClient &client() { return *m_client; }
    DeliveryMonitor &monitor() { return *m_monitor; }
    QList<ResyncOffer> offers;

private:
    void serve(quint16 port, const ServerProfile &profile);
    void connectMonitor(QStringList &told);

    MockClock &m_clock;
    std::shared_ptr<bool> m_broken = std::make_shared<bool>(false);
    QNetworkAccessManager m_network;
    WebhookServer m_server;
    std::unique_ptr<Subscriber> m_subscriber;
    std::unique_ptr<FhirClient> m_fhir;
    std::unique_ptr<SubscriptionClient> m_client;
    std::unique_ptr<DeliveryMonitor> m_monitor;
};

/// A sandbox and a receiver for it, in stopped time.
class DeliveryFixture
{
public:
    explicit DeliveryFixture(DeliverySetup setup);

    /// Creates a Subscription to the sample topic and has it watched.
    void create(std::optional<quint32> heartbeatPeriod = 20);
    /// The same, and waits until it is active.
    void subscribe(std::optional<quint32> heartbeatPeriod = 20);
    /// Completes \a count Encounters, one a second, and lets their notifications be sent.
    void fire(int count);
    /// Moves time on in steps, so that each thing that falls due can have its consequences.
    void pass(std::chrono::seconds duration, std::chrono::seconds step = std::chrono::seconds(1));
    /// Lets everything happen that needs no time.
    void settle();
    /// Stops the receiver and makes it anew with the same store, without waiting.
    void stopReceiver();
    void startReceiver();
    /// The sandbox forgets everything and starts again on its port.
    void restartSandbox();

    [[nodiscard]] SubscriptionKey key() const;
    [[nodiscard]] SubscriptionHealth health() const { return receiver->monitor().health(key()); }
    /// What is fired and not handled, and what is handled more than once; empty when each was handled once.
    [[nodiscard]] QStringList wronglyHandled() const;
    /// The Encounters that were handled as recovered, by their place in the order of fire(), from 1 on.
    [[nodiscard]] QList<int> recovered() const;
    [[nodiscard]] bool tells(const QString &line) const { return told.contains(line); }

    DeliverySetup setup;
    MockClock clock;
    std::unique_ptr<SandboxServer> sandbox;
    std::unique_ptr<RunningReceiver> receiver;
    QString subscriptionId;
    QStringList fired; ///< `Encounter/...`
    QStringList handled; ///< `Encounter/...`, with ` recovered` behind those
    QStringList told; ///< by all receivers: `gap 2-3`, `recovered 2-3`, `lost 4`, `health active`, ...

private:
    void startSandbox(quint16 port);
    [[nodiscard]] bool isNothingOnItsWay() const;

    QNetworkAccessManager m_network;
    quint16 m_port = 0; ///< of the webhook
};

} // namespace Tbs::Test
