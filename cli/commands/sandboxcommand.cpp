// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxcommand.h"

#include "../linewriter.h"
#include "../optionset.h"
#include "../socketaddress.h"
#include "../terminationsignals.h"

#include <Tbs/codec/codec.h>

#include <QEventLoop>
#include <QFile>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString formatLine(const JsonLine &line, const Console &console)
{
    const auto type = line.text(u"type"_s);
    if (type == "sandbox"_L1) {
        return painted(padded(line.text(u"fhirVersion"_s), 6), Colour::Bold, console) + line.text(u"baseUrl"_s);
    }
    QStringList parts;
    for (const auto &key : line.keys().mid(1)) {
        parts.append(printable(line.text(key)));
    }
    const int status = line.value(u"status"_s).toInt(200);
    const bool good = status >= 200 && status < 300;
    return painted(padded(type, 20), good ? Colour::Green : Colour::Red, console) + parts.join(u"  "_s);
}

/// Calls \a fire so often that in the long run it is \a perSecond times a second.
void fireSteadily(Clock &clock, QObject *context, double perSecond, const std::function<void()> &fire)
{
    struct State
    {
        std::chrono::nanoseconds started;
        quint64 fired = 0;
    };
    const auto state = std::make_shared<State>(State{clock.monotonic()});
    const auto tick = std::make_shared<std::function<void()>>();
    const std::weak_ptr<std::function<void()>> weakTick = tick;
    const auto wait = std::chrono::milliseconds(static_cast<qint64>(std::clamp(1000 / perSecond, 5.0, 1000.0)));
    *tick = [&clock, context, perSecond, fire, state, weakTick, wait] {
        const std::chrono::duration<double> elapsed = clock.monotonic() - state->started;
        const auto due = static_cast<quint64>(elapsed.count() * perSecond);
        for (; state->fired < due; ++state->fired) {
            fire();
        }
        if (const auto again = weakTick.lock()) {
            clock.callAfter(wait, context, [again] { (*again)(); });
        }
    };
    clock.callAfter(wait, context, [tick] { (*tick)(); });
}

} // namespace

QString SandboxCommand::name() const
{
    return u"sandbox"_s;
}

QString SandboxCommand::summary() const
{
    return tr("A FHIR server for trying and testing subscribers");
}

void SandboxCommand::declare(OptionSet &options)
{
    options.setGroup(tr("The server"));
    options.addText(u"--listen"_s, u"ADDRESS:PORT"_s, m_listen, tr("(127.0.0.1:0) port 0: a free one"));
    options.addText(
        u"--profile"_s, u"NAME"_s, m_profile,
        tr("How it behaves on the wire: strict, hapi, candle, helios,\naidbox, athena, medplum, inferno (strict)"));
    options.addTexts(u"--topic"_s, u"FILE"_s, m_topicFiles, tr("A SubscriptionTopic of R5 to add; repeatable"));
    options.addFraction(u"--events-per-second"_s, u"N"_s, m_eventsPerSecond, 0, 10'000,
                        tr("Sample events: completed Encounters (0)"));
    options.addFhirVersion(u"--fhir-version"_s, m_fhirVersion, tr("Sample events of this version only (all)"));
    options.addDuration(u"--for"_s, u"DURATION"_s, m_duration, tr("End after this time"));
    declareFaults(options);
    options.setFooter(tr(R"(
It speaks R4, R4B and R5 side by side; the base URLs are printed first. Everything is in memory.
Each line is an object with "type": sandbox (a base URL), delivered (a notification was sent; status 0: there was no
answer), subscriptionStatus, stopped.

Other programs drive it by POST to /$sandbox/fire?version=r4&count=1, /$sandbox/faults, /$sandbox/topics,
/$sandbox/reset-counters and /$sandbox/heartbeat, and see it by GET of /$sandbox/state.

Examples:
  tbs sandbox --listen 127.0.0.1:9000 --events-per-second 2
  tbs sandbox --profile hapi
  tbs sandbox --drop 0.01 --duplicate 0.01 --events-per-second 10     is every gap and duplicate found?
  curl -X POST 'http://127.0.0.1:9000/$sandbox/fire?version=r4'

Exit codes:
  0  it ended by a signal or --for
  1  it could not start, or standard output was closed
  2  wrong usage
)"));
}

void SandboxCommand::declareFaults(OptionSet &options)
{
    options.setGroup(tr("What it does wrong on purpose"));
    options.addFraction(u"--drop"_s, u"SHARE"_s, m_faults.drop, 0, 1, tr("Events never sent, 0 to 1"));
    options.addFraction(u"--duplicate"_s, u"SHARE"_s, m_faults.duplicate, 0, 1, tr("Events sent twice"));
    options.addFraction(u"--reorder"_s, u"SHARE"_s, m_faults.reorder, 0, 1, tr("Events sent after the next one"));
    options.addDuration(u"--delay"_s, u"DURATION"_s, m_delay, tr("Before each delivery"));
    options.addFlag(u"--overlap"_s, m_faults.overlap, tr("Notifications do not wait for the answer to the one before"));
    options.addFlag(u"--refuse-handshake"_s, m_faults.refuseHandshake, tr("Subscriptions go to error"));
    options.addFlag(u"--silence-heartbeats"_s, m_faults.silenceHeartbeats, tr("None are sent"));
    options.addNumber(u"--fail-requests"_s, u"STATUS"_s, m_failRequests, 500, 599,
                      tr("Answer every FHIR request but metadata with this"));
    options.addNumber(u"--seed"_s, u"N"_s, m_seed, 0, std::numeric_limits<quint32>::max(),
                      tr("Of the chances, to repeat a run (1)"));
}

QString SandboxCommand::usageMistake() const
{
    if (!m_listen.isEmpty() && !socketAddressFromText(m_listen)) {
        return tr("--listen: '%1' is not ADDRESS:PORT, e.g. 127.0.0.1:9000").arg(m_listen);
    }
    return {};
}

SandboxOptions SandboxCommand::serverOptions() const
{
    SandboxOptions options{.wireProfile = m_profile, .seed = static_cast<quint32>(m_seed.value_or(1))};
    if (const auto where = socketAddressFromText(m_listen)) {
        options.address = where->address;
        options.port = where->port;
    }
    return options;
}

QList<FhirVersion> SandboxCommand::versions() const
{
    return m_fhirVersion ? QList<FhirVersion>{*m_fhirVersion}
                         : QList<FhirVersion>{FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5};
}

Result<void> SandboxCommand::prepare(SandboxServer &sandbox) const
{
    for (const auto &name : m_topicFiles) {
        QFile file(name);
        if (!file.open(QIODevice::ReadOnly)) {
            return failure(Error::Kind::ActionRequired, file.errorString(), name);
        }
        const auto topic = readJsonObject(file.readAll());
        const auto added = topic ? sandbox.addTopic(*topic) : Result<void>(failure(topic.error()));
        if (!added) {
            return failure(added.error().kind, added.error().toString(), name);
        }
    }
    auto faults = m_faults;
    faults.delay = m_delay.value_or(faults.delay);
    faults.failRequests = static_cast<int>(m_failRequests.value_or(0));
    sandbox.setFaults(faults);
    return sandbox.listen(serverOptions());
}

void SandboxCommand::fireEvents(SandboxServer &sandbox, Clock &clock) const
{
    if (m_eventsPerSecond <= 0) {
        return;
    }
    fireSteadily(clock, &sandbox, m_eventsPerSecond, [&sandbox, versions = versions()] {
        for (const auto version : versions) {
            sandbox.fireSampleEvent(version);
        }
    });
}

ExitCode SandboxCommand::run(const Console &console)
{
    SystemClock clock;
    QEventLoop loop;
    SandboxServer sandbox(clock);
    if (const auto prepared = prepare(sandbox); !prepared) {
        console.say(prepared.error().toString());
        return ExitCode::Failure;
    }
    const LineWriter writer(console, formatLine);
    auto exitCode = ExitCode::Success;
    qint64 deliveries = 0;
    const auto write = [&](const JsonLine &line) {
        if (const auto done = writer.write(line); !done && exitCode == ExitCode::Success) {
            console.say(done.error().toString());
            exitCode = ExitCode::Failure;
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        }
    };
    QObject::connect(&sandbox, &SandboxServer::delivered, &loop,
                     [&](const QString &subscriptionId, const QString &type, int status) {
                         ++deliveries;
                         write(JsonLine(u"delivered"_s)
                                   .add(u"subscription"_s, u"Subscription/"_s + subscriptionId)
                                   .add(u"notificationType"_s, type)
                                   .add(u"status"_s, status));
                     });
    QObject::connect(&sandbox, &SandboxServer::subscriptionStatusChanged, &loop,
                     [&](const QString &subscriptionId, const QString &status) {
                         write(JsonLine(u"subscriptionStatus"_s)
                                   .add(u"subscription"_s, u"Subscription/"_s + subscriptionId)
                                   .add(u"subscriptionStatus"_s, status));
                     });
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        write(JsonLine(u"sandbox"_s)
                  .add(u"fhirVersion"_s, toCode(version))
                  .add(u"baseUrl"_s, sandbox.baseUrl(version).toString()));
    }
    fireEvents(sandbox, clock);
    const TerminationSignals terminationSignals;
    QObject::connect(&terminationSignals, &TerminationSignals::requested, &loop, &QEventLoop::quit);
    if (m_duration) {
        clock.callAfter(*m_duration, &loop, [&loop] { loop.quit(); });
    }
    if (exitCode == ExitCode::Success) {
        loop.exec();
    }
    write(JsonLine(u"stopped"_s).add(u"deliveries"_s, deliveries));
    return exitCode;
}

} // namespace Tbs::Cli
