// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listencommand.h"

#include "../listening/listensession.h"
#include "../optionset.h"
#include "../terminationsignals.h"

#include <QDateTime>
#include <QEventLoop>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

void warn(const ListenSettings &settings, const Console &console)
{
    for (const auto &warning : settings.configuration.warnings) {
        console.say(u"%1: %2"_s.arg(warning.path, warning.message));
    }
}

} // namespace

QString ListenCommand::name() const
{
    return u"listen"_s;
}

QString ListenCommand::summary() const
{
    return tr("Receives notifications and hands on their events");
}

void ListenCommand::declare(OptionSet &options)
{
    m_options.declare(options);
    options.setFooter(tr(R"(
It waits at http://ADDRESS:PORT/PATH-PREFIX/WEBHOOK-ID, by default
http://127.0.0.1:8080/webhook/notifications, for what a FHIR server POSTs.
An event is printed when it has been handled; without a handler, printing is the handling.
An event whose handler fails comes again, and is a dead letter after the last attempt.

With --manage, --channel websocket, or manageSubscriptions and handleDeliveryErrors in tbs.yaml it registers its
Subscriptions at the server, keeps them alive and fetches what was lost. 'tbs doctor' says whether a server is up to it.

Each line is an object with "type": listening, handshake, heartbeat, event, queryStatus, notification (without
events), duplicate, gap, gapClosed, reset (the server counts anew), rejected (not a notification), handlerFailed,
deadLetter, sandbox, stopped (with totals). An event that may have been handled before already has "redelivered": true,
one that is handed over again on request "replayed": true, one that was fetched after its notification had been lost
"recovered": true.
Of what is looked after: created, updated, replaced, deleted, registered, activated, activationDelayed, altered,
registrationFailed, problemKnown; health, heartbeatLate, heartbeatBack, drift, vanished; recovered, recoveryFailed,
lost, resyncNeeded (with what to search for); reactivating, reactivated, reactivationGaveUp; connected, disconnected.

Examples:
  tbs listen --sandbox                                  see it work, without any server
  tbs listen --sandbox=R5 --max-events 5
  tbs listen --config tbs.yaml
  tbs listen --manage --server http://127.0.0.1:8000/fhir --fhir-version R5 --topic http://example.org/topic
  tbs listen --channel websocket --server https://fhir.example.org --topic http://example.org/topic
  tbs listen --listen 0.0.0.0:8080 --token-env TBS_TOKEN --store sqlite:/var/lib/tbs/events.db
  tbs listen --exec ./on-event.sh --attempts 5
  tbs listen --exec sh -c 'jq -r .focus >> seen.txt' --max-events 3
  tbs listen --forward http://127.0.0.1:9000/events
  tbs listen --for 1h | jq -c 'select(.type == "gap")'

The first SIGINT (Ctrl-C) or SIGTERM finishes what is in hand, the second ends at once.

Exit codes:
  0  it ended as it was told to: by a signal, --max-events or --for
  1  it could not start (port, store, configuration), or standard output was closed
  2  wrong usage

Environment:
  the variables that --token-env and --server-token-env name
  QT_LOGGING_RULES  what is logged to standard error, e.g. 'tbs.*.debug=true'
)"));
}

QStringList ListenCommand::takeArguments(const OptionSet &options, QStringList arguments)
{
    return m_options.takeCommand(options, std::move(arguments));
}

QString ListenCommand::usageMistake() const
{
    return m_options.usageMistake();
}

ExitCode ListenCommand::run(const Console &console)
{
    SystemClock clock;
    auto settings = m_options.settings(clock.now());
    if (!settings) {
        for (const auto &mistake : settings.error()) {
            console.say(mistake.toString());
        }
        return ExitCode::Failure;
    }
    warn(*settings, console);
    const TerminationSignals terminationSignals;
    ListenSession session(clock, console, std::move(*settings));
    if (const auto started = session.start(); !started) {
        for (const auto &mistake : started.error()) {
            console.say(mistake.toString());
        }
        return ExitCode::Failure;
    }
    auto exitCode = ExitCode::Success;
    QEventLoop loop;
    QObject::connect(&session, &ListenSession::finished, &loop, [&](ExitCode code) {
        exitCode = code;
        loop.quit();
    });
    QObject::connect(&terminationSignals, &TerminationSignals::requested, &session, [&session, &console] {
        console.say(tr("Finishing what is in hand; once more to end at once"));
        session.stop(u"signal"_s);
    });
    loop.exec();
    return exitCode;
}

} // namespace Tbs::Cli
