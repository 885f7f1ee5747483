// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "contentdecoder_p.h"

#include <QCoreApplication>
#include <QScopeGuard>

#include <algorithm>
#include <limits>
#include <zlib.h>

namespace Tbs {

namespace {

constexpr qsizetype padding = 64; // see HttpRequest::body
constexpr qsizetype firstOutputSize = 16 * 1024;

enum class Format { GzipOrZlib, RawDeflate };

tl::unexpected<Error> tooLarge()
{
    return failure(Error::Kind::Rejected, QCoreApplication::translate("Tbs", "The decompressed body is too large."));
}

tl::unexpected<Error> damaged()
{
    return failure(Error::Kind::BadData, QCoreApplication::translate("Tbs", "The compressed body is damaged."));
}

/// Inflates all of \a body, which has to be one complete stream.
Result<QByteArray> inflated(QByteArray &body, Format format, qsizetype maximumSize)
{
    if (body.size() > std::numeric_limits<uInt>::max() || maximumSize >= std::numeric_limits<uInt>::max()) {
        return tooLarge();
    }
    constexpr int detectHeader = 32;
    z_stream stream{};
    if (inflateInit2(&stream, format == Format::GzipOrZlib ? MAX_WBITS + detectHeader : -MAX_WBITS) != Z_OK) {
        return failure(Error::Kind::Retry, QCoreApplication::translate("Tbs", "There is no memory for decompression."));
    }
    const auto end = qScopeGuard([&] { inflateEnd(&stream); });
    stream.next_in = reinterpret_cast<Bytef *>(body.data());
    stream.avail_in = static_cast<uInt>(body.size());

    QByteArray output;
    int status = Z_OK;
    while (status == Z_OK) {
        const auto used = static_cast<qsizetype>(stream.total_out);
        if (used > maximumSize) {
            return tooLarge();
        }
        if (used == output.size()) { // one byte more than allowed, to notice that there is more
            output.resize(std::min(std::max(firstOutputSize, output.size() * 2), maximumSize + 1));
        }
        stream.next_out = reinterpret_cast<Bytef *>(output.data() + used);
        stream.avail_out = static_cast<uInt>(output.size() - used);
        status = inflate(&stream, Z_NO_FLUSH);
    }
    if (status != Z_STREAM_END || stream.avail_in > 0) {
        return damaged();
    }
    if (static_cast<qsizetype>(stream.total_out) > maximumSize) {
        return tooLarge();
    }
    output.resize(static_cast<qsizetype>(stream.total_out));
    output.reserve(output.size() + padding);
    return output;
}

} // namespace

Result<QByteArray> decodeContent(QByteArray body, const QByteArray &encoding, qsizetype maximumSize)
{
    const auto name = encoding.trimmed().toLower();
    if (name.isEmpty() || name == "identity") {
        return body;
    }
    if (name == "gzip" || name == "x-gzip") {
        return inflated(body, Format::GzipOrZlib, maximumSize);
    }
    if (name == "deflate") { // RFC 9110 means zlib's format, some senders mean the bare one
        auto content = inflated(body, Format::GzipOrZlib, maximumSize);
        const bool isBad = !content && content.error().kind == Error::Kind::BadData;
        return isBad ? inflated(body, Format::RawDeflate, maximumSize) : content;
    }
    return failure(Error::Kind::ActionRequired,
                   QCoreApplication::translate("Tbs", "The Content-Encoding has to be gzip, deflate or identity."));
}

} // namespace Tbs
