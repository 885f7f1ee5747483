// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"
#include "jsonmembers_p.h"
#include "notificationrules_p.h"

#include <Tbs/fhir/notification.h>
#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

namespace Tbs {

/// Reads one notification; see readNotification(). The steps: hold the JSON against its grammar, read the bundle's
/// outside, find and read the states in it, choose the version, remark on what it breaks, match references with
/// entries.
class NotificationReader
{
public:
    explicit NotificationReader(const QByteArray &body);

    [[nodiscard]] Result<Decoded<Notification>> read();

private:
    Result<void> readDocument(ReceivedNotification &received, const ElementPath &path);
    Result<void> readStatuses(ReceivedNotification &received, const ElementPath &path);
    /// Adds the resource to the statuses when it is one.
    Result<void> readStatus(const QString &resourceType, QByteArrayView json, const ElementPath &path, qsizetype entry,
                            ReceivedNotification &received);
    Result<Decoded<Notification>> readBare(ReceivedNotification &&received);
    Result<Decoded<Notification>> readWrapped(const NotificationBundle &outer, const ElementPath &path);
    Result<Decoded<Notification>> finish(ReceivedNotification &&received, const ElementPath &path, bool messageWrapped);
    Result<JsonObjectReader> open(QByteArrayView json);
    [[nodiscard]] QByteArrayView bytes(const JsonSlice &slice) const;

    QByteArray m_body;
    QByteArrayView m_text; ///< m_body without its byte order mark
    simdjson::ondemand::parser m_spareParser;
    simdjson::ondemand::parser &m_parser;
    simdjson::ondemand::document m_document;
    IssueCollector m_issues;
};

} // namespace Tbs
