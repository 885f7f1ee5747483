// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationrules_p.h"

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using EntryTest = std::function<bool(const BundleEntry &)>;

/// One remark for all entries that fail a rule, at the first of them.
void warnOfEntries(const NotificationBundle &bundle, const EntryTest &fails, std::string_view element,
                   QLatin1StringView code, const ElementPath &path, Issue::Severity severity, const char *message,
                   IssueCollector &issues)
{
    const auto first = std::ranges::find_if(bundle.entries, fails);
    if (first == bundle.entries.end()) {
        return;
    }
    const auto count = std::count_if(first, bundle.entries.end(), fails);
    const ElementPath entryPath(path, "entry", first->index);
    issues.report(severity, code, ElementPath(entryPath, element), message, QString::number(count));
}

bool isAbsolute(const QString &uri)
{
    return uri.contains(u':');
}

void checkEvents(const SubscriptionStatus &status, const ElementPath &path, IssueCollector &issues)
{
    const bool needsEvents =
        status.type == NotificationType::EventNotification || status.type == NotificationType::QueryEvent;
    if (needsEvents && status.notificationEvents.isEmpty()) {
        issues.error("invariant"_L1, path,
                     QT_TRANSLATE_NOOP("Tbs", "sst-1: a notification of events has at least one event"));
    }
    bool anyFocus = false;
    bool anyWithout = false;
    for (const auto &event : status.notificationEvents) {
        const bool hasFocus = !event.focus.isEmpty() || !event.focusIdentifier.isEmpty();
        (hasFocus ? anyFocus : anyWithout) = true;
        if (!hasFocus && !event.additionalContext.isEmpty()) {
            issues.warning("business-rule"_L1, path,
                           QT_TRANSLATE_NOOP("Tbs", "An event has additional context but no focus"));
        }
        if (event.eventNumber && status.eventsSinceSubscriptionStart
            && *event.eventNumber > *status.eventsSinceSubscriptionStart) {
            issues.warning("business-rule"_L1, path,
                           QT_TRANSLATE_NOOP("Tbs", "Event number %1 is higher than the count of events"),
                           event.eventNumber->toString());
        }
    }
    if (anyFocus && anyWithout) {
        issues.warning("business-rule"_L1, path,
                       QT_TRANSLATE_NOOP("Tbs", "Some events have a focus and some have none"));
    }
}

void checkStatus(const SubscriptionStatus &status, const ElementPath &path, IssueCollector &issues)
{
    checkEvents(status, path, issues);
    if (status.type == NotificationType::QueryStatus && !status.status) {
        issues.error("invariant"_L1, path,
                     QT_TRANSLATE_NOOP("Tbs", "sst-2: the answer to a status query has a status"));
    }
    const bool needsCounter =
        status.type == NotificationType::EventNotification || status.type == NotificationType::QueryStatus;
    if (needsCounter && !status.eventsSinceSubscriptionStart) {
        issues.warning("business-rule"_L1, path,
                       QT_TRANSLATE_NOOP("Tbs", "The count of events since the start is missing"));
    }
}

void checkStatusRequest(const BundleEntry &entry, NotificationType type, const ElementPath &path,
                        IssueCollector &issues)
{
    const auto &url = entry.entry.requestUrl;
    const bool named = url.endsWith("/$status"_L1)
        || (type == NotificationType::QueryEvent && url.section(u'?', 0, 0).endsWith("/$events"_L1));
    if (entry.entry.requestMethod != "GET"_L1 || !named) {
        issues.warning("value"_L1, ElementPath(path, "request"),
                       QT_TRANSLATE_NOOP("Tbs", "The request of the status entry is GET [Subscription]/$status"));
    }
}

/// Rules for the entries of history bundles, bdl-3 and bdl-4 of R4 and R4B.
void checkHistoryEntries(const ReceivedNotification &notification, const ElementPath &path, IssueCollector &issues)
{
    const auto &bundle = notification.bundle;
    if (bundle.type != "history"_L1) {
        return;
    }
    warnOfEntries(
        bundle, [](const BundleEntry &entry) { return !entry.hasRequest; }, "request", "invariant"_L1, path,
        Issue::Severity::Warning, QT_TRANSLATE_NOOP("Tbs", "bdl-3: entries without a request: %1"), issues);
    warnOfEntries(
        bundle, [](const BundleEntry &entry) { return !entry.hasResponse; }, "response", "invariant"_L1, path,
        Issue::Severity::Warning, QT_TRANSLATE_NOOP("Tbs", "bdl-4: entries without a response: %1"), issues);
    for (const auto &status : notification.statuses) {
        const auto &entry = bundle.entries.at(static_cast<std::size_t>(status.entry));
        if (entry.hasRequest) {
            checkStatusRequest(entry, status.element.status.type, ElementPath(path, "entry", entry.index), issues);
        }
    }
}

class R4Rules final : public NotificationRules
{
public:
    [[nodiscard]] FhirVersion version() const override { return FhirVersion::R4; }

protected:
    [[nodiscard]] QLatin1StringView bundleType() const override { return "history"_L1; }
    void checkStatusOfVersion(const SubscriptionStatus &status, const ElementPath &path,
                              IssueCollector &issues) const override
    {
        if (!status.status && status.type != NotificationType::QueryStatus) { // of that sst-2 speaks
            issues.error("required"_L1, path,
                         QT_TRANSLATE_NOOP("Tbs", "The parameter status is missing or unreadable"));
        }
    }
    void checkEntriesOfVersion(const ReceivedNotification &notification, const ElementPath &path,
                               IssueCollector &issues) const override
    {
        checkHistoryEntries(notification, path, issues);
    }
};

class R4BRules final : public NotificationRules
{
public:
    [[nodiscard]] FhirVersion version() const override { return FhirVersion::R4B; }

protected:
    [[nodiscard]] QLatin1StringView bundleType() const override { return "history"_L1; }
    void checkEntriesOfVersion(const ReceivedNotification &notification, const ElementPath &path,
                               IssueCollector &issues) const override
    {
        checkHistoryEntries(notification, path, issues);
    }
};

class R5Rules final : public NotificationRules
{
public:
    [[nodiscard]] FhirVersion version() const override { return FhirVersion::R5; }

protected:
    [[nodiscard]] QLatin1StringView bundleType() const override { return "subscription-notification"_L1; }
    void checkEntriesOfVersion(const ReceivedNotification &notification, const ElementPath &path,
                               IssueCollector &issues) const override
    {
        const auto &bundle = notification.bundle;
        if (bundle.type != bundleType()) {
            return;
        }
        warnOfEntries(
            bundle,
            [](const BundleEntry &entry) {
                return entry.entry.fullUrl.isEmpty() && entry.entry.requestMethod != "POST"_L1;
            },
            "fullUrl", "invariant"_L1, path, Issue::Severity::Warning,
            QT_TRANSLATE_NOOP("Tbs", "bdl-15: entries with neither a fullUrl nor the request method POST: %1"), issues);
        // HL7's own examples do this, so it is not called a deviation.
        warnOfEntries(
            bundle, [](const BundleEntry &entry) { return entry.hasResponse; }, "response", "informational"_L1, path,
            Issue::Severity::Information,
            QT_TRANSLATE_NOOP("Tbs", "Entries with a response, which the profile does not provide for: %1"), issues);
    }
};

const R4Rules r4Rules;
const R4BRules r4bRules;
const R5Rules r5Rules;

bool speaksOfBackport(QByteArrayView json)
{
    return json.indexOf("/uv/subscriptions-backport/") >= 0;
}

/// SubscriptionStatus looks the same in R4B and R5; where the bundle's type does not tell, other things may.
bool looksLikeR4B(const ReceivedNotification &notification, const QByteArray &body)
{
    if (speaksOfBackport(notification.bundle.meta)) {
        return true;
    }
    return std::ranges::any_of(notification.statuses, [&](const StatusEntry &status) {
        if (status.entry < 0) {
            return speaksOfBackport(body);
        }
        const auto &entry = notification.bundle.entries.at(static_cast<std::size_t>(status.entry));
        const auto &slice = entry.entry.resource;
        return entry.hasResponse || speaksOfBackport(QByteArrayView(body).sliced(slice.offset, slice.length));
    });
}

} // namespace

void NotificationRules::check(const ReceivedNotification &notification, const ElementPath &path,
                              IssueCollector &issues) const
{
    for (const auto &status : notification.statuses) {
        const ElementPath entryPath(path, "entry", status.entry);
        const ElementPath resourcePath(entryPath, "resource");
        const auto &statusPath = notification.isBare() ? path : resourcePath;
        checkStatus(status.element.status, statusPath, issues);
        checkStatusOfVersion(status.element.status, statusPath, issues);
    }
    if (notification.isBare()) {
        issues.information("informational"_L1, path,
                           QT_TRANSLATE_NOOP("Tbs", "A status resource came alone, without a bundle around it"));
        return;
    }
    checkBundle(notification, path, issues);
    checkEntriesOfVersion(notification, path, issues);
}

void NotificationRules::checkStatusOfVersion(const SubscriptionStatus &status, const ElementPath &path,
                                             IssueCollector &issues) const
{
    Q_UNUSED(status)
    Q_UNUSED(path)
    Q_UNUSED(issues)
}

void NotificationRules::checkBundle(const ReceivedNotification &notification, const ElementPath &path,
                                    IssueCollector &issues) const
{
    const auto &bundle = notification.bundle;
    const bool searchset = bundle.type == "searchset"_L1;
    if (!searchset && bundle.type != bundleType()) {
        issues.warning("value"_L1, ElementPath(path, "type"),
                       QT_TRANSLATE_NOOP("Tbs", "A notification bundle is of type %1"), bundleType());
    }
    if (!searchset && notification.statuses.front().entry != 0) {
        issues.warning("structure"_L1, ElementPath(path, "entry", notification.statuses.front().entry),
                       QT_TRANSLATE_NOOP("Tbs", "The status has to be the first entry"));
    }
    if (!searchset && notification.statuses.size() > 1) {
        issues.information("informational"_L1, path,
                           QT_TRANSLATE_NOOP("Tbs", "The notification holds the states of %1 subscriptions"),
                           QString::number(notification.statuses.size()));
    }
    for (const auto &status : notification.statuses) {
        const ElementPath entryPath(path, "entry", status.entry);
        const auto &entry = bundle.entries.at(static_cast<std::size_t>(status.entry));
        if (searchset && status.element.status.type != NotificationType::QueryStatus) {
            issues.warning("business-rule"_L1, ElementPath(entryPath, "resource"),
                           QT_TRANSLATE_NOOP("Tbs", "The states in a searchset are of type query-status"));
        }
        if (entry.entry.fullUrl.isEmpty() && bundleType() == "history"_L1) { // in R5 bdl-15 speaks of it
            issues.warning("required"_L1, ElementPath(entryPath, "fullUrl"),
                           QT_TRANSLATE_NOOP("Tbs", "The status entry has no fullUrl"));
        }
    }
    warnOfEntries(
        bundle,
        [](const BundleEntry &entry) { return !entry.entry.fullUrl.isEmpty() && !isAbsolute(entry.entry.fullUrl); },
        "fullUrl", "value"_L1, path, Issue::Severity::Warning,
        QT_TRANSLATE_NOOP("Tbs", "Entries whose fullUrl is no absolute URI: %1"), issues);
    warnOfEntries(
        bundle,
        [](const BundleEntry &entry) { return entry.entry.resource.isEmpty() && entry.entry.fullUrl.isEmpty(); },
        "fullUrl", "required"_L1, path, Issue::Severity::Warning,
        QT_TRANSLATE_NOOP("Tbs", "Entries with neither a resource nor a fullUrl: %1"), issues);
}

const NotificationRules &rulesFor(const ReceivedNotification &notification, const QByteArray &body,
                                  const ElementPath &path, IssueCollector &issues)
{
    if (notification.statuses.front().resourceType == "Parameters"_L1) {
        return r4Rules;
    }
    if (!notification.isBare() && notification.bundle.type == "history"_L1) {
        return r4bRules;
    }
    if (!notification.isBare() && notification.bundle.type == "subscription-notification"_L1) {
        return r5Rules;
    }
    const NotificationRules &rules =
        looksLikeR4B(notification, body) ? static_cast<const NotificationRules &>(r4bRules) : r5Rules;
    issues.information("informational"_L1, path,
                       QT_TRANSLATE_NOOP("Tbs", "R4B and R5 look alike here; it was taken as %1"),
                       toCode(rules.version()));
    return rules;
}

void checkFoci(const Notification &notification, const ElementPath &path, IssueCollector &issues)
{
    const bool hasResources = std::ranges::any_of(
        notification.entries, [](const NotificationEntry &entry) { return !entry.resource.isEmpty(); });
    if (!hasResources) {
        return;
    }
    for (const auto &status : notification.statuses) {
        for (const auto &event : status.notificationEvents) {
            if (event.focus.isEmpty() && event.focusIdentifier.isEmpty()) {
                issues.warning(
                    "business-rule"_L1, path,
                    QT_TRANSLATE_NOOP("Tbs", "The bundle has resources, but event %1 does not name its focus"),
                    event.eventNumber ? event.eventNumber->toString() : u"?"_s);
            } else if (event.focusEntry < 0) {
                issues.warning("not-found"_L1, path,
                               QT_TRANSLATE_NOOP("Tbs", "The bundle has resources, but not the focus of event %1"),
                               event.eventNumber ? event.eventNumber->toString() : u"?"_s);
            }
        }
    }
}

} // namespace Tbs
