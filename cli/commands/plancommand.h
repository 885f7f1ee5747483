// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../planning/pruneoption.h"
#include "servercommand.h"

namespace Tbs::Cli {

/// `tbs plan`
class PlanCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::PlanCommand)

public:
    PlanCommand();

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString ownMistake() const override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    bool m_detailedExitCode = false;
    PruneOption m_prune;
};

} // namespace Tbs::Cli
