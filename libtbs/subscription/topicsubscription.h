// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscription.h>
#include <Tbs/support/error.h>

#include <QStringList>

namespace Tbs {

/// What holds for every definition that does not say otherwise.
struct TBS_CORE_EXPORT SubscriptionDefaults
{
    PayloadContent payloadContent = PayloadContent::IdOnly;
    quint32 timeout = 60; ///< seconds the server waits for our answer
    quint32 heartbeatPeriod = 20; ///< seconds; 0 asks for no heartbeats
    quint32 maxCount = 1; ///< events a notification, >= 1
    ChannelType channel = ChannelType::RestHook;

    friend bool operator==(const SubscriptionDefaults &, const SubscriptionDefaults &) = default;
};

/// One topic subscription as its user wants it: topic, filters and what may differ from the defaults.
struct TBS_CORE_EXPORT TopicSubscription
{
    /// The topic's canonical URL, perhaps with `|version`. Required.
    QString topic;
    QList<FilterBy> filterBy;
    /// The last part of the webhook's path: 1 to 64 of A-Z a-z 0-9 - _. Empty: defaultWebhookId().
    QString webhookId;
    std::optional<PayloadContent> payloadContent;
    std::optional<quint32> timeout; ///< seconds
    std::optional<quint32> heartbeatPeriod; ///< seconds; 0 asks for none
    std::optional<quint32> maxCount; ///< >= 1
    std::optional<ChannelType> channel; ///< how notifications come
    /// When the subscription is to end; invalid: never.
    QDateTime end;
    /// Where it was defined, for messages: `tbs.yaml:12`, or empty.
    QString location;

    friend bool operator==(const TopicSubscription &, const TopicSubscription &) = default;
};

/// An identifier made of the topic's last part and a hash over topic and filters, in whatever order they stand:
/// `encounter-complete-5f3a09c1`. The same in every run.
[[nodiscard]] TBS_CORE_EXPORT QString defaultWebhookId(const TopicSubscription &definition);

/// \a definition with its webhookId and every optional filled in from \a defaults.
[[nodiscard]] TBS_CORE_EXPORT TopicSubscription withDefaults(TopicSubscription definition,
                                                             const SubscriptionDefaults &defaults);

/// Every mistake in \a definitions at once: missing or relative topics, webhook ids that are malformed or used twice,
/// filters without parameter or value or with comparator and modifier (scr-1), values out of range, an end in the past.
/// \param now the current time, UTC.
[[nodiscard]] TBS_CORE_EXPORT QList<Error> validate(const QList<TopicSubscription> &definitions, const QDateTime &now);

/// Every mistake in \a definition alone, as validate() finds them; their location is the element: `topic`,
/// `filterBy[0].value`, `heartbeatPeriod`.
[[nodiscard]] TBS_CORE_EXPORT QList<Error> mistakesOf(const TopicSubscription &definition, const QDateTime &now);

/// The Subscription resource that \a definition (with its defaults filled in) asks the server for.
/// \param endpoint the public URL of its webhook; not used for websocket.
/// \param headers what the server is to send along, e.g. X-Api-Key.
[[nodiscard]] TBS_CORE_EXPORT Subscription requestedSubscription(const TopicSubscription &definition,
                                                                 const QUrl &endpoint,
                                                                 const QList<SubscriptionHeader> &headers);

} // namespace Tbs
