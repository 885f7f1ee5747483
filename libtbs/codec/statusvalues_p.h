// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"
#include "jsonmembers_p.h"

#include <Tbs/fhir/notification.h>

namespace Tbs {

/// A Reference element as it came.
struct ReferenceElement
{
    QString reference;
    QString identifier; ///< `system|value`, or the value alone
    QString display;

    [[nodiscard]] bool isEmpty() const { return reference.isEmpty() && identifier.isEmpty() && display.isEmpty(); }
};

/// Reads the data types that a status resource is made of. Deviations are reported; what cannot be read is absent.
class StatusValues
{
public:
    explicit StatusValues(IssueCollector &issues)
        : m_issues(issues)
    {
    }

    [[nodiscard]] QString readString(JsonValueReader &value, const ElementPath &path);
    /// A counter in a JSON string or number, without a word about which of them it was.
    [[nodiscard]] std::optional<EventNumber> readCounter(JsonValueReader &value, const ElementPath &path);
    /// An instant, into the event; reports any other form of it.
    void readTimestamp(JsonValueReader &value, const ElementPath &path, NotificationEvent &event);
    /// A Reference object; a bare string is taken for its `reference`.
    [[nodiscard]] Result<ReferenceElement> readReference(JsonValueReader &value, const ElementPath &path);
    /// A CodeableConcept as `system|code` of its first coding with a code, else its text.
    [[nodiscard]] Result<QString> readCodeableConcept(JsonValueReader &value, const ElementPath &path);

    /// \return BadData for an unknown code: without its type a notification means nothing.
    [[nodiscard]] Result<NotificationType> readType(JsonValueReader &value, const ElementPath &path);
    [[nodiscard]] std::optional<SubscriptionStatusCode> readStatus(JsonValueReader &value, const ElementPath &path);

    void setSubscription(const ReferenceElement &reference, const ElementPath &path, SubscriptionStatus &status);
    void setFocus(ReferenceElement &&reference, NotificationEvent &event);
    void addContext(ReferenceElement &&reference, const ElementPath &path, NotificationEvent &event);

private:
    [[nodiscard]] Result<QString> readIdentifier(JsonValueReader &value, const ElementPath &path);
    [[nodiscard]] Result<QString> readCoding(JsonValueReader &value, const ElementPath &path);

    IssueCollector &m_issues;
};

/// What was in a status besides its values.
struct StatusElement
{
    SubscriptionStatus status;
    /// The `eventsInNotification` of drafts (R5 previews, IG 0.1.0, athenahealth).
    std::optional<EventNumber> eventsInNotification;
};

[[nodiscard]] Error missingType(const ElementPath &path);

} // namespace Tbs
