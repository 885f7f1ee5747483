// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>
#include <Tbs/support/export.h>

#include <QByteArray>

namespace Tbs {

/// The content of \a body, whose Content-Encoding is \a encoding: empty, `identity`, `gzip`, `x-gzip` or `deflate`.
///
/// Stops as soon as the content passes \a maximumSize bytes, however small the body is. The result has a capacity of at
/// least 64 bytes more than its size.
/// \return ActionRequired for another encoding, Rejected when the content is too large, BadData when the body is
/// damaged.
[[nodiscard]] TBS_WEBHOOK_AUTOTEST_EXPORT Result<QByteArray> decodeContent(QByteArray body, const QByteArray &encoding,
                                                                           qsizetype maximumSize);

} // namespace Tbs
