// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QUrl>

namespace Tbs::Cli {

/// A sandbox in the process that sends an event every second, and a heartbeat every five, once somebody has subscribed.
/// Lives in one thread.
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
    /// What is there to subscribe to.
    [[nodiscard]] static TopicSubscription definition(const QString &webhookId);

Q_SIGNALS:
    /// `requested`, `active`, `error` or `off`.
    void statusChanged(const QString &subscription, const QString &status);

private:
    void sendEvent(int number);

    Clock &m_clock;
    FhirVersion m_version;
    SandboxServer m_sandbox;
    bool m_sending = false;
};

} // namespace Tbs::Cli
