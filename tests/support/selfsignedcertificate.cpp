// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "selfsignedcertificate.h"

#include "fixtures.h"

#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

std::optional<QSslConfiguration> selfSignedConfiguration()
{
    const QTemporaryDir folder;
    const auto keyPath = folder.filePath(u"key.pem"_s);
    const auto certificatePath = folder.filePath(u"certificate.pem"_s);
    const QStringList arguments{u"req"_s,   u"-x509"_s,         u"-newkey"_s,   u"rsa:2048"_s, u"-nodes"_s,
                                u"-subj"_s, u"/CN=localhost"_s, u"-days"_s,     u"2"_s,        u"-keyout"_s,
                                keyPath,    u"-out"_s,          certificatePath};
    QProcess openssl;
    openssl.start(u"openssl"_s, arguments);
    if (!openssl.waitForFinished() || openssl.exitCode() != 0) {
        return {};
    }
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(readFile(certificatePath)));
    configuration.setPrivateKey(QSslKey(readFile(keyPath), QSsl::Rsa));
    return configuration;
}

} // namespace Tbs::Test
