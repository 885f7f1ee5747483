// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationhistory.h>
#include <Tbs/store/sqlitestore.h>

namespace Tbs::Test {

/// A stored notification as the test wrote it, to compare with.
struct StoredExample
{
    NotificationSummary summary;
    QByteArray body;
    QList<EventRecord> events;
};

/// The headers of the example of that number, from 1.
[[nodiscard]] QByteArray headersOf(int number);

/// Writes \a count notifications of several subscriptions, the same for the same \a seed: events of all states,
/// handshakes, heartbeats, duplicates, recovered ones, foci that come again.
[[nodiscard]] Result<QList<StoredExample>> storeExamples(SqliteStore &store, int count, quint32 seed = 1);

} // namespace Tbs::Test
