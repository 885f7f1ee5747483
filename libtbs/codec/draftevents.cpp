// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "draftevents_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// So many events without entries are believed.
constexpr quint64 maximumEvents = 1000;

QString referenceTo(const NotificationEntry &entry)
{
    if (!entry.fullUrl.isEmpty()) {
        return entry.fullUrl;
    }
    return entry.resourceId.isEmpty() ? entry.requestUrl : entry.resourceType + u'/' + entry.resourceId;
}

/// One for each entry that is not the status.
QStringList foci(const ReceivedNotification &notification)
{
    QStringList references;
    for (const auto &entry : notification.bundle.entries) {
        if (entry.index != notification.statuses.front().entry) {
            references.append(referenceTo(entry.entry));
        }
    }
    return references;
}

} // namespace

void makeDraftEvents(ReceivedNotification &notification, const ElementPath &path, IssueCollector &issues)
{
    auto &element = notification.statuses.front().element;
    auto &status = element.status;
    const auto announced = element.eventsInNotification.value_or(EventNumber()).value();
    if (announced == 0 || !status.notificationEvents.isEmpty() || notification.statuses.size() > 1) {
        return;
    }
    const auto references = foci(notification);
    const bool matching = static_cast<quint64>(references.size()) == announced;
    if (!matching && announced > maximumEvents) {
        issues.error("value"_L1, path, QT_TRANSLATE_NOOP("Tbs", "More events are announced than can be: %1"),
                     QString::number(announced));
        return;
    }
    const auto last = status.eventsSinceSubscriptionStart;
    const bool numbered = last && last->value() >= announced;
    for (quint64 i = 0; i < announced; ++i) {
        NotificationEvent event;
        if (numbered) {
            event.eventNumber = EventNumber::fromInteger(static_cast<qint64>(last->value() - announced + 1 + i));
        }
        if (matching) {
            event.focus = Reference(references.at(static_cast<qsizetype>(i)));
        }
        status.notificationEvents.append(std::move(event));
    }
    issues.information(
        "informational"_L1, path,
        QT_TRANSLATE_NOOP("Tbs", "A draft without events of its own: %1 were made from its counts and entries"),
        QString::number(announced));
}

} // namespace Tbs
