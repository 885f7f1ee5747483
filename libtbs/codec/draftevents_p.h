// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "issuecollector_p.h"
#include "notificationrules_p.h"

namespace Tbs {

/// IG 0.1.0 and the R5 previews had no notificationEvent: they said how many events the notification holds, and its
/// entries were their foci. This makes the events from these counts and entries, and says so.
void makeDraftEvents(ReceivedNotification &notification, const ElementPath &path, IssueCollector &issues);

} // namespace Tbs
