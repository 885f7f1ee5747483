// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "activity.h"

#include <Tbs/notification/eventcontext.h>
#include <Tbs/service/subscriber.h>
#include <Tbs/support/clock.h>

#include <QObject>

namespace Tbs::Gui {

/// Counts what a subscriber does, second by second. Lives in its thread.
class ActivityMeter : public QObject
{
    Q_OBJECT

public:
    /// Begins at once. \a subscriber and \a clock must outlive this.
    ActivityMeter(const Subscriber &subscriber, Clock &clock, QObject *parent = nullptr);

Q_SIGNALS:
    /// Once a second, also when nothing happened.
    void measured(const Tbs::Gui::Activity &activity);

private:
    void noteStored(const StoredNotification &stored);
    void noteHandled(const EventContext &event);
    void waitForSecond();

    Clock &m_clock;
    QHash<QString, ActivityCounts> m_counts;
};

} // namespace Tbs::Gui
