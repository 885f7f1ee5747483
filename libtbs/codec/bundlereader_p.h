// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"
#include "jsonmembers_p.h"
#include "notificationbundle_p.h"

#include <Tbs/support/error.h>

namespace Tbs {

/// Reads the outside of a bundle: its entries, of each resource no more than type and id.
///
/// Values of a wrong JSON type are reported and taken as absent; an `entry` that is no array of objects is an error.
class BundleReader
{
public:
    /// \param body the padded bytes that slices are to point into
    BundleReader(const QByteArray &body, IssueCollector &issues)
        : m_body(body)
        , m_issues(issues)
    {
    }

    [[nodiscard]] Result<NotificationBundle> read(JsonObjectReader &object, const ElementPath &path);

private:
    Result<void> readEntries(JsonValueReader &value, const ElementPath &path, NotificationBundle &bundle);
    Result<void> readEntry(JsonValueReader &value, const ElementPath &path, BundleEntry &entry);
    Result<void> readRequest(JsonValueReader &value, const ElementPath &path, BundleEntry &entry);
    Result<void> readResponse(JsonValueReader &value, const ElementPath &path, BundleEntry &entry);
    Result<void> readResource(JsonValueReader &value, const ElementPath &path, NotificationEntry &entry);
    void readText(JsonValueReader &value, const ElementPath &path, QString &text);
    void readResourceType(JsonValueReader &value, const ElementPath &path, QString &resourceType);
    void readTimestamp(JsonValueReader &value, const ElementPath &path, QDateTime &timestamp);
    [[nodiscard]] bool expectObject(JsonValueReader &value, const ElementPath &path);

    const QByteArray &m_body;
    IssueCollector &m_issues;
    QString m_lastResourceType; ///< often the same as before, so its text is shared
};

} // namespace Tbs
