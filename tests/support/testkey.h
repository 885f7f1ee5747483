// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

#include <memory>

struct evp_pkey_st;

namespace Tbs::Test {

/// A fresh key pair, and what a server needs to believe it. A copyable value; fails the test when OpenSSL cannot.
class TestKey
{
public:
    [[nodiscard]] static TestKey rsa(unsigned int bits = 2048);
    [[nodiscard]] static TestKey rsaPss();
    [[nodiscard]] static TestKey ec(const char *curve = "P-384");
    [[nodiscard]] static TestKey ed25519();

    /// PKCS #8, unless \a password is empty encrypted with it.
    [[nodiscard]] QByteArray privatePem(const QByteArray &password = {}) const;
    /// As openssl wrote them before PKCS #8: BEGIN RSA PRIVATE KEY, BEGIN EC PRIVATE KEY.
    [[nodiscard]] QByteArray traditionalPem() const;
    [[nodiscard]] QByteArray publicPem() const;
    /// A certificate for \a commonName, signed by itself.
    [[nodiscard]] QByteArray certificatePem(const QByteArray &commonName) const;

    /// Whether \a signature is what a JWS with \a algorithm (RS384 or ES384) has for \a data.
    [[nodiscard]] bool verifies(const QByteArray &algorithm, const QByteArray &data, const QByteArray &signature) const;

private:
    explicit TestKey(evp_pkey_st *key);

    std::shared_ptr<evp_pkey_st> m_key;
};

/// Writes \a content to \a path; fails the test when that is not possible.
void writeFile(const QString &path, const QByteArray &content);

} // namespace Tbs::Test
