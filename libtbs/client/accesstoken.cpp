// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "accesstoken_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/text_p.h>

#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

constexpr std::chrono::milliseconds assumedLifetime = 5min;
constexpr std::chrono::milliseconds maximumLifetime = 24h; // a token that is said to live longer is renewed daily

bool isVisible(QChar c)
{
    return c > u' ' && c <= u'~';
}

/// A number, or a text that is one: there are servers that put it in quotes.
std::chrono::milliseconds lifetimeOf(const QJsonValue &expiresIn)
{
    bool isNumber = expiresIn.isDouble();
    const double seconds = isNumber ? expiresIn.toDouble() : expiresIn.toString().toDouble(&isNumber);
    if (!isNumber || !(seconds > 0)) {
        return assumedLifetime;
    }
    const std::chrono::duration<double> lifetime(seconds);
    return lifetime < maximumLifetime
        ? std::max(std::chrono::duration_cast<std::chrono::milliseconds>(lifetime), std::chrono::milliseconds(1))
        : maximumLifetime;
}

} // namespace

Result<AccessToken> readAccessToken(const QByteArray &json)
{
    const auto object = readJsonObject(json);
    if (!object) {
        return failure(Error::Kind::BadData,
                       Text::tr("the answer is no JSON object: %1").arg(object.error().toString()));
    }
    const auto token = object->value("access_token"_L1).toString();
    if (token.isEmpty()) {
        return failure(Error::Kind::BadData, Text::tr("there is no access_token in the answer"));
    }
    if (!std::all_of(token.cbegin(), token.cend(), isVisible)) {
        return failure(Error::Kind::BadData, Text::tr("the access_token contains characters that no header can carry"));
    }
    const auto type = object->value("token_type"_L1);
    if (!type.isUndefined() && type.toString().compare("bearer"_L1, Qt::CaseInsensitive) != 0) {
        return failure(
            Error::Kind::BadData,
            Text::tr("the token is of type %1, but only bearer is understood").arg(type.toString().left(40)));
    }
    return AccessToken{token.toLatin1(), lifetimeOf(object->value("expires_in"_L1))};
}

} // namespace Tbs
