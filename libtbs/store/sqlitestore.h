// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationstore.h>

#include <chrono>
#include <memory>

namespace Tbs {

struct TBS_CORE_EXPORT SqliteStoreOptions
{
    /// The database file; its folder has to exist. Made with mode 0600, as is the lock file beside it.
    QString path;
    /// How long to wait for somebody else's lock before failing with Retry.
    std::chrono::milliseconds busyTimeout = std::chrono::seconds(2);
    /// Pages of 4 KiB that the file may have; a full file fails with Retry, as a full disk does. 0: no limit.
    int maximumPages = 0;
    /// A file of an earlier version up to this size is rewritten once when it is opened (about a second for 100 MB), so
    /// that it can become smaller. Bytes.
    qint64 rewrittenBytes = 256 * 1024 * 1024;
};

/// The store in an SQLite file: write-ahead log, synchronous FULL, so that what was committed survives a power cut.
///
/// One receiver a file: a second one fails to open with ActionRequired. Others may read it meanwhile.
class TBS_CORE_EXPORT SqliteStore final : public NotificationStore
{
public:
    explicit SqliteStore(SqliteStoreOptions options);
    ~SqliteStore() override;

    [[nodiscard]] Result<void> open() override;
    void close() override;
    [[nodiscard]] Result<void> transaction(const Work &work) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
