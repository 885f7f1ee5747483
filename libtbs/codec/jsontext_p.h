// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QByteArray>

#include <simdjson.h>
#include <string_view>

namespace Tbs {

/// \a bytes with at least simdjson's padding of allocated memory behind them: the same, or a copy.
[[nodiscard]] QByteArray withPadding(const QByteArray &bytes);

/// \a bytes without a leading UTF-8 byte order mark.
[[nodiscard]] QByteArrayView withoutByteOrderMark(QByteArrayView bytes);

/// The parser of this thread, whose memory is used again; a \a spare one is used for a big text, so that its memory
/// goes.
[[nodiscard]] simdjson::ondemand::parser &parserFor(QByteArrayView text, simdjson::ondemand::parser &spare);

/// Starts to parse \a part of the padded \a body.
[[nodiscard]] Result<simdjson::ondemand::document> startDocument(simdjson::ondemand::parser &parser,
                                                                 const QByteArray &body, QByteArrayView part);

/// Whether names may be repeated at the top of the document.
enum class TopLevelNames { MayRepeat, AreUnique };

/// Reads all of \a document and holds it against RFC 8259: structure, literals, numbers, escapes, nothing behind the
/// end; an object on top and at most maximumJsonDepth levels. (simdjson itself checked UTF-8 and control characters
/// when it started.) The document can be rewound and read after that.
///
/// Numbers are not converted, so they may have any size and precision, as FHIR's decimals do.
/// \return BadData with the byte where the first mistake was found.
[[nodiscard]] Result<void> validateJson(simdjson::ondemand::document &document, QByteArrayView text,
                                        TopLevelNames names = TopLevelNames::MayRepeat);

constexpr int maximumJsonDepth = 512;

} // namespace Tbs
