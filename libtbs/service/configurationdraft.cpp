// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationdraft.h"

#include "configurationsections_p.h"
#include "configurationwriter_p.h"

namespace Tbs {

namespace {

bool saysTheSame(const ConfigurationNode &first, const ConfigurationNode &second);

bool saysTheSame(const ConfigurationNode::Entry &first, const ConfigurationNode::Entry &second)
{
    return first.key == second.key && saysTheSame(first.value, second.value);
}

bool saysTheSame(const ConfigurationNode &first, const ConfigurationNode &second)
{
    const auto same = [](const auto &one, const auto &other) {
        return saysTheSame(one, other);
    };
    return first.text == second.text
        && std::equal(first.items.begin(), first.items.end(), second.items.begin(), second.items.end(), same)
        && std::equal(first.entries.begin(), first.entries.end(), second.entries.begin(), second.entries.end(), same);
}

} // namespace

ConfigurationJudgement judgeConfiguration(const Configuration &configuration, const EnvironmentLookup &environment,
                                          const QDateTime &now)
{
    ConfigurationContext context({}, environment, now);
    ConfigurationJudgement judgement;
    judgement.configuration = readRoot(configurationNode(configuration), context);
    judgement.mistakes = context.errorsByElement();
    judgement.warnings = context.warningsByElement();
    for (qsizetype i = 0; i < judgement.configuration.subscriptions.size(); ++i) {
        judgement.configuration.subscriptions[i].definition.location =
            configuration.subscriptions.at(i).definition.location;
    }
    return judgement;
}

tl::expected<Configuration, QList<Error>> readConfigurationDraft(const QByteArray &yaml, const QString &fileName,
                                                                 const QDateTime &now)
{
    ConfigurationContext context(fileName, processEnvironment, now);
    context.leaveOutside();
    const auto root = parseYaml(yaml);
    if (!root) {
        return tl::unexpected(
            QList<Error>{{root.error().kind, root.error().message, context.locationOf(root.error().line)}});
    }
    auto configuration = readRoot(*root, context);
    auto errors = context.takeErrors();
    if (!errors.isEmpty() && !saysTheSame(configurationNode(configuration), *root)) {
        return tl::unexpected(std::move(errors));
    }
    return configuration;
}

} // namespace Tbs
