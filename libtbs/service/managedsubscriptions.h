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
    /// Webhook ids of those that start suspended: not registered; what the server has of them is left alone.
    QStringList suspended;
    /// Where the server is to send the notifications of a rest-hook definition.
    std::function<QUrl(const QString &webhookId)> endpoint;
    /// What the server is to send along with the notifications of a rest-hook definition. Nothing: no headers. Called
    /// in the thread of ManagedSubscriptions whenever it makes up its mind what is wanted: at its start, and when a
    /// definition or what becomes of it changes. Then for every definition of the subscriber, also for those that are
    /// suspended, by websocket, or defined without the caller's knowing.
    std::function<QList<SubscriptionHeader>(const QString &webhookId)> headers;
};

/// The Subscriptions of a subscriber on its FHIR server: registers them, keeps them alive, fetches what was lost, and
/// receives what comes by websocket.
///
/// Definitions may come, change and go in the subscriber while this runs: what is defined is registered, and a
/// definition whose Subscription is to go with it is remove()d here before. Of calls for one definition that overtake
/// each other the last one holds: the future of an earlier one says Rejected then, when it was not carried out.
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

    /// Deletes the Subscription of \a webhookId on the server; its definition is not wanted any more until
    /// Subscriber::define(), and to be taken out of the subscriber then. When the server refuses all stays as it was.
    /// \return Retry while the server's version is not known, else as SubscriptionRegistrar::remove(). Without
    /// manageSubscriptions nothing is asked.
    [[nodiscard]] QFuture<Result<void>> remove(const QString &webhookId);
    /// Turns the Subscription off, or deletes it where the server allows no update, and leaves it so, also when its
    /// definition changes, until resume(). When the server refuses all stays as it was. \return as remove();
    /// ActionRequired without manageSubscriptions.
    [[nodiscard]] QFuture<Result<void>> suspend(const QString &webhookId);
    /// Has it registered again as it is defined now. The future finishes when the server took that; when it did not, it
    /// is wanted nevertheless, and asked for again where that may help. Before began() it is registered with the rest.
    [[nodiscard]] QFuture<Result<void>> resume(const QString &webhookId);
    [[nodiscard]] bool isSuspended(const QString &webhookId) const;

    /// These four are nothing before began(), and live in the thread of this as long as it does. The client by which
    /// everything is asked, for whoever wants to ask more.
    [[nodiscard]] SubscriptionClient *client() const;
    /// Only with manageSubscriptions.
    [[nodiscard]] SubscriptionRegistrar *registrar() const;
    /// Watches with handleDeliveryErrors, or from the first definition over websocket on; nothing without both
    /// manageSubscriptions and handleDeliveryErrors.
    [[nodiscard]] DeliveryMonitor *monitor() const;
    /// Only with manageSubscriptions. Connects when a definition wants it. Nothing again after stop().
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
