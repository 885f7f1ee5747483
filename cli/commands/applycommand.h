// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../planning/pruneoption.h"
#include "../subscriptions/waitoption.h"
#include "servercommand.h"

namespace Tbs::Cli {

/// `tbs apply`
class ApplyCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ApplyCommand)

public:
    ApplyCommand();

    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString ownMistake() const override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    [[nodiscard]] bool isConfirmed(const SubscriptionPlan &plan, const Console &console) const;
    [[nodiscard]] bool isListening(const SubscriptionPlan &plan, ServerConnection &server,
                                   const Console &console) const;
    [[nodiscard]] ExitCode report(const Reconciliation &done, ServerConnection &server, const Console &console) const;

    bool m_confirmed = false;
    bool m_noCheck = false;
    PruneOption m_prune;
    WaitOption m_wait;
};

} // namespace Tbs::Cli
