// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "faultinjector_p.h"

namespace Tbs {

FaultInjector::FaultInjector(quint32 seed)
    : m_random(seed)
{
}

FaultInjector::EventFaults FaultInjector::faultsOfEvent(quint64 eventNumber)
{
    // All three are drawn each time, so that switching one fault on does not change the chances of the others.
    const auto drops = happens(m_faults.drop);
    const auto duplicates = happens(m_faults.duplicate);
    const auto reorders = happens(m_faults.reorder);
    return {.drop = drops || m_faults.dropEventNumbers.contains(eventNumber),
            .duplicate = duplicates || m_faults.duplicateEventNumbers.contains(eventNumber),
            .reorder = reorders || m_faults.reorderEventNumbers.contains(eventNumber)};
}

int FaultInjector::takeRequestFailure()
{
    if (m_faults.failRequests == 0 || m_faults.failRequestCount == 0) {
        return 0;
    }
    if (m_faults.failRequestCount > 0) {
        --m_faults.failRequestCount;
    }
    return m_faults.failRequests;
}

bool FaultInjector::happens(double share)
{
    return m_random.generateDouble() < share;
}

} // namespace Tbs
