// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sendcommand.h"

#include "../httpurl.h"
#include "../linewriter.h"
#include "../optionset.h"
#include "../secret.h"
#include "../sending/sendingreport.h"
#include "../terminationsignals.h"

#include <QEventLoop>
#include <QFile>
#include <QUuid>

#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

constexpr qint64 unlimited = std::numeric_limits<qint64>::max();

/// An option whose value is one of FHIR's codes.
template <typename Code>
void addCode(OptionSet &options, const QString &name, const QString &placeholder, const QString &help, Code &value,
             std::optional<Code> (*read)(QStringView))
{
    options.addValue(name, placeholder, help, [&value, read, placeholder](const QString &text) {
        const auto code = read(text);
        value = code.value_or(value);
        return code ? QString() : SendCommand::tr("'%1' is none of %2").arg(text, placeholder);
    });
}

bool isReference(const QString &text)
{
    const Reference reference(text);
    return !reference.id().isEmpty() && reference.base().isEmpty();
}

} // namespace

QString SendCommand::name() const
{
    return u"send"_s;
}

QString SendCommand::summary() const
{
    return tr("Posts notifications, as a FHIR server does");
}

void SendCommand::declare(OptionSet &options)
{
    m_sample.server = u"http://example.org/fhir"_s;
    m_sample.subscription = u"Subscription/1"_s;
    m_sample.topic = u"http://example.org/fhir/SubscriptionTopic/sample"_s;
    options.addPositional(u"URL"_s, m_urls, tr("Where to, e.g. http://127.0.0.1:8080/webhook/notifications"));
    declareNotification(options);
    declareSending(options);
    options.setFooter(tr(R"(
Each answer gives one line {"status", "ms", "eventNumber", "attempt"}, with "error" when it is not 2xx;
status 0: there was no answer. The notifications hold sample data only.

Examples:
  tbs send http://127.0.0.1:8080/webhook/notifications
  tbs send URL --fhir-version R5 --type handshake
  tbs send URL --count 1000 --concurrency 8 --summary
  tbs send URL --count 5 --start-number 11               six to ten are missing: a gap
  tbs send URL --content full-resource --events 3 --context Patient/1
  tbs send URL --file notification.json --token-env TBS_TOKEN

Exit codes:
  0  every notification was answered with 2xx
  1  one was not, or a file cannot be read
  2  wrong usage

Environment:
  the variable that --token-env names
)"));
}

void SendCommand::declareNotification(OptionSet &options)
{
    options.setGroup(tr("What is sent"));
    options.addFhirVersion(u"--fhir-version"_s, m_fhirVersion, tr("Its wire shape (R4)"));
    addCode(options, u"--type"_s, u"event-notification|handshake|heartbeat|query-status|query-event"_s,
            tr("Of the notification (event-notification)"), m_sample.type, notificationTypeFromCode);
    addCode(options, u"--content"_s, u"empty|id-only|full-resource"_s, tr("How much it holds (id-only)"),
            m_sample.content, payloadContentFromCode);
    options.addNumber(u"--count"_s, u"N"_s, m_count, 0, unlimited, tr("Notifications (1)"));
    options.addNumber(u"--events"_s, u"N"_s, m_events, 1, 100'000, tr("Events in each notification (1)"));
    options.addNumber(u"--start-number"_s, u"N"_s, m_startNumber, 1, unlimited / 2, tr("The first event's number (1)"));
    options.addText(u"--server"_s, u"URL"_s, m_sample.server, tr("Base URL of references (http://example.org/fhir)"));
    options.addText(u"--subscription"_s, u"REFERENCE"_s, m_sample.subscription, tr("(Subscription/1)"));
    options.addText(u"--topic"_s, u"URL"_s, m_sample.topic,
                    tr("Its canonical URL\n(http://example.org/fhir/SubscriptionTopic/sample)"));
    options.addText(u"--focus"_s, u"TYPE"_s, m_sample.focusType, tr("Resource type of the focus (Encounter)"));
    options.addTexts(u"--context"_s, u"TYPE/ID"_s, m_sample.additionalContext,
                     tr("Additional context of each event; repeatable"));
    options.addTexts(u"-f,--file"_s, u"FILE"_s, m_files, tr("Send this as it is, --count times; repeatable"));
}

void SendCommand::declareSending(OptionSet &options)
{
    options.setGroup(tr("How it is sent"));
    options.addFraction(u"--rate"_s, u"N"_s, m_rate, 0, 1'000'000,
                        tr("Notifications a second (0: as fast as possible)"));
    options.addNumber(u"--concurrency"_s, u"N"_s, m_concurrency, 1, 1000, tr("Requests at one time (1)"));
    options.addFlag(u"--retry"_s, m_retry, tr("Repeat until it is answered with 2xx, as a server does"));
    options.addDuration(u"--retry-for"_s, u"DURATION"_s, m_retryFor, tr("... but no longer than this (60s)"));
    options.addDuration(u"--timeout"_s, u"DURATION"_s, m_timeout, tr("For an answer (30s)"));
    options.addText(u"--token-file"_s, u"FILE"_s, m_tokenFile, tr("Holds the token that is shown"));
    options.addText(u"--token-env"_s, u"VARIABLE"_s, m_tokenVariable, tr("The same from the environment"));
    options.addText(u"--token-header"_s, u"NAME"_s, m_tokenHeader, tr("Carries the token (X-Api-Key)"));
    options.addFlag(u"--summary"_s, m_summary, tr("One line with totals instead of one an answer"));
}

QString SendCommand::usageMistake() const
{
    if (m_urls.size() != 1) {
        return tr("Name the one URL to send to");
    }
    if (!isHttpUrl(m_urls.constFirst())) {
        return tr("'%1' is no http or https URL").arg(m_urls.constFirst());
    }
    if (!m_tokenFile.isEmpty() && !m_tokenVariable.isEmpty()) {
        return tr("--token-file and --token-env exclude each other");
    }
    for (const auto &reference : QStringList{m_sample.subscription} + m_sample.additionalContext) {
        if (!isReference(reference)) {
            return tr("'%1' is no reference such as Patient/1").arg(reference);
        }
    }
    if (!isResourceTypeName(m_sample.focusType)) {
        return tr("'%1' is no resource type").arg(m_sample.focusType);
    }
    return {};
}

Result<SenderOptions> SendCommand::senderOptions() const
{
    const auto token = readToken(m_tokenFile, m_tokenVariable);
    if (!token) {
        return failure(token.error());
    }
    SenderOptions options{
        .url = QUrl(m_urls.constFirst(), QUrl::StrictMode),
        .concurrency = static_cast<int>(m_concurrency.value_or(1)),
        .rate = m_rate,
        .timeout = m_timeout.value_or(std::chrono::seconds(30)),
    };
    if (m_retry || m_retryFor) {
        options.retryFor = m_retryFor.value_or(std::chrono::seconds(60));
    }
    if (!token->isEmpty()) {
        options.headers.append({m_tokenHeader.toUtf8(), *token});
    }
    return options;
}

Result<NotificationSender::Source> SendCommand::fileSource() const
{
    QList<QByteArray> bodies;
    for (const auto &name : m_files) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            return failure(Error::Kind::ActionRequired, file.errorString(), name);
        }
        bodies.append(file.readAll());
    }
    const qint64 total = m_count.value_or(1) * bodies.size();
    return [bodies, total, made = qint64(0)]() mutable -> std::optional<SentNotification> {
        if (made == total) {
            return std::nullopt;
        }
        return SentNotification{bodies.at(made++ % bodies.size()), 0, 0};
    };
}

Result<NotificationSender::Source> SendCommand::source(const Clock &clock) const
{
    if (!m_files.isEmpty()) {
        return fileSource();
    }
    auto sample = m_sample;
    sample.fhirVersion = m_fhirVersion.value_or(FhirVersion::R4);
    sample.events = static_cast<int>(m_events.value_or(1));
    const int numbers = hasEvents(sample.type) ? sample.events : 0;
    return [&clock, sample, numbers, left = m_count.value_or(1),
            next = static_cast<quint64>(m_startNumber.value_or(1))]() mutable -> std::optional<SentNotification> {
        if (left-- <= 0) {
            return std::nullopt;
        }
        const auto number = next;
        next += static_cast<quint64>(numbers);
        const auto id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        return SentNotification{sampleNotification(sample, number, id, clock.now()), number, numbers};
    };
}

ExitCode SendCommand::run(const Console &console)
{
    SystemClock clock;
    const auto options = senderOptions();
    const auto notifications = source(clock);
    if (!options || !notifications) {
        console.say(options ? notifications.error().toString() : options.error().toString());
        return ExitCode::Failure;
    }
    const LineWriter writer(console, formatSendingLine);
    SendingReport report;
    bool written = true;
    QEventLoop loop;
    NotificationSender sender(clock, *options, *notifications);
    const auto write = [&](const JsonLine &line) {
        if (const auto done = writer.write(line); !done && std::exchange(written, false)) {
            console.say(done.error().toString());
            sender.stop();
        }
    };
    QObject::connect(&sender, &NotificationSender::answered, &loop, [&](const SenderAnswer &answer) {
        report.add(answer);
        if (!m_summary) {
            write(lineFor(answer));
        }
    });
    QObject::connect(&sender, &NotificationSender::finished, &loop, &QEventLoop::quit);
    const TerminationSignals terminationSignals;
    QObject::connect(&terminationSignals, &TerminationSignals::requested, &sender, &NotificationSender::stop);
    const auto started = clock.monotonic();
    sender.start();
    loop.exec();
    if (m_summary) {
        write(report.summary(clock.monotonic() - started));
    }
    return written && report.allAccepted() ? ExitCode::Success : ExitCode::Failure;
}

} // namespace Tbs::Cli
