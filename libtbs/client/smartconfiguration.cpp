// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "smartconfiguration_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/text_p.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto method = "private_key_jwt"_L1;

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    const auto array = value.toArray();
    for (const auto &item : array) {
        if (item.isString()) {
            texts.append(item.toString());
        }
    }
    return texts;
}

QString listed(const QStringList &texts)
{
    return texts.join(u", "_s).simplified().left(300);
}

} // namespace

Result<void> SmartConfiguration::permits(const QByteArray &algorithm) const
{
    if (!authenticationMethods.isEmpty() && !authenticationMethods.contains(method)) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("the server takes %1 and not %2").arg(listed(authenticationMethods), method));
    }
    const auto ours = QString::fromLatin1(algorithm);
    if (!signingAlgorithms.isEmpty() && !signingAlgorithms.contains(ours)) {
        return failure(
            Error::Kind::ActionRequired,
            Text::tr("the server takes signatures by %1, but the private key signs with %2: another key is needed")
                .arg(listed(signingAlgorithms), ours));
    }
    return {};
}

Result<SmartConfiguration> readSmartConfiguration(const QByteArray &json)
{
    const auto object = readJsonObject(json);
    if (!object) {
        return failure(Error::Kind::BadData, Text::tr("this is no JSON object: %1").arg(object.error().toString()));
    }
    SmartConfiguration result{
        .tokenEndpoint = object->value("token_endpoint"_L1).toString(),
        .authenticationMethods = textsOf(object->value("token_endpoint_auth_methods_supported"_L1)),
        .signingAlgorithms = textsOf(object->value("token_endpoint_auth_signing_alg_values_supported"_L1)),
        .scopes = textsOf(object->value("scopes_supported"_L1)),
    };
    const QUrl url(result.tokenEndpoint, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty()) {
        return failure(Error::Kind::BadData, Text::tr("it names no token_endpoint"));
    }
    return result;
}

} // namespace Tbs
