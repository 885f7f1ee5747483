// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "pruneoption.h"

#include "../optionset.h"

#include <Tbs/service/wantedsubscriptions.h>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

void PruneOption::declare(OptionSet &options)
{
    options.addFlag(u"--prune"_s, m_prune,
                    tr("Delete those with an endpoint of ours that no definition wants\n(manageSubscriptions.prune)"));
    options.addFlag(u"--no-prune"_s, m_noPrune, tr("... or leave them"));
}

QString PruneOption::usageMistake() const
{
    return m_prune && m_noPrune ? tr("--prune and --no-prune exclude each other") : QString();
}

RegistrarOptions PruneOption::registrarOptions(const Configuration &configuration) const
{
    RegistrarOptions options;
    options.renewBefore = configuration.manageSubscriptions.renewBefore;
    if (m_prune || (configuration.manageSubscriptions.prune && !m_noPrune)) {
        options.pruneBelow = webhookBaseUrl(configuration.webhook);
    }
    return options;
}

} // namespace Tbs::Cli
