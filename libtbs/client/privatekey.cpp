// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "privatekey_p.h"

#include <Tbs/support/text_p.h>

#include <QFile>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace Tbs {

namespace {

constexpr qint64 maximumFileSize = 1024 * 1024;

tl::unexpected<Error> unusable(const QString &path, const QString &why)
{
    return failure(Error::Kind::ActionRequired, why, path);
}

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;

Result<QByteArray> readPem(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return unusable(path, Text::tr("cannot be read: %1").arg(file.errorString()));
    }
    const auto pem = file.read(maximumFileSize + 1);
    if (file.error() != QFileDevice::NoError) {
        return unusable(path, Text::tr("cannot be read: %1").arg(file.errorString()));
    }
    if (pem.size() > maximumFileSize) {
        return unusable(path, Text::tr("is larger than 1 MiB: it is no PEM file"));
    }
    return pem;
}

Bio bioOf(const QByteArray &pem)
{
    return {BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())), &BIO_free};
}

/// Called for the password of an encrypted key; without it OpenSSL would ask on the terminal.
int noPassword(char *, int, int, void *asked)
{
    *static_cast<bool *>(asked) = true;
    return -1;
}

} // namespace

PrivateKey::PrivateKey(std::shared_ptr<evp_pkey_st> key)
    : m_key(std::move(key))
{
}

Result<PrivateKey> PrivateKey::read(const QString &path)
{
    const auto pem = readPem(path);
    if (!pem) {
        return failure(pem.error());
    }
    bool isEncrypted = false;
    const std::shared_ptr<EVP_PKEY> key(PEM_read_bio_PrivateKey(bioOf(*pem).get(), nullptr, &noPassword, &isEncrypted),
                                        &EVP_PKEY_free);
    ERR_clear_error();
    if (isEncrypted) {
        return unusable(path,
                        Text::tr("is encrypted, and nobody is asked for its password: store it without one "
                                 "(openssl pkey -in FILE -out NEWFILE) and let nobody else read it"));
    }
    if (!key) {
        return unusable(path, Text::tr("holds no private key in PEM format (-----BEGIN PRIVATE KEY-----)"));
    }
    return PrivateKey(key);
}

Result<bool> PrivateKey::belongsTo(const QString &path) const
{
    const auto pem = readPem(path);
    if (!pem) {
        return failure(pem.error());
    }
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        PEM_read_bio_X509(bioOf(*pem).get(), nullptr, nullptr, nullptr), &X509_free);
    ERR_clear_error();
    if (!certificate) {
        return unusable(path, Text::tr("holds no certificate in PEM format (-----BEGIN CERTIFICATE-----)"));
    }
    const bool matches = X509_check_private_key(certificate.get(), handle()) == 1;
    ERR_clear_error();
    return matches;
}

} // namespace Tbs
