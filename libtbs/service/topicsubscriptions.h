// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/managedsubscriptions.h>
#include <Tbs/service/subscriber.h>

#include <QUrl>

class QHttpServer;

namespace Tbs {

class WebhookServer;

/// How the webhooks of some TopicSubscriptions are served.
struct TBS_WEBHOOK_EXPORT WebhookSetup
{
    /// Webhooks stand at `/<webhookPathPrefix>/<webhookId>`; slashes around it do not count, it may be empty.
    QString webhookPathPrefix = QStringLiteral("webhook");
    /// What the server has to send in webhookTokenHeader or as a bearer token. Empty: nothing is asked for.
    QByteArray webhookToken = {};
    QByteArray webhookTokenHeader = QByteArrayLiteral("X-Api-Key");
    /// The key of the signatures that some servers send (X-Hub-Signature, X-Signature). Empty: none is asked for.
    QByteArray signatureSecret = {};
    /// How the FHIR server reaches us, e.g. `https://app.example.com`; the address we listen on may be another one.
    QUrl appUrl = {};
    /// Base URL of the FHIR server, to tell its subscriptions from those of others; empty: that of fhirClient, if any.
    QUrl serverUrl = {};
    /// The FHIR server, for what follows. Lives in the thread of the TopicSubscriptions, and must outlive them.
    FhirClient *fhirClient = nullptr;
    /// Register the definitions on the server, and keep them so. Needs fhirClient and, for rest-hooks, appUrl.
    bool manageSubscriptions = false;
    /// Watch for lost events and broken connections, and repair them. Needs fhirClient.
    bool handleDeliveryErrors = false;
    /// What release() does with the Subscriptions on the server.
    RemovalPolicy atShutdown = RemovalPolicy::Keep;
    /// Name of a ServerProfile: the quirks of the server.
    QString serverProfile = QStringLiteral("strict");
    /// Where notifications are kept between their acknowledgement and their handler. Nothing: direct mode, the handlers
    /// finish before the acknowledgement.
    std::unique_ptr<NotificationStore> store = {};
    /// How often an event is handed over again after its handler failed; only with a store.
    RetryPolicy retry = {};
    /// Nothing: the real time. Must outlive the TopicSubscriptions.
    Clock *clock = nullptr;
};

/// Topic subscriptions and what the application does with their events: define, set up, run.
///
/// Notifications are understood in every FHIR version, whatever was asked for. Several objects may share one server,
/// each with its own path prefix. Lives in one thread, in which handlers are called and signals emitted; destroy it
/// before the server.
class TBS_WEBHOOK_EXPORT TopicSubscriptions : public QObject
{
    Q_OBJECT

public:
    /// \a version: the one that the FHIR server speaks. \a defaults: what holds for each definition that does not say
    /// otherwise.
    explicit TopicSubscriptions(FhirVersion version, const SubscriptionDefaults &defaults = {},
                                QObject *parent = nullptr);
    ~TopicSubscriptions() override;

    [[nodiscard]] FhirVersion fhirVersion() const;

    /// Adds a subscription and its handler, before setup(). Mistakes in it are reported by setup(), all at once.
    TopicSubscriptions &define(TopicSubscription definition, EventHandler handler,
                               std::optional<RetryPolicy> retry = {});
    /// The definitions with their webhook ids and defaults filled in.
    [[nodiscard]] QList<TopicSubscription> definitions() const;

    /// Serves the webhooks from the application's own QHttpServer; see attachWebhook() for what that means. Once only.
    /// With manageSubscriptions or handleDeliveryErrors the work on the server begins when \a server listens, so that
    /// it can do its handshake; no matter whether that is before or after setup(). \return every mistake at once: those
    /// of the definitions (BadData), a store that does not open, a missing fhirClient or appUrl, asynchronous handlers
    /// in direct mode below Qt 6.8 (ActionRequired). Nothing is served then.
    [[nodiscard]] tl::expected<void, QList<Error>> setup(QHttpServer &server, WebhookSetup setup = {});
    /// Serves the webhooks from our own server, with its limits. Before or after its listen(). Once only.
    [[nodiscard]] tl::expected<void, QList<Error>> setup(WebhookServer &server, WebhookSetup setup = {});

    /// The public URL of the webhook of a definition: appUrl with path prefix and webhook id.
    [[nodiscard]] QUrl endpoint(const QString &webhookId) const;

    /// What looks after the Subscriptions on the server, to connect to its signals; nothing before setup() and where
    /// nothing is to be looked after.
    [[nodiscard]] ManagedSubscriptions *management() const;
    /// Stops looking after the Subscriptions on the server, and removes them as WebhookSetup::atShutdown says. To be
    /// waited for before the end of the program. \return what the server refused.
    [[nodiscard]] QFuture<Result<void>> release();

    /// Hands over no further events; finished() follows. Further notifications are still stored, for the next run.
    void finish();

Q_SIGNALS:
    /// A notification of any type was taken, with what was found: duplicates, a reset, missing numbers.
    void notificationStored(const std::shared_ptr<const Tbs::StoredNotification> &stored);
    /// Something arrived that is no notification, or could not be stored.
    void notificationRejected(const QString &webhookId, const Tbs::Error &error);
    /// An event did not arrive although later ones did, some time ago.
    void gapDetected(const Tbs::SubscriptionKey &subscription, const Tbs::NumberRange &gap);
    void gapClosed(const Tbs::SubscriptionKey &subscription);
    void handled(const Tbs::EventContext &event);
    /// \a nextAttemptAt is invalid when there will be none.
    void handlerFailed(const Tbs::EventContext &event, const Tbs::Error &error, const QDateTime &nextAttemptAt);
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
