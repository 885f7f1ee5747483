// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/sandbox/sandboxfaults.h>
#include <Tbs/support/clock.h>
#include <Tbs/support/error.h>

#include <QHostAddress>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <memory>

namespace Tbs {

struct TBS_SANDBOX_EXPORT SandboxOptions
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0; ///< 0 chooses a free one
    quint16 webSocketPort = 0; ///< of the websocket channel; 0 chooses a free one
    /// How it behaves on the wire: `strict`, `hapi`, `candle`, `helios`, `aidbox`, `athena`, `medplum` or `inferno`;
    /// see resources/profiles/wire.
    QString wireProfile = QStringLiteral("strict");
    /// Seed of the chances in SandboxFaults, so that a run can be repeated.
    quint32 seed = 1;
    /// Events kept for $events, per subscription.
    int retainedEvents = 1000;
};

/// A FHIR server for trying and testing subscribers: R4, R4B and R5 side by side under /r4, /r4b and /r5.
///
/// It knows metadata; SubscriptionTopic (in R4 Basic and the CapabilityStatement extension); Subscription create, read,
/// search, update and delete; any other resource (create, read, update, delete), whose changes fire the topics;
/// handshakes, heartbeats, event notifications with filters, content levels and maxCount, with retry, to webhooks and
/// websockets; $status, $events and $get-ws-binding-token. Everything is in memory. Not for real data. Lives in the
/// thread that made it.
class TBS_SANDBOX_EXPORT SandboxServer : public QObject
{
    Q_OBJECT

public:
    /// \a clock drives heartbeats, retries and timestamps; it must outlive the server.
    explicit SandboxServer(Clock &clock, QObject *parent = nullptr);
    ~SandboxServer() override;

    /// \return ActionRequired when the port cannot be had or the wire profile is not known.
    /// Call it once, before subscriptions are created.
    [[nodiscard]] Result<void> listen(const SandboxOptions &options);
    /// The port that was given or chosen; 0 before listen().
    [[nodiscard]] quint16 port() const;
    /// `http://127.0.0.1:PORT/r4b`
    [[nodiscard]] QUrl baseUrl(FhirVersion version) const;

    [[nodiscard]] SandboxFaults faults() const;
    void setFaults(const SandboxFaults &faults);

    /// The canonical URL of the topic that is there from the start: an Encounter was completed.
    [[nodiscard]] static QString sampleTopic();
    /// Adds a topic to all three versions. \return BadData when it has no url or trigger that can be evaluated.
    [[nodiscard]] Result<void> addTopic(const QJsonObject &r5Topic);

    /// Creates or updates \a resource as if a client had sent it, and fires what it triggers. \return its `Type/id`.
    [[nodiscard]] Result<QString> putResource(FhirVersion version, const QJsonObject &resource);
    /// Fires the sample topic: creates an Encounter that is completed. \return its `Type/id`.
    QString fireSampleEvent(FhirVersion version);

    /// Counters of all subscriptions start again from 0, as after a restart of a server that keeps them in memory.
    void resetCounters();
    /// Sends a heartbeat of every active subscription now.
    void sendHeartbeats();
    /// Closes all websockets, as a server does that goes down. They may come back.
    void closeWebSockets();

    /// What `GET /$sandbox/state` answers: profile, faults, how many notifications wait for their answer, and for each
    /// version its base URL, topics and subscriptions.
    [[nodiscard]] QJsonObject state() const;

Q_SIGNALS:
    /// A delivery ended. \a status is the HTTP status, 0 when there was no answer, 101 when it went to a websocket.
    void delivered(const QString &subscriptionId, const QString &notificationType, int status);
    /// `requested`, `active`, `error` or `off`.
    void subscriptionStatusChanged(const QString &subscriptionId, const QString &status);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
