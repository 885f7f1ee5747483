// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "tlsfiles.h"

#include <Tbs/client/privatekey_p.h>
#include <Tbs/support/text_p.h>

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace Tbs {

namespace {

Result<QList<QSslCertificate>> certificatesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error::Kind::ActionRequired, Text::tr("cannot be read: %1").arg(file.errorString()), path);
    }
    const auto certificates = QSslCertificate::fromDevice(&file);
    if (certificates.isEmpty()) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("holds no certificate in PEM format (-----BEGIN CERTIFICATE-----)"), path);
    }
    return certificates;
}

Result<QSslKey> keyOf(const QString &path, const QString &certificate)
{
    const auto key = PrivateKey::read(path);
    if (!key) {
        return failure(key.error());
    }
    const auto belongs = key->belongsTo(certificate);
    if (!belongs) {
        return failure(belongs.error());
    }
    if (!*belongs) {
        return failure(Error::Kind::ActionRequired,
                       Text::tr("is not the private key of the certificate in %1").arg(certificate), path);
    }
    QFile file(path);
    const auto pem = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec, QSsl::Dsa}) {
        if (const QSslKey tlsKey(pem, algorithm); !tlsKey.isNull()) {
            return tlsKey;
        }
    }
    return failure(Error::Kind::ActionRequired, Text::tr("is a key that TLS cannot use here: RSA or EC is wanted"),
                   path);
}

/// Puts certificate and key into \a tls.
Result<void> identify(QSslConfiguration &tls, const QString &certificate, const QString &keyFile)
{
    const auto chain = certificatesOf(certificate);
    if (!chain) {
        return failure(chain.error());
    }
    const auto key = keyOf(keyFile, certificate);
    if (!key) {
        return failure(key.error());
    }
    tls.setLocalCertificateChain(*chain);
    tls.setPrivateKey(*key);
    return {};
}

} // namespace

Result<QSslConfiguration> clientTls(const ServerTlsConfiguration &files)
{
    auto tls = QSslConfiguration::defaultConfiguration();
    if (!files.certificate.isEmpty()) {
        if (const auto identified = identify(tls, files.certificate, files.key); !identified) {
            return failure(identified.error());
        }
    }
    if (!files.ca.isEmpty()) {
        const auto authorities = certificatesOf(files.ca);
        if (!authorities) {
            return failure(authorities.error());
        }
        tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + *authorities);
    }
    return tls;
}

Result<QSslConfiguration> listenerTls(const TlsConfiguration &files)
{
    auto tls = QSslConfiguration::defaultConfiguration();
    if (const auto identified = identify(tls, files.certificate, files.key); !identified) {
        return failure(identified.error());
    }
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    if (!files.clientCa.isEmpty()) {
        const auto authorities = certificatesOf(files.clientCa);
        if (!authorities) {
            return failure(authorities.error());
        }
        tls.setCaCertificates(*authorities);
        tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    }
    return tls;
}

} // namespace Tbs
