// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../secret.h"

#include <Tbs/fhir/subscription.h>
#include <Tbs/service/configuration.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QCoreApplication>

namespace Tbs::Cli {

class OptionSet;

/// The options that say what a Subscription is to be like; or a definition of a configuration, changed by them.
class DefinitionOptions
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::DefinitionOptions)

public:
    void declare(OptionSet &options);
    [[nodiscard]] QString usageMistake() const;

    /// \return every mistake at once; ActionRequired for a definition that is not there, or a variable that is not set.
    [[nodiscard]] tl::expected<Subscription, QList<Error>> subscription(const Configuration &configuration,
                                                                        const QDateTime &now) const;

private:
    void declareDelivery(OptionSet &options);
    [[nodiscard]] Result<SubscriptionConfiguration> base(const Configuration &configuration) const;
    void apply(TopicSubscription &definition) const;
    [[nodiscard]] Result<QUrl> endpoint(const TopicSubscription &definition, const Configuration &configuration) const;
    [[nodiscard]] tl::expected<QList<SubscriptionHeader>, QList<Error>>
    headers(SubscriptionConfiguration subscription, const Configuration &configuration) const;

    QString m_webhookId;
    QString m_topic;
    QList<FilterBy> m_filters;
    QString m_endpoint;
    std::optional<ChannelType> m_channel;
    std::optional<PayloadContent> m_content;
    std::optional<qint64> m_heartbeatPeriod;
    std::optional<qint64> m_timeout;
    std::optional<qint64> m_maximumCount;
    QDateTime m_end;
    QStringList m_headers;
    QStringList m_headerVariables;
};

} // namespace Tbs::Cli
