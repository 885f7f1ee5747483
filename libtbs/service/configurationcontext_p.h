// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "configurationreader.h"

#include "configurationnode_p.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>

namespace Tbs {

/// What reading needs from outside, and everything that was found wrong so far.
class ConfigurationContext
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::ConfigurationContext)

public:
    ConfigurationContext(QString fileName, EnvironmentLookup environment, QDateTime now);

    /// From now on neither files nor variables are looked at, and secrets keep no value.
    void leaveOutside() { m_looksOutside = false; }
    [[nodiscard]] bool looksOutside() const { return m_looksOutside; }

    [[nodiscard]] const QDateTime &now() const { return m_now; }
    [[nodiscard]] QString locationOf(int line) const;
    /// \a path with the file's folder before it when it is relative.
    [[nodiscard]] QString absolutePath(const QString &path) const;

    /// \param path of the element in the document: `subscriptions[0].topic`
    void addMistake(const QString &path, const ConfigurationMistake &mistake);
    /// \param code of the Issue: what kind of thing it is about
    void addWarning(const QString &path, int line, const QString &message,
                    const QString &code = QStringLiteral("security"));
    /// Whether the element at \a path, or one that contains it, has been complained about.
    [[nodiscard]] bool isMistaken(const QString &path) const;

    /// Reads \a secret from the file or variable that it names.
    void fetch(ConfiguredSecret &secret, const QString &path, int line);
    /// Complains when the file cannot be read, and warns when \a isSecret and everybody can read it.
    /// \return whether it can be read.
    bool checkFile(const QString &fileName, bool isSecret, const QString &path, int line);

    /// Everything that was found wrong, in the order of the lines.
    [[nodiscard]] QList<Error> takeErrors();
    [[nodiscard]] QList<Issue> takeWarnings();
    /// The same with the elements as locations, and without their names before the messages.
    [[nodiscard]] QList<Error> errorsByElement() const;
    [[nodiscard]] QList<Issue> warningsByElement() const;

private:
    struct Remark
    {
        QString path;
        ConfigurationMistake mistake;
        QString code = {}; ///< of warnings
    };

    static void sortByLine(std::vector<Remark> &remarks);
    void fetchFromFile(ConfiguredSecret &secret, const QString &path, int line);
    void fetchFromEnvironment(ConfiguredSecret &secret, const QString &path, int line);

    QString m_fileName;
    QDir m_folder;
    EnvironmentLookup m_environment;
    QDateTime m_now;
    bool m_looksOutside = true;
    std::vector<Remark> m_mistakes;
    std::vector<Remark> m_warnings;
    QSet<QString> m_mistakenPaths;
};

} // namespace Tbs
