// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/backend/activity.h"
#include "gui/backend/journalentry.h"
#include "gui/backend/managedsubscription.h"

namespace Tbs::Test {

/// A subscription with heartbeats every 20 s that does as \a facts say at the time \a now, judged by the library.
[[nodiscard]] Gui::ManagedSubscription exampleSubscription(const QString &webhookId, const SubscriptionFacts &facts,
                                                           const QDateTime &now);
/// One in that state, as an operator would see it.
[[nodiscard]] Gui::ManagedSubscription exampleSubscription(const QString &webhookId, HealthState state,
                                                           const QDateTime &now);
/// One for each light there is, the good ones first.
[[nodiscard]] QList<Gui::ManagedSubscription> subscriptionsWithAllLights(const QDateTime &now);
/// That many that do well.
[[nodiscard]] QList<Gui::ManagedSubscription> healthySubscriptions(int count, const QDateTime &now);

/// What happened in five minutes to \a webhookIds, by the second, the oldest first; the last second ends at \a now.
/// \a trouble: also what was rejected or failed.
[[nodiscard]] QList<Gui::Activity> exampleActivity(const QStringList &webhookIds, const QDateTime &now, bool trouble);
/// A morning with some trouble, the oldest first.
[[nodiscard]] QList<Gui::JournalEntry> exampleJournal(const QDateTime &now);

} // namespace Tbs::Test
