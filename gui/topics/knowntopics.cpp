// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "knowntopics.h"

#include <Tbs/support/futures.h>

namespace Tbs::Gui {

namespace {

constexpr qint64 patienceInSeconds = 60;

} // namespace

KnownTopics::KnownTopics(Backend &backend, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_backend(backend)
    , m_clock(clock)
{
    connect(&backend, &Backend::stateChanged, this, &KnownTopics::takeState);
}

void KnownTopics::takeState()
{
    if (m_backend.state() == Backend::State::Running) {
        return;
    }
    m_connection.advance();
    m_asked = false;
    m_askedAt = {};
    if (!m_topics.isEmpty()) {
        m_topics.clear();
        Q_EMIT changed();
    }
}

void KnownTopics::want()
{
    const bool isTooSoon = m_askedAt.isValid() && m_askedAt.secsTo(m_clock.now()) < patienceInSeconds;
    if (m_asked || isTooSoon || m_backend.state() != Backend::State::Running) {
        return;
    }
    m_asked = true;
    const auto takeOfThis = m_connection.whileCurrent([this](const Result<DiscoveredTopics> &found) { take(found); });
    whenFinished(m_backend.server().topics(), this, takeOfThis);
}

void KnownTopics::take(const Result<DiscoveredTopics> &found)
{
    if (!found) { // the page of topics tells why
        m_asked = false;
        m_askedAt = m_clock.now();
        return;
    }
    m_topics = found->topics;
    Q_EMIT changed();
}

} // namespace Tbs::Gui
