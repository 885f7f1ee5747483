// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fixtures.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

QString dataPath(const QString &relativePath)
{
    return QStringLiteral(TBS_TEST_DATA) + u'/' + relativePath;
}

QString sharedPath(const QString &relativePath)
{
    return QStringLiteral(TBS_SHARED_DATA) + u'/' + relativePath;
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("%s: %s", qUtf8Printable(path), qUtf8Printable(file.errorString()));
    }
    return file.readAll();
}

QString compareWithFile(const QJsonObject &actual, const QString &expectedPath)
{
    const auto failPath = expectedPath + u".fail"_s;
    QFile::remove(failPath);
    QFile expectedFile(expectedPath);
    if (expectedFile.open(QIODevice::ReadOnly)
        && QJsonDocument::fromJson(expectedFile.readAll()) == QJsonDocument(actual)) {
        return {};
    }
    QFile failFile(failPath);
    if (!failFile.open(QIODevice::WriteOnly)) {
        return failPath + u": "_s + failFile.errorString();
    }
    failFile.write(QJsonDocument(actual).toJson());
    return u"differs: diff %1 %2"_s.arg(expectedPath, failPath);
}

} // namespace Tbs::Test
