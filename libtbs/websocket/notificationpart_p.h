// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>

namespace Tbs {

/// The bundle of \a notification with only those of its statuses, each an index into Notification::statuses, and the
/// entries that are not for the events of others alone. Resources keep their bytes.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT QByteArray partOf(const Notification &notification,
                                                         const QList<qsizetype> &statuses);

} // namespace Tbs
