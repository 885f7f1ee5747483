// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "servercommand.h"

#include <Tbs/subscription/subscriptionclient.h>

namespace Tbs::Cli {

/// `tbs subscriptions events ID`
class SubscriptionEventsCommand : public ServerCommand
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::SubscriptionEventsCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;

protected:
    void declareOwn(OptionSet &options) override;
    [[nodiscard]] QString ownMistake() const override;
    [[nodiscard]] QString footer() const override;
    [[nodiscard]] ExitCode ask(ServerConnection &server, const Console &console) override;

private:
    [[nodiscard]] Result<NumberRange> range(ServerConnection &server, const QString &id) const;
    [[nodiscard]] Result<void> writeEvents(const RecoveredEvents &events, ServerConnection &server,
                                           const Console &console) const;

    QStringList m_ids;
    std::optional<qint64> m_since;
    std::optional<qint64> m_until;
    std::optional<PayloadContent> m_content;
    bool m_bundle = false;
};

} // namespace Tbs::Cli
