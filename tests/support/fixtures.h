// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace Tbs::Test {

/// The absolute path of a file or folder under tests/data.
[[nodiscard]] QString dataPath(const QString &relativePath);

/// The absolute path under ../shared beside the repository, which need not be there: check with QFileInfo and QSKIP.
[[nodiscard]] QString sharedPath(const QString &relativePath);

/// The content of a file; fails the test with its name when it cannot be read.
[[nodiscard]] QByteArray readFile(const QString &path);

/// Compares \a actual with the JSON in \a expectedPath; on a difference writes \a actual beside it as `.fail` and
/// returns what differs, else an empty text.
[[nodiscard]] QString compareWithFile(const QJsonObject &actual, const QString &expectedPath);

} // namespace Tbs::Test
