// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/support/clock.h>
#include <Tbs/support/error.h>

#include <QHostAddress>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <memory>

namespace Tbs {

/// What the sandbox does wrong on purpose. All off by default; changeable at any time.
struct TBS_SANDBOX_EXPORT SandboxFaults
{
    double drop = 0; ///< share of event notifications never sent, 0..1
    double duplicate = 0; ///< share sent twice, 0..1
    double reorder = 0; ///< share sent after the following one, 0..1
    std::chrono::milliseconds delay{0}; ///< before each delivery
    bool refuseHandshake = false; ///< subscriptions go to `error` instead of `active`
    bool silenceHeartbeats = false;
    int failRequests = 0; ///< HTTP status (500..599) for every FHIR request but metadata; 0: none

    friend bool operator==(const SandboxFaults &, const SandboxFaults &) = default;
};

struct TBS_SANDBOX_EXPORT SandboxOptions
{
    QHostAddress address = QHostAddress::LocalHost;
    quint16 port = 0; ///< 0 chooses a free one
    /// How it behaves on the wire: `strict`, `hapi`, `candle`, `helios`, `aidbox` or `athena`; see resources/profiles.
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
/// handshakes, heartbeats, event notifications with filters, content levels and maxCount, with retry; $status and
/// $events. Everything is in memory. Not for real data. Lives in the thread that made it.
class TBS_SANDBOX_EXPORT SandboxServer : public QObject
{
    Q_OBJECT

public:
    /// \a clock drives heartbeats, retries and timestamps; it must outlive the server.
    explicit SandboxServer(Clock &clock, QObject *parent = nullptr);
    ~SandboxServer() override;

    /// \return ActionRequired when the port cannot be had or the wire profile is not known.
    [[nodiscard]] Result<void> listen(const SandboxOptions &options);
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

Q_SIGNALS:
    /// A delivery ended. \a status is the HTTP status, 0 when there was no answer.
    void delivered(const QString &subscriptionId, const QString &notificationType, int status);
    /// `requested`, `active`, `error` or `off`.
    void subscriptionStatusChanged(const QString &subscriptionId, const QString &status);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
