// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationcontext_p.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qint64 maximumSecretSize = 64 * 1024;

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control;
}

/// `Is missing` of "`server.baseUrl` is missing".
QString withoutName(const QString &path, QString message)
{
    for (const auto &name : {u"`%1`: "_s.arg(path), u"`%1` "_s.arg(path)}) {
        if (message.startsWith(name)) {
            message.remove(0, name.size());
            break;
        }
    }
    if (!message.isEmpty()) {
        message.front() = message.front().toUpper();
    }
    return message;
}

} // namespace

ConfigurationContext::ConfigurationContext(QString fileName, EnvironmentLookup environment, QDateTime now)
    : m_fileName(std::move(fileName))
    , m_folder(QFileInfo(m_fileName).absolutePath())
    , m_environment(std::move(environment))
    , m_now(std::move(now))
{
}

QString ConfigurationContext::locationOf(int line) const
{
    return line > 0 ? u"%1:%2"_s.arg(m_fileName).arg(line) : m_fileName;
}

QString ConfigurationContext::absolutePath(const QString &path) const
{
    return QDir::cleanPath(m_folder.absoluteFilePath(path));
}

void ConfigurationContext::addMistake(const QString &path, const ConfigurationMistake &mistake)
{
    m_mistakes.push_back({path, mistake, {}});
    m_mistakenPaths.insert(path);
}

void ConfigurationContext::addWarning(const QString &path, int line, const QString &message, const QString &code)
{
    m_warnings.push_back({path, {line, message}, code});
}

bool ConfigurationContext::isMistaken(const QString &path) const
{
    if (m_mistakenPaths.contains(path)) {
        return true;
    }
    for (qsizetype i = path.size() - 1; i > 0; --i) {
        if ((path.at(i) == u'.' || path.at(i) == u'[') && m_mistakenPaths.contains(path.first(i))) {
            return true;
        }
    }
    return false;
}

void ConfigurationContext::fetch(ConfiguredSecret &secret, const QString &path, int line)
{
    if (!m_looksOutside) {
        return;
    }
    if (secret.origin == ConfiguredSecret::Origin::File) {
        fetchFromFile(secret, path, line);
    } else if (secret.origin == ConfiguredSecret::Origin::Environment) {
        fetchFromEnvironment(secret, path, line);
    }
    if (isMistaken(path)) {
        return;
    }
    if (secret.value.isEmpty()) {
        addMistake(path, {line, tr("`%1` is empty").arg(path)});
    } else if (std::any_of(secret.value.cbegin(), secret.value.cend(), isControl)) {
        addMistake(path, {line, tr("`%1` contains a line break or another control character").arg(path)});
    }
}

bool ConfigurationContext::checkFile(const QString &fileName, bool isSecret, const QString &path, int line)
{
    if (!m_looksOutside) {
        return true;
    }
    QFile file(fileName);
    const bool isFile = QFileInfo(fileName).isFile(); // not a folder, and not a pipe to wait at
    if (!isFile || !file.open(QIODevice::ReadOnly)) {
        const auto reason = isFile || !file.exists() ? file.errorString() : tr("it is no file");
        addMistake(
            path,
            {line,
             tr("`%1`: cannot read %2: %3").arg(path, fileName, file.exists() ? reason : tr("there is no such file")),
             Error::Kind::ActionRequired});
        return false;
    }
    if (isSecret && file.permissions().testFlag(QFileDevice::ReadOther)) {
        addWarning(path, line, tr("`%1`: every user of this machine can read %2; chmod 600 helps").arg(path, fileName));
    }
    return true;
}

void ConfigurationContext::fetchFromFile(ConfiguredSecret &secret, const QString &path, int line)
{
    if (!checkFile(secret.source, true, path, line)) {
        return;
    }
    QFile file(secret.source);
    if (!file.open(QIODevice::ReadOnly) || file.size() > maximumSecretSize) {
        addMistake(path,
                   {line, tr("`%1`: %2 is larger than 64 KiB").arg(path, secret.source), Error::Kind::ActionRequired});
        return;
    }
    secret.value = QString::fromUtf8(file.readAll());
    while (secret.value.endsWith(u'\n') || secret.value.endsWith(u'\r')) {
        secret.value.chop(1);
    }
}

void ConfigurationContext::fetchFromEnvironment(ConfiguredSecret &secret, const QString &path, int line)
{
    const auto value = m_environment(secret.source);
    if (!value) {
        addMistake(path,
                   {line, tr("`%1`: the environment variable %2 is not set").arg(path, secret.source),
                    Error::Kind::ActionRequired});
        return;
    }
    secret.value = *value;
}

void ConfigurationContext::sortByLine(std::vector<Remark> &remarks)
{
    std::stable_sort(remarks.begin(), remarks.end(),
                     [](const auto &a, const auto &b) { return a.mistake.line < b.mistake.line; });
}

QList<Error> ConfigurationContext::takeErrors()
{
    sortByLine(m_mistakes);
    QList<Error> errors;
    for (const auto &[path, mistake, code] : m_mistakes) {
        errors.append({mistake.kind, mistake.message, locationOf(mistake.line)});
    }
    return errors;
}

QList<Issue> ConfigurationContext::takeWarnings()
{
    sortByLine(m_warnings);
    QList<Issue> warnings;
    for (const auto &[path, warning, code] : m_warnings) {
        warnings.append({Issue::Severity::Warning, code, locationOf(warning.line), warning.message});
    }
    return warnings;
}

QList<Error> ConfigurationContext::errorsByElement() const
{
    QList<Error> errors;
    for (const auto &[path, mistake, code] : m_mistakes) {
        errors.append({mistake.kind, withoutName(path, mistake.message), path});
    }
    return errors;
}

QList<Issue> ConfigurationContext::warningsByElement() const
{
    QList<Issue> warnings;
    for (const auto &[path, warning, code] : m_warnings) {
        warnings.append({Issue::Severity::Warning, code, path, withoutName(path, warning.message)});
    }
    return warnings;
}

} // namespace Tbs
