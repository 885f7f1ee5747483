// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuredhandler.h>
#include <Tbs/service/subscriber.h>

#include <QUrl>

#include <functional>
#include <memory>

namespace Tbs {

class FhirClient;
class ManagedSubscriptions;
class SubscriptionClient;

struct TBS_WEBHOOK_EXPORT ReceiverServiceOptions
{
    /// As readConfiguration() returns it: secrets from files and variables have their values.
    Configuration configuration;
    /// No store: handlers finish before the acknowledgement.
    bool direct = false;
    int edgeThreads = 1; ///< as in HttpListenerOptions
    HandlerOptions handlers;
    QStringList suspended; ///< webhook ids of those that start suspended: not registered
    /// Puts something around the handler of each subscription, which is invalid where none is configured. Nothing: the
    /// handlers stay as they are configured.
    std::function<EventHandler(const SubscriptionConfiguration &subscription, EventHandler handler)> wrapHandler;
};

/// All that a tbs.yaml asks for, running: the listener, the subscriber with its store and handlers, and the
/// Subscriptions on the server. What `tbs listen` and the desktop application stand on.
///
/// Subscriptions come, change and go while it runs; the others do not notice. Of calls for one webhook id that overtake
/// each other the last one holds; the future of one that was overtaken before it was carried out says Rejected. Futures
/// are finished in the thread of this, and cancelled when it goes before.
///
/// Lives in one thread, in which handlers are called and signals emitted; the listener has threads of its own.
class TBS_WEBHOOK_EXPORT ReceiverService : public QObject
{
    Q_OBJECT

public:
    /// How stop() ends.
    enum class Ending {
        Finish, ///< handlers that run finish; what only the memory holds is handed over first
        AtOnce, ///< no event more
    };

    /// \a clock must outlive this.
    ReceiverService(Clock &clock, ReceiverServiceOptions options, QObject *parent = nullptr);
    /// Ends without waiting for anything; what is not handled stays in the store.
    ~ReceiverService() override;

    /// The subscriber, to connect to its signals. Valid all the time.
    [[nodiscard]] Subscriber &subscriber() const;
    /// What looks after the Subscriptions on the server; nothing where the configuration does not ask for it, and
    /// before start().
    [[nodiscard]] ManagedSubscriptions *management() const;
    /// The client for the configured server, whether or not Subscriptions are managed. Lives in the thread of this, as
    /// long as this, from start() on. Nothing where no server is configured; nor, where nothing is managed, when its
    /// certificate or key cannot be used, which the log says.
    [[nodiscard]] FhirClient *fhirClient() const;
    /// The operations on its Subscriptions, in the way that management() asks. In the same thread, as long as this;
    /// nothing before ManagedSubscriptions::began() and where nothing is managed.
    [[nodiscard]] SubscriptionClient *subscriptions() const;

    /// Opens the store, listens, then begins to look after the Subscriptions. Once only. Without any definition it
    /// listens too; with some that all come by websocket it does not.
    /// \return every mistake at once; nothing has been started then.
    [[nodiscard]] tl::expected<void, QList<Error>> start();

    /// Adds a subscription while it runs, or changes the one with its webhook id (definition, handler, retry): the
    /// webhook answers from now on, and where the configuration manages Subscriptions the server is asked to register
    /// or change it; management() tells how that goes. One that is suspended stays so. Events that were left in the
    /// store are handed over.
    /// Secrets in its headers are fetched from the files and variables of the environment that they name.
    /// \return every mistake at once (BadData): of the definition and its headers, of one by websocket where nothing is
    /// managed; ActionRequired for a secret that cannot be read; a
    /// listener that could not be started; Rejected before start() and after stop(). Nothing was changed then.
    [[nodiscard]] tl::expected<void, QList<Error>> define(const SubscriptionConfiguration &subscription);
    /// Deletes the Subscription on the server (where managed), then closes the webhook and forgets the definition. When
    /// the server refuses nothing is forgotten. What is gone on the server already is a success. Events that are not
    /// handled stay in the store. \return Rejected when no definition has \a webhookId; else as
    /// ManagedSubscriptions::remove().
    [[nodiscard]] QFuture<Result<void>> remove(const QString &webhookId);
    /// Has the server turn the Subscription off (status off; deleted where it allows no update) and leaves it so: it is
    /// neither wanted nor watched nor reactivated until resume(). The webhook goes on answering. When the server
    /// refuses it goes on as before. \return as remove(); ActionRequired where nothing is managed.
    [[nodiscard]] QFuture<Result<void>> suspend(const QString &webhookId);
    /// Ends that. \return Rejected when no definition has \a webhookId; else as ManagedSubscriptions::resume().
    [[nodiscard]] QFuture<Result<void>> resume(const QString &webhookId);
    [[nodiscard]] bool isSuspended(const QString &webhookId) const;

    /// What is thrown away from now on, instead of what the configuration says. Before start() or later.
    void setRetention(const RetentionConfiguration &retention);
    /// Takes nothing new, answers what has arrived, does with the Subscriptions what the configuration says for the
    /// end, and lets the handlers that run finish; finished() follows. What is left stays in the store.
    void stop(Ending ending = Ending::Finish);

    /// Where the webhook of a definition can be reached on this machine. Valid after start().
    [[nodiscard]] QUrl localEndpoint(const QString &webhookId) const;
    /// Where the FHIR server is told to send: by webhook.publicUrl, or localEndpoint() when that is not configured.
    [[nodiscard]] QUrl publicEndpoint(const QString &webhookId) const;
    /// `none`, `memory` or `sqlite:PATH`.
    [[nodiscard]] QString storeName() const;

Q_SIGNALS:
    void finished();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
