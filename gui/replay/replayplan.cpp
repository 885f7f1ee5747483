// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "replayplan.h"

#include <QDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

QString ReplayPlan::handlerText(const HandlerConfiguration &handler)
{
    switch (handler.type) {
    case HandlerConfiguration::Type::None:
        return tr("nothing: events are only stored and shown");
    case HandlerConfiguration::Type::Exec:
        return tr("runs %1").arg(handler.command.value(0));
    case HandlerConfiguration::Type::Forward:
        return tr("sends it to %1").arg(handler.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery));
    case HandlerConfiguration::Type::File:
        return tr("appends it to %1").arg(QDir::toNativeSeparators(handler.path));
    case HandlerConfiguration::Type::Log:
        break;
    }
    return tr("writes to the log");
}

ReplayPlan::ReplayPlan(const QList<ManagedSubscription> &subscriptions)
{
    for (const auto &one : subscriptions) {
        m_handlers.insert(one.webhookId(), handlerText(one.wanted.handler));
    }
}

void ReplayPlan::add(const QList<NotificationSummary> &summaries)
{
    for (const auto &summary : summaries) {
        m_waiting += summary.pendingEvents;
        const auto events = summary.notification.newEvents - summary.pendingEvents;
        if (events <= 0) {
            continue;
        }
        const auto &webhookId = summary.subscription.webhookId;
        auto target = std::lower_bound(m_targets.begin(), m_targets.end(), webhookId,
                                       [](const Target &one, const QString &id) { return one.webhookId < id; });
        if (target == m_targets.end() || target->webhookId != webhookId) {
            target = m_targets.insert(target, {webhookId, m_handlers.value(webhookId)});
        }
        target->events += events;
    }
}

qint64 ReplayPlan::events() const
{
    qint64 events = 0;
    for (const auto &target : m_targets) {
        events += target.isDefined() ? target.events : 0;
    }
    return events;
}

} // namespace Tbs::Gui
