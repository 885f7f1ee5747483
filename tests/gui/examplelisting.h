// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/backend/fhirserver.h"
#include "gui/backend/managedsubscription.h"

namespace Tbs::Test {

/// A server that several share, and what one of them has defined: every kind of subscription that there is.
struct ExampleListing
{
    QList<Gui::ManagedSubscription> managed;
    QList<Gui::ServerSubscription> listed;
};

/// Ours: `encounters` (as wanted), `patients` (altered), `lab-results` (with a gap), `immunizations` (in error),
/// `allergies` (suspended), `referrals` (not on the server). Left over: 31, and 32, a second one of `encounters`. Of
/// others: 40 (active), 41 (in error), 42 (off, websocket), 43 (query-based).
[[nodiscard]] ExampleListing exampleListing(const QDateTime &now);

/// One on the server, as it lists it; its status is active.
[[nodiscard]] Gui::ServerSubscription listedSubscription(const QString &id, const QString &topic, const QUrl &endpoint);

} // namespace Tbs::Test
