// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "handshakeprogress.h"

#include <QCoreApplication>

namespace Tbs::Gui {

namespace {

using Kind = JournalEntry::Kind;

/// The step that an entry tells of; absent: none.
std::optional<HandshakeProgress::Step> stepOf(Kind kind)
{
    using Step = HandshakeProgress::Step;
    switch (kind) {
    case Kind::Requested:
        return Step::Requested;
    case Kind::Registered:
        return Step::Registered;
    case Kind::Handshake:
    case Kind::WebSocketConnected:
        return Step::Handshake;
    case Kind::Activated:
    case Kind::Reactivated:
        return Step::Activated;
    default:
        return std::nullopt;
    }
}

/// Somebody has to do something. What is about delivery (gaps, heartbeats) says nothing about the registration.
bool isFailure(Kind kind)
{
    return kind == Kind::Failed || kind == Kind::Vanished || kind == Kind::Suspended
        || kind == Kind::ReactivationGaveUp;
}

/// It goes on, but not as it should.
bool isDelay(Kind kind)
{
    return kind == Kind::ActivationDelayed || kind == Kind::StatusUnknown || kind == Kind::ServerUnknown
        || kind == Kind::ReactivationFailed || kind == Kind::WebSocketBroken;
}

} // namespace

HandshakeProgress::HandshakeProgress(QString webhookId, ChannelType channel)
    : m_webhookId(std::move(webhookId))
    , m_channel(channel)
{
}

void HandshakeProgress::take(const JournalEntry &entry)
{
    const bool isOfAll = entry.webhookId.isEmpty() && (entry.kind == Kind::ServerUnknown || entry.kind == Kind::Failed);
    if (entry.webhookId != m_webhookId && !isOfAll) {
        return;
    }
    if (const auto step = stepOf(entry.kind)) {
        reach(*step, entry);
    } else {
        takeOther(entry);
    }
}

void HandshakeProgress::reach(Step step, const JournalEntry &entry)
{
    m_reached.at(static_cast<std::size_t>(step)) = entry;
    m_trouble.reset();
    if (m_state == State::Active && (step != Step::Requested || m_unchanged)) {
        return; // told late: it is active all the same
    }
    if (step == Step::Requested && m_state != State::Waiting) {
        // Anew: what came of it the last time says nothing any more.
        for (auto later = static_cast<std::size_t>(Step::Registered); later < m_reached.size(); ++later) {
            m_reached.at(later).reset();
        }
    }
    m_state = step == Step::Activated ? State::Active : State::Waiting;
}

void HandshakeProgress::takeOther(const JournalEntry &entry)
{
    if (isFailure(entry.kind)) {
        m_state = State::Failed;
        m_trouble = entry;
    } else if (!isDelay(entry.kind)) {
        m_remarks.append(entry);
    } else if (m_state == State::Waiting || m_state == State::Delayed) {
        // An active one is watched over elsewhere, and a failure says more.
        m_state = State::Delayed;
        m_trouble = entry;
    }
}

void HandshakeProgress::setUnchanged(const QDateTime &at)
{
    m_unchanged = true;
    reach(Step::Activated,
          {.at = at,
           .kind = Kind::Activated,
           .severity = JournalEntry::Severity::Good,
           .webhookId = m_webhookId,
           .message = QCoreApplication::translate("Tbs::Gui::HandshakeProgress",
                                                  "The server has it as it is wanted, and it is active: nothing had "
                                                  "to be sent."),
           .advice = {}});
}

const std::optional<JournalEntry> &HandshakeProgress::reached(Step step) const
{
    return m_reached.at(static_cast<std::size_t>(step));
}

std::optional<HandshakeProgress::Step> HandshakeProgress::current() const
{
    if (m_state == State::Active || m_state == State::Failed) {
        return std::nullopt;
    }
    // What comes after a step that was told has been waited for in vain, or is not told by this server.
    int next = 0;
    for (int i = 0; i < stepCount; ++i) {
        if (m_reached.at(static_cast<std::size_t>(i))) {
            next = i + 1;
        }
    }
    return next < stepCount ? std::optional(static_cast<Step>(next)) : std::nullopt;
}

} // namespace Tbs::Gui
