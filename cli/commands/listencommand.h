// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../listening/listenoptions.h"
#include "command.h"

namespace Tbs::Cli {

/// `tbs listen`
class ListenCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ListenCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void declare(OptionSet &options) override;
    QStringList takeArguments(const OptionSet &options, QStringList arguments) override;
    [[nodiscard]] QString usageMistake() const override;
    [[nodiscard]] ExitCode run(const Console &console) override;

private:
    ListenOptions m_options;
};

} // namespace Tbs::Cli
