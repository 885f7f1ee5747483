// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "mockclock.h"
#include "waiting.h"

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/service/managedsubscriptions.h>
#include <Tbs/service/receiverservice.h>

#include <QNetworkAccessManager>
#include <QTemporaryDir>

namespace Tbs::Test {

/// A ReceiverService with manageSubscriptions and handleDeliveryErrors, a sandbox server, and time that goes on when it
/// is told to. The subscription `steady` gets every Encounter that is fired, and must not notice what becomes of the
/// others.
class ServiceStory
{
public:
    explicit ServiceStory(FhirVersion fhirVersion);
    ~ServiceStory();
    Q_DISABLE_COPY_MOVE(ServiceStory)

    /// To the sample topic; \a only: id of the only Encounter that it wants.
    [[nodiscard]] static SubscriptionConfiguration subscription(const QString &webhookId, const QString &only = {});
    [[nodiscard]] static SubscriptionConfiguration webSocket(const QString &webhookId, const QString &only = {});

    /// Starts the service with options.configuration.
    [[nodiscard]] tl::expected<void, QList<Error>> start();
    /// Starts it with `steady`, and waits until that is active.
    void startSteady();

    /// Lets a second pass, and what happens meanwhile happen.
    void step();
    /// A few steps: what is active is bound to its websocket by then.
    void settle();
    /// Steps until \a isDone(). \return whether it was in time.
    [[nodiscard]] bool becomes(const std::function<bool()> &isDone);
    template <typename T> [[nodiscard]] T waitFor(const QFuture<T> &future)
    {
        if (!becomes([&] { return future.isFinished(); }) || future.resultCount() == 0) {
            qFatal("No answer.");
        }
        return future.result();
    }
    /// Defines it, which has to succeed.
    void define(const SubscriptionConfiguration &subscription);

    /// Completes the Encounter \a id. \return its reference.
    QString fire(const QString &id);
    /// The events of \a webhookId that were handled, as references.
    [[nodiscard]] QStringList handled(const QString &webhookId) const { return m_handled.value(webhookId); }
    /// `steady` has got everything that was fired, once and in its order.
    [[nodiscard]] bool isSteady();

    /// The Subscriptions that the sandbox has for \a webhookId, as another client sees them.
    [[nodiscard]] QList<Subscription> onServer(const QString &webhookId);
    /// It has one, which is active (and as \a isWanted says).
    [[nodiscard]] bool isActive(const QString &webhookId,
                                const std::function<bool(const Subscription &)> &isWanted = {});
    /// What the webhook answers to a GET: 405 when it is open, 404 when there is none, 0 when nobody answers.
    [[nodiscard]] int statusOfWebhook(const QString &webhookId);

    MockClock clock;
    const FhirVersion version;
    SandboxServer sandbox{clock};
    ReceiverServiceOptions options;
    std::unique_ptr<ReceiverService> service;

private:
    [[nodiscard]] int get(const QUrl &url);

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    std::unique_ptr<FhirClient> m_fhir;
    std::unique_ptr<SubscriptionClient> m_operator; ///< looks at the sandbox beside the service
    QStringList m_fired;
    QHash<QString, QStringList> m_handled;
};

} // namespace Tbs::Test
