// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "httplimits.h"

#include <QHash>
#include <QHostAddress>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>

namespace Tbs {

/// What all edge threads of one listener use together. Thread-safe.
class TBS_WEBHOOK_AUTOTEST_EXPORT ResourceUsage : public std::enable_shared_from_this<ResourceUsage>
{
public:
    /// One connection that was let in; gives its place back when it goes.
    class Place
    {
    public:
        Place(std::shared_ptr<ResourceUsage> usage, const QHostAddress &address, bool isExcess);
        Place(Place &&) noexcept = default;
        Place &operator=(Place &&) = delete;
        Q_DISABLE_COPY(Place)
        ~Place();

        /// Of the client; IPv4 also where it came over a dual-stack socket.
        [[nodiscard]] const QHostAddress &address() const { return m_address; }
        /// The limits are reached: the client is told so, and nothing else.
        [[nodiscard]] bool isExcess() const { return m_isExcess; }

    private:
        std::shared_ptr<ResourceUsage> m_usage;
        QHostAddress m_address;
        bool m_isExcess;
    };

    explicit ResourceUsage(const HttpLimits &limits);

    /// \return an excess place when there are too many connections, in total or of \a address, and nothing when there
    /// are too many of those too.
    [[nodiscard]] std::optional<Place> takePlace(const QHostAddress &address);
    [[nodiscard]] int connections() const;

    /// Adds \a bytes (negative: takes away) of buffered bodies. \return whether they are within the limit.
    bool addBufferedBytes(qsizetype bytes);
    [[nodiscard]] qsizetype bufferedBytes() const { return m_bufferedBytes; }

private:
    [[nodiscard]] bool hasPlaceFor(const QHostAddress &address) const;
    void giveBack(const Place &place);

    const int m_maximumConnections;
    const int m_maximumConnectionsPerAddress;
    const qsizetype m_maximumBufferedBytes;

    mutable std::mutex m_mutex;
    int m_connections = 0;
    int m_excessConnections = 0;
    QHash<QHostAddress, int> m_connectionsByAddress;
    std::atomic<qsizetype> m_bufferedBytes = 0;
};

/// \a maximumConnections, or less where the process may not open so many files; 64 are left for other purposes.
/// QTcpServer of Qt 6.4 spins when descriptors run out, so it must not come to that.
[[nodiscard]] TBS_WEBHOOK_AUTOTEST_EXPORT int clampToFileLimit(int maximumConnections);

} // namespace Tbs
