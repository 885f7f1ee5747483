// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "fakefhirserver.h"
#include "testkey.h"

#include <Tbs/client/oauth2authentication.h>

#include <QSet>

namespace Tbs::Test {

/// An authorization server with one client: issues tokens by the grant client_credentials (RFC 6749, SMART Backend
/// Services), and believes nothing that it has not verified.
class FakeAuthorizationServer
{
public:
    /// \a clock: the server's time; must outlive it.
    explicit FakeAuthorizationServer(const Clock &clock);
    /// With TLS.
    FakeAuthorizationServer(const Clock &clock, const QSslConfiguration &tls);

    /// The client has this secret and tells it in this way.
    void expectSecret(const QString &clientId, const QString &secret,
                      ClientSecretMethod method = ClientSecretMethod::Basic);
    /// The client signs with \a key, which it calls \a keyId; \a keySet: what it has to give as jku.
    void expectKey(const QString &clientId, const QString &keyId, const TestKey &key, const QUrl &keySet = {});

    [[nodiscard]] QUrl tokenUrl() const;
    /// What `.well-known/smart-configuration` of a FHIR server says that trusts this one.
    [[nodiscard]] QJsonObject smartConfiguration() const;

    /// The server beneath, to see what was asked and to put other answers before the right ones.
    [[nodiscard]] FakeFhirServer &http() { return m_http; }
    /// The next requests for tokens are answered so, whatever they are.
    void answerNext(const QList<FakeAnswer> &answers) { m_nextAnswers += answers; }
    /// The answer to the next right request is held until http().release().
    void holdNext() { m_holdsNext = true; }

    QStringList scopes; ///< that it knows; others are refused
    QJsonValue expiresIn = 300; ///< what it says; undefined: nothing
    std::chrono::seconds lifetime{300}; ///< of its tokens

    /// Whether a FHIR server is to let in a request with the header Authorization: the token was issued here and is
    /// neither expired nor revoked.
    [[nodiscard]] bool accepts(const QByteArray &authorization) const;
    void revokeAll() { m_revoked = m_issued.size(); }
    [[nodiscard]] QByteArrayList issuedTokens() const;
    /// Requests for tokens, also those that were refused.
    [[nodiscard]] int requestCount() const;
    /// Why the last request was refused; empty when it was not.
    [[nodiscard]] QString objection() const { return m_objection; }

private:
    struct Issued
    {
        QByteArray token;
        QDateTime expires;
    };
    using Form = QHash<QString, QString>;

    void serve();
    [[nodiscard]] FakeAnswer answerTo(const FakeRequest &request);
    [[nodiscard]] FakeAnswer refuse(const QString &error, const QString &description);
    [[nodiscard]] FakeAnswer issue();
    [[nodiscard]] QString objectionToClient(const FakeRequest &request, const Form &form);
    [[nodiscard]] QString objectionToSecret(const FakeRequest &request, const Form &form) const;
    [[nodiscard]] QString objectionToAssertion(const QByteArray &assertion);
    [[nodiscard]] QString objectionToClaims(const QJsonObject &claims);

    const Clock &m_clock;
    FakeFhirServer m_http;
    QString m_clientId;
    QString m_secret;
    ClientSecretMethod m_method = ClientSecretMethod::Basic;
    std::optional<TestKey> m_key;
    QString m_keyId;
    QUrl m_keySet;
    QSet<QString> m_seenIds;
    QList<Issued> m_issued;
    qsizetype m_revoked = 0; // so many of the first tokens
    QList<FakeAnswer> m_nextAnswers;
    bool m_holdsNext = false;
    QString m_objection;
};

} // namespace Tbs::Test
