// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationsections_p.h"

#include <Tbs/subscription/definitionvalidator_p.h>

#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr std::array<std::pair<QLatin1StringView, PayloadContent>, 3> payloadContents{{
    {"empty"_L1, PayloadContent::Empty},
    {"id-only"_L1, PayloadContent::IdOnly},
    {"full-resource"_L1, PayloadContent::FullResource},
}};

constexpr std::array<std::pair<QLatin1StringView, ChannelType>, 2> channels{{
    {"rest-hook"_L1, ChannelType::RestHook},
    {"websocket"_L1, ChannelType::WebSocket},
}};

std::optional<quint32> readMaxCount(ConfigurationMapping &mapping)
{
    const auto number = mapping.integer(u"maxCount"_s, 1, 2147483647);
    return number ? std::optional(static_cast<quint32>(*number)) : std::nullopt;
}

/// A FHIR instant or dateTime with its zone: without one it would mean something else on every machine.
QDateTime readEnd(ConfigurationMapping &mapping)
{
    const auto key = u"end"_s;
    const auto text = mapping.text(key);
    if (!text) {
        return {};
    }
    static const QRegularExpression pattern(
        u"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$"_s);
    const auto end = QDateTime::fromString(*text, Qt::ISODateWithMs).toUTC();
    if (!pattern.match(*text).hasMatch() || !end.isValid()) {
        mapping.addMistake(key, ConfigurationMapping::tr("is to be an instant such as 2030-12-31T12:00:00Z"));
        return {};
    }
    return end;
}

/// Reads the items of `subscriptions` and remembers in which lines the elements stand.
class SubscriptionReader
{
public:
    explicit SubscriptionReader(ConfigurationContext &context)
        : m_context(context)
    {
    }

    [[nodiscard]] SubscriptionConfiguration read(const ConfigurationNode &node, const QString &path);
    [[nodiscard]] int lineOf(QString path) const;

private:
    void refuseNull(const ConfigurationNode &node, const QString &path);
    void remember(const ConfigurationMapping &mapping, const QString &path, const QStringList &keys);
    [[nodiscard]] FilterBy readFilter(const ConfigurationNode &node, const QString &path);
    [[nodiscard]] HandlerConfiguration readHandler(const ConfigurationNode &node, const QString &path, int line);
    [[nodiscard]] QStringList readCommand(ConfigurationMapping &mapping);
    void readForward(const ConfigurationNode &node, const QString &path, int line, HandlerConfiguration &handler);
    [[nodiscard]] RetryConfiguration readRetry(const ConfigurationNode &node, const QString &path, int line);

    ConfigurationContext &m_context;
    QHash<QString, int> m_lines;
};

SubscriptionConfiguration SubscriptionReader::read(const ConfigurationNode &node, const QString &path)
{
    SubscriptionConfiguration result;
    ConfigurationMapping mapping(node, path, node.line, m_context);
    m_lines.insert(path, node.line);
    refuseNull(node, path);
    remember(mapping, path, {u"webhookId"_s, u"topic"_s, u"end"_s});
    auto &definition = result.definition;
    definition.location = m_context.locationOf(node.line);
    definition.webhookId = mapping.text(u"webhookId"_s).value_or(QString());
    definition.topic = mapping.text(u"topic"_s).value_or(QString());
    const auto &filters = mapping.sequence(u"filterBy"_s);
    for (std::size_t i = 0; i < filters.size(); ++i) {
        definition.filterBy.append(readFilter(filters[i], u"%1.filterBy[%2]"_s.arg(path).arg(i)));
    }
    definition.payloadContent = mapping.code(u"payloadContent"_s, payloadContents);
    definition.timeout = mapping.seconds(u"timeout"_s, 1);
    definition.heartbeatPeriod = mapping.seconds(u"heartbeatPeriod"_s, 0);
    definition.maxCount = readMaxCount(mapping);
    definition.channel = mapping.code(u"channel"_s, channels);
    definition.end = readEnd(mapping);
    result.headers = mapping.headers(u"headers"_s);
    if (const auto *handler = mapping.node(u"handler"_s)) {
        result.handler = readHandler(*handler, path + u".handler"_s, mapping.lineOf(u"handler"_s));
    }
    if (const auto *retry = mapping.node(u"retry"_s)) {
        result.retry = readRetry(*retry, path + u".retry"_s, mapping.lineOf(u"retry"_s));
    }
    return result;
}

void SubscriptionReader::refuseNull(const ConfigurationNode &node, const QString &path)
{
    if (node.kind == ConfigurationNode::Kind::Null) {
        m_context.addMistake(path, {node.line, ConfigurationMapping::tr("`%1` is empty").arg(path)});
    }
}

void SubscriptionReader::remember(const ConfigurationMapping &mapping, const QString &path, const QStringList &keys)
{
    for (const auto &key : keys) {
        m_lines.insert(path + u'.' + key, mapping.lineOf(key));
    }
}

int SubscriptionReader::lineOf(QString path) const
{
    while (!m_lines.contains(path) && path.contains(u'.')) {
        path.truncate(path.lastIndexOf(u'.'));
    }
    return m_lines.value(path);
}

FilterBy SubscriptionReader::readFilter(const ConfigurationNode &node, const QString &path)
{
    ConfigurationMapping mapping(node, path, node.line, m_context);
    m_lines.insert(path, node.line);
    refuseNull(node, path);
    remember(mapping, path, {u"resourceType"_s, u"filterParameter"_s, u"comparator"_s, u"modifier"_s, u"value"_s});
    return {.resourceType = mapping.text(u"resourceType"_s).value_or(QString()),
            .filterParameter = mapping.text(u"filterParameter"_s).value_or(QString()),
            .comparator = mapping.text(u"comparator"_s).value_or(QString()),
            .modifier = mapping.text(u"modifier"_s).value_or(QString()),
            .value = mapping.anyText(u"value"_s).value_or(QString())};
}

HandlerConfiguration SubscriptionReader::readHandler(const ConfigurationNode &node, const QString &path, int line)
{
    using Type = HandlerConfiguration::Type;
    const std::array<std::pair<QString, Type>, 4> kinds{
        {{u"exec"_s, Type::Exec}, {u"forward"_s, Type::Forward}, {u"file"_s, Type::File}, {u"log"_s, Type::Log}}};
    HandlerConfiguration handler;
    ConfigurationMapping mapping(node, path, line, m_context);
    int count = 0;
    for (const auto &[key, type] : kinds) {
        if (mapping.has(key)) {
            handler.type = type;
            ++count;
        }
    }
    handler.command = readCommand(mapping);
    if (const auto *forward = mapping.node(u"forward"_s)) {
        readForward(*forward, path + u".forward"_s, mapping.lineOf(u"forward"_s), handler);
    }
    handler.path = mapping.path(u"file"_s).value_or(QString());
    if (mapping.boolean(u"log"_s) == false) {
        mapping.addMistake(u"log"_s, ConfigurationMapping::tr("is false: leave the handler out instead"));
    }
    if (node.kind == ConfigurationNode::Kind::Mapping && count != 1) {
        m_context.addMistake(
            path,
            {line, ConfigurationMapping::tr("`%1` is to have one of the keys exec, forward, file, log").arg(path)});
    }
    return handler;
}

QStringList SubscriptionReader::readCommand(ConfigurationMapping &mapping)
{
    const auto key = u"exec"_s;
    auto command = mapping.textList(key);
    const auto path = mapping.pathOf(key);
    if (!mapping.has(key) || m_context.isMistaken(path) || m_context.isMistaken(path + u"[0]"_s)) {
        return command;
    }
    if (command.isEmpty() || command.constFirst().isEmpty()) {
        mapping.addMistake(key, ConfigurationMapping::tr("is to name a program"));
    } else if (command.constFirst().contains(u'/')) {
        command.first() = m_context.absolutePath(command.constFirst());
        const QFileInfo program(command.constFirst());
        if (m_context.looksOutside() && (!program.isFile() || !program.isExecutable())) {
            m_context.addMistake(
                path,
                {mapping.lineOf(key),
                 ConfigurationMapping::tr("`%1`: %2 is no program that can be run").arg(path, command.constFirst()),
                 Error::Kind::ActionRequired});
        }
    }
    return command;
}

void SubscriptionReader::readForward(const ConfigurationNode &node, const QString &path, int line,
                                     HandlerConfiguration &handler)
{
    if (node.kind == ConfigurationNode::Kind::Text) {
        // The short form: as if it were {url: ...}.
        const ConfigurationNode longForm{.kind = ConfigurationNode::Kind::Mapping,
                                         .line = node.line,
                                         .text = {},
                                         .items = {},
                                         .entries = {{u"url"_s, line, node}}};
        ConfigurationMapping mapping(longForm, path, line, m_context);
        handler.url = mapping.url(u"url"_s).value_or(QUrl());
        return;
    }
    ConfigurationMapping mapping(node, path, line, m_context);
    if (!mapping.has(u"url"_s) && !m_context.isMistaken(path)) {
        mapping.addMistake(u"url"_s, ConfigurationMapping::tr("is missing: it says where to forward to"));
    }
    handler.url = mapping.url(u"url"_s).value_or(QUrl());
    handler.headers = mapping.headers(u"headers"_s);
}

RetryConfiguration SubscriptionReader::readRetry(const ConfigurationNode &node, const QString &path, int line)
{
    using namespace std::chrono_literals;
    ConfigurationMapping mapping(node, path, line, m_context);
    RetryConfiguration retry;
    if (const auto attempts = mapping.integer(u"attempts"_s, 1, 1'000'000)) {
        retry.attempts = static_cast<int>(*attempts);
    }
    retry.initialDelay = mapping.duration(u"initialDelay"_s, 1ms, 24h * 30);
    retry.maximumDelay = mapping.duration(u"maximumDelay"_s, 1ms, 24h * 30);
    if (retry.initialDelay && retry.maximumDelay && *retry.maximumDelay < *retry.initialDelay) {
        mapping.addMistake(u"maximumDelay"_s, ConfigurationMapping::tr("is shorter than initialDelay"));
    }
    return retry;
}

} // namespace

SubscriptionDefaults readDefaults(const ConfigurationNode &node, int line, ConfigurationContext &context)
{
    ConfigurationMapping mapping(node, u"defaults"_s, line, context);
    SubscriptionDefaults defaults;
    defaults.payloadContent = mapping.code(u"payloadContent"_s, payloadContents).value_or(defaults.payloadContent);
    defaults.timeout = mapping.seconds(u"timeout"_s, 1).value_or(defaults.timeout);
    defaults.heartbeatPeriod = mapping.seconds(u"heartbeatPeriod"_s, 0).value_or(defaults.heartbeatPeriod);
    defaults.maxCount = readMaxCount(mapping).value_or(defaults.maxCount);
    defaults.channel = mapping.code(u"channel"_s, channels).value_or(defaults.channel);
    return defaults;
}

QList<SubscriptionConfiguration> readSubscriptions(ConfigurationMapping &root, ConfigurationContext &context)
{
    const auto key = u"subscriptions"_s;
    SubscriptionReader reader(context);
    QList<SubscriptionConfiguration> result;
    QList<TopicSubscription> definitions;
    const auto pathOf = [&key](qsizetype index) {
        return u"%1[%2]"_s.arg(key).arg(index);
    };
    for (const auto &item : root.sequence(key)) {
        result.append(reader.read(item, pathOf(result.size())));
        definitions.append(result.constLast().definition);
    }
    const auto mistakes = DefinitionValidator(context.now()).validate(definitions);
    for (const auto &mistake : mistakes) {
        const auto path = pathOf(mistake.definition) + u'.' + mistake.element;
        if (!context.isMistaken(path)) {
            context.addMistake(path,
                               {reader.lineOf(path), u"%1: %2"_s.arg(pathOf(mistake.definition), mistake.message)});
        }
    }
    return result;
}

} // namespace Tbs
