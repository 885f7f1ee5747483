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

namespace {

constexpr auto keyName = "key.pem"_L1;
constexpr auto certificateName = "certificate.pem"_L1;

/// Only an authority can choose the dates of certificates.
constexpr auto authority = R"([ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = names
[names]
commonName = supplied
)";

/// Whether the command could be run in \a folder and did what it should.
bool openssl(const QTemporaryDir &folder, const QString &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder.path());
    process.start(u"openssl"_s, arguments.split(u' '));
    return process.waitForFinished() && process.exitCode() == 0;
}

bool write(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QSslConfiguration configurationIn(const QTemporaryDir &folder)
{
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(readFile(folder.filePath(certificateName))));
    configuration.setPrivateKey(QSslKey(readFile(folder.filePath(keyName)), QSsl::Rsa));
    return configuration;
}

} // namespace

std::optional<QSslConfiguration> selfSignedConfiguration()
{
    const QTemporaryDir folder;
    const auto made = openssl(
        folder,
        u"req -x509 -newkey rsa:2048 -nodes -subj /CN=localhost -days 2 -keyout key.pem -out certificate.pem"_s);
    return made ? std::optional(configurationIn(folder)) : std::nullopt;
}

std::optional<QSslConfiguration> expiredConfiguration()
{
    const QTemporaryDir folder;
    const auto made = write(folder, u"ca.cnf"_s, authority) && write(folder, u"index.txt"_s, {})
        && openssl(folder, u"req -x509 -newkey rsa:2048 -nodes -subj /CN=Hospital -days 2 -keyout ca.key -out ca.pem"_s)
        && openssl(folder, u"req -new -newkey rsa:2048 -nodes -subj /CN=localhost -keyout key.pem -out request.pem"_s)
        && openssl(folder,
                   u"ca -batch -config ca.cnf -keyfile ca.key -cert ca.pem -in request.pem -notext -out "
                   "certificate.pem -startdate 20240101000000Z -enddate 20240201000000Z"_s);
    if (!made) {
        return {};
    }
    auto configuration = configurationIn(folder);
    configuration.setLocalCertificateChain(
        {configuration.localCertificate(), QSslCertificate(readFile(folder.filePath(u"ca.pem"_s)))});
    return configuration;
}

} // namespace Tbs::Test
