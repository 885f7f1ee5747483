// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "storableheadernames_p.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace Tbs {

namespace {

// Those that say who sent a request, by which way, and what it is. A server may be told to send any other one with a
// secret in it, under any name (channel.header), so only what is in here is kept.
constexpr std::array<std::string_view, 24> storable{
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

static_assert(std::is_sorted(storable.begin(), storable.end()));

} // namespace

bool isStorableHeader(QByteArrayView name)
{
    const auto found =
        std::lower_bound(storable.begin(), storable.end(), name, [](QByteArrayView one, QByteArrayView other) {
            return one.compare(other, Qt::CaseInsensitive) < 0;
        });
    return found != storable.end() && name.compare(QByteArrayView(*found), Qt::CaseInsensitive) == 0;
}

} // namespace Tbs
