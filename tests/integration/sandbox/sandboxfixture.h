// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "mockclock.h"
#include "recordingwebhook.h"

#include <Tbs/sandbox/sandboxserver.h>

#include <QNetworkAccessManager>

namespace Tbs::Test {

/// What a FHIR server answered.
struct FhirAnswer
{
    int status = 0;
    QJsonObject body;
    QByteArray location;
    QByteArray eTag;
    QByteArray allow;
};

/// A sandbox with stopped time, a webhook, and a client for its REST interface.
class SandboxFixture
{
public:
    explicit SandboxFixture(const QString &wireProfile = QStringLiteral("strict"), int retainedEvents = 1000);

    /// Sends a request and waits for the answer. \a path is behind the host: `/r4b/Subscription`.
    FhirAnswer request(const QByteArray &method, const QString &path, const QJsonObject &body = {},
                       const QList<std::pair<QByteArray, QByteArray>> &headers = {});

    /// A subscription to the sample topic with the webhook as its endpoint.
    [[nodiscard]] Subscription subscription(PayloadContent content = PayloadContent::IdOnly) const;
    /// POSTs it. Fails the test when the server refuses it. \return its id
    QString create(FhirVersion version, const Subscription &subscription,
                   const QList<std::pair<QByteArray, QByteArray>> &headers = {});
    /// The same, and waits until it is active. The handshake is then taken out of the webhook's records.
    QString createActive(FhirVersion version, const Subscription &subscription);
    /// The status of the Subscription resource, by REST.
    QString status(FhirVersion version, const QString &id);

    /// Gives what must not happen the chance to happen: several whole round trips through the sandbox and the webhook.
    void settle();

    MockClock clock;
    SandboxServer server;
    RecordingWebhook webhook;

private:
    QNetworkAccessManager m_network;
};

[[nodiscard]] QString basePath(FhirVersion version);

} // namespace Tbs::Test
