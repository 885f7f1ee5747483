// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "storableheaders_p.h"

#include <Tbs/client/storableheadernames_p.h>

namespace Tbs {

namespace {

constexpr qsizetype maximumSize = 2048;

} // namespace

QByteArray storableHeaders(const HttpHeaders &headers, const RequestAuthenticator &authenticator)
{
    QByteArray lines;
    const auto append = [&lines](const QByteArray &line) {
        const auto size = lines.size() + (lines.isEmpty() ? 0 : 1) + line.size();
        if (size <= maximumSize) {
            lines += (lines.isEmpty() ? QByteArray() : QByteArrayLiteral("\n")) + line;
        }
        return size <= maximumSize;
    };
    for (const auto &[name, value] : headers) {
        const bool isKept = isStorableHeader(name) && !authenticator.isSecret(name);
        if (!isKept || !append(name + ": " + value)) {
            append(name);
        }
    }
    return lines;
}

} // namespace Tbs
