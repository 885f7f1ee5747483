// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "secret.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace Tbs::Cli {

Result<QByteArray> readToken(const QString &file, const QString &variable)
{
    QByteArray token;
    QString source;
    if (!file.isEmpty()) {
        QFile device(file);
        if (!device.open(QIODevice::ReadOnly)) {
            return failure(Error::Kind::ActionRequired, device.errorString(), file);
        }
        token = device.read(64 * 1024).trimmed();
        source = file;
    } else if (!variable.isEmpty()) {
        token = qgetenv(variable.toUtf8().constData());
        source = variable;
    }
    if (token.isEmpty() && !source.isEmpty()) {
        return failure(Error::Kind::ActionRequired, QCoreApplication::translate("Tbs::Cli", "There is no token in it"),
                       source);
    }
    return token;
}

Result<ConfiguredSecret> readSecret(const QString &file, const QString &variable)
{
    const auto text = readToken(file, variable);
    if (!text) {
        return failure(text.error());
    }
    if (text->isEmpty()) {
        return ConfiguredSecret();
    }
    const bool fromFile = !file.isEmpty();
    return ConfiguredSecret{fromFile ? ConfiguredSecret::Origin::File : ConfiguredSecret::Origin::Environment,
                            QString::fromUtf8(*text), fromFile ? QDir().absoluteFilePath(file) : variable};
}

} // namespace Tbs::Cli
