// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "servercommand.h"

#include "../optionset.h"
#include "../server/serverconnection.h"

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

ServerCommand::ServerCommand(ServerOptions::Use use)
    : m_server(use)
{
}

void ServerCommand::declare(OptionSet &options)
{
    declareOwn(options);
    m_server.declare(options);
    m_output.declare(options);
    options.setFooter(footer());
}

QString ServerCommand::usageMistake() const
{
    for (const auto &mistake : {ownMistake(), m_server.usageMistake(), m_output.usageMistake()}) {
        if (!mistake.isEmpty()) {
            return mistake;
        }
    }
    return {};
}

ExitCode ServerCommand::fail(const Error &error, const Console &console)
{
    console.say(error.toString());
    return ExitCode::Failure;
}

ExitCode ServerCommand::run(const Console &standardConsole)
{
    const auto console = m_output.console(standardConsole);
    SystemClock clock;
    const auto settings = m_server.settings(clock.now());
    if (!settings) {
        for (const auto &mistake : settings.error()) {
            console.say(mistake.toString());
        }
        return ExitCode::Failure;
    }
    for (const auto &remark : settings->remarks) {
        console.say(remark);
    }
    ServerConnection server(clock, *settings);
    if (const auto opened = server.open(); !opened) {
        return fail(opened.error(), console);
    }
    if (meetsServer()) {
        if (const auto met = server.meet(); !met) {
            console.say(met.error().toString());
            console.say(tr("'tbs doctor' with the same options looks closer at what is wrong."));
            return ExitCode::Failure;
        }
    }
    return ask(server, console);
}

} // namespace Tbs::Cli
