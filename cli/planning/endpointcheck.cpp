// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "endpointcheck.h"

#include "../await.h"

#include <Tbs/service/webhookprobe.h>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Tbs::Cli", text);
}

} // namespace

EndpointObjection endpointObjection(const Subscription &wanted, QNetworkAccessManager &network,
                                    const ServerSettings &settings)
{
    using Verdict = WebhookAnswer::Verdict;
    const auto answer = await(probeWebhook(wanted.endpoint, wanted.headers, network, settings.timeout));
    const auto endpoint = wanted.endpoint.toString(QUrl::RemoveUserInfo);
    switch (answer.verdict) {
    case Verdict::Ours:
        return {};
    case Verdict::TokenRefused:
        if (settings.configuration.webhook.signatureSecret.isSet()) {
            return {}; // it wants a signature, which only the server can give
        }
        return {tr("The webhook at %1 refuses the token that the server would be given: does it run with another file?")
                    .arg(endpoint),
                true};
    case Verdict::UnknownWebhook:
        return {tr("What listens at %1 knows no such webhook: does it run with another file?").arg(endpoint), true};
    case Verdict::Foreign:
        return {
            tr("What answers at %1 (status %2) does not look like a webhook of ours").arg(endpoint).arg(answer.status),
            false};
    case Verdict::NotTrusted:
        return {tr("The certificate of %1 is not trusted here, and perhaps not by the server: %2")
                    .arg(endpoint, answer.message),
                false};
    case Verdict::NoAnswer:
        break;
    }
    return {tr("Nothing answers at %1: %2. Start 'tbs listen --config %3' first")
                .arg(endpoint, answer.message, settings.configurationFile),
            true};
}

} // namespace Tbs::Cli
