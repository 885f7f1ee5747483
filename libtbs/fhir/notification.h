// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/fhir/eventnumber.h>
#include <Tbs/fhir/reference.h>

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>

namespace Tbs {

/// A part of Notification::body; length 0 means absent.
struct TBS_CORE_EXPORT JsonSlice
{
    qsizetype offset = 0;
    qsizetype length = 0;

    [[nodiscard]] bool isEmpty() const { return length == 0; }
    friend bool operator==(const JsonSlice &, const JsonSlice &) = default;
};

/// An entry of the notification bundle other than its status.
struct TBS_CORE_EXPORT NotificationEntry
{
    QString fullUrl;
    QString requestMethod; ///< `POST`, `PUT`, `DELETE`, `GET`; empty when the entry has no request
    QString requestUrl;
    QString responseStatus; ///< `201`; empty when the entry has no response
    /// Type and id found in the resource; empty when the entry has none.
    QString resourceType;
    QString resourceId;
    /// The resource's bytes as they were received. Empty for id-only entries and deletions.
    JsonSlice resource;

    friend bool operator==(const NotificationEntry &, const NotificationEntry &) = default;
};

/// One event. https://hl7.org/fhir/R5/subscriptionstatus-definitions.html#SubscriptionStatus.notificationEvent
struct TBS_CORE_EXPORT NotificationEvent
{
    /// Absent only where a server breaks the specification (an issue says so) or in IG 0.1.0 notifications.
    std::optional<EventNumber> eventNumber;
    /// The element's id; athenahealth's key against duplicates.
    QString id;
    QDateTime timestamp; ///< UTC; invalid when absent or not readable
    QString timestampText; ///< as received
    /// Empty for the content level `empty`, and where the focus has no literal reference.
    Reference focus;
    /// Logical identifier of the focus as `system|value`, when there is one.
    QString focusIdentifier;
    QList<Reference> additionalContext;
    /// Index into Notification::entries of the focus, -1 when no entry belongs to it.
    qsizetype focusEntry = -1;
    /// One for each of additionalContext, in its order; -1 when no entry belongs to it.
    QList<qsizetype> additionalContextEntries;

    friend bool operator==(const NotificationEvent &, const NotificationEvent &) = default;
};

/// The state of one subscription as a notification tells it. https://hl7.org/fhir/R5/subscriptionstatus.html; in R4 the
/// Parameters of http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4
struct TBS_CORE_EXPORT SubscriptionStatus
{
    Reference subscription;
    /// The topic's canonical URL as received; may be empty.
    QString topic;
    std::optional<SubscriptionStatusCode> status;
    NotificationType type = NotificationType::EventNotification;
    std::optional<EventNumber> eventsSinceSubscriptionStart;
    QList<NotificationEvent> notificationEvents;
    /// Each as `system|code` or its text.
    QStringList errors;

    friend bool operator==(const SubscriptionStatus &, const SubscriptionStatus &) = default;
};

/// A notification bundle, the same for all FHIR versions; also the answer of $status and $events.
///
/// A copyable value; the body is shared. https://hl7.org/fhir/R5/notifications.html
struct TBS_CORE_EXPORT Notification
{
    /// The shape that was found on the wire, whatever was declared.
    FhirVersion fhirVersion = FhirVersion::R5;
    QString bundleId;
    QString bundleType;
    QDateTime timestamp; ///< Bundle.timestamp in UTC; invalid when absent
    bool messageWrapped = false; ///< the notification came inside a `message` bundle
    /// At least one.
    QList<SubscriptionStatus> statuses;
    /// All entries that are not a status, in their order.
    QList<NotificationEntry> entries;
    /// The bytes that were received; slices point into them.
    QByteArray body;

    /// The bytes of \a slice, sharing body; valid as long as this notification or a copy of it.
    [[nodiscard]] QByteArrayView bytes(const JsonSlice &slice) const;
};

} // namespace Tbs
