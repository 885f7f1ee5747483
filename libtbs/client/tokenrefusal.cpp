// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "formencoding_p.h"
#include "requesturl_p.h"
#include "tokenrefusal_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/support/text_p.h>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qsizetype maximumText = 300;
constexpr qint64 noticeableSkew = 60; // seconds

/// Text of others, fit to be shown in a line.
QString shown(QString text, const QStringList &secrets)
{
    for (const auto &secret : secrets) {
        if (!secret.isEmpty()) {
            text.replace(secret, u"***"_s);
            text.replace(QString::fromLatin1(formEncoded(secret)), u"***"_s);
        }
    }
    text = text.simplified();
    return text.size() <= maximumText ? text : text.first(maximumText) + u'…';
}

QString scopesHint(const QStringList &supported)
{
    return supported.isEmpty()
        ? QString()
        : u' ' + Text::tr("The server says that it knows the scopes %1.").arg(shown(supported.join(u' '), {}));
}

QString clockHint(const QDateTime &serverTime, const QDateTime &now)
{
    if (!serverTime.isValid() || !now.isValid()) {
        return {};
    }
    const auto ahead = serverTime.secsTo(now);
    if (std::abs(ahead) < noticeableSkew) {
        return {};
    }
    const auto hint = ahead > 0 ? Text::tr("The clock of this machine is %1 s ahead of the server's: set it right.")
                                : Text::tr("The clock of this machine is %1 s behind the server's: set it right.");
    return u' ' + hint.arg(std::abs(ahead));
}

bool mayPass(const FhirResponse &response, const QString &code)
{
    return code == "server_error"_L1 || code == "temporarily_unavailable"_L1
        || (!response.isSuccess() && response.error().kind == Error::Kind::Retry);
}

} // namespace

Error tokenRefusal(const FhirResponse &response, const TokenRefusalContext &context)
{
    const auto json = readJsonObject(response.body).value_or(QJsonObject());
    const auto code = shown(json.value("error"_L1).toString(), context.secrets);
    const auto kind = mayPass(response, code) ? Error::Kind::Retry : Error::Kind::ActionRequired;
    if (code.isEmpty()) {
        return {.kind = kind, .message = response.error().message};
    }
    auto reason = code;
    if (const auto description = shown(json.value("error_description"_L1).toString(), context.secrets);
        !description.isEmpty()) {
        reason += u" (%1)"_s.arg(description);
    }
    auto message = Text::tr("%1 was refused with status %2: %3")
                       .arg(describeRequest(response.method, response.url), QString::number(response.status), reason);
    if (code == "invalid_scope"_L1) {
        message += u'.' + scopesHint(context.supportedScopes);
    } else if (kind == Error::Kind::ActionRequired) {
        const auto hint = clockHint(response.date, context.now);
        message += hint.isEmpty() ? QString() : u'.' + hint;
    }
    return {.kind = kind, .message = message};
}

} // namespace Tbs
