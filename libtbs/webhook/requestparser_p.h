// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "httplimits.h"
#include "httpmessage.h"

#include <QByteArrayView>

namespace Tbs {

/// Reads HTTP/1.0 and HTTP/1.1 requests (RFC 9112) from bytes as they come, one request after the other.
///
/// Strict where leniency lets requests be smuggled: lines end with CR LF, no folded lines, no space before a colon, one
/// Content-Length of digits only, no Content-Length beside Transfer-Encoding, `chunked` as the only transfer coding,
/// exactly one Host in HTTP/1.1. Pure: no socket, no clock. Needs linear time however the bytes are cut.
class TBS_WEBHOOK_AUTOTEST_EXPORT RequestParser
{
public:
    enum class Status { Incomplete, Complete, Failed };

    explicit RequestParser(const HttpLimits &limits);

    /// Reads on, at most to the end of the current request. \return how many bytes were used; the others belong to the
    /// next.
    qsizetype parse(QByteArrayView data);

    [[nodiscard]] Status status() const;
    /// Whether a byte of the current request was read.
    [[nodiscard]] bool hasStarted() const { return m_started; }
    [[nodiscard]] bool isHeadComplete() const { return m_state >= State::FixedBody && m_state != State::Failed; }
    [[nodiscard]] bool isHeadRequest() const { return m_request.method == "HEAD"; }
    /// Bytes of the body so far.
    [[nodiscard]] qsizetype bodySize() const { return m_request.body.size(); }
    /// Whether the client waits for `100 Continue`; true once a request, and only before its body came.
    [[nodiscard]] bool takeContinue();
    /// Whether the connection may carry another request after this one.
    [[nodiscard]] bool isKeepAlive() const { return m_keepAlive; }

    /// Failed: the answer, one of 400, 413, 414, 417, 431, 501, 505.
    [[nodiscard]] int failureStatus() const { return m_failureStatus; }
    /// Failed: what is wrong, without quoting the request.
    [[nodiscard]] QByteArray failureReason() const { return m_failureReason; }

    /// Complete: hands the request out and starts with the next. Trailers are checked and dropped.
    /// A body has a capacity of at least 64 bytes more than its size.
    [[nodiscard]] HttpRequest takeRequest();

private:
    enum class State {
        RequestLine,
        Headers,
        FixedBody,
        ChunkSize,
        ChunkData,
        ChunkEnd,
        Trailers,
        Complete,
        Failed,
    };

    void reset();
    void fail(int status, const char *reason);

    qsizetype takeLine(QByteArrayView data);
    qsizetype takeBody(QByteArrayView data);
    [[nodiscard]] bool lineFits(qsizetype size);
    void readLine(QByteArrayView line);
    void readRequestLine(QByteArrayView line);
    void readTarget(QByteArrayView target);
    void readHeader(QByteArrayView line);
    void readKnownHeader(QByteArrayView name, QByteArrayView value);
    void readHost(QByteArrayView value);
    void readContentLength(QByteArrayView value);
    void readTransferEncoding(QByteArrayView value);
    void readConnection(QByteArrayView value);
    void readExpect(QByteArrayView value);
    void endHead();
    void readChunkSize(QByteArrayView line);
    void makeRoom(qsizetype size);

    qsizetype m_maximumRequestLineSize;
    qsizetype m_maximumHeadSize;
    qsizetype m_maximumBodySize;
    int m_maximumHeaderCount;

    State m_state = State::RequestLine;
    HttpRequest m_request;
    QByteArray m_line; ///< the beginning of a line whose end has not come yet
    qsizetype m_headSize = 0;
    int m_headerCount = 0;
    int m_hostCount = 0;
    qsizetype m_contentLength = -1;
    qsizetype m_remaining = 0; ///< of the fixed body or the chunk
    bool m_chunked = false;
    bool m_started = false;
    bool m_version10 = false;
    bool m_skippedEmptyLine = false;
    bool m_keepAlive = true;
    bool m_connectionClose = false;
    bool m_connectionKeepAlive = false;
    bool m_expectsContinue = false;
    int m_failureStatus = 0;
    QByteArray m_failureReason;
};

} // namespace Tbs
