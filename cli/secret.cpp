// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "secret.h"

#include <QCoreApplication>
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

} // namespace Tbs::Cli
