// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/fhir/filterby.h>

#include <QDateTime>
#include <QJsonObject>
#include <QUrl>

#include <optional>

namespace Tbs {

/// An HTTP header that the server is asked to send along (`channel.header`, `Subscription.parameter`).
struct TBS_CORE_EXPORT SubscriptionHeader
{
    QString name;
    /// Often a secret: never logged, and masked wherever it is shown.
    QString value;

    friend bool operator==(const SubscriptionHeader &, const SubscriptionHeader &) = default;
};

/// A Subscription resource, the same for all FHIR versions. https://hl7.org/fhir/R5/subscription.html and
/// http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription
struct TBS_CORE_EXPORT Subscription
{
    QString id;
    /// meta.versionId, for If-Match.
    QString versionId;
    SubscriptionStatusCode status = SubscriptionStatusCode::Requested;
    /// Required by R4 and R4B.
    QString reason;
    /// The topic's canonical URL, perhaps with `|version`. In a query-based R4 subscription: its search string.
    QString topic;
    QList<FilterBy> filterBy;
    QDateTime end;
    /// The wire code: `rest-hook`, `websocket`, `email`, ... or a custom one.
    QString channelType = QStringLiteral("rest-hook");
    QUrl endpoint;
    QList<SubscriptionHeader> headers;
    std::optional<quint32> heartbeatPeriod; ///< seconds; absent: no heartbeats
    std::optional<quint32> timeout; ///< seconds
    std::optional<quint32> maxCount; ///< events a bundle, >= 1
    /// The MIME type of the notifications; empty: no payload was asked for.
    QString contentType;
    std::optional<PayloadContent> content;
    /// The server's note about its last error (R4 and R4B only).
    QString error;
    /// Everything that was received, so that unknown elements and `_x` siblings survive a round trip.
    QJsonObject raw;

    /// Whether it names a topic; false for a query-based subscription of core R4.
    [[nodiscard]] bool isTopicBased() const;
};

} // namespace Tbs
