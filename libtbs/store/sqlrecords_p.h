// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/records.h>
#include <Tbs/support/error.h>

class QSqlError;
class QSqlQuery;
class QVariant;

/// Between the rows of the SQLite store and records.
namespace Tbs {

/// The columns that readSubscription() and readEvent() read, in their order.
constexpr QLatin1String subscriptionColumns(
    "subscription.id, webhook_id, server, subscription, topic, status, epoch, seen, written_off, base, highest, "
    "newest_timestamp, restarts_in_a_row, last_notification_at, last_event_at");
constexpr QLatin1String eventColumns(
    "event.id, event.notification_id, event.subscription_id, event.status_index, event.event_index, event.epoch, "
    "event.event_number, event.event_id, event.bundle_id, event.focus, event.timestamp, event.state, event.attempts, "
    "event.next_attempt_at, event.last_error, event.replayed_at");
constexpr int eventColumnCount = 16;
/// What readNotification() reads before body and headers.
constexpr QLatin1String notificationColumns(
    "notification.id, notification.subscription_id, received_at, origin, fhir_version, type, notification.bundle_id, "
    "events_since_subscription_start, new_events, duplicate_events");
constexpr int notificationColumnCount = 10;

[[nodiscard]] QVariant fromTime(const QDateTime &time);
[[nodiscard]] QDateTime toTime(const QVariant &value);
[[nodiscard]] QVariant fromNumber(const std::optional<EventNumber> &number);
[[nodiscard]] std::optional<EventNumber> toNumber(const QVariant &value);
/// NOT NULL columns take an empty text, not a null one.
[[nodiscard]] QString text(const QString &value);

[[nodiscard]] SubscriptionRecord readSubscription(const QSqlQuery &query, int column = 0);
[[nodiscard]] EventRecord readEvent(const QSqlQuery &query);
/// Without body and headers.
[[nodiscard]] NotificationRecord readNotification(const QSqlQuery &query, int column);
/// With them: of `notificationColumns, body, headers`.
[[nodiscard]] NotificationRecord readWholeNotification(const QSqlQuery &query);

/// What to do about an error of the database driver.
[[nodiscard]] Error errorFromSql(const QSqlError &error);

} // namespace Tbs
