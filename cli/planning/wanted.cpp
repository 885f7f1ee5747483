// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "wanted.h"

#include <Tbs/service/wantedsubscriptions.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

Result<QList<WantedSubscription>> wantedOf(const Configuration &configuration, const QString &fileName)
{
    const auto wanted = wantedSubscriptions(configuration);
    if (wanted.isEmpty()) {
        return failure(Error::Kind::ActionRequired,
                       QCoreApplication::translate("Tbs::Cli", "There are no definitions under subscriptions"),
                       fileName);
    }
    const auto channel = toCode(ChannelType::RestHook);
    const bool needsEndpoint = std::any_of(wanted.begin(), wanted.end(), [&channel](const WantedSubscription &one) {
        return one.subscription.channelType == channel && one.subscription.endpoint.isEmpty();
    });
    if (needsEndpoint) {
        return failure(
            Error::Kind::ActionRequired,
            QCoreApplication::translate(
                "Tbs::Cli", "webhook.publicUrl is missing: it says where the server is to send notifications"),
            fileName);
    }
    return wanted;
}

} // namespace Tbs::Cli
