// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "requestauthenticator.h"

#include <Tbs/support/constanttime.h>

#include <QCoreApplication>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace Tbs {

namespace {

/// Compares with all secrets, so that the time does not tell which of them matched.
bool isOneOf(QByteArrayView given, const QList<QByteArray> &secrets)
{
    bool found = false;
    for (const auto &secret : secrets) {
        const bool equal = equalInConstantTime(given, secret);
        found = found || (equal && !secret.isEmpty());
    }
    return found;
}

QByteArray bearerToken(const QByteArray &authorization)
{
    constexpr QByteArrayView scheme = "Bearer ";
    if (QByteArrayView(authorization)
            .first(std::min(authorization.size(), scheme.size()))
            .compare(scheme, Qt::CaseInsensitive)
        != 0) {
        return {};
    }
    return authorization.sliced(scheme.size()).trimmed();
}

/// The 32 bytes of `sha256=<hex>` or `<hex>`; empty when it is neither.
QByteArray signatureBytes(QByteArray text)
{
    constexpr QByteArrayView method = "sha256=";
    constexpr qsizetype hexadecimalSize = 64;
    if (text.startsWith(method)) {
        text = text.sliced(method.size());
    }
    const bool isHexadecimal = std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    return isHexadecimal && text.size() == hexadecimalSize ? QByteArray::fromHex(text) : QByteArray();
}

} // namespace

RequestAuthenticator::RequestAuthenticator(AuthenticationOptions options)
    : m_options(std::move(options))
{
}

Result<void> RequestAuthenticator::authenticate(const HttpRequest &request) const
{
    const bool tokenIsRight = m_options.tokens.isEmpty() || hasToken(request);
    const bool signatureIsRight = m_options.signatureSecrets.isEmpty() || isSigned(request);
    if (tokenIsRight && signatureIsRight) {
        return {};
    }
    return failure(Error::Kind::Rejected,
                   QCoreApplication::translate("Tbs", "The request does not carry the secret of this webhook."));
}

bool RequestAuthenticator::isSecret(QByteArrayView name) const
{
    const auto isThat = [name](const QByteArray &other) {
        return name.compare(other, Qt::CaseInsensitive) == 0;
    };
    return isThat(m_options.tokenHeader) || isThat("Authorization")
        || std::any_of(m_options.signatureHeaders.begin(), m_options.signatureHeaders.end(), isThat);
}

QByteArray RequestAuthenticator::challenge() const
{
    return m_options.acceptBearer ? QByteArrayLiteral("Bearer realm=\"webhook\"")
                                  : QByteArrayLiteral("ApiKey realm=\"webhook\"");
}

bool RequestAuthenticator::hasToken(const HttpRequest &request) const
{
    const bool inHeader =
        !m_options.tokenHeader.isEmpty() && isOneOf(request.header(m_options.tokenHeader), m_options.tokens);
    const bool asBearer =
        m_options.acceptBearer && isOneOf(bearerToken(request.header("Authorization")), m_options.tokens);
    return inHeader || asBearer;
}

bool RequestAuthenticator::isSigned(const HttpRequest &request) const
{
    QByteArray signature;
    for (const auto &name : m_options.signatureHeaders) {
        if (const auto value = request.header(name); !value.isEmpty()) {
            signature = signatureBytes(value);
            break;
        }
    }
    bool found = false;
    for (const auto &secret : m_options.signatureSecrets) {
        const auto expected = QMessageAuthenticationCode::hash(request.body, secret, QCryptographicHash::Sha256);
        const bool equal = equalInConstantTime(signature, expected);
        found = found || (equal && !secret.isEmpty());
    }
    return found;
}

} // namespace Tbs
