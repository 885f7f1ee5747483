// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QNetworkAccessManager>

namespace Tbs::Gui {

/// A FHIR server in the process that has something to tell: subscriptions that are registered over HTTP, and resources
/// that change every second. Lives in one thread.
class SandboxSource : public QObject
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    SandboxSource(Clock &clock, FhirVersion version, QObject *parent = nullptr);

    /// \return ActionRequired when the sandbox cannot listen.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] QUrl baseUrl() const;
    /// Faults and the like.
    [[nodiscard]] SandboxServer &server() { return m_sandbox; }
    /// What can be subscribed to, one of each topic.
    [[nodiscard]] static QList<TopicSubscription> definitions();

    /// Has the notifications of \a definition sent to \a endpoint; failed() follows when the sandbox refuses.
    void subscribe(const TopicSubscription &definition, const QUrl &endpoint);

Q_SIGNALS:
    void failed(const Tbs::Error &error);

private:
    void change(int number);

    Clock &m_clock;
    FhirVersion m_version;
    QNetworkAccessManager m_network;
    SandboxServer m_sandbox;
};

} // namespace Tbs::Gui
