// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QByteArray>
#include <QList>

namespace Tbs {

/// One header of an HTTP message. Its value may be a secret: never logged, never in a message.
struct TBS_CORE_EXPORT HttpHeader
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const HttpHeader &, const HttpHeader &) = default;
};

using HttpHeaders = QList<HttpHeader>;

} // namespace Tbs
