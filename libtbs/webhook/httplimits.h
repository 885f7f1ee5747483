// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QtGlobal>

#include <chrono>

namespace Tbs {

/// What the guarded edge lets through. Each limit has a test of its own (tests/integration/webhook).
struct TBS_WEBHOOK_EXPORT HttpLimits
{
    /// Open connections in total; one more gets 503 and is closed. Clamped to the process's file limit minus 64.
    int maximumConnections = 1000;
    /// Open connections of one address; one more gets 503 and is closed. 0: no such limit.
    int maximumConnectionsPerAddress = 0;
    /// Bytes of the request line; more gets 414.
    qsizetype maximumRequestLineSize = 8 * 1024;
    /// Bytes of request line and headers together; more gets 431.
    qsizetype maximumHeadSize = 16 * 1024;
    /// Header lines; more gets 431.
    int maximumHeaderCount = 64;
    /// Bytes of a body, decoded; more gets 413.
    qsizetype maximumBodySize = 16 * 1024 * 1024;
    /// From the first byte to the end of the head; later gets 408.
    std::chrono::milliseconds headTimeout = std::chrono::seconds(5);
    /// From the end of the head to the end of the body; later gets 408.
    std::chrono::milliseconds bodyTimeout = std::chrono::seconds(15);
    /// Between two requests on one connection; later it is closed.
    std::chrono::milliseconds idleTimeout = std::chrono::seconds(60);
    /// For the request handler; later gets 503.
    std::chrono::milliseconds handlerTimeout = std::chrono::seconds(30);
    /// For the client to read the answer; later the connection is closed.
    std::chrono::milliseconds writeTimeout = std::chrono::seconds(15);
    /// Bytes of bodies being received or handled at one time over all connections; more gets 503 with Retry-After.
    qsizetype maximumBufferedBytes = 256 * 1024 * 1024;
};

} // namespace Tbs
