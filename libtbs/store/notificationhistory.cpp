// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationhistory.h"

#include "subscriptionmatch_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

char lower(char character)
{
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
}

/// As SQLite's LIKE compares: ASCII letters in any case.
bool containsText(const QByteArray &body, const QString &text)
{
    const auto wanted = text.toUtf8();
    return std::search(body.begin(), body.end(), wanted.begin(), wanted.end(),
                       [](char first, char second) { return lower(first) == lower(second); })
        != body.end();
}

bool matchesTime(const HistoryFilter &filter, const QDateTime &receivedAt)
{
    return (!filter.from.isValid() || receivedAt >= filter.from) && (!filter.to.isValid() || receivedAt < filter.to);
}

bool matchesFocus(const QString &wanted, const QStringList &foci)
{
    if (wanted.isEmpty()) {
        return true;
    }
    if (wanted.contains(u'/')) {
        return foci.contains(wanted);
    }
    return std::any_of(foci.begin(), foci.end(),
                       [prefix = wanted + u'/'](const QString &focus) { return focus.startsWith(prefix); });
}

int eventsIn(EventState state, const NotificationSummary &summary)
{
    switch (state) {
    case EventState::Pending:
        return summary.pendingEvents;
    case EventState::DeadLetter:
        return summary.deadLetters;
    case EventState::Done:
        break;
    }
    return summary.notification.newEvents - summary.pendingEvents - summary.deadLetters;
}

template <typename T> bool isOneOf(const QList<T> &wanted, T value)
{
    return wanted.isEmpty() || wanted.contains(value);
}

} // namespace

bool matchesSubscription(const HistoryFilter &filter, const SubscriptionKey &key, const QString &topic)
{
    const auto isWanted = [&filter](QStringView text) {
        return text.compare(filter.subscription, Qt::CaseInsensitive) == 0;
    };
    const auto id = QStringView(key.subscription).mid(key.subscription.lastIndexOf(u'/') + 1);
    return (filter.subscription.isEmpty() || isWanted(key.webhookId) || isWanted(key.subscription) || isWanted(id))
        && (filter.topic.isEmpty() || topic.contains(filter.topic, Qt::CaseInsensitive));
}

bool matches(const HistoryFilter &filter, const NotificationSummary &summary, const QByteArray &body)
{
    const auto &notification = summary.notification;
    return matchesTime(filter, notification.receivedAt) && isOneOf(filter.types, notification.type)
        && isOneOf(filter.origins, notification.origin)
        && matchesSubscription(filter, summary.subscription, summary.topic) && matchesFocus(filter.focus, summary.foci)
        && (!filter.state || eventsIn(*filter.state, summary) > 0)
        && (!filter.withDuplicates || notification.duplicateEvents > 0)
        && (!filter.replayed || summary.replayedEvents > 0)
        && std::all_of(filter.texts.begin(), filter.texts.end(),
                       [&body](const QString &text) { return containsText(body, text); });
}

} // namespace Tbs
