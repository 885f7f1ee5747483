// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sandboxfixture.h"
#include "waiting.h"

#include <Tbs/subscription/subscriptionregistrar.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QNetworkAccessManager>

namespace Tbs::Test {

/// What one receiver needs to manage its subscriptions on a sandbox, and what its registrar has told.
class Receiver
{
public:
    /// \a profile: of the server, as the receiver takes it to be.
    Receiver(SandboxFixture &sandbox, FhirVersion version, const QString &profile,
             const RegistrarOptions &options = {});

    /// \a definitions get the webhook of the sandbox fixture: `/hook/<webhookId>`.
    void define(const QList<TopicSubscription> &definitions, const QString &token = QStringLiteral("t0ken"));
    /// Calls reconcile(), moves the time on while it waits, and fails the test when there is no result.
    Reconciliation reconcile();
    /// Moves the time on until activated() was told of \a webhookId. \return whether that came.
    [[nodiscard]] bool becomesActive(const QString &webhookId = QStringLiteral("a"));

    /// What was told, in its order: `registered a`, `activated a`, `altered a end,timeout`, `failed a`, `delayed a`,
    /// `carriedOut create a`.
    QStringList told;
    QList<Error> errors; ///< of failed()

    SubscriptionClient &client() { return m_client; }
    SubscriptionRegistrar &registrar() { return m_registrar; }

private:
    SandboxFixture &m_sandbox;
    QNetworkAccessManager m_network;
    FhirClient m_fhir;
    SubscriptionClient m_client;
    SubscriptionRegistrar m_registrar;
};

/// The definition `a` of the sandbox's sample topic, without heartbeats, since not every profile allows them.
[[nodiscard]] TopicSubscription sampleDefinition(const QString &webhookId = QStringLiteral("a"));

/// Waits for all of \a futures, moving the time on now and then. \return whether all have finished.
template <typename T> [[nodiscard]] bool waitForAll(SandboxFixture &sandbox, const QList<QFuture<T>> &futures)
{
    const auto isDone = [&] {
        return std::ranges::all_of(futures, [](const QFuture<T> &future) { return future.isFinished(); });
    };
    for (int i = 0; i < 400 && !isDone(); ++i) {
        if (!waitUntil(isDone, std::chrono::milliseconds(20))) {
            sandbox.clock.advance(std::chrono::milliseconds(250));
        }
    }
    return isDone();
}

/// Moves the time on, and lets what that causes happen.
inline void pass(SandboxFixture &sandbox, std::chrono::milliseconds duration)
{
    sandbox.clock.advance(duration);
    sandbox.settle();
}

/// The Subscriptions that the sandbox has, as resources.
[[nodiscard]] QList<QJsonObject> subscriptionsOf(SandboxFixture &sandbox, FhirVersion version);

} // namespace Tbs::Test
