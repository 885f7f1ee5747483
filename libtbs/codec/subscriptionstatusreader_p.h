// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "statusvalues_p.h"

namespace Tbs {

/// Reads the SubscriptionStatus resource of R4B and R5, as R4 servers and drafts send it too.
class SubscriptionStatusReader
{
public:
    explicit SubscriptionStatusReader(IssueCollector &issues)
        : m_issues(issues)
        , m_values(issues)
    {
    }

    /// Whether a resource of this type is such a status.
    [[nodiscard]] static bool accepts(QStringView resourceType);

    /// \return BadData when the notification's type is missing or unknown, or when its events cannot be told.
    [[nodiscard]] Result<StatusElement> read(JsonObjectReader &object, const ElementPath &path);

private:
    Result<void> readEvents(JsonValueReader &value, const ElementPath &path, SubscriptionStatus &status);
    Result<void> readEvent(JsonValueReader &value, const ElementPath &path, NotificationEvent &event);
    Result<void> readErrors(JsonValueReader &value, const ElementPath &path, QStringList &errors);
    Result<void> readSubscription(JsonValueReader &value, const ElementPath &path, SubscriptionStatus &status);
    [[nodiscard]] std::optional<EventNumber> readCounter(JsonValueReader &value, const ElementPath &path);

    IssueCollector &m_issues;
    StatusValues m_values;
};

} // namespace Tbs
