// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "servercommand.h"

namespace Tbs::Cli {

/// `tbs subscriptions show ID`
class ShowSubscriptionCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ShowSubscriptionCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString ownMistake() const override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    QStringList m_ids;
    bool m_showSecrets = false;
};

} // namespace Tbs::Cli
