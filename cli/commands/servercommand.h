// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../outputoptions.h"
#include "../server/serveroptions.h"
#include "command.h"

namespace Tbs::Cli {

class ServerConnection;

/// A command that asks a FHIR server something.
class ServerCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ServerCommand)

public:
    explicit ServerCommand(ServerOptions::Use use = ServerOptions::Use::ServerAlone);

    void declare(OptionSet &options) final;
    [[nodiscard]] QString usageMistake() const final;
    [[nodiscard]] ExitCode run(const Console &console) final;

protected:
    /// The options besides those of the server and the output.
    virtual void declareOwn(OptionSet &) { }
    [[nodiscard]] virtual QString ownMistake() const { return {}; }
    /// What stands beneath the options in the help.
    [[nodiscard]] virtual QString footer() const = 0;
    /// \a server has been opened and met.
    [[nodiscard]] virtual ExitCode ask(ServerConnection &server, const Console &console) = 0;
    /// Whether the server is asked who it is before; else it has only been opened.
    [[nodiscard]] virtual bool meetsServer() const { return true; }

    /// Tells a person; \return Failure.
    static ExitCode fail(const Error &error, const Console &console);

private:
    ServerOptions m_server;
    OutputOptions m_output;
};

} // namespace Tbs::Cli
