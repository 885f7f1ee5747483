// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/managedsubscription.h"

#include <Tbs/store/notificationhistory.h>

#include <QCoreApplication>

namespace Tbs::Gui {

/// What a replay would hand over, to which handlers. A pure value.
class ReplayPlan
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::ReplayPlan)

public:
    struct Target
    {
        QString webhookId;
        QString handler; ///< what it does with an event, in words; empty: no such subscription is defined
        qint64 events = 0; ///< that are handed over, or would be if it were defined

        [[nodiscard]] bool isDefined() const { return !handler.isEmpty(); }
        friend bool operator==(const Target &, const Target &) = default;
    };

    /// \a subscriptions: what is defined.
    explicit ReplayPlan(const QList<ManagedSubscription> &subscriptions);

    void add(const QList<NotificationSummary> &summaries);

    /// By webhook id; only those with events.
    [[nodiscard]] const QList<Target> &targets() const { return m_targets; }
    /// That are handed over.
    [[nodiscard]] qint64 events() const;
    /// Those that wait for their handler anyway.
    [[nodiscard]] qint64 waiting() const { return m_waiting; }

    /// What \a handler does with an event, as the end of a sentence; without arguments and query values, which may be
    /// secrets.
    [[nodiscard]] static QString handlerText(const HandlerConfiguration &handler);

private:
    QHash<QString, QString> m_handlers; ///< texts by webhook id
    QList<Target> m_targets;
    qint64 m_waiting = 0;
};

} // namespace Tbs::Gui
