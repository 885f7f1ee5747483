// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "program.h"

#include <QDeadlineTimer>
#include <QTest>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

Program::Program(const QStringList &arguments, const QStringList &environment)
{
    m_process.setProgram(path());
    m_process.setArguments(arguments);
    m_process.setEnvironment(QProcess::systemEnvironment() + environment);
    m_process.start();
    if (!m_process.waitForStarted()) {
        qFatal("%s: %s", qUtf8Printable(path()), qUtf8Printable(m_process.errorString()));
    }
}

Program::~Program()
{
    m_process.kill();
    m_process.waitForFinished();
}

QString Program::path()
{
    return QStringLiteral(TBS_PROGRAM);
}

QByteArray Program::output()
{
    m_output += m_process.readAllStandardOutput();
    return m_output;
}

QByteArray Program::error()
{
    m_error += m_process.readAllStandardError();
    return m_error;
}

QList<QJsonObject> Program::lines(const QString &type)
{
    const auto written = output();
    const auto all = jsonLines(written.left(written.lastIndexOf('\n') + 1));
    return type.isEmpty() ? all : ofType(all, type);
}

QJsonObject Program::waitForLine(const QString &type, qsizetype count, std::chrono::milliseconds timeout)
{
    const QDeadlineTimer deadline(timeout);
    const auto marker = "{\"type\":\"" + type.toUtf8() + "\"";
    while (output().count(marker) < count) {
        if (deadline.hasExpired()) {
            qWarning("no %lld lines of %s in: %s%s", static_cast<long long>(count), qUtf8Printable(type),
                     output().right(2000).constData(), error().right(2000).constData());
            return {};
        }
        QTest::qWait(5);
    }
    QList<QJsonObject> found;
    [[maybe_unused]] const bool complete = QTest::qWaitFor(
        [&] {
            found = lines(type);
            return found.size() >= count;
        },
        5000);
    return found.value(count - 1);
}

QString Program::waitForUrl()
{
    return waitForLine(u"listening"_s).value("url"_L1).toString();
}

int Program::waitForExit(std::chrono::milliseconds timeout)
{
    const bool ended = QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; },
                                       static_cast<int>(timeout.count()));
    if (!ended) {
        qWarning("still running: %s", error().constData());
        return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -2;
}

} // namespace Tbs::Test
