// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationsections_p.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Type = StoreConfiguration::Type;

constexpr std::array<std::pair<QLatin1StringView, Type>, 2> types{{
    {"memory"_L1, Type::Memory},
    {"sqlite"_L1, Type::Sqlite},
}};

/// Reads `memory`, `sqlite` or `sqlite:PATH`.
StoreConfiguration readShortForm(const QString &text, int line, ConfigurationContext &context)
{
    const auto prefix = u"sqlite:"_s;
    if (text == "memory"_L1) {
        return {.type = Type::Memory};
    }
    if (text == "sqlite"_L1) {
        return {.type = Type::Sqlite};
    }
    if (text.startsWith(prefix) && text.size() > prefix.size()) {
        return {.type = Type::Sqlite, .path = context.absolutePath(text.sliced(prefix.size()))};
    }
    context.addMistake(u"store"_s,
                       {line, ConfigurationMapping::tr("`store` is to be memory, sqlite, sqlite:PATH or a mapping")});
    return {};
}

RetentionConfiguration readRetention(const ConfigurationNode &node, const QString &path, int line,
                                     ConfigurationContext &context)
{
    using namespace std::chrono_literals;
    constexpr qint64 mebibyte = 1024 * 1024;
    ConfigurationMapping mapping(node, path, line, context);
    return {.maximumAge = mapping.duration(u"maximumAge"_s, 1min, 24h * 10'000),
            .maximumNotifications = mapping.integer(u"maximumNotifications"_s, 1, std::numeric_limits<qint64>::max()),
            .maximumSize = mapping.size(u"maximumSize"_s, mebibyte, 1024 * 1024 * 1024 * mebibyte)};
}

} // namespace

StoreConfiguration readStore(const ConfigurationNode &node, int line, ConfigurationContext &context)
{
    if (node.kind == ConfigurationNode::Kind::Text) {
        return readShortForm(node.text, line, context);
    }
    ConfigurationMapping mapping(node, u"store"_s, line, context);
    StoreConfiguration store;
    store.type = mapping.code(u"type"_s, types).value_or(Type::Sqlite);
    store.path = mapping.path(u"path"_s).value_or(QString());
    const auto retention = u"retention"_s;
    if (const auto *value = mapping.node(retention)) {
        store.retention = readRetention(*value, mapping.pathOf(retention), mapping.lineOf(retention), context);
    }
    if (store.type == Type::Memory && !store.path.isEmpty()) {
        mapping.addMistake(u"path"_s, ConfigurationMapping::tr("does not go with type memory"));
    }
    return store;
}

} // namespace Tbs
