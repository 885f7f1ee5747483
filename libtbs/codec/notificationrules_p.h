// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"
#include "notificationbundle_p.h"
#include "statusvalues_p.h"

#include <Tbs/fhir/notification.h>

#include <vector>

namespace Tbs {

/// A status that was read, and where.
struct StatusEntry
{
    StatusElement element;
    QString resourceType;
    qsizetype entry = -1; ///< in NotificationBundle::entries; -1: it came bare
};

/// A notification before its parts are put together.
struct ReceivedNotification
{
    NotificationBundle bundle;
    std::vector<StatusEntry> statuses; ///< at least one

    [[nodiscard]] bool isBare() const { return statuses.front().entry < 0; }
};

/// What a FHIR version demands of a notification. What is not met becomes an issue; nothing is refused here.
class NotificationRules
{
public:
    NotificationRules() = default;
    virtual ~NotificationRules() = default;
    Q_DISABLE_COPY_MOVE(NotificationRules)

    [[nodiscard]] virtual FhirVersion version() const = 0;

    /// Holds the notification against the rules of all versions and those of this one.
    void check(const ReceivedNotification &notification, const ElementPath &path, IssueCollector &issues) const;

protected:
    /// The Bundle.type of this version's notifications.
    [[nodiscard]] virtual QLatin1StringView bundleType() const = 0;
    virtual void checkStatusOfVersion(const SubscriptionStatus &status, const ElementPath &path,
                                      IssueCollector &issues) const;
    virtual void checkEntriesOfVersion(const ReceivedNotification &notification, const ElementPath &path,
                                       IssueCollector &issues) const = 0;

private:
    void checkBundle(const ReceivedNotification &notification, const ElementPath &path, IssueCollector &issues) const;
};

/// The rules by which the notification's shape is read: reference section 3.7. Says so when R4B and R5 cannot be told
/// apart.
[[nodiscard]] const NotificationRules &rulesFor(const ReceivedNotification &notification, const QByteArray &body,
                                                const ElementPath &path, IssueCollector &issues);

/// With resources in the bundle each event has to name its focus, and the focus has to be among them.
void checkFoci(const Notification &notification, const ElementPath &path, IssueCollector &issues);

} // namespace Tbs
