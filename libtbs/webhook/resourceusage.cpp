// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "resourceusage_p.h"

#include <algorithm>
#include <sys/resource.h>

namespace Tbs {

namespace {

constexpr int maximumExcessConnections = 32; // within what clampToFileLimit() leaves free

/// An IPv4 client counts the same whether it came over an IPv4 or a dual-stack socket.
QHostAddress withoutMapping(const QHostAddress &address)
{
    bool isMapped = false;
    const auto ipv4 = address.toIPv4Address(&isMapped);
    return isMapped ? QHostAddress(ipv4) : address;
}

} // namespace

ResourceUsage::Place::Place(std::shared_ptr<ResourceUsage> usage, const QHostAddress &address, bool isExcess)
    : m_usage(std::move(usage))
    , m_address(address)
    , m_isExcess(isExcess)
{
}

ResourceUsage::Place::~Place()
{
    if (m_usage) {
        m_usage->giveBack(*this);
    }
}

ResourceUsage::ResourceUsage(const HttpLimits &limits)
    : m_maximumConnections(clampToFileLimit(limits.maximumConnections))
    , m_maximumConnectionsPerAddress(limits.maximumConnectionsPerAddress)
    , m_maximumBufferedBytes(limits.maximumBufferedBytes)
{
}

std::optional<ResourceUsage::Place> ResourceUsage::takePlace(const QHostAddress &address)
{
    const auto counted = withoutMapping(address);
    const std::lock_guard lock(m_mutex);
    const bool isExcess = !hasPlaceFor(counted);
    if (!isExcess) {
        ++m_connections;
        ++m_connectionsByAddress[counted];
    } else if (m_excessConnections < maximumExcessConnections) {
        ++m_excessConnections;
    } else {
        return {};
    }
    return std::optional<Place>(std::in_place, shared_from_this(), counted, isExcess);
}

bool ResourceUsage::hasPlaceFor(const QHostAddress &address) const
{
    return m_connections < m_maximumConnections
        && (m_maximumConnectionsPerAddress <= 0
            || m_connectionsByAddress.value(address) < m_maximumConnectionsPerAddress);
}

int ResourceUsage::connections() const
{
    const std::lock_guard lock(m_mutex);
    return m_connections;
}

void ResourceUsage::giveBack(const Place &place)
{
    const std::lock_guard lock(m_mutex);
    if (place.isExcess()) {
        --m_excessConnections;
        return;
    }
    --m_connections;
    const auto ofAddress = m_connectionsByAddress.find(place.address());
    if (--ofAddress.value() == 0) {
        m_connectionsByAddress.erase(ofAddress);
    }
}

bool ResourceUsage::addBufferedBytes(qsizetype bytes)
{
    return m_bufferedBytes.fetch_add(bytes) + bytes <= m_maximumBufferedBytes;
}

int clampToFileLimit(int maximumConnections)
{
    constexpr rlim_t reserved = 64;
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) {
        return maximumConnections;
    }
    const rlim_t available = files.rlim_cur > reserved ? files.rlim_cur - reserved : 1;
    return static_cast<int>(std::min<rlim_t>(static_cast<rlim_t>(std::max(maximumConnections, 0)), available));
}

} // namespace Tbs
