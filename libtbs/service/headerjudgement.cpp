// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "headerjudgement.h"

#include <Tbs/service/configurationdraft.h>
#include <Tbs/support/text_p.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

const auto listsOfHeaders = {"headers"_L1, "handler.forward.headers"_L1};

/// What the headers of \a subscription depend on, and nothing that would have to be looked for outside.
Configuration surroundings(const SubscriptionConfiguration &subscription, const Configuration &configuration)
{
    const auto present = [](const ConfiguredSecret &secret) {
        return secret.isSet() ? ConfiguredSecret{ConfiguredSecret::Origin::Inline, u"set"_s, {}} : ConfiguredSecret();
    };
    Configuration result;
    result.server.profile = configuration.server.profile;
    result.webhook.token = present(configuration.webhook.token);
    result.webhook.tokenHeader = configuration.webhook.tokenHeader;
    result.webhook.signatureSecret = present(configuration.webhook.signatureSecret);
    SubscriptionConfiguration alone;
    alone.definition.channel = withDefaults(subscription.definition, configuration.defaults).channel;
    alone.headers = subscription.headers;
    alone.handler = subscription.handler;
    result.subscriptions = {alone};
    return result;
}

/// The element of the subscription that \a path means, if it is about headers.
std::optional<QString> elementOf(const QString &path)
{
    const auto element = path.mid("subscriptions[0]."_L1.size());
    for (const auto &list : listsOfHeaders) {
        if (element == list || element.startsWith(list + u'.')) {
            return element;
        }
    }
    return {};
}

/// A configuration that is written down has no place for these.
void checkValues(const QList<ConfiguredHeader> &headers, const QString &list, QList<Error> &mistakes)
{
    for (const auto &header : headers) {
        const bool isTyped = header.value.origin == ConfiguredSecret::Origin::Inline;
        if (!header.value.isSet() || (isTyped && header.value.value.isEmpty())) {
            mistakes.append({Error::Kind::BadData, Text::tr("The header has no value"), list + u'.' + header.name});
        }
    }
}

} // namespace

HeaderJudgement judgeHeaders(const SubscriptionConfiguration &subscription, const Configuration &configuration,
                             const EnvironmentLookup &environment)
{
    const auto judged =
        judgeConfiguration(surroundings(subscription, configuration), environment, QDateTime::fromSecsSinceEpoch(0));
    HeaderJudgement result{subscription, {}, {}};
    for (const auto &mistake : judged.mistakes) {
        if (const auto element = elementOf(mistake.location)) {
            result.mistakes.append(mistake);
            result.mistakes.last().location = *element;
        }
    }
    for (const auto &warning : judged.warnings) {
        if (const auto element = elementOf(warning.path)) {
            result.warnings.append(warning);
            result.warnings.last().path = *element;
        }
    }
    checkValues(subscription.headers, *listsOfHeaders.begin(), result.mistakes);
    if (subscription.handler.type == HandlerConfiguration::Type::Forward) {
        checkValues(subscription.handler.headers, *std::next(listsOfHeaders.begin()), result.mistakes);
    }
    const auto &read = judged.configuration.subscriptions.constFirst();
    if (result.mistakes.isEmpty()) {
        result.subscription.headers = read.headers;
        result.subscription.handler.headers = read.handler.headers;
    }
    return result;
}

} // namespace Tbs
