// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../subscriptions/definitionoptions.h"
#include "../subscriptions/waitoption.h"
#include "servercommand.h"

namespace Tbs::Cli {

/// `tbs subscriptions create`
class CreateSubscriptionCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::CreateSubscriptionCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString ownMistake() const override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    [[nodiscard]] ExitCode show(const Subscription &wanted, ServerConnection &server, const Console &console) const;

    DefinitionOptions m_definition;
    bool m_dryRun = false;
    bool m_showSecrets = false;
    WaitOption m_wait;
};

} // namespace Tbs::Cli
