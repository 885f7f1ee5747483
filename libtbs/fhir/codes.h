// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QString>

#include <optional>

/// The codes of FHIR subscriptions as enumerations, each with its text on the wire.
/// Pure functions, callable from any thread; an unknown text yields nothing, never a default.
/// (Not toString: QTest would find that by its argument and expect a char pointer.)
namespace Tbs {

/// The three wire shapes. R4 means the Subscriptions R5 Backport IG on R4.
enum class FhirVersion { R4, R4B, R5 };

/// https://hl7.org/fhir/R5/valueset-subscription-notification-type.html
enum class NotificationType { Handshake, Heartbeat, EventNotification, QueryStatus, QueryEvent };

/// https://hl7.org/fhir/R5/valueset-subscription-status.html (R4 and R4B have no entered-in-error).
enum class SubscriptionStatusCode { Requested, Active, Error, Off, EnteredInError };

/// https://hl7.org/fhir/R5/valueset-subscription-payload-content.html
enum class PayloadContent { Empty, IdOnly, FullResource };

/// How notifications travel. Only these two are spoken; other codes are kept as text in Subscription::channelType.
enum class ChannelType { RestHook, WebSocket };

/// `R4`, `R4B` or `R5`.
[[nodiscard]] TBS_CORE_EXPORT QString toCode(FhirVersion version);
/// Understands `R4`, `r4b`, `4.0`, `4.0.1`, `4.3`, `4.3.0`, `5.0`, `5.0.0`.
[[nodiscard]] TBS_CORE_EXPORT std::optional<FhirVersion> fhirVersionFromCode(QStringView text);

[[nodiscard]] TBS_CORE_EXPORT QString toCode(NotificationType type);
[[nodiscard]] TBS_CORE_EXPORT std::optional<NotificationType> notificationTypeFromCode(QStringView text);

[[nodiscard]] TBS_CORE_EXPORT QString toCode(SubscriptionStatusCode status);
[[nodiscard]] TBS_CORE_EXPORT std::optional<SubscriptionStatusCode> subscriptionStatusCodeFromCode(QStringView text);

[[nodiscard]] TBS_CORE_EXPORT QString toCode(PayloadContent content);
[[nodiscard]] TBS_CORE_EXPORT std::optional<PayloadContent> payloadContentFromCode(QStringView text);

/// `rest-hook` or `websocket`.
[[nodiscard]] TBS_CORE_EXPORT QString toCode(ChannelType type);
[[nodiscard]] TBS_CORE_EXPORT std::optional<ChannelType> channelTypeFromCode(QStringView text);

} // namespace Tbs
