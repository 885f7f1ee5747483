// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationmapping_p.h"
#include "configurationunits_p.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr quint32 maximumSeconds = 2147483647; // of FHIR's unsignedInt

} // namespace

QString secretKey(const QString &key, ConfiguredSecret::Origin origin)
{
    switch (origin) {
    case ConfiguredSecret::Origin::None:
    case ConfiguredSecret::Origin::Inline:
        return key;
    case ConfiguredSecret::Origin::File:
        return key + u"File"_s;
    case ConfiguredSecret::Origin::Environment:
        return key + u"Env"_s;
    }
    return key;
}

bool isHeaderName(const QString &name)
{
    constexpr auto signs = "!#$%&'*+-.^_`|~"_L1;
    return !name.isEmpty() && std::all_of(name.cbegin(), name.cend(), [signs](QChar c) {
        return c.unicode() < 128 && (c.isLetterOrNumber() || signs.contains(c));
    });
}

ConfigurationMapping::ConfigurationMapping(const ConfigurationNode &node, QString path, int line,
                                           ConfigurationContext &context)
    : m_node(node)
    , m_path(std::move(path))
    , m_line(line)
    , m_context(context)
{
    if (node.kind == ConfigurationNode::Kind::Mapping) {
        checkKeys();
    } else if (node.kind != ConfigurationNode::Kind::Null) {
        const auto what = m_path.isEmpty() ? tr("the file") : u'`' + m_path + u'`';
        context.addMistake(m_path, {line, tr("%1 is to be a mapping (`key: value` lines)").arg(what)});
    }
}

ConfigurationMapping::~ConfigurationMapping()
{
    for (const auto &entry : m_node.entries) {
        if (entry.key == "<<"_L1) {
            m_context.addMistake(pathOf(entry.key),
                                 {entry.line, tr("merge keys (<<) are not understood: write the keys out")});
        } else if (!m_knownKeys.contains(entry.key)) {
            m_context.addMistake(pathOf(entry.key),
                                 {entry.line,
                                  tr("the key %1 is not known here%2")
                                      .arg(quoted(pathOf(entry.key)), didYouMean(entry.key, m_knownKeys))});
        }
    }
}

void ConfigurationMapping::checkKeys()
{
    QHash<QString, int> lines;
    for (const auto &entry : m_node.entries) {
        const auto first = lines.constFind(entry.key);
        if (first == lines.cend()) {
            lines.insert(entry.key, entry.line);
        } else {
            m_context.addMistake(pathOf(entry.key),
                                 {entry.line,
                                  tr("the key %1 stands here again, first it was in line %2")
                                      .arg(quoted(pathOf(entry.key)))
                                      .arg(*first)});
        }
    }
}

bool ConfigurationMapping::has(const QString &key) const
{
    return m_node.entry(key) != nullptr;
}

int ConfigurationMapping::lineOf(const QString &key) const
{
    const auto *entry = m_node.entry(key);
    return entry ? entry->line : m_line;
}

QString ConfigurationMapping::pathOf(const QString &key) const
{
    return m_path.isEmpty() ? key : m_path + u'.' + key;
}

void ConfigurationMapping::addMistake(const QString &key, const QString &message)
{
    m_context.addMistake(pathOf(key), {lineOf(key), u"`%1` "_s.arg(pathOf(key)) + message});
}

void ConfigurationMapping::addOutOfRange(const QString &key, const QString &value, const QString &minimum,
                                         const QString &maximum)
{
    addMistake(key, tr("is %1, but %2 to %3 is allowed").arg(value, minimum, maximum));
}

void ConfigurationMapping::addUnknownCode(const QString &key, const QString &value, const QStringList &known)
{
    addMistake(
        key, tr("is %1, but it has to be one of %2%3").arg(quoted(value), known.join(u", "), didYouMean(value, known)));
}

const ConfigurationNode *ConfigurationMapping::node(const QString &key)
{
    m_knownKeys.append(key);
    const auto *entry = m_node.entry(key);
    return entry ? &entry->value : nullptr;
}

const ConfigurationNode *ConfigurationMapping::scalar(const QString &key)
{
    const auto *value = node(key);
    if (value && value->kind == ConfigurationNode::Kind::Null) {
        addMistake(key, tr("has no value"));
        return nullptr;
    }
    return value;
}

std::optional<QString> ConfigurationMapping::text(const QString &key)
{
    const auto *value = scalar(key);
    if (!value) {
        return std::nullopt;
    }
    if (value->kind != ConfigurationNode::Kind::Text) {
        addMistake(key, value->isScalar() ? tr("is to be a text: put it in quotes") : tr("is to be a text"));
        return std::nullopt;
    }
    return value->text;
}

std::optional<QString> ConfigurationMapping::anyText(const QString &key)
{
    const auto *value = scalar(key);
    if (value && !value->isScalar()) {
        addMistake(key, tr("is to be a text"));
        return std::nullopt;
    }
    return value ? std::optional(value->text) : std::nullopt;
}

std::optional<bool> ConfigurationMapping::boolean(const QString &key)
{
    const auto *value = scalar(key);
    if (!value) {
        return std::nullopt;
    }
    if (value->kind != ConfigurationNode::Kind::Boolean) {
        addMistake(key, tr("is to be true or false"));
        return std::nullopt;
    }
    return value->text.startsWith(u't', Qt::CaseInsensitive);
}

std::optional<qint64> ConfigurationMapping::integer(const QString &key, qint64 minimum, qint64 maximum)
{
    const auto *value = scalar(key);
    if (!value) {
        return std::nullopt;
    }
    bool ok = false;
    const auto number = value->text.toLongLong(&ok);
    if (value->kind != ConfigurationNode::Kind::Integer) {
        addMistake(key, tr("is to be a whole number"));
    } else if (!ok || number < minimum || number > maximum) {
        addOutOfRange(key, quoted(value->text), QString::number(minimum), QString::number(maximum));
    } else {
        return number;
    }
    return std::nullopt;
}

std::optional<std::chrono::milliseconds>
ConfigurationMapping::duration(const QString &key, std::chrono::milliseconds minimum, std::chrono::milliseconds maximum)
{
    const auto *value = scalar(key);
    if (!value) {
        return std::nullopt;
    }
    const auto duration = durationFromText(value->text);
    if (!value->isScalar() || (!duration && value->kind != ConfigurationNode::Kind::Integer)) {
        addMistake(key, tr("is to be a duration: `250ms`, `5s`, `1m`, `2h`, `30d`, or a number of seconds"));
    } else if (!duration || *duration < minimum || *duration > maximum) {
        addOutOfRange(key, quoted(value->text), durationToText(minimum), durationToText(maximum));
    } else {
        return duration;
    }
    return std::nullopt;
}

std::optional<quint32> ConfigurationMapping::seconds(const QString &key, quint32 minimum)
{
    const auto *value = scalar(key);
    if (!value) {
        return std::nullopt;
    }
    using namespace std::chrono_literals;
    bool isNumber = false;
    const auto number = value->text.toLongLong(&isNumber);
    const auto duration = durationFromText(value->text);
    const bool isInteger = value->kind == ConfigurationNode::Kind::Integer;
    if (!value->isScalar() || (!duration && !isInteger)) {
        addMistake(key, tr("is to be a number of seconds, or a duration such as `20s` or `1m`"));
    } else if (!isInteger && *duration % 1s != 0ms) {
        addMistake(key, tr("is to be whole seconds"));
    } else if (isInteger && (!isNumber || number < minimum || number > maximumSeconds)) {
        addOutOfRange(key, quoted(value->text), QString::number(minimum), QString::number(maximumSeconds));
    } else if (!isInteger && *duration / 1s < minimum) {
        addOutOfRange(key, quoted(value->text), QString::number(minimum), QString::number(maximumSeconds));
    } else {
        return static_cast<quint32>(isInteger ? number : *duration / 1s);
    }
    return std::nullopt;
}

std::optional<qint64> ConfigurationMapping::size(const QString &key, qint64 minimum, qint64 maximum)
{
    const auto *value = scalar(key);
    if (!value) {
        return std::nullopt;
    }
    const auto bytes = sizeFromText(value->text);
    if (!value->isScalar() || (!bytes && value->kind != ConfigurationNode::Kind::Integer)) {
        addMistake(key, tr("is to be a size: a number of bytes, or with kB, MB, GB, KiB, MiB or GiB behind it"));
    } else if (!bytes || *bytes < minimum || *bytes > maximum) {
        addOutOfRange(key, quoted(value->text), sizeToText(minimum), sizeToText(maximum));
    } else {
        return bytes;
    }
    return std::nullopt;
}

std::optional<QUrl> ConfigurationMapping::url(const QString &key)
{
    const auto value = text(key);
    if (!value) {
        return std::nullopt;
    }
    // The value is not repeated in the messages: it may hold a password.
    const QUrl url(*value, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)) {
        addMistake(key, tr("is to be a URL such as https://example.org/fhir"));
    } else if (!url.userInfo().isEmpty()) {
        addMistake(key, tr("contains a user or password: URLs are logged, so write them elsewhere"));
    } else if (url.hasQuery() || url.hasFragment()) {
        addMistake(key, tr("is to be a URL without `?` and `#`"));
    } else {
        return url;
    }
    return std::nullopt;
}

std::optional<QString> ConfigurationMapping::path(const QString &key)
{
    const auto value = text(key);
    if (value && value->isEmpty()) {
        addMistake(key, tr("is to be a path"));
        return std::nullopt;
    }
    return value ? std::optional(m_context.absolutePath(*value)) : std::nullopt;
}

std::optional<QString> ConfigurationMapping::readableFile(const QString &key, bool isSecret)
{
    auto fileName = path(key);
    if (fileName && !m_context.checkFile(*fileName, isSecret, pathOf(key), lineOf(key))) {
        return std::nullopt;
    }
    return fileName;
}

const std::vector<ConfigurationNode> &ConfigurationMapping::sequence(const QString &key)
{
    static const std::vector<ConfigurationNode> empty;
    const auto *value = node(key);
    if (value && value->kind != ConfigurationNode::Kind::Sequence && value->kind != ConfigurationNode::Kind::Null) {
        addMistake(key, tr("is to be a list (lines beginning with `- `)"));
    }
    return value ? value->items : empty;
}

QStringList ConfigurationMapping::textList(const QString &key)
{
    QStringList result;
    const auto &items = sequence(key);
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].kind == ConfigurationNode::Kind::Text) {
            result.append(items[i].text);
            continue;
        }
        const auto path = u"%1[%2]"_s.arg(pathOf(key)).arg(i);
        m_context.addMistake(
            path,
            {items[i].line,
             u"`%1` "_s.arg(path)
                 + (items[i].isScalar() ? tr("is to be a text: put it in quotes") : tr("is to be a text"))});
    }
    return result;
}

ConfiguredSecret ConfigurationMapping::secret(const QString &key)
{
    using Origin = ConfiguredSecret::Origin;
    ConfiguredSecret secret;
    QString spelling;
    for (const auto origin : {Origin::Inline, Origin::File, Origin::Environment}) {
        const auto name = secretKey(key, origin);
        const auto value = text(name);
        if (!has(name)) {
            continue;
        }
        if (!spelling.isEmpty()) {
            addMistake(name, tr("and `%1` exclude each other").arg(pathOf(spelling)));
            continue;
        }
        spelling = name;
        if (!value) {
            continue;
        }
        secret.origin = origin;
        (origin == Origin::Inline ? secret.value : secret.source) = *value;
        if (origin == Origin::File) {
            secret.source = m_context.absolutePath(*value);
        }
    }
    if (secret.isSet()) {
        m_context.fetch(secret, pathOf(spelling), lineOf(spelling));
    }
    return secret;
}

QList<ConfiguredHeader> ConfigurationMapping::headers(const QString &key)
{
    QList<ConfiguredHeader> headers;
    const auto *value = node(key);
    if (!value) {
        return headers;
    }
    ConfigurationMapping mapping(*value, pathOf(key), lineOf(key), m_context);
    QHash<QString, QString> spellings; // by the name in lower case: the first one
    for (const auto &entry : value->entries) {
        auto &first = spellings[entry.key.toLower()];
        first = first.isEmpty() ? entry.key : first;
        if (!isHeaderName(entry.key)) {
            mapping.addMistake(entry.key, tr("is no name of an HTTP header"));
        } else if (first != entry.key) { // one that is spelled alike stands there twice, which was said already
            mapping.addMistake(entry.key, tr("is the header %1 again, which is there already").arg(quoted(first)));
        }
        ConfiguredHeader header{entry.key, {}};
        if (entry.value.kind == ConfigurationNode::Kind::Mapping) {
            mapping.m_knownKeys.append(entry.key);
            ConfigurationMapping source(entry.value, mapping.pathOf(entry.key), entry.line, m_context);
            header.value = source.secretSource();
        } else if (const auto text = mapping.text(entry.key)) {
            header.value = {ConfiguredSecret::Origin::Inline, *text, {}};
            m_context.fetch(header.value, mapping.pathOf(entry.key), entry.line);
        }
        headers.append(header);
    }
    return headers;
}

ConfiguredSecret ConfigurationMapping::secretSource()
{
    const auto file = path(u"file"_s);
    const auto variable = text(u"env"_s);
    if (has(u"file"_s) == has(u"env"_s)) {
        m_context.addMistake(m_path, {m_line, tr("`%1` is to be a text, {file: PATH} or {env: NAME}").arg(m_path)});
        return {};
    }
    ConfiguredSecret secret;
    if (file) {
        secret = {ConfiguredSecret::Origin::File, {}, *file};
        m_context.fetch(secret, pathOf(u"file"_s), lineOf(u"file"_s));
    } else if (variable) {
        secret = {ConfiguredSecret::Origin::Environment, {}, *variable};
        m_context.fetch(secret, pathOf(u"env"_s), lineOf(u"env"_s));
    }
    return secret;
}

} // namespace Tbs
