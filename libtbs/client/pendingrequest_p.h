// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "requestattempt_p.h"

#include <Tbs/client/fhirclient.h>
#include <Tbs/support/futures.h>

class QNetworkAccessManager;

namespace Tbs {

/// What all requests of a FhirClient share; as long as the client lives.
struct ClientContext
{
    FhirClientOptions options;
    QNetworkAccessManager &network;
    Clock &clock;
    std::shared_ptr<ClientAuthentication> authentication;
};

/// One request of a FhirClient and all that it takes: authentication, attempts, redirects, one renewal after a 401.
/// Deletes itself when it is finished; its future is cancelled when it is deleted before.
class PendingRequest : public QObject
{
    Q_OBJECT

public:
    /// Makes the result of a whole answer.
    using Judge = std::function<Result<FhirResponse>(const FhirResponse &)>;

    PendingRequest(const ClientContext &context, FhirRequest request, QUrl url, Judge judge, QObject *parent);

    [[nodiscard]] QFuture<Result<FhirResponse>> start();

private:
    void begin();
    void authenticate();
    void attempt(const HttpHeaders &authentication);
    void conclude(const AttemptOutcome &outcome);
    void follow(const FhirResponse &response, const QUrl &target);
    [[nodiscard]] bool renewAuthentication(const FhirResponse &response);
    [[nodiscard]] bool tryAgain(const AttemptOutcome &outcome);
    void finish(Result<FhirResponse> result);

    [[nodiscard]] Result<HttpHeaders> headers(const HttpHeaders &authentication) const;
    [[nodiscard]] bool isRepeatable() const;

    const ClientContext &m_context;
    const FhirRequest m_request;
    const QByteArray m_body;
    const QUrl m_startUrl;
    const Judge m_judge;
    SharedPromise<Result<FhirResponse>> m_promise;
    // Of the attempt that runs; a redirect changes them.
    QByteArray m_method;
    QByteArray m_sentBody;
    QUrl m_url;
    int m_redirects = 0;
    HttpHeaders m_authentication;
    int m_attempts = 0;
    bool m_renewed = false;
};

} // namespace Tbs
