// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "../backend/requestgeneration.h"

#include <Tbs/support/clock.h>

namespace Tbs::Gui {

/// What the server tells of its topics, asked for once while it is connected: for those to whom it is of use but no
/// matter of concern. Lives in the window's thread.
class KnownTopics : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive this.
    KnownTopics(Backend &backend, const Clock &clock, QObject *parent = nullptr);

    /// Asks the server, unless that was done; where it has not answered, not more than once a minute.
    void want();
    /// Empty while nothing is known.
    [[nodiscard]] const QList<DiscoveredTopic> &topics() const { return m_topics; }

Q_SIGNALS:
    void changed();

private:
    void takeState();
    void take(const Result<DiscoveredTopics> &found);

    Backend &m_backend;
    const Clock &m_clock;
    QList<DiscoveredTopic> m_topics;
    bool m_asked = false;
    QDateTime m_askedAt; ///< in vain
    RequestGeneration m_connection;
};

} // namespace Tbs::Gui
