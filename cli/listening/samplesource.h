// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QNetworkAccessManager>

namespace Tbs::Cli {

/// A sandbox in the process that is subscribed to over HTTP and then sends an event every second, and a heartbeat every
/// five. Lives in one thread.
class SampleSource : public QObject
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    SampleSource(Clock &clock, FhirVersion version, QObject *parent = nullptr);
    ~SampleSource() override;

    /// \return ActionRequired when the sandbox cannot listen.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] QUrl baseUrl() const;
    /// The subscription that is asked for.
    [[nodiscard]] static TopicSubscription definition(const QString &webhookId);

    /// Registers a Subscription whose notifications go to \a endpoint; subscribed() or failed() follows.
    void subscribe(const QString &webhookId, const QUrl &endpoint, const QByteArray &token);

Q_SIGNALS:
    /// \a subscription: `Subscription/id`
    void subscribed(const QString &subscription);
    void failed(const Tbs::Error &error);
    /// `requested`, `active`, `error` or `off`.
    void statusChanged(const QString &subscription, const QString &status);

private:
    void take(QNetworkReply *reply);
    void sendEvent(int number);

    Clock &m_clock;
    FhirVersion m_version;
    QNetworkAccessManager m_network;
    SandboxServer m_sandbox;
    bool m_sending = false;
};

} // namespace Tbs::Cli
