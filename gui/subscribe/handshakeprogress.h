// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/journalentry.h"

#include <Tbs/fhir/codes.h>

#include <QList>

#include <array>
#include <optional>

namespace Tbs::Gui {

/// How far the registration of one subscription has come, by what the journal tells of it. A value.
class HandshakeProgress
{
public:
    enum class Step {
        Requested, ///< the server was asked
        Registered, ///< the server has it
        Handshake, ///< a notification arrived, or the websocket is connected
        Activated,
    };
    static constexpr int stepCount = static_cast<int>(Step::Activated) + 1;

    enum class State {
        Waiting, ///< nothing speaks against it
        Delayed, ///< it takes longer, or something does not work; it is still tried
        Failed, ///< somebody has to do something
        Active,
    };

    HandshakeProgress() = default;
    explicit HandshakeProgress(QString webhookId, ChannelType channel = ChannelType::RestHook);

    /// What is about other subscriptions is left out.
    void take(const JournalEntry &entry);
    /// The server has it already, as it is wanted, and active: nothing will happen any more.
    void setUnchanged(const QDateTime &at);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const QString &webhookId() const { return m_webhookId; }
    [[nodiscard]] ChannelType channel() const { return m_channel; }
    /// What was told when the step was reached for the last time; absent: it was not.
    [[nodiscard]] const std::optional<JournalEntry> &reached(Step step) const;
    /// The first step that has not been reached; absent: none, or there is nothing to wait for any more.
    [[nodiscard]] std::optional<Step> current() const;
    /// What went wrong last; absent: nothing, or it has been overcome.
    [[nodiscard]] const std::optional<JournalEntry> &trouble() const { return m_trouble; }
    /// What else there is to know, the oldest first: what the server altered, what is known of its make.
    [[nodiscard]] const QList<JournalEntry> &remarks() const { return m_remarks; }

private:
    void reach(Step step, const JournalEntry &entry);
    void takeOther(const JournalEntry &entry);

    QString m_webhookId;
    ChannelType m_channel = ChannelType::RestHook;
    State m_state = State::Waiting;
    bool m_unchanged = false;
    std::array<std::optional<JournalEntry>, stepCount> m_reached;
    std::optional<JournalEntry> m_trouble;
    QList<JournalEntry> m_remarks;
};

} // namespace Tbs::Gui
