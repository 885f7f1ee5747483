// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "definitionoptions.h"

#include "../httpurl.h"
#include "../namedvalues.h"
#include "../optionset.h"

#include <Tbs/codec/filtertext.h>
#include <Tbs/service/headerjudgement.h>
#include <Tbs/service/wantedsubscriptions.h>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

void DefinitionOptions::declare(OptionSet &options)
{
    options.setGroup(tr("The Subscription"));
    options.addText(u"--webhook-id"_s, u"ID"_s, m_webhookId,
                    tr("The definition of --config with this id; what else is given\nhere goes before what it says"));
    options.addText(u"--topic"_s, u"URL"_s, m_topic, tr("The topic's canonical URL; 'tbs topics' lists them"));
    options.addRepeatedValue(u"--filter"_s, u"CRITERIA"_s,
                             tr("E.g. 'Encounter?status=finished'; repeatable, all have to hold"),
                             [this](const QString &text) {
                                 const auto filters = filtersFromText(text);
                                 m_filters += filters.value_or(QList<FilterBy>());
                                 return filters ? QString() : u"'%1': %2"_s.arg(text, filters.error().message);
                             });
    declareDelivery(options);
}

void DefinitionOptions::declareDelivery(OptionSet &options)
{
    constexpr qint64 maximum = std::numeric_limits<qint32>::max();
    options.addText(u"--endpoint"_s, u"URL"_s, m_endpoint,
                    tr("Where notifications go, as the server reaches it (with\n--webhook-id: by webhook.publicUrl)"));
    options.addValue(u"--channel"_s, u"rest-hook|websocket"_s, tr("How they travel (rest-hook)"),
                     [this](const QString &text) {
                         m_channel = channelTypeFromCode(text);
                         return m_channel ? QString() : tr("'%1' is not rest-hook or websocket").arg(text);
                     });
    options.addValue(u"--content"_s, u"empty|id-only|full-resource"_s, tr("How much they hold (id-only)"),
                     [this](const QString &text) {
                         m_content = payloadContentFromCode(text);
                         return m_content ? QString() : tr("'%1' is not empty, id-only or full-resource").arg(text);
                     });
    options.addNumber(u"--heartbeat"_s, u"SECONDS"_s, m_heartbeatPeriod, 0, maximum,
                      tr("A sign of life after so long without events; 0: none (20)"));
    options.addNumber(u"--timeout"_s, u"SECONDS"_s, m_timeout, 1, maximum,
                      tr("How long the server waits for our answer (60)"));
    options.addNumber(u"--max-count"_s, u"N"_s, m_maximumCount, 1, maximum, tr("Events a notification (1)"));
    options.addValue(
        u"--end"_s, u"INSTANT"_s, tr("When it ends, e.g. 2030-12-31T12:00:00Z (never)"), [this](const QString &text) {
            m_end = QDateTime::fromString(text, Qt::ISODate);
            const bool hasZone = m_end.isValid() && m_end.timeSpec() != Qt::LocalTime;
            return hasZone ? QString() : tr("'%1' is no instant with a zone, e.g. 2030-12-31T12:00:00Z").arg(text);
        });
    options.addTexts(u"--header"_s, u"'NAME: VALUE'"_s, m_headers,
                     tr("What the server sends along to the endpoint; repeatable"));
    options.addTexts(u"--header-env"_s, u"NAME=VARIABLE"_s, m_headerVariables,
                     tr("The same with a value from the environment; repeatable"));
}

QString DefinitionOptions::usageMistake() const
{
    if (m_webhookId.isEmpty() && m_topic.isEmpty()) {
        return tr("Say what to subscribe to: --topic URL, or --webhook-id ID for a definition of --config");
    }
    const bool isRestHook = m_channel.value_or(ChannelType::RestHook) == ChannelType::RestHook;
    if (m_webhookId.isEmpty() && isRestHook && m_endpoint.isEmpty()) {
        return tr("Say where notifications go: --endpoint URL, or --channel websocket");
    }
    if (!m_endpoint.isEmpty() && !isHttpUrl(m_endpoint)) {
        return tr("--endpoint: '%1' is no http or https URL").arg(m_endpoint);
    }
    if (!m_endpoint.isEmpty() && !isRestHook) {
        return tr("--endpoint does not go with --channel websocket");
    }
    return namedValuesMistake(u"--header"_s, m_headers, m_headerVariables);
}

Result<SubscriptionConfiguration> DefinitionOptions::base(const Configuration &configuration) const
{
    if (m_webhookId.isEmpty()) {
        return SubscriptionConfiguration();
    }
    QStringList ids;
    for (const auto &subscription : configuration.subscriptions) {
        auto complete = subscription;
        complete.definition = withDefaults(subscription.definition, configuration.defaults);
        if (complete.definition.webhookId == m_webhookId) {
            return complete;
        }
        ids.append(complete.definition.webhookId);
    }
    return failure(Error::Kind::ActionRequired,
                   ids.isEmpty() ? tr("--webhook-id needs --config with definitions")
                                 : tr("There is no definition '%1'; there are %2").arg(m_webhookId, ids.join(u", "_s)));
}

void DefinitionOptions::apply(TopicSubscription &definition) const
{
    const auto take = [](std::optional<quint32> &value, const std::optional<qint64> &given) {
        if (given) {
            value = static_cast<quint32>(*given);
        }
    };
    definition.topic = m_topic.isEmpty() ? definition.topic : m_topic;
    definition.filterBy = m_filters.isEmpty() ? definition.filterBy : m_filters;
    if (m_channel || m_webhookId.isEmpty()) {
        definition.channel = m_channel.value_or(ChannelType::RestHook); // what usageMistake() goes by
    }
    definition.payloadContent = m_content ? m_content : definition.payloadContent;
    take(definition.heartbeatPeriod, m_heartbeatPeriod);
    take(definition.timeout, m_timeout);
    take(definition.maxCount, m_maximumCount);
    definition.end = m_end.isValid() ? m_end : definition.end;
}

Result<QUrl> DefinitionOptions::endpoint(const TopicSubscription &definition, const Configuration &configuration) const
{
    const bool isWebSocket = definition.channel == ChannelType::WebSocket;
    if (isWebSocket && !m_endpoint.isEmpty()) {
        return failure(Error::Kind::ActionRequired,
                       tr("--endpoint does not go with channel websocket, as '%1' is defined; leave it out, or add "
                          "--channel rest-hook")
                           .arg(m_webhookId));
    }
    const auto endpoint = m_endpoint.isEmpty() ? webhookEndpoint(configuration.webhook, definition.webhookId)
                                               : QUrl(m_endpoint, QUrl::StrictMode);
    if (!isWebSocket && endpoint.isEmpty()) {
        return failure(
            Error::Kind::ActionRequired,
            tr("The configuration has no webhook.publicUrl; say where notifications go with --endpoint URL"));
    }
    return endpoint;
}

/// Those of \a subscription with what is given here; only of a definition the token of its webhook goes along.
tl::expected<QList<SubscriptionHeader>, QList<Error>>
DefinitionOptions::headers(SubscriptionConfiguration subscription, const Configuration &configuration) const
{
    const auto given = namedValues(m_headers, m_headerVariables);
    if (!given) {
        return tl::unexpected(QList<Error>{given.error()});
    }
    for (const auto &header : *given) {
        subscription.headers.removeIf(
            [&header](const ConfiguredHeader &one) { return one.name.compare(header.name, Qt::CaseInsensitive) == 0; });
        subscription.headers.append(header);
    }
    const auto surroundings = m_webhookId.isEmpty() ? Configuration() : configuration;
    if (auto mistakes = judgeHeaders(subscription, surroundings, processEnvironment).mistakes; !mistakes.isEmpty()) {
        for (auto &mistake : mistakes) {
            mistake.location = u"--header "_s + mistake.location.section(u'.', 1);
        }
        return tl::unexpected(mistakes);
    }
    return subscriptionHeaders(surroundings.webhook, subscription);
}

tl::expected<Subscription, QList<Error>> DefinitionOptions::subscription(const Configuration &configuration,
                                                                         const QDateTime &now) const
{
    auto subscription = base(configuration);
    if (!subscription) {
        return tl::unexpected(QList<Error>{subscription.error()});
    }
    auto &definition = subscription->definition;
    apply(definition);
    definition = withDefaults(definition, configuration.defaults);
    if (auto mistakes = validate({definition}, now); !mistakes.isEmpty()) {
        for (auto &mistake : mistakes) {
            mistake.location = mistake.location.section(u"]."_s, -1);
        }
        return tl::unexpected(mistakes);
    }
    const auto endpoint = this->endpoint(definition, configuration);
    if (!endpoint) {
        return tl::unexpected(QList<Error>{endpoint.error()});
    }
    const auto headers = this->headers(*subscription, configuration);
    if (!headers) {
        return tl::unexpected(headers.error());
    }
    return requestedSubscription(definition, *endpoint, *headers);
}

} // namespace Tbs::Cli
