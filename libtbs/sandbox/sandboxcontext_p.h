// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "faultinjector_p.h"
#include "websockethub_p.h"
#include "wireprofile_p.h"

#include <Tbs/support/clock.h>

#include <QNetworkAccessManager>

namespace Tbs {

/// What all parts of one sandbox share. It outlives them.
struct TBS_SANDBOX_AUTOTEST_EXPORT SandboxContext
{
    explicit SandboxContext(Clock &sandboxClock)
        : clock(sandboxClock)
    {
    }

    Clock &clock;
    WireProfile profile;
    FaultInjector faults;
    QNetworkAccessManager network;
    WebSocketHub webSockets{*this};
    int retainedEvents = 1000;
};

} // namespace Tbs
