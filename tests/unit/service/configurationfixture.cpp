// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationfixture.h"

#include "fixtures.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

bool copyFolder(const QString &from, const QString &to)
{
    bool copied = QDir().mkpath(to);
    for (const auto &name : QDir(from).entryList(QDir::Files)) {
        const auto target = to + u'/' + name;
        // git keeps no permissions but the one to execute.
        auto permissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
        if (name.startsWith(u"open-")) {
            permissions |= QFileDevice::ReadGroup | QFileDevice::ReadOther;
        } else if (name.endsWith(u".sh")) {
            permissions |= QFileDevice::ExeOwner;
        }
        copied = copied && QFile::copy(from + u'/' + name, target) && QFile::setPermissions(target, permissions);
    }
    return copied;
}

} // namespace

ConfigurationFixture::ConfigurationFixture()
{
    const auto source = dataPath(u"configuration"_s);
    m_isValid = m_folder.isValid() && copyFolder(source, m_folder.path())
        && copyFolder(source + u"/files"_s, m_folder.filePath(u"files"_s));
}

QStringList ConfigurationFixture::cases() const
{
    auto names = QDir(m_folder.path()).entryList({u"*.yaml"_s}, QDir::Files, QDir::Name);
    for (auto &name : names) {
        name.chop(5);
    }
    return names;
}

QList<ExpectedMistake> ConfigurationFixture::expectedMistakes(const QString &name) const
{
    static const QRegularExpression pattern(u"^(warning )?(~)?([0-9]+): (.+)$"_s);
    QFile file(path(name + u".errors"_s));
    QList<ExpectedMistake> result;
    if (!file.open(QIODevice::ReadOnly)) {
        return result;
    }
    const auto lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const auto &line : lines) {
        const auto match = pattern.match(line);
        if (!match.hasMatch()) {
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(line));
        }
        auto message = match.captured(4);
        message.replace(u"DIR/"_s, m_folder.path() + u'/');
        result.append({.isWarning = match.hasCaptured(1) && !match.captured(1).isEmpty(),
                       .isInSchema = match.captured(2).isEmpty(),
                       .line = match.captured(3).toInt(),
                       .message = message});
    }
    return result;
}

std::optional<QString> testEnvironment(const QString &name)
{
    if (name == "TBS_TOKEN"_L1) {
        return u"s3cr3t-of-environment"_s;
    }
    return name == "EMPTY"_L1 ? std::optional(QString()) : std::nullopt;
}

QDateTime testNow()
{
    return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
}

QString resourcePath(const QString &relativePath)
{
    return QStringLiteral(TBS_RESOURCES) + u'/' + relativePath;
}

} // namespace Tbs::Test
