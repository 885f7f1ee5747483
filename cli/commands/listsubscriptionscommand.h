// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "servercommand.h"

namespace Tbs::Cli {

/// `tbs subscriptions list`
class ListSubscriptionsCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ListSubscriptionsCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    QString m_topic;
    QString m_status;
};

} // namespace Tbs::Cli
