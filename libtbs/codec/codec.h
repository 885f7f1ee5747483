// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/filterdialect.h>
#include <Tbs/fhir/notification.h>
#include <Tbs/fhir/subscription.h>
#include <Tbs/fhir/subscriptiontopic.h>
#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

#include <QJsonObject>
#include <QList>

namespace Tbs {

/// An entry of a notification to be written.
struct TBS_CORE_EXPORT OutgoingEntry
{
    QString fullUrl;
    QString requestMethod;
    QString requestUrl;
    QString responseStatus;
    QJsonObject resource; ///< empty for id-only entries and deletions

    friend bool operator==(const OutgoingEntry &, const OutgoingEntry &) = default;
};

/// A notification to be written: the values of Notification, with resources instead of slices.
struct TBS_CORE_EXPORT OutgoingNotification
{
    QString bundleId;
    QDateTime timestamp;
    /// In statuses the entry indexes of the events are not looked at.
    QList<SubscriptionStatus> statuses;
    QList<OutgoingEntry> entries;
    /// What the status entry's request names: `<Subscription>/$status`.
    QString statusRequestUrl;
    bool searchset = false; ///< the answer of $status: Bundle.type searchset, entries with search.mode
    bool messageWrapped = false;
};

/// The wire shape of one FHIR version. One class a version stands behind it, and nothing above it knows which.
///
/// Stateless and thread-safe. Reading is tolerant: what can be understood is, each deviation becomes an Issue with an
/// element path; only what cannot be understood is an Error (kind BadData). Writing is strict.
class TBS_CORE_EXPORT Codec
{
public:
    Codec() = default;
    virtual ~Codec() = default;
    Q_DISABLE_COPY_MOVE(Codec)

    [[nodiscard]] virtual FhirVersion version() const = 0;

    [[nodiscard]] virtual Result<Decoded<Subscription>> readSubscription(const QJsonObject &resource) const = 0;
    /// Starts from Subscription::raw, so what was not understood survives; and what means the same stays spelled as it
    /// is. \param dialect how filters are written that are not there yet; of no meaning in R5
    [[nodiscard]] virtual QJsonObject writeSubscription(const Subscription &subscription,
                                                        FilterDialect dialect = FilterDialect::SearchString) const = 0;

    /// Reads a SubscriptionTopic, in R4 also the Basic that wraps one.
    [[nodiscard]] virtual Result<Decoded<SubscriptionTopic>> readTopic(const QJsonObject &resource) const = 0;
    /// Starts from SubscriptionTopic::raw.
    [[nodiscard]] virtual QJsonObject writeTopic(const SubscriptionTopic &topic) const = 0;

    /// Writes the status resource alone: Parameters in R4, SubscriptionStatus in R4B and R5.
    [[nodiscard]] virtual QJsonObject writeStatus(const SubscriptionStatus &status) const = 0;
    [[nodiscard]] virtual QJsonObject writeNotification(const OutgoingNotification &notification) const = 0;

    /// The Parameters that ask for the events \a first to \a last with `$events` by POST: as this version specifies
    /// them, then as servers want them that do otherwise. https://hl7.org/fhir/R5/subscription-operation-events.html
    [[nodiscard]] virtual QList<QJsonObject> writeEventsParameters(EventNumber first, EventNumber last,
                                                                   std::optional<PayloadContent> content) const = 0;
};

/// The codec of \a version; lives as long as the process.
[[nodiscard]] TBS_CORE_EXPORT const Codec &codecFor(FhirVersion version);

/// \a resource, as Codec::writeSubscription() made it, with the elements of R5 besides its own: for servers that look
/// for them in other versions too.
[[nodiscard]] TBS_CORE_EXPORT QJsonObject withR5Elements(const QJsonObject &resource, Subscription subscription);

/// Reads a notification bundle of any version, type and content level, chosen by what \a body holds: reference section
/// 3.7. Also message-wrapped bundles, and the answers of $status (searchset, history, subscription-notification or a
/// bare status resource) and $events.
///
/// The whole body is held against JSON's grammar, UTF-8 and at most 512 levels included; a leading byte order mark is
/// accepted. Repeated names are an error in all elements that are read, and nobody looks for them inside resources.
/// No copy is made when \a body has a capacity of at least 64 bytes more than its size. Thread-safe; each thread keeps
/// some megabytes for the next call. At most 100 issues are listed, the last one then counts the others. \return
/// BadData with an element path (or the position of the JSON error) for what is not a notification.
[[nodiscard]] TBS_CORE_EXPORT Result<Decoded<Notification>> readNotification(const QByteArray &body);

/// The topics that a CapabilityStatement names: the canonicals of rest.resource[Subscription]'s
/// capabilitystatement-subscriptiontopic-canonical extensions.
[[nodiscard]] TBS_CORE_EXPORT QStringList readCapabilityStatementTopics(const QJsonObject &capabilityStatement);

/// Writes those extensions into rest[0].resource[Subscription] of \a capabilityStatement, adding it where it is
/// missing.
[[nodiscard]] TBS_CORE_EXPORT QJsonObject writeCapabilityStatementTopics(QJsonObject capabilityStatement,
                                                                         const QStringList &topics);

/// Parses a JSON object strictly (UTF-8, an optional byte order mark, no duplicate names at the top level).
/// \return BadData with the position of the first mistake.
[[nodiscard]] TBS_CORE_EXPORT Result<QJsonObject> readJsonObject(QByteArrayView json);

} // namespace Tbs
