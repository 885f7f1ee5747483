// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configurationreader.h>

#include <QTemporaryDir>

namespace Tbs::Test {

/// One line of an `.errors` file: `LINE: part of the message`, with `warning ` before it for a warning, with `~` before
/// it for a mistake that the JSON schema cannot see.
struct ExpectedMistake
{
    bool isWarning = false;
    bool isInSchema = true;
    int line = 0;
    QString message;
};

/// A copy of tests/data/configuration in which files have the permissions that the cases want.
class ConfigurationFixture
{
public:
    ConfigurationFixture();

    /// Whether the copy could be made.
    [[nodiscard]] bool isValid() const { return m_isValid; }
    [[nodiscard]] QString path(const QString &relativePath) const { return m_folder.filePath(relativePath); }
    /// The names of the cases, without `.yaml`.
    [[nodiscard]] QStringList cases() const;
    [[nodiscard]] QList<ExpectedMistake> expectedMistakes(const QString &name) const;

private:
    QTemporaryDir m_folder;
    bool m_isValid = false;
};

/// TBS_TOKEN and an EMPTY one.
[[nodiscard]] std::optional<QString> testEnvironment(const QString &name);
/// 2026-01-01T12:00:00Z
[[nodiscard]] QDateTime testNow();
/// The path of a file under resources.
[[nodiscard]] QString resourcePath(const QString &relativePath);

} // namespace Tbs::Test
