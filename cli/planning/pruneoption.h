// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>
#include <Tbs/subscription/subscriptionregistrar.h>

#include <QCoreApplication>

namespace Tbs::Cli {

class OptionSet;

/// `--prune` and `--no-prune`, which go before manageSubscriptions.prune of the configuration.
class PruneOption
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::PruneOption)

public:
    void declare(OptionSet &options);
    [[nodiscard]] QString usageMistake() const;
    [[nodiscard]] RegistrarOptions registrarOptions(const Configuration &configuration) const;

private:
    bool m_prune = false;
    bool m_noPrune = false;
};

} // namespace Tbs::Cli
