// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class QTcpServer;
class QTcpSocket;

namespace Tbs::Test {

/// A request as FakeFhirServer got it.
struct FakeRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as they were sent
    QString path; ///< behind the base URL, decoded, without a leading slash: `Subscription/1/$status`
    QUrlQuery query;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;

    /// The value of a header, whatever the case of its name; empty when it is absent.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] bool hasHeader(QByteArrayView name) const;
    [[nodiscard]] QString queryValue(const QString &name) const; ///< decoded
    [[nodiscard]] QJsonObject json() const; ///< the body; empty when it is no JSON object
};

/// What FakeFhirServer answers, and how badly.
struct FakeAnswer
{
    int status = 200;
    QByteArray body = {};
    QByteArray contentType = "application/fhir+json"; ///< empty: none is sent
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    std::optional<qint64> contentLength = {}; ///< what is sent instead of the length of the body
    bool chunked = false; ///< Transfer-Encoding: chunked instead of a Content-Length
    /// The connection is closed after so many bytes of the answer, headers included; 0: without an answer.
    std::optional<qsizetype> closeAfter = {};
    bool closeAtEnd = false; ///< says and does `Connection: close`
    bool held = false; ///< sent when release() is called
    QByteArray raw = {}; ///< sent as it is, instead of all the above, and the connection closed

    [[nodiscard]] static FakeAnswer json(const QJsonObject &resource, int status = 200);
    /// An OperationOutcome with one error.
    [[nodiscard]] static FakeAnswer outcome(int status, const QString &text, const QByteArray &code = "processing");
    /// A page of a search. \a next: the URL of the next one; empty: it is the last.
    [[nodiscard]] static FakeAnswer searchset(const QList<QJsonObject> &resources, const QString &next = {});
    [[nodiscard]] static FakeAnswer text(int status, const QByteArray &body,
                                         const QByteArray &contentType = "text/html; charset=utf-8");
    [[nodiscard]] static FakeAnswer redirect(const QByteArray &location, int status = 302);
    [[nodiscard]] static FakeAnswer noContent();
    /// No answer until release(), then this one.
    [[nodiscard]] FakeAnswer hold() const;
    /// The connection is closed without an answer.
    [[nodiscard]] static FakeAnswer close();
};

/// A small HTTP server on a port of its own at 127.0.0.1, which answers as it is told and remembers what it was asked.
/// What nobody told it is answered with 404 and an OperationOutcome. Runs in the thread that made it.
class FakeFhirServer : public QObject
{
    Q_OBJECT

public:
    using Answerer = std::function<FakeAnswer(const FakeRequest &)>;

    explicit FakeFhirServer(QObject *parent = nullptr);
    /// With TLS.
    explicit FakeFhirServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~FakeFhirServer() override;

    /// `http://127.0.0.1:PORT/fhir`, or https.
    [[nodiscard]] QUrl baseUrl() const;
    /// \a path below the base URL; one that begins with a slash is at the root of the server.
    [[nodiscard]] QUrl url(const QString &path) const;

    /// Answers \a method of \a path, whatever the query: one answer after the other, the last one from then on.
    /// \a path as in url().
    void answer(const QByteArray &method, const QString &path, const QList<FakeAnswer> &answers);
    void answer(const QByteArray &method, const QString &path, const FakeAnswer &answer);
    void answer(const QByteArray &method, const QString &path, Answerer answerer);
    /// Answers everything else.
    void answerOthers(Answerer answerer);

    /// Sends the answers that were held, and closes the connections whose answer says so.
    void release();
    /// How many answers are held.
    [[nodiscard]] int heldAnswers() const;
    /// Cuts all connections.
    void closeConnections();
    /// Cuts all connections and refuses new ones.
    void stop();

    [[nodiscard]] const QList<FakeRequest> &requests() const { return m_requests; }
    [[nodiscard]] int requestCount() const { return static_cast<int>(m_requests.size()); }
    /// Those of \a method and \a path.
    [[nodiscard]] QList<FakeRequest> requests(const QByteArray &method, const QString &path) const;
    void clearRequests() { m_requests.clear(); }
    /// Connections that were ever made.
    [[nodiscard]] int connectionCount() const { return m_connections; }

Q_SIGNALS:
    void requested(const Tbs::Test::FakeRequest &request);

private:
    struct Held
    {
        QPointer<QTcpSocket> socket;
        FakeAnswer answer;
        bool isHead = false;
    };

    void listen();
    void accept();
    void read(QTcpSocket *socket);
    [[nodiscard]] bool takeRequest(QTcpSocket *socket);
    void handle(QTcpSocket *socket, const FakeRequest &request);
    static void send(QTcpSocket *socket, const FakeAnswer &answer, bool isHead);
    [[nodiscard]] static QByteArray key(const QByteArray &method, const QString &path);

    std::unique_ptr<QTcpServer> m_server;
    QUrl m_baseUrl;
    QHash<QByteArray, Answerer> m_answerers;
    Answerer m_others;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    QList<Held> m_held;
    QList<FakeRequest> m_requests;
    int m_connections = 0;
};

} // namespace Tbs::Test
