// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>
#include <Tbs/support/issue.h>

#include <QByteArray>
#include <QJsonObject>

namespace Tbs {

/// How many issues of each severity there are.
struct IssueCounts
{
    int errors = 0; ///< and fatal ones
    int warnings = 0;
    int information = 0;

    friend bool operator==(const IssueCounts &, const IssueCounts &) = default;
};

[[nodiscard]] IssueCounts countIssues(const QList<Issue> &issues);
/// For QCOMPARE.
[[nodiscard]] char *toString(const IssueCounts &counts);

[[nodiscard]] QString numberText(std::optional<EventNumber> number);

/// The events as `21 Encounter/e21@0 +Patient/1@1; 22 ...`: number, focus, its entry, and each context with its entry.
[[nodiscard]] QString eventsText(const SubscriptionStatus &status);

/// All of a notification and its issues as JSON, for comparison with a fixture. Slices are given as the JSON they hold.
[[nodiscard]] QJsonObject summaryOf(const Notification &notification, const QList<Issue> &issues);

} // namespace Tbs
