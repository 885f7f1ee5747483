// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakefhirserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

constexpr QStringView basePath = u"/fhir/";

QByteArray chunked(const QByteArray &body)
{
    QByteArray bytes;
    constexpr qsizetype chunkSize = 7; // several chunks even for small bodies
    for (qsizetype start = 0; start < body.size(); start += chunkSize) {
        const auto chunk = body.mid(start, chunkSize);
        bytes += QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    }
    return bytes + "0\r\n\r\n";
}

QByteArray bytesOf(const FakeAnswer &answer, bool isHead)
{
    if (!answer.raw.isEmpty()) {
        return answer.raw;
    }
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status) + " Fake\r\n";
    if (!answer.contentType.isEmpty()) {
        bytes += "Content-Type: " + answer.contentType + "\r\n";
    }
    for (const auto &[name, value] : answer.headers) {
        bytes += name + ": " + value + "\r\n";
    }
    if (answer.closeAtEnd) {
        bytes += "Connection: close\r\n";
    }
    if (answer.chunked) {
        return bytes + "Transfer-Encoding: chunked\r\n\r\n" + (isHead ? QByteArray() : chunked(answer.body));
    }
    if (answer.status != 204) {
        const qint64 length = answer.contentLength.value_or(answer.body.size());
        bytes += "Content-Length: " + QByteArray::number(length) + "\r\n";
    }
    return bytes + "\r\n" + (isHead ? QByteArray() : answer.body);
}

/// The request line and the headers; nothing when they are no HTTP.
std::optional<FakeRequest> parseHead(const QByteArray &head)
{
    const auto lines = head.split('\n');
    const auto words = lines.first().trimmed().split(' ');
    if (words.size() != 3) {
        return std::nullopt;
    }
    FakeRequest request;
    request.method = words.at(0);
    request.target = words.at(1);
    const auto url = QUrl::fromEncoded(request.target);
    request.path = url.path(QUrl::FullyDecoded);
    if (request.path.startsWith(basePath)) {
        request.path.remove(0, basePath.size());
    }
    request.query = QUrlQuery(url);
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const auto colon = lines.at(i).indexOf(':');
        if (colon > 0) {
            request.headers.append({lines.at(i).first(colon), lines.at(i).mid(colon + 1).trimmed()});
        }
    }
    return request;
}

} // namespace

QByteArray FakeRequest::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

bool FakeRequest::hasHeader(QByteArrayView name) const
{
    return std::any_of(headers.begin(), headers.end(),
                       [name](const auto &header) { return header.first.compare(name, Qt::CaseInsensitive) == 0; });
}

QString FakeRequest::queryValue(const QString &name) const
{
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

QJsonObject FakeRequest::json() const
{
    return QJsonDocument::fromJson(body).object();
}

FakeAnswer FakeAnswer::json(const QJsonObject &resource, int status)
{
    return {.status = status, .body = QJsonDocument(resource).toJson(QJsonDocument::Compact)};
}

FakeAnswer FakeAnswer::outcome(int status, const QString &text, const QByteArray &code)
{
    const QJsonObject issue{
        {u"severity"_s, u"error"_s}, {u"code"_s, QString::fromLatin1(code)}, {u"diagnostics"_s, text}};
    return json({{u"resourceType"_s, u"OperationOutcome"_s}, {u"issue"_s, QJsonArray{issue}}}, status);
}

FakeAnswer FakeAnswer::searchset(const QList<QJsonObject> &resources, const QString &next)
{
    QJsonArray entries;
    for (const auto &resource : resources) {
        entries.append(QJsonObject{{u"resource"_s, resource}, {u"search"_s, QJsonObject{{u"mode"_s, u"match"_s}}}});
    }
    QJsonObject bundle{{u"resourceType"_s, u"Bundle"_s}, {u"type"_s, u"searchset"_s}, {u"entry"_s, entries}};
    if (!next.isEmpty()) {
        bundle.insert(u"link"_s, QJsonArray{QJsonObject{{u"relation"_s, u"next"_s}, {u"url"_s, next}}});
    }
    return json(bundle);
}

FakeAnswer FakeAnswer::text(int status, const QByteArray &body, const QByteArray &contentType)
{
    return {.status = status, .body = body, .contentType = contentType};
}

FakeAnswer FakeAnswer::redirect(const QByteArray &location, int status)
{
    return {.status = status, .contentType = {}, .headers = {{"Location", location}}};
}

FakeAnswer FakeAnswer::noContent()
{
    return {.status = 204, .contentType = {}};
}

FakeAnswer FakeAnswer::hold() const
{
    auto answer = *this;
    answer.held = true;
    return answer;
}

FakeAnswer FakeAnswer::close()
{
    return {.closeAfter = 0};
}

FakeFhirServer::FakeFhirServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QTcpServer>())
{
    m_baseUrl.setScheme(u"http"_s);
    listen();
}

FakeFhirServer::FakeFhirServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
{
    auto server = std::make_unique<QSslServer>();
    server->setSslConfiguration(tls);
    m_server = std::move(server);
    m_baseUrl.setScheme(u"https"_s);
    listen();
}

FakeFhirServer::~FakeFhirServer()
{
    stop();
}

void FakeFhirServer::listen()
{
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FakeFhirServer::accept);
    if (!m_server->listen(QHostAddress::LocalHost)) {
        qFatal("cannot listen");
    }
    m_baseUrl.setHost(u"127.0.0.1"_s);
    m_baseUrl.setPort(m_server->serverPort());
    m_baseUrl.setPath(basePath.chopped(1).toString());
}

QUrl FakeFhirServer::baseUrl() const
{
    return m_baseUrl;
}

QUrl FakeFhirServer::url(const QString &path) const
{
    auto url = m_baseUrl;
    url.setPath(path.startsWith(u'/') ? path : basePath.toString() + path, QUrl::DecodedMode);
    return url;
}

QByteArray FakeFhirServer::key(const QByteArray &method, const QString &path)
{
    return method + ' ' + path.toUtf8();
}

void FakeFhirServer::answer(const QByteArray &method, const QString &path, const QList<FakeAnswer> &answers)
{
    answer(method, path, [answers, next = qsizetype(0)](const FakeRequest &) mutable {
        return answers.at(std::min(next++, answers.size() - 1));
    });
}

void FakeFhirServer::answer(const QByteArray &method, const QString &path, const FakeAnswer &answer)
{
    this->answer(method, path, QList{answer});
}

void FakeFhirServer::answer(const QByteArray &method, const QString &path, Answerer answerer)
{
    m_answerers.insert(key(method, path), std::move(answerer));
}

void FakeFhirServer::answerOthers(Answerer answerer)
{
    m_others = std::move(answerer);
}

void FakeFhirServer::release()
{
    for (const auto &held : std::exchange(m_held, {})) {
        if (held.socket) {
            send(held.socket, held.answer, held.isHead);
        }
    }
}

int FakeFhirServer::heldAnswers() const
{
    return static_cast<int>(m_held.size());
}

void FakeFhirServer::closeConnections()
{
    m_held.clear();
    const auto sockets = m_buffers.keys();
    for (auto *socket : sockets) {
        socket->abort();
    }
}

void FakeFhirServer::stop()
{
    m_server->close();
    closeConnections();
}

QList<FakeRequest> FakeFhirServer::requests(const QByteArray &method, const QString &path) const
{
    QList<FakeRequest> found;
    for (const auto &request : m_requests) {
        if (request.method == method && request.path == path) {
            found.append(request);
        }
    }
    return found;
}

void FakeFhirServer::accept()
{
    while (auto *socket = m_server->nextPendingConnection()) {
        ++m_connections;
        m_buffers.insert(socket, {});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_buffers.remove(socket);
            socket->deleteLater();
        });
        read(socket); // what came before we listened to it
    }
}

void FakeFhirServer::read(QTcpSocket *socket)
{
    m_buffers[socket] += socket->readAll();
    while (m_buffers.contains(socket) && takeRequest(socket)) { }
}

bool FakeFhirServer::takeRequest(QTcpSocket *socket)
{
    auto &buffer = m_buffers[socket];
    const auto end = buffer.indexOf("\r\n\r\n");
    if (end < 0) {
        return false;
    }
    auto request = parseHead(buffer.first(end));
    if (!request) {
        socket->abort();
        return false;
    }
    const auto length = request->header("Content-Length").toLongLong();
    const auto bodyStart = end + 4;
    if (buffer.size() - bodyStart < length) {
        return false;
    }
    request->body = buffer.mid(bodyStart, length);
    buffer.remove(0, bodyStart + length);
    handle(socket, *request);
    return true;
}

void FakeFhirServer::handle(QTcpSocket *socket, const FakeRequest &request)
{
    m_requests.append(request);
    const auto found = m_answerers.find(key(request.method, request.path));
    const auto answer = found != m_answerers.end() ? (*found)(request)
        : m_others                                 ? m_others(request)
                                                   : FakeAnswer::outcome(404, u"not scripted"_s, "not-found");
    const bool isHead = request.method == "HEAD";
    if (answer.held) {
        m_held.append({socket, answer, isHead});
    } else {
        send(socket, answer, isHead);
    }
    Q_EMIT requested(request);
}

void FakeFhirServer::send(QTcpSocket *socket, const FakeAnswer &answer, bool isHead)
{
    auto bytes = bytesOf(answer, isHead);
    if (answer.closeAfter) {
        bytes.truncate(*answer.closeAfter);
    }
    if (!bytes.isEmpty()) {
        socket->write(bytes);
    }
    if (answer.closeAfter || answer.closeAtEnd || !answer.raw.isEmpty()) {
        socket->disconnectFromHost();
    }
}

} // namespace Tbs::Test
