// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakeauthorizationserver.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

const auto tokenPath = u"/auth/token"_s;
constexpr qint64 maximumAssertionLife = 300; // seconds

QString formDecoded(QByteArray text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.replace('+', ' ')));
}

/// Nothing when a name stands there twice.
std::optional<QHash<QString, QString>> formOf(const QByteArray &body)
{
    QHash<QString, QString> form;
    for (const auto &pair : body.split('&')) {
        const auto equals = pair.indexOf('=');
        const auto name = formDecoded(pair.first(std::max<qsizetype>(equals, 0)));
        if (equals < 1 || form.contains(name)) {
            return std::nullopt;
        }
        form.insert(name, formDecoded(pair.mid(equals + 1)));
    }
    return form;
}

QByteArray base64Url(const QByteArray &text)
{
    const auto decoded = QByteArray::fromBase64Encoding(
        text, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? *decoded : QByteArray();
}

QJsonObject objectOf(const QByteArray &part)
{
    return QJsonDocument::fromJson(base64Url(part)).object();
}

} // namespace

FakeAuthorizationServer::FakeAuthorizationServer(const Clock &clock)
    : m_clock(clock)
{
    serve();
}

FakeAuthorizationServer::FakeAuthorizationServer(const Clock &clock, const QSslConfiguration &tls)
    : m_clock(clock)
    , m_http(tls)
{
    serve();
}

void FakeAuthorizationServer::serve()
{
    m_http.answer("POST", tokenPath, [this](const FakeRequest &request) {
        auto answer = m_nextAnswers.isEmpty() ? answerTo(request) : m_nextAnswers.takeFirst();
        const auto date = QLocale::c().toString(m_clock.now().toUTC(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        answer.headers.append({"Date", date.toLatin1()});
        return answer;
    });
    m_http.answer("GET", u".well-known/smart-configuration"_s,
                  [this](const FakeRequest &) { return FakeAnswer::json(smartConfiguration()); });
}

void FakeAuthorizationServer::expectSecret(const QString &clientId, const QString &secret, ClientSecretMethod method)
{
    m_clientId = clientId;
    m_secret = secret;
    m_method = method;
    m_key.reset();
}

void FakeAuthorizationServer::expectKey(const QString &clientId, const QString &keyId, const TestKey &key,
                                        const QUrl &keySet)
{
    m_clientId = clientId;
    m_keyId = keyId;
    m_key = key;
    m_keySet = keySet;
}

QUrl FakeAuthorizationServer::tokenUrl() const
{
    return m_http.url(tokenPath);
}

QJsonObject FakeAuthorizationServer::smartConfiguration() const
{
    return {{u"token_endpoint"_s, tokenUrl().toString()},
            {u"token_endpoint_auth_methods_supported"_s, QJsonArray{u"private_key_jwt"_s}},
            {u"token_endpoint_auth_signing_alg_values_supported"_s, QJsonArray{u"RS384"_s, u"ES384"_s}},
            {u"grant_types_supported"_s, QJsonArray{u"client_credentials"_s}},
            {u"scopes_supported"_s, QJsonArray::fromStringList(scopes)},
            {u"capabilities"_s, QJsonArray{u"client-confidential-asymmetric"_s, u"permission-v2"_s}}};
}

bool FakeAuthorizationServer::accepts(const QByteArray &authorization) const
{
    for (qsizetype i = m_revoked; i < m_issued.size(); ++i) {
        if (authorization == "Bearer " + m_issued.at(i).token) {
            return m_clock.now() < m_issued.at(i).expires;
        }
    }
    return false;
}

QByteArrayList FakeAuthorizationServer::issuedTokens() const
{
    QByteArrayList tokens;
    for (const auto &issued : m_issued) {
        tokens.append(issued.token);
    }
    return tokens;
}

int FakeAuthorizationServer::requestCount() const
{
    return static_cast<int>(m_http.requests("POST", tokenPath).size());
}

FakeAnswer FakeAuthorizationServer::answerTo(const FakeRequest &request)
{
    m_objection.clear();
    const auto form = formOf(request.body);
    if (!form || !request.header("Content-Type").startsWith("application/x-www-form-urlencoded")) {
        return refuse(u"invalid_request"_s, u"no form"_s);
    }
    if (form->value(u"grant_type"_s) != "client_credentials"_L1) {
        return refuse(u"unsupported_grant_type"_s, form->value(u"grant_type"_s));
    }
    if (const auto objection = objectionToClient(request, *form); !objection.isEmpty()) {
        return refuse(u"invalid_client"_s, objection);
    }
    for (const auto &scope : form->value(u"scope"_s).split(u' ', Qt::SkipEmptyParts)) {
        if (!scopes.contains(scope)) {
            return refuse(u"invalid_scope"_s, u"unknown scope "_s + scope);
        }
    }
    return issue();
}

FakeAnswer FakeAuthorizationServer::refuse(const QString &error, const QString &description)
{
    m_objection = description;
    const bool isClient = error == "invalid_client"_L1;
    auto answer = FakeAnswer::json({{u"error"_s, error}, {u"error_description"_s, description}}, isClient ? 401 : 400);
    answer.contentType = "application/json;charset=UTF-8";
    if (isClient) {
        answer.headers = {{"WWW-Authenticate", "Basic realm=\"fake\""}};
    }
    return answer;
}

FakeAnswer FakeAuthorizationServer::issue()
{
    const Issued issued{.token = "token-" + QByteArray::number(m_issued.size() + 1) + "~" + QByteArray(40, 'x'),
                        .expires = m_clock.now().addSecs(lifetime.count())};
    m_issued.append(issued);
    QJsonObject body{{u"access_token"_s, QString::fromLatin1(issued.token)}, {u"token_type"_s, u"bearer"_s}};
    if (!expiresIn.isUndefined()) {
        body.insert(u"expires_in"_s, expiresIn);
    }
    auto answer = FakeAnswer::json(body);
    answer.contentType = "application/json";
    answer.headers = {{"Cache-Control", "no-store"}};
    answer.held = std::exchange(m_holdsNext, false);
    return answer;
}

QString FakeAuthorizationServer::objectionToClient(const FakeRequest &request, const Form &form)
{
    if (!m_key) {
        return objectionToSecret(request, form);
    }
    if (request.hasHeader("Authorization") || form.contains(u"client_secret"_s)) {
        return u"several ways of authentication"_s;
    }
    if (form.value(u"client_assertion_type"_s) != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"_L1) {
        return u"wrong client_assertion_type"_s;
    }
    return objectionToAssertion(form.value(u"client_assertion"_s).toLatin1());
}

QString FakeAuthorizationServer::objectionToSecret(const FakeRequest &request, const Form &form) const
{
    const auto authorization = request.header("Authorization");
    if (m_method == ClientSecretMethod::Post) {
        const bool isRight = authorization.isEmpty() && form.value(u"client_id"_s) == m_clientId
            && form.value(u"client_secret"_s) == m_secret;
        return isRight ? QString() : u"wrong client_secret_post"_s;
    }
    if (!authorization.startsWith("Basic ") || form.contains(u"client_secret"_s)) {
        return u"no client_secret_basic"_s;
    }
    const auto credentials = QByteArray::fromBase64(authorization.mid(6)).split(':');
    const bool isRight = credentials.size() == 2 && formDecoded(credentials.first()) == m_clientId
        && formDecoded(credentials.last()) == m_secret;
    return isRight ? QString() : u"wrong client_secret_basic"_s;
}

QString FakeAuthorizationServer::objectionToAssertion(const QByteArray &assertion)
{
    const auto parts = assertion.split('.');
    if (parts.size() != 3) {
        return u"no JWT"_s;
    }
    auto header = objectOf(parts.at(0));
    if (header.take(u"typ"_s) != "JWT"_L1) {
        return u"wrong typ"_s;
    }
    if (header.take(u"kid"_s) != m_keyId) {
        return u"unknown kid"_s;
    }
    if (QUrl(header.take(u"jku"_s).toString()) != m_keySet) {
        return u"wrong jku"_s;
    }
    const auto algorithm = header.take(u"alg"_s).toString().toLatin1();
    if (!header.isEmpty()) {
        return u"unexpected header "_s + header.keys().join(u' ');
    }
    if (!m_key->verifies(algorithm, parts.at(0) + '.' + parts.at(1), base64Url(parts.at(2)))) {
        return u"wrong signature"_s;
    }
    return objectionToClaims(objectOf(parts.at(1)));
}

QString FakeAuthorizationServer::objectionToClaims(const QJsonObject &claims)
{
    QStringList expected{u"aud"_s, u"exp"_s, u"iss"_s, u"jti"_s, u"sub"_s};
    if (claims.keys() != expected) {
        return u"wrong claims: "_s + claims.keys().join(u' ');
    }
    if (claims.value(u"iss"_s) != m_clientId || claims.value(u"sub"_s) != m_clientId) {
        return u"wrong iss or sub"_s;
    }
    if (claims.value(u"aud"_s) != tokenUrl().toString()) {
        return u"wrong aud"_s;
    }
    const auto left = claims.value(u"exp"_s).toInteger(0) - m_clock.now().toSecsSinceEpoch();
    if (left <= 0) {
        return u"expired"_s;
    }
    if (left > maximumAssertionLife) {
        return u"exp is too far in the future"_s;
    }
    const auto id = claims.value(u"jti"_s).toString();
    if (id.isEmpty() || m_seenIds.contains(id)) {
        return u"jti is not new"_s;
    }
    m_seenIds.insert(id);
    return {};
}

} // namespace Tbs::Test
