// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "storableheaders_p.h"

#include <algorithm>
#include <array>

namespace Tbs {

namespace {

constexpr qsizetype maximumSize = 2048;

// Those that say who sent a request, by which way, and what it is. A server may be told to send any other one with a
// secret in it, under any name (channel.header), so only what is in here is kept. Sorted.
constexpr std::array harmless{
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "forwarded",
    "host",
    "traceparent",
    "transfer-encoding",
    "user-agent",
    "via",
    "x-correlation-id",
    "x-forwarded-for",
    "x-forwarded-host",
    "x-forwarded-port",
    "x-forwarded-proto",
    "x-real-ip",
    "x-request-id",
};

bool isHarmless(const QByteArray &name)
{
    const auto found =
        std::lower_bound(harmless.begin(), harmless.end(), name, [](const char *one, const QByteArray &other) {
            return other.compare(one, Qt::CaseInsensitive) > 0;
        });
    return found != harmless.end() && name.compare(*found, Qt::CaseInsensitive) == 0;
}

} // namespace

QByteArray storableHeaders(const HttpHeaders &headers, const RequestAuthenticator &authenticator)
{
    QByteArray lines;
    for (const auto &[name, value] : headers) {
        const bool isKept = isHarmless(name) && !authenticator.isSecret(name);
        const auto size = name.size() + (isKept ? value.size() + 2 : 0) + 1;
        if (lines.size() + size > maximumSize) {
            break;
        }
        if (!lines.isEmpty()) {
            lines += '\n';
        }
        lines += name;
        if (isKept) {
            lines += ": " + value;
        }
    }
    return lines;
}

} // namespace Tbs
