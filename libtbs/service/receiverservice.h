// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuredhandler.h>
#include <Tbs/service/subscriber.h>

#include <QUrl>

#include <functional>
#include <memory>

namespace Tbs {

class ManagedSubscriptions;

struct TBS_WEBHOOK_EXPORT ReceiverServiceOptions
{
    Configuration configuration;
    /// No store: handlers finish before the acknowledgement.
    bool direct = false;
    int edgeThreads = 1; ///< as in HttpListenerOptions
    HandlerOptions handlers;
    /// Puts something around the handler of each subscription, which is invalid where none is configured. Nothing: the
    /// handlers stay as they are configured.
    std::function<EventHandler(const SubscriptionConfiguration &subscription, EventHandler handler)> wrapHandler;
};

/// All that a tbs.yaml asks for, running: the listener, the subscriber with its store and handlers, and the
/// Subscriptions on the server. What `tbs listen` and the desktop application stand on.
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

    /// Opens the store, listens, then begins to look after the Subscriptions. Once only.
    /// \return every mistake at once; nothing has been started then.
    [[nodiscard]] tl::expected<void, QList<Error>> start();
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
