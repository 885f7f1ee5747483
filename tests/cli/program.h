// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "captured.h"

#include <QProcess>

#include <chrono>

namespace Tbs::Test {

/// The program `tbs` in a process of its own. It is killed at the end of the test.
class Program
{
public:
    explicit Program(const QStringList &arguments, const QStringList &environment = {});
    ~Program();
    Q_DISABLE_COPY_MOVE(Program)

    /// Waits until a line of \a type has been written \a count times; an empty object when that does not happen.
    [[nodiscard]] QJsonObject waitForLine(const QString &type, qsizetype count = 1,
                                          std::chrono::milliseconds timeout = std::chrono::seconds(20));
    /// Where it listens.
    [[nodiscard]] QString waitForUrl();
    /// Waits until it ends; -1 when it does not, -2 when a signal ended it.
    [[nodiscard]] int waitForExit(std::chrono::milliseconds timeout = std::chrono::seconds(40));

    void terminate() { m_process.terminate(); }
    void kill() { m_process.kill(); }

    /// What has been written so far; a last line without its end is left out.
    [[nodiscard]] QList<QJsonObject> lines(const QString &type = {});
    [[nodiscard]] QByteArray output();
    [[nodiscard]] QByteArray error();
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }

    /// Where the program is.
    [[nodiscard]] static QString path();

private:
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_error;
};

} // namespace Tbs::Test
