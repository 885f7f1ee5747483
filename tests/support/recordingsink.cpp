// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "recordingsink.h"

#include <utility>

namespace Tbs::Test {

void RecordingSink::receive(IncomingNotification incoming, Done done)
{
    m_received.append(std::move(incoming));
    if (m_isHolding) {
        m_held.append(std::move(done));
    } else {
        done(m_answers.isEmpty() ? Result<Receipt>(Receipt{.newEvents = 1}) : m_answers.takeFirst());
    }
}

void RecordingSink::release()
{
    m_isHolding = false;
    for (const auto &done : std::exchange(m_held, {})) {
        done(m_answers.isEmpty() ? Result<Receipt>(Receipt{.newEvents = 1}) : m_answers.takeFirst());
    }
}

QStringList RecordingSink::webhookIds() const
{
    QStringList ids;
    for (const auto &incoming : m_received) {
        ids.append(incoming.webhookId);
    }
    return ids;
}

QByteArrayList RecordingSink::bodies() const
{
    QByteArrayList bodies;
    for (const auto &incoming : m_received) {
        bodies.append(incoming.body);
    }
    return bodies;
}

} // namespace Tbs::Test
