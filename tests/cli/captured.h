// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace Tbs::Test {

/// What a command wrote and ended with.
struct Captured
{
    int exitCode = -1;
    QByteArray output;
    QByteArray error;

    /// The lines of the output, each a JSON object; fails the test when one is none.
    [[nodiscard]] QList<QJsonObject> lines() const;
    [[nodiscard]] QList<QJsonObject> lines(const QString &type) const;
};

/// Each line of \a output as a JSON object; stops the test program when one is none.
[[nodiscard]] QList<QJsonObject> jsonLines(const QByteArray &output);
/// Those whose member `type` is \a type.
[[nodiscard]] QList<QJsonObject> ofType(const QList<QJsonObject> &lines, const QString &type);

/// Runs the command line in this process.
[[nodiscard]] Captured runCommand(const QStringList &arguments, const QByteArray &input = {}, bool terminal = false,
                                  bool colours = false);

} // namespace Tbs::Test
