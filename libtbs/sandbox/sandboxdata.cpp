// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxdata_p.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

/// In a static library nothing else would pull the data in. (The macro may not be used in a namespace.)
static void initialiseSandboxData()
{
    Q_INIT_RESOURCE(sandboxdata);
}

namespace Tbs {

Result<QJsonObject> readSandboxData(const QString &name)
{
    initialiseSandboxData();
    QFile file(u":/Tbs/sandbox/"_s + name);
    if (!file.open(QIODevice::ReadOnly)) {
        return failure(Error::Kind::Internal, file.errorString(), name);
    }
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(file.readAll(), &error);
    if (!document.isObject()) {
        return failure(Error::Kind::Internal, error.errorString(), name);
    }
    return document.object();
}

QStringList sandboxDataNames(const QString &folder)
{
    initialiseSandboxData();
    return QDir(u":/Tbs/sandbox/"_s + folder).entryList(QDir::Files, QDir::Name);
}

} // namespace Tbs
