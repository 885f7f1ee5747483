// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/store/notificationstore.h>

#include <memory>

namespace Tbs {

struct TBS_CORE_EXPORT MemoryStoreOptions
{
    /// Beyond these the oldest notifications go whose events need no handler any more.
    int maximumNotifications = 10'000; ///< >= 1
    qint64 maximumBytes = 64 * 1024 * 1024; ///< of bodies and headers
    /// Whether bodies and headers are kept at all; without bodies events cannot be handed over again.
    bool keepBodies = true;
};

/// The store in memory: for tests, and for receivers that may forget at their end. It behaves like SqliteStore
/// otherwise.
class TBS_CORE_EXPORT MemoryStore final : public NotificationStore
{
public:
    explicit MemoryStore(MemoryStoreOptions options = {});
    ~MemoryStore() override;

    [[nodiscard]] Result<void> open() override;
    void close() override;
    [[nodiscard]] Result<void> transaction(const Work &work) override;

private:
    class Transaction;
    struct Data;
    std::unique_ptr<Data> d;
};

} // namespace Tbs
