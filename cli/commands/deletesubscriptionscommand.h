// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "servercommand.h"

namespace Tbs::Cli {

/// `tbs subscriptions delete ID...`
class DeleteSubscriptionsCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::DeleteSubscriptionsCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString ownMistake() const override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    [[nodiscard]] bool isConfirmed(ServerConnection &server, const Console &console) const;

    QStringList m_ids;
    bool m_confirmed = false;
};

} // namespace Tbs::Cli
