// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "statusvalues_p.h"

namespace Tbs {

/// Reads the Parameters that stand for a SubscriptionStatus in R4, of the published IG and of its draft 0.1.0.
/// http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-status-r4
class ParametersStatusReader
{
public:
    explicit ParametersStatusReader(IssueCollector &issues)
        : m_issues(issues)
        , m_values(issues)
    {
    }

    /// Whether these Parameters are a status: any others may be in a bundle, or be the answer of an operation.
    [[nodiscard]] static bool accepts(JsonObjectReader &object);

    /// Reads one status; a reader is good for one.
    /// \return BadData when the notification's type is missing or unknown, or when its events cannot be told.
    [[nodiscard]] Result<StatusElement> read(JsonObjectReader &object, const ElementPath &path);

private:
    enum Parameter { Subscription, Topic, Status, Type, Counter, InNotification, Event, ErrorCode, ParameterCount };
    enum Part { Number, Time, Focus, Context, PartCount };

    Result<void> readParameter(JsonObjectReader &object, const ElementPath &path, StatusElement &element);
    Result<void> readValue(Parameter parameter, std::string_view type, JsonValueReader &value, const ElementPath &path,
                           StatusElement &element);
    Result<void> readEvent(JsonObjectReader &object, const ElementPath &path, NotificationEvent &event);
    Result<void> readPart(JsonObjectReader &object, const ElementPath &path, quint32 &seen, NotificationEvent &event);
    Result<void> readPartValue(Part part, std::string_view type, JsonValueReader &value, const ElementPath &path,
                               NotificationEvent &event);
    Result<ReferenceElement> readReference(std::string_view type, JsonValueReader &value, const ElementPath &path);
    [[nodiscard]] std::optional<EventNumber> readCounter(std::string_view type, JsonValueReader &value,
                                                         const ElementPath &path);
    void expectType(std::string_view type, std::string_view expected, const ElementPath &path);

    /// Calls \a visit(type, value, path) with the value[x] of a parameter or part, or reports that there is none.
    template <typename Visit> Result<void> withValue(JsonObjectReader &object, const ElementPath &path, Visit visit);

    IssueCollector &m_issues;
    StatusValues m_values;
    std::optional<NotificationType> m_type;
    quint32 m_seen = 0; ///< a bit for each Parameter
};

} // namespace Tbs
