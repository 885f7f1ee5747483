// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/subscription/deliverymonitor.h>
#include <Tbs/subscription/subscriptionregistrar.h>
#include <Tbs/websocket/websocketchannel.h>

#include <functional>
#include <memory>

namespace Tbs {

class Subscriber;

struct TBS_CORE_EXPORT ManagementOptions
{
    /// Register what is defined, and keep it so.
    bool manageSubscriptions = true;
    /// Watch for lost events and broken connections, and repair them. Subscriptions over websocket imply it, since what
    /// is sent while a socket is broken is lost.
    bool handleDeliveryErrors = true;
    /// What stop() does with the Subscriptions.
    RemovalPolicy atShutdown = RemovalPolicy::Keep;
    RegistrarOptions registrar;
    MonitorOptions monitor;
    /// TLS and authentication of websockets; base URL and protocol are the server's.
    WebSocketChannelOptions webSocket;
    /// Where the server is to send the notifications of a rest-hook definition.
    std::function<QUrl(const QString &webhookId)> endpoint;
    /// What the server is to send along: the token that the webhook asks for.
    QList<SubscriptionHeader> headers;
};

/// The Subscriptions of a subscriber on its FHIR server: registers them, keeps them alive, fetches what was lost, and
/// receives what comes by websocket.
///
/// The parts are made when the server's FHIR version is known; began() tells of it, and is the place to connect to
/// their signals. Lives in the thread of the subscriber, and goes before it.
class TBS_CORE_EXPORT ManagedSubscriptions : public QObject
{
    Q_OBJECT

public:
    /// \a client, \a subscriber and \a clock must outlive this. \a version: absent for the one that the server's
    /// CapabilityStatement names.
    ManagedSubscriptions(FhirClient &client, std::optional<FhirVersion> version, ServerProfile profile,
                         Subscriber &subscriber, Clock &clock, ManagementOptions options, QObject *parent = nullptr);
    ~ManagedSubscriptions() override;

    /// After Subscriber::start(), and after the webhooks listen. Begins from the event loop. While the server does not
    /// answer it is asked again.
    void start();
    /// Closes the websocket, and removes the Subscriptions as ManagementOptions::atShutdown says. The future finishes
    /// when the server has answered; its error says what stays behind.
    [[nodiscard]] QFuture<Result<void>> stop();

    /// These three are nothing before began(). The registrar: only with manageSubscriptions.
    [[nodiscard]] SubscriptionRegistrar *registrar() const;
    /// Only with handleDeliveryErrors, or where there is a websocket.
    [[nodiscard]] DeliveryMonitor *monitor() const;
    /// Only where a definition wants it.
    [[nodiscard]] WebSocketChannel *webSocketChannel() const;

Q_SIGNALS:
    /// The version is known and the parts are there; they have not done anything yet.
    void began(Tbs::FhirVersion version);
    /// Known of the server's make beforehand: what will go wrong with what \a webhookId asks for. After began().
    void problemKnown(const QString &webhookId, const Tbs::KnownProblem &problem);
    /// The server's version could not be found out; it is asked again later when that may help.
    void versionUnknown(const Tbs::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
