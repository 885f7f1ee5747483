// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/fhirresponse.h>
#include <Tbs/client/httpheader.h>
#include <Tbs/support/clock.h>

#include <QObject>
#include <QPointer>
#include <QSslConfiguration>

class QNetworkAccessManager;
class QNetworkReply;

namespace Tbs {

/// One HTTP request as it is sent. Headers of the same name: the last one counts.
struct HttpAttempt
{
    QByteArray method;
    QUrl url;
    HttpHeaders headers;
    QByteArray body;
    QSslConfiguration tls;
    std::chrono::milliseconds timeout;
    qint64 maximumBodySize = 0;
};

/// What came of it: a whole answer of any status, or an error.
struct AttemptOutcome
{
    Result<FhirResponse> response;
    bool mayPass = false; ///< the error may be gone with the next attempt: no whole answer came
    std::optional<QUrl> redirect = {}; ///< where the answer says that we should ask instead, resolved
};

/// Sends one HTTP request and reads its answer within the limits. Follows no redirect and never sends twice.
class RequestAttempt : public QObject
{
    Q_OBJECT

public:
    RequestAttempt(HttpAttempt request, QNetworkAccessManager &network, Clock &clock, QObject *parent);
    ~RequestAttempt() override;

    /// Once. finished() comes later, once too.
    void start();

Q_SIGNALS:
    void finished(const Tbs::AttemptOutcome &outcome);

private:
    enum class Stop { No, TimedOut, TooLarge };

    void conclude(Stop reason);
    void checkLength();
    void read();
    void finish();
    [[nodiscard]] AttemptOutcome outcome() const;
    [[nodiscard]] FhirResponse response() const;
    [[nodiscard]] AttemptOutcome failed(Error::Kind kind, const QString &what, bool mayPass) const;
    [[nodiscard]] AttemptOutcome networkFailure() const;
    [[nodiscard]] static QString textOf(const QSslError &error);

    HttpAttempt m_request;
    QNetworkAccessManager &m_network;
    Clock &m_clock;
    QPointer<QNetworkReply> m_reply;
    QByteArray m_body;
    QStringList m_tlsErrors;
    Stop m_stop = Stop::No;
    bool m_concluded = false;
};

} // namespace Tbs
