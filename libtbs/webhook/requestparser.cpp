// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "requestparser_p.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace Tbs {

namespace {

constexpr qsizetype bodyPadding = 64; // what simdjson reads past the end
constexpr qsizetype initialBodyReserve = 64 * 1024;
constexpr qsizetype maximumChunkLineSize = 1024;
constexpr qsizetype maximumMethodSize = 32;

constexpr std::array<bool, 256> characterTable(std::string_view others)
{
    std::array<bool, 256> table{};
    for (int c = '0'; c <= '9'; ++c) {
        table.at(static_cast<std::size_t>(c)) = true;
    }
    for (int c = 'a'; c <= 'z'; ++c) {
        table.at(static_cast<std::size_t>(c)) = true;
        table.at(static_cast<std::size_t>(c - 'a' + 'A')) = true;
    }
    for (const char c : others) {
        table.at(static_cast<unsigned char>(c)) = true;
    }
    return table;
}

constexpr auto tokenCharacters = characterTable("!#$%&'*+-.^_`|~");
constexpr auto hostCharacters = characterTable("-._~%!$&'()*+;=:[]");

bool consistsOf(QByteArrayView text, const std::array<bool, 256> &table)
{
    return std::all_of(text.begin(), text.end(), [&](char c) { return table[static_cast<unsigned char>(c)]; });
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && consistsOf(text, tokenCharacters);
}

bool isFieldValue(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) {
        const auto code = static_cast<unsigned char>(c);
        return code >= 0x20 ? code != 0x7f : code == '\t';
    });
}

bool isTarget(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '#'; });
}

bool isHost(QByteArrayView text)
{
    return !text.isEmpty() && consistsOf(text, hostCharacters);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool equalIgnoringCase(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && a.compare(b, Qt::CaseInsensitive) == 0;
}

/// Without the spaces and tabs at both ends.
QByteArrayView trimmed(QByteArrayView text)
{
    const auto isBlank = [](char c) {
        return c == ' ' || c == '\t';
    };
    while (!text.isEmpty() && isBlank(text.front())) {
        text = text.sliced(1);
    }
    while (!text.isEmpty() && isBlank(text.back())) {
        text.chop(1);
    }
    return text;
}

/// -1 when \a c is not a hexadecimal digit.
int hexadecimal(char c)
{
    if (isDigit(c)) {
        return c - '0';
    }
    const auto lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

} // namespace

RequestParser::RequestParser(const HttpLimits &limits)
    : m_maximumRequestLineSize(limits.maximumRequestLineSize)
    , m_maximumHeadSize(limits.maximumHeadSize)
    , m_maximumBodySize(limits.maximumBodySize)
    , m_maximumHeaderCount(limits.maximumHeaderCount)
{
}

RequestParser::Status RequestParser::status() const
{
    switch (m_state) {
    case State::Complete:
        return Status::Complete;
    case State::Failed:
        return Status::Failed;
    default:
        return Status::Incomplete;
    }
}

bool RequestParser::takeContinue()
{
    const bool waits = m_expectsContinue && isHeadComplete() && m_state != State::Complete && bodySize() == 0;
    m_expectsContinue = m_expectsContinue && !isHeadComplete();
    return waits;
}

HttpRequest RequestParser::takeRequest()
{
    auto request = std::exchange(m_request, {});
    reset();
    return request;
}

void RequestParser::reset()
{
    m_state = State::RequestLine;
    m_line.resize(0);
    m_headSize = 0;
    m_headerCount = 0;
    m_hostCount = 0;
    m_contentLength = -1;
    m_remaining = 0;
    m_chunked = false;
    m_started = false;
    m_version10 = false;
    m_skippedEmptyLine = false;
    m_keepAlive = true;
    m_connectionClose = false;
    m_connectionKeepAlive = false;
    m_expectsContinue = false;
}

void RequestParser::fail(int status, const char *reason)
{
    m_state = State::Failed;
    m_failureStatus = status;
    m_failureReason = reason;
    m_keepAlive = false;
}

qsizetype RequestParser::parse(QByteArrayView data)
{
    qsizetype used = 0;
    while (used < data.size() && m_state != State::Complete && m_state != State::Failed) {
        m_started = true;
        const auto rest = data.sliced(used);
        used += m_state == State::FixedBody || m_state == State::ChunkData ? takeBody(rest) : takeLine(rest);
    }
    return used;
}

qsizetype RequestParser::takeLine(QByteArrayView data)
{
    const auto newline = data.indexOf('\n');
    const auto size = newline < 0 ? data.size() : newline + 1;
    if (!lineFits(size)) {
        return size;
    }
    if (newline < 0) {
        m_line.append(data);
        return size;
    }
    QByteArrayView line = data.first(size);
    if (!m_line.isEmpty()) {
        line = m_line.append(line);
    }
    if (line.size() < 2 || line[line.size() - 2] != '\r') {
        fail(400, "A line does not end with CR LF.");
        return size;
    }
    line.chop(2);
    if (line.contains('\r')) {
        fail(400, "A line contains a CR.");
        return size;
    }
    readLine(line);
    m_line.resize(0);
    return size;
}

bool RequestParser::lineFits(qsizetype size)
{
    const auto lineSize = m_line.size() + size;
    if (m_state == State::ChunkSize || m_state == State::ChunkEnd) {
        if (lineSize > maximumChunkLineSize) {
            fail(400, "The line of a chunk size is too long.");
        }
        return m_state != State::Failed;
    }
    m_headSize += size;
    if (m_state == State::RequestLine && lineSize > m_maximumRequestLineSize) {
        fail(414, "The request line is too long.");
    } else if (m_headSize > m_maximumHeadSize) {
        fail(431, "The headers are too long.");
    }
    return m_state != State::Failed;
}

void RequestParser::readLine(QByteArrayView line)
{
    switch (m_state) {
    case State::RequestLine:
        if (line.isEmpty() && !m_skippedEmptyLine) {
            m_skippedEmptyLine = true; // RFC 9112, 2.2
            return;
        }
        return readRequestLine(line);
    case State::Headers:
        return line.isEmpty() ? endHead() : readHeader(line);
    case State::ChunkSize:
        return readChunkSize(line);
    case State::ChunkEnd:
        if (!line.isEmpty()) {
            return fail(400, "A chunk is longer than its size.");
        }
        m_state = State::ChunkSize;
        return;
    case State::Trailers:
        if (!line.isEmpty()) {
            return readHeader(line);
        }
        m_state = State::Complete;
        return;
    default:
        return;
    }
}

void RequestParser::readRequestLine(QByteArrayView line)
{
    const auto methodEnd = line.indexOf(' ');
    const auto targetEnd = methodEnd < 0 ? -1 : line.indexOf(' ', methodEnd + 1);
    if (targetEnd < 0) {
        return fail(400, "The request line is not `method target version`.");
    }
    const auto method = line.first(methodEnd);
    const auto version = line.sliced(targetEnd + 1);
    if (!isToken(method)) {
        return fail(400, "The method is not a token.");
    }
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5]) || version[6] != '.'
        || !isDigit(version[7])) {
        return fail(400, "The request line does not end with an HTTP version.");
    }
    if (version[5] != '1' || version[7] > '1') {
        return fail(505, "Only HTTP/1.0 and HTTP/1.1 are served.");
    }
    if (method.size() > maximumMethodSize || method == QByteArrayView("CONNECT")) {
        return fail(501, "The method is not served.");
    }
    m_version10 = version[7] == '0';
    m_request.method = method.toByteArray();
    readTarget(line.sliced(methodEnd + 1, targetEnd - methodEnd - 1));
}

void RequestParser::readTarget(QByteArrayView target)
{
    if (!isTarget(target)) {
        return fail(400, "The request target contains characters that have to be encoded.");
    }
    if (target.front() != '/' && !(target == QByteArrayView("*") && m_request.method == "OPTIONS")) {
        const auto schemeEnd = target.indexOf("://");
        if (schemeEnd < 0
            || !(equalIgnoringCase(target.first(schemeEnd), "http")
                 || equalIgnoringCase(target.first(schemeEnd), "https"))) {
            return fail(400, "The request target is neither a path nor an http URL.");
        }
        target = target.sliced(schemeEnd + 3);
        const auto authorityEnd =
            std::find_if(target.begin(), target.end(), [](char c) { return c == '/' || c == '?'; });
        const auto authority = target.first(authorityEnd - target.begin());
        if (!isHost(authority)) {
            return fail(400, "The host of the request target is malformed.");
        }
        target = target.sliced(authority.size());
    }
    const auto question = target.indexOf('?');
    m_request.path = (question < 0 ? target : target.first(question)).toByteArray();
    if (m_request.path.isEmpty()) {
        m_request.path = QByteArrayLiteral("/");
    }
    if (question >= 0) {
        m_request.query = target.sliced(question + 1).toByteArray();
    }
    m_state = State::Headers;
}

void RequestParser::readHeader(QByteArrayView line)
{
    if (++m_headerCount > m_maximumHeaderCount) {
        return fail(431, "There are too many headers.");
    }
    const auto colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon))) {
        return fail(400, "A header line is not `name: value`.");
    }
    const auto name = line.first(colon);
    const auto value = trimmed(line.sliced(colon + 1));
    if (!isFieldValue(value)) {
        return fail(400, "A header value contains a control character.");
    }
    if (m_state == State::Trailers) {
        return;
    }
    readKnownHeader(name, value);
    m_request.headers.append({name.toByteArray(), value.toByteArray()});
}

void RequestParser::readKnownHeader(QByteArrayView name, QByteArrayView value)
{
    switch (name.size()) {
    case 4:
        return equalIgnoringCase(name, "host") ? readHost(value) : void();
    case 6:
        return equalIgnoringCase(name, "expect") ? readExpect(value) : void();
    case 10:
        return equalIgnoringCase(name, "connection") ? readConnection(value) : void();
    case 14:
        return equalIgnoringCase(name, "content-length") ? readContentLength(value) : void();
    case 17:
        return equalIgnoringCase(name, "transfer-encoding") ? readTransferEncoding(value) : void();
    default:
        return;
    }
}

void RequestParser::readHost(QByteArrayView value)
{
    if (++m_hostCount > 1) {
        return fail(400, "There are several Host headers.");
    }
    if (!isHost(value)) {
        return fail(400, "The Host header is malformed.");
    }
}

void RequestParser::readContentLength(QByteArrayView value)
{
    if (m_contentLength >= 0) {
        return fail(400, "There are several Content-Length headers.");
    }
    if (value.isEmpty() || !std::all_of(value.begin(), value.end(), isDigit)) {
        return fail(400, "Content-Length is not a number.");
    }
    m_contentLength = 0;
    for (const char c : value) {
        m_contentLength = m_contentLength * 10 + (c - '0');
        if (m_contentLength > m_maximumBodySize) {
            return fail(413, "The body is too large.");
        }
    }
}

void RequestParser::readTransferEncoding(QByteArrayView value)
{
    if (m_chunked) {
        return fail(400, "There are several Transfer-Encoding headers.");
    }
    if (!equalIgnoringCase(value, "chunked")) {
        return fail(501, "Only the transfer coding `chunked` is served.");
    }
    m_chunked = true;
}

void RequestParser::readConnection(QByteArrayView value)
{
    while (!value.isEmpty()) {
        const auto comma = value.indexOf(',');
        const auto option = trimmed(comma < 0 ? value : value.first(comma));
        m_connectionClose = m_connectionClose || equalIgnoringCase(option, "close");
        m_connectionKeepAlive = m_connectionKeepAlive || equalIgnoringCase(option, "keep-alive");
        value = comma < 0 ? QByteArrayView() : value.sliced(comma + 1);
    }
}

void RequestParser::readExpect(QByteArrayView value)
{
    if (!equalIgnoringCase(value, "100-continue")) {
        return fail(417, "Only the expectation `100-continue` is served.");
    }
    m_expectsContinue = !m_version10;
}

void RequestParser::endHead()
{
    if (m_hostCount == 0 && !m_version10) {
        return fail(400, "The Host header is missing.");
    }
    if (m_chunked && (m_version10 || m_contentLength >= 0)) {
        return fail(400, "Transfer-Encoding stands beside Content-Length or in HTTP/1.0.");
    }
    m_keepAlive = !m_connectionClose && (!m_version10 || m_connectionKeepAlive);
    if (m_chunked) {
        m_headSize = 0; // the trailers have a limit of their own
        m_request.body.reserve(bodyPadding);
        m_state = State::ChunkSize;
        return;
    }
    if (m_contentLength >= 0) {
        m_request.body.reserve(std::min(m_contentLength, initialBodyReserve) + bodyPadding);
    }
    m_remaining = std::max<qsizetype>(m_contentLength, 0);
    m_state = m_remaining > 0 ? State::FixedBody : State::Complete;
}

void RequestParser::readChunkSize(QByteArrayView line)
{
    const auto sizeEnd = std::find_if(line.begin(), line.end(), [](char c) { return hexadecimal(c) < 0; });
    const auto digits = line.first(sizeEnd - line.begin());
    const auto extension = trimmed(line.sliced(digits.size()));
    if (digits.isEmpty() || !(extension.isEmpty() || extension.front() == ';') || !isFieldValue(extension)) {
        return fail(400, "A chunk size is not a hexadecimal number.");
    }
    if (extension.isEmpty() && digits.size() != line.size()) {
        return fail(400, "There is a space after a chunk size.");
    }
    m_remaining = 0;
    for (const char c : digits) {
        m_remaining = m_remaining * 16 + hexadecimal(c);
        if (m_remaining > m_maximumBodySize - bodySize()) {
            return fail(413, "The body is too large.");
        }
    }
    m_state = m_remaining > 0 ? State::ChunkData : State::Trailers;
}

qsizetype RequestParser::takeBody(QByteArrayView data)
{
    const auto part = data.first(std::min(data.size(), m_remaining));
    makeRoom(part.size());
    m_request.body.append(part);
    m_remaining -= part.size();
    if (m_remaining == 0) {
        m_state = m_chunked ? State::ChunkEnd : State::Complete;
    }
    return part.size();
}

void RequestParser::makeRoom(qsizetype size)
{
    const auto needed = bodySize() + size + bodyPadding;
    auto &body = m_request.body;
    if (needed <= body.capacity()) {
        return;
    }
    const auto largest = (m_chunked ? m_maximumBodySize : m_contentLength) + bodyPadding;
    body.reserve(std::max(needed, std::min(body.capacity() * 2, largest)));
}

} // namespace Tbs
