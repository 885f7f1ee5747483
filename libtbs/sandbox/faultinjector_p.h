// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sandboxfaults.h"

#include <QRandomGenerator>

namespace Tbs {

/// Decides which faults happen. The same seed and the same questions give the same answers.
class TBS_SANDBOX_AUTOTEST_EXPORT FaultInjector
{
public:
    struct EventFaults
    {
        bool drop = false;
        bool duplicate = false;
        bool reorder = false;
    };

    explicit FaultInjector(quint32 seed = 1);

    [[nodiscard]] const SandboxFaults &faults() const { return m_faults; }
    void setFaults(const SandboxFaults &faults) { m_faults = faults; }
    void setSeed(quint32 seed) { m_random.seed(seed); }

    [[nodiscard]] EventFaults faultsOfEvent(quint64 eventNumber);
    /// The HTTP status the next FHIR request fails with, 0 when it does not. Counts down failRequestCount.
    [[nodiscard]] int takeRequestFailure();

private:
    [[nodiscard]] bool happens(double share);

    SandboxFaults m_faults;
    QRandomGenerator m_random;
};

} // namespace Tbs
