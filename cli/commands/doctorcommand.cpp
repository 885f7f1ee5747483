// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "doctorcommand.h"

#include "../await.h"
#include "../diagnosis/findinglines.h"
#include "../optionset.h"
#include "../server/serverconnection.h"

#include <Tbs/service/doctor.h>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

QString DoctorCommand::name() const
{
    return u"doctor"_s;
}

QString DoctorCommand::summary() const
{
    return tr("Says what will not work, why, and what to do about it");
}

void DoctorCommand::declareOwn(OptionSet &options)
{
    options.addFlag(u"--strict"_s, m_strict, tr("Warnings are failures too"));
}

QString DoctorCommand::footer() const
{
    return tr(R"(
Looks at the server: is it one, its version, clock and certificate, are we let in, what can it do, what is known of
its make. With --config also at the definitions (does it have the topics, do they take the filters?), at the public URL
and what answers there as seen from here, and at our Subscriptions: are they there, active, as wanted? Nothing is
changed.

Each line is an object {"severity", "check", "subject", "message", "advice"}; "severity" is ok, warn or fail.
Checks: server, clock, tls, fhirVersion, format, profile, knownProblem, subscriptions, operations, webSocket,
authentication, topics, topic, filter, heartbeat, handshake, subscription, publicUrl, publicHost, token, webhook.

Examples:
  tbs doctor --sandbox                                          see it work, without any server
  tbs doctor                                                    the tbs.yaml of this folder
  tbs doctor --server https://fhir.example.org/r4
  tbs doctor --config tbs.yaml --json | jq -r 'select(.severity == "fail") | .message, .advice'

Exit codes:
  0  nothing is wrong; there may be warnings without --strict
  1  something will not work
  2  wrong usage
)");
}

ExitCode DoctorCommand::ask(ServerConnection &server, const Console &console)
{
    const LineWriter writer(console, formatFinding);
    Result<void> written;
    Doctor doctor(server.client(), server.network(), server.clock(), server.doctorOptions());
    QObject::connect(&doctor, &Doctor::found, &doctor, [&](const Finding &finding) {
        if (written) {
            written = writer.write(findingLine(finding));
        }
    });
    const auto findings = await(doctor.examine());
    if (!written) {
        return fail(written.error(), console);
    }
    console.say(summaryOf(findings));
    const auto worst = worstOf(findings);
    const bool isWell = worst == Finding::Severity::Ok || (worst == Finding::Severity::Warning && !m_strict);
    return isWell && !findings.isEmpty() ? ExitCode::Success : ExitCode::Failure;
}

} // namespace Tbs::Cli
