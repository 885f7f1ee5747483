// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>
#include <Tbs/webhook/httpmessage.h>

namespace Tbs {

/// How senders prove who they are. What is not configured is not asked for; what is configured has to be right.
struct TBS_WEBHOOK_EXPORT AuthenticationOptions
{
    /// Shared secrets; a request has to carry one of them. Several while a secret is being changed. An empty secret
    /// never matches, so a list of empty secrets lets nobody in.
    QList<QByteArray> tokens;
    /// Where a token is looked for; empty: not in a header of its own.
    QByteArray tokenHeader = QByteArrayLiteral("X-Api-Key");
    /// Whether `Authorization: Bearer <token>` is looked at too.
    bool acceptBearer = true;

    /// Secrets for an HMAC-SHA256 over the body as it was sent; a request has to be signed with one of them.
    QList<QByteArray> signatureSecrets;
    /// Where the signature stands, as `sha256=<hex>` (WebSub, athenahealth) or `<hex>` (Medplum). The first that is
    /// there counts.
    QList<QByteArray> signatureHeaders = {QByteArrayLiteral("X-Hub-Signature"), QByteArrayLiteral("X-Signature")};
};

/// Checks shared secrets and signatures of requests, in constant time. An immutable value; thread-safe.
class TBS_WEBHOOK_EXPORT RequestAuthenticator
{
public:
    /// Lets everybody in.
    RequestAuthenticator() = default;
    explicit RequestAuthenticator(AuthenticationOptions options);

    /// \return Rejected when a token or signature is missing or wrong; the message does not say which of the two.
    [[nodiscard]] Result<void> authenticate(const HttpRequest &request) const;

    /// Whether a header of that name (in any case) is where a secret or a signature stands.
    [[nodiscard]] bool isSecret(QByteArrayView name) const;
    /// The value of WWW-Authenticate for a refused request.
    [[nodiscard]] QByteArray challenge() const;

private:
    [[nodiscard]] bool hasToken(const HttpRequest &request) const;
    [[nodiscard]] bool isSigned(const HttpRequest &request) const;

    AuthenticationOptions m_options;
};

} // namespace Tbs
