// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/clientauthentication.h>
#include <Tbs/client/fhirrequest.h>
#include <Tbs/client/fhirresponse.h>
#include <Tbs/client/requestretry.h>
#include <Tbs/support/clock.h>
#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

#include <QFuture>
#include <QJsonObject>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>
#include <QUrlQuery>

#include <memory>

class QNetworkAccessManager;

namespace Tbs {

struct TBS_CORE_EXPORT FhirClientOptions
{
    /// Absolute, http or https, without query; user information in it is not used. No request ever goes to another
    /// origin.
    QUrl baseUrl;
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< of one attempt, > 0
    RequestRetry retry;
    /// Redirects that are followed, and only within the origin (scheme, host and port) of baseUrl; 0: none.
    int maximumRedirects = 3;
    qint64 maximumBodySize = 64 * 1024 * 1024; ///< bytes of one answer
    /// Client certificate, its key and the authorities that are trusted.
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    HttpHeaders headers; ///< sent with each request, besides those of the authentication
};

/// How much of a search is read.
struct TBS_CORE_EXPORT SearchLimits
{
    int maximumPages = 200;
    int maximumResources = 20'000;
};

/// All pages of a search.
struct TBS_CORE_EXPORT SearchResult
{
    QList<QJsonObject> resources; ///< the matches; included resources are left out
    QList<Issue> issues; ///< what the server remarked (entries of mode outcome)
    bool complete = true; ///< false: a limit was reached
};

/// The RESTful interface of a FHIR server, as one of its clients. https://hl7.org/fhir/R5/http.html
///
/// Every answer comes as a future in the thread of the client; it is cancelled when the client is destroyed before. A
/// 401 leads to one renewal of the authentication and one more attempt. Errors of all: Retry (no answer in time,
/// connection refused, and so on), ActionRequired (TLS, authentication), BadData (the answer is not what it should be),
/// Rejected (redirected elsewhere, too large). Error::httpStatus is that of an answer to what was asked for, also of a
/// redirect that was not followed, and never that of an answer to the authentication. The messages name what was asked
/// and what came, never a token and never the values of a query.
class TBS_CORE_EXPORT FhirClient : public QObject
{
    Q_OBJECT

public:
    /// \a network and \a clock must outlive the client. \a authentication: nothing means none.
    ///
    /// A network is shared by clients with the same FhirClientOptions::tls only: Qt keeps its connections by host and
    /// port, so that a client would use one that was made with the certificate and the authorities of another.
    FhirClient(FhirClientOptions options, QNetworkAccessManager &network, Clock &clock,
               std::shared_ptr<ClientAuthentication> authentication = {}, QObject *parent = nullptr);
    ~FhirClient() override;

    [[nodiscard]] QUrl baseUrl() const;
    /// The base URL without a trailing slash, as SubscriptionKey::server has it.
    [[nodiscard]] QString server() const;

    /// Sends \a request, again where FhirClientOptions::retry says so. An answer of any status is a value.
    [[nodiscard]] QFuture<Result<FhirResponse>> send(const FhirRequest &request);

    // The rest are send() with one difference: a status that is no success is an error (FhirResponse::error()), of
    // which Error::isGone() tells whether the server has no such thing, or has refused to show or to change it.

    /// \a path: `metadata`, `Subscription/1`, `Subscription/1/$status`.
    [[nodiscard]] QFuture<Result<FhirResponse>> get(const QString &path, const QUrlQuery &query = {});
    /// An operation: POST of a Parameters resource.
    [[nodiscard]] QFuture<Result<FhirResponse>> post(const QString &path, const QJsonObject &parameters);
    /// \a ifNoneExist: search parameters of a conditional create (`url=https://...`); empty: unconditional.
    [[nodiscard]] QFuture<Result<FhirResponse>> create(const QJsonObject &resource, const QUrlQuery &ifNoneExist = {});
    /// \a resource has an id. \a versionId: for If-Match; empty: whatever version is there.
    [[nodiscard]] QFuture<Result<FhirResponse>> update(const QJsonObject &resource, const QString &versionId = {});
    /// \a reference: `Type/id`. What is gone already (404, 410) is a success.
    [[nodiscard]] QFuture<Result<FhirResponse>> remove(const QString &reference);
    /// All pages. A page that came before is BadData (an endless chain); a next link to another origin is followed only
    /// when its path lies under that of the base URL, and then at the base URL (servers behind a proxy). An
    /// Error::httpStatus is that of the first page: a server that answers with it does search.
    [[nodiscard]] QFuture<Result<SearchResult>> search(const QString &type, const QUrlQuery &parameters,
                                                       SearchLimits limits = {});

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
