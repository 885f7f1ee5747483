// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "servercommand.h"

#include <Tbs/subscription/subscriptionclient.h>

namespace Tbs::Cli {

/// `tbs subscriptions status [ID]...`
class SubscriptionStatusCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::SubscriptionStatusCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    [[nodiscard]] Result<QList<ObservedSubscription>> chosen(ServerConnection &server) const;

    QStringList m_ids;
};

} // namespace Tbs::Cli
