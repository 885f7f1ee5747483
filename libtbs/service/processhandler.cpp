// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "processhandler.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QProcess>
#include <QPromise>

#include <csignal>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qsizetype standardErrorKept = 4096;
constexpr qsizetype standardErrorShown = 300;

/// The end of what a program wrote, on one line, without the event that it had been given.
QString shownTail(const QByteArray &standardError, const QByteArray &event)
{
    auto bytes = standardError;
    bytes.replace(event, "[event]");
    auto text = QString::fromUtf8(bytes).simplified();
    for (auto &character : text) {
        if (!character.isPrint() && !character.isSurrogate()) {
            character = u' ';
        }
    }
    return text.size() > standardErrorShown ? u"..."_s + text.right(standardErrorShown) : text;
}

/// One program that runs for one event.
class Run : public QObject
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::ProcessHandler)

public:
    Run(const ProcessHandlerOptions &options, QByteArray event, QObject *parent);
    ~Run() override;

    QFuture<Result<void>> start(Clock &clock, std::chrono::milliseconds timeout);

private:
    void readStandardError();
    void killGroup();
    void end(const Result<void> &result);
    [[nodiscard]] Result<void> resultOf(int exitCode, QProcess::ExitStatus status) const;
    [[nodiscard]] QString withTail(const QString &message) const;

    QProcess m_process;
    QPromise<Result<void>> m_promise;
    QByteArray m_event;
    QByteArray m_standardError;
    bool m_timedOut = false;
    bool m_ended = false;
};

Run::Run(const ProcessHandlerOptions &options, QByteArray event, QObject *parent)
    : QObject(parent)
    , m_event(std::move(event))
{
    m_process.setProgram(options.program);
    m_process.setArguments(options.arguments);
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    connect(&m_process, &QProcess::readyReadStandardError, this, &Run::readStandardError);
    connect(&m_process, &QProcess::finished, this,
            [this](int exitCode, QProcess::ExitStatus status) { end(resultOf(exitCode, status)); });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) {
            end(failure(Error::Kind::ActionRequired,
                        tr("%1 cannot be started: %2").arg(m_process.program(), m_process.errorString())));
        }
    });
}

Run::~Run()
{
    m_process.disconnect(this);
    killGroup();
    m_process.waitForFinished(1000);
}

QFuture<Result<void>> Run::start(Clock &clock, std::chrono::milliseconds timeout)
{
    m_promise.start();
    auto future = m_promise.future();
    clock.callAfter(timeout, this, [this] {
        m_timedOut = true;
        killGroup();
    });
    m_process.start();
    if (m_process.state() != QProcess::NotRunning) {
        m_process.write(m_event + '\n');
        m_process.closeWriteChannel();
    }
    return future;
}

void Run::readStandardError()
{
    m_standardError.append(m_process.readAllStandardError());
    if (m_standardError.size() > standardErrorKept) {
        m_standardError = m_standardError.last(standardErrorKept);
    }
}

void Run::killGroup()
{
    if (const auto id = m_process.processId(); id > 0) {
        ::kill(-static_cast<pid_t>(id), SIGKILL);
        m_process.kill();
    }
}

void Run::end(const Result<void> &result)
{
    if (std::exchange(m_ended, true)) {
        return;
    }
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

Result<void> Run::resultOf(int exitCode, QProcess::ExitStatus status) const
{
    if (m_timedOut) {
        return failure(Error::Kind::Retry, withTail(tr("%1 took too long and was killed").arg(m_process.program())));
    }
    if (status == QProcess::CrashExit) {
        return failure(Error::Kind::Retry, withTail(tr("%1 was ended by a signal").arg(m_process.program())));
    }
    if (exitCode != 0) {
        return failure(Error::Kind::Retry,
                       withTail(tr("%1 ended with exit code %2").arg(m_process.program(), QString::number(exitCode))));
    }
    return {};
}

QString Run::withTail(const QString &message) const
{
    const auto tail = shownTail(m_standardError, m_event);
    return tail.isEmpty() ? message : message + u": "_s + tail;
}

} // namespace

class ProcessHandler::Private
{
public:
    Private(Clock &systemClock, ProcessHandlerOptions processOptions)
        : clock(systemClock)
        , options(std::move(processOptions))
    {
    }

    Clock &clock;
    ProcessHandlerOptions options;
    QObject runs; ///< the parent of what runs
};

ProcessHandler::ProcessHandler(Clock &clock, ProcessHandlerOptions options)
    : d(std::make_shared<Private>(clock, std::move(options)))
{
}

QFuture<Result<void>> ProcessHandler::operator()(const EventContext &event) const
{
    auto *run = new Run(d->options, QJsonDocument(event.toJson()).toJson(QJsonDocument::Compact), &d->runs);
    return run->start(d->clock, d->options.timeout);
}

} // namespace Tbs
