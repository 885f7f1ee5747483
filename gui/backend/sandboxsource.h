// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/subscription/topicsubscription.h>

namespace Tbs::Gui {

/// A FHIR server in the process that has something to tell: resources that change every second. Lives in one thread.
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

private:
    void change(int number);

    Clock &m_clock;
    FhirVersion m_version;
    SandboxServer m_sandbox;
};

} // namespace Tbs::Gui
