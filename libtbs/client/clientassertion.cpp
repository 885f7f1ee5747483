// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientassertion_p.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

#include <chrono>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Half of the five minutes that SMART allows: so the clocks may differ by as much either way.
constexpr std::chrono::seconds lifetime(150);

QByteArray encoded(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray encoded(const QJsonObject &object)
{
    return encoded(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

} // namespace

Result<QByteArray> clientAssertion(const ClientAssertionClaims &claims, const JwsSigner &signer, const QDateTime &now)
{
    QJsonObject header{
        {u"alg"_s, QString::fromLatin1(signer.algorithm())}, {u"kid"_s, claims.keyId}, {u"typ"_s, u"JWT"_s}};
    if (!claims.jwksUrl.isEmpty()) {
        header.insert(u"jku"_s, claims.jwksUrl.toString(QUrl::FullyEncoded));
    }
    const QJsonObject payload{
        {u"iss"_s, claims.clientId},
        {u"sub"_s, claims.clientId},
        {u"aud"_s, claims.audience},
        {u"exp"_s, now.toSecsSinceEpoch() + static_cast<qint64>(lifetime.count())},
        {u"jti"_s, QUuid::createUuid().toString(QUuid::WithoutBraces)},
    };
    const auto signedPart = encoded(header) + '.' + encoded(payload);
    const auto signature = signer.sign(signedPart);
    if (!signature) {
        return failure(signature.error());
    }
    return signedPart + '.' + encoded(*signature);
}

} // namespace Tbs
