// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../linewriter.h"

#include <Tbs/subscription/subscriptionplan.h>

/// Plans as JSON and as text for people.
namespace Tbs::Cli {

/// What has been done, as a word: `created`, `updated`, `replaced`, `deleted` or `kept`.
[[nodiscard]] QString resultOf(PlanStep::Action action);

/// Each as an object {"element", "actual", "wanted"}.
[[nodiscard]] QList<JsonLine> differenceLines(const QList<SubscriptionDifference> &differences);

/// What is done, to which Subscription, and why.
[[nodiscard]] JsonLine stepLine(const PlanStep &step);

/// A stepLine() as a diff: `+` create, `~` update, `-/+` replace, `-` delete, `=` keep.
[[nodiscard]] QString formatStep(const JsonLine &line, const Console &console);
/// All steps of a plan.
[[nodiscard]] QString formatPlan(const QList<JsonLine> &lines, const Console &console);

/// `2 to create, 1 to delete, 3 to keep`.
[[nodiscard]] QString summaryOf(const SubscriptionPlan &plan);

/// Whether a Subscription with all that it counted goes: what a person is asked about first.
[[nodiscard]] bool isDestructive(const SubscriptionPlan &plan);

} // namespace Tbs::Cli
