// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationnode_p.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>
#include <QStringDecoder>

#include <algorithm>
#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qsizetype maximumSize = 1024 * 1024;
constexpr std::size_t maximumDepth = 32;
constexpr qsizetype maximumNodes = 100'000; // with aliases expanded

/// The types of YAML 1.2's core schema.
ConfigurationNode::Kind kindOfPlainScalar(const QString &text)
{
    static const QRegularExpression null(u"^(~|null|Null|NULL|)$"_s);
    static const QRegularExpression boolean(u"^(true|True|TRUE|false|False|FALSE)$"_s);
    static const QRegularExpression integer(u"^([-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"_s);
    static const QRegularExpression floating(
        u"^([-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN))$"_s);
    if (null.match(text).hasMatch()) {
        return ConfigurationNode::Kind::Null;
    }
    if (boolean.match(text).hasMatch()) {
        return ConfigurationNode::Kind::Boolean;
    }
    if (integer.match(text).hasMatch()) {
        return ConfigurationNode::Kind::Integer;
    }
    return floating.match(text).hasMatch() ? ConfigurationNode::Kind::Float : ConfigurationNode::Kind::Text;
}

qsizetype countNodes(const ConfigurationNode &node)
{
    qsizetype count = 1;
    for (const auto &item : node.items) {
        count += countNodes(item);
    }
    for (const auto &entry : node.entries) {
        count += countNodes(entry.value);
    }
    return count;
}

std::size_t depthOf(const ConfigurationNode &node)
{
    std::size_t depth = 0;
    for (const auto &item : node.items) {
        depth = std::max(depth, depthOf(item));
    }
    for (const auto &entry : node.entries) {
        depth = std::max(depth, depthOf(entry.value));
    }
    return depth + 1;
}

int lineOf(const YAML::Mark &mark)
{
    return mark.line < 0 ? 0 : mark.line + 1;
}

/// Builds nodes from yaml-cpp's events; throws ConfigurationMistake, which parseYaml() catches.
class NodeBuilder final : public YAML::EventHandler
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::NodeBuilder)

public:
    [[nodiscard]] ConfigurationNode takeRoot() { return std::move(m_root); }

    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        add({.kind = ConfigurationNode::Kind::Null, .line = lineOf(mark)}, anchor);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto node = m_anchors.constFind(anchor);
        if (node == m_anchors.cend()) {
            throw ConfigurationMistake{lineOf(mark), tr("the alias is part of what it stands for")};
        }
        if (m_open.size() + depthOf(*node) > maximumDepth) {
            throw tooDeep(mark);
        }
        m_nodes += countNodes(*node) - 1; // add() counts one
        add(*node, YAML::NullAnchor, lineOf(mark));
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                  const std::string &value) override
    {
        ConfigurationNode node{.kind = ConfigurationNode::Kind::Text,
                               .line = lineOf(mark),
                               .text = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()))};
        if (tag == "?") { // plain; `!` is quoted
            node.kind = kindOfPlainScalar(node.text);
        } else if (tag != "!") {
            throw unknownTag(mark);
        }
        add(std::move(node), anchor);
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override
    {
        open(ConfigurationNode::Kind::Sequence, mark, tag, anchor);
    }
    void OnSequenceEnd() override { close(); }

    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override
    {
        open(ConfigurationNode::Kind::Mapping, mark, tag, anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open
    {
        ConfigurationNode node;
        YAML::anchor_t anchor = YAML::NullAnchor;
        std::optional<QString> key; // read, its value is awaited
        int keyLine = 0;
    };

    static ConfigurationMistake tooDeep(const YAML::Mark &mark)
    {
        return {lineOf(mark), tr("nested deeper than %1 levels").arg(maximumDepth)};
    }
    static ConfigurationMistake unknownTag(const YAML::Mark &mark)
    {
        return {lineOf(mark), tr("tags (!name) are not understood")};
    }

    void open(ConfigurationNode::Kind kind, const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor)
    {
        if (tag != "?" && tag != "!" && !tag.empty()) {
            throw unknownTag(mark);
        }
        if (m_open.size() >= maximumDepth) {
            throw tooDeep(mark);
        }
        m_open.push_back({.node = {.kind = kind, .line = lineOf(mark)}, .anchor = anchor, .key = {}, .keyLine = 0});
    }

    void close()
    {
        auto finished = std::move(m_open.back());
        m_open.pop_back();
        add(std::move(finished.node), finished.anchor);
    }

    /// \param line where it is used, when that is not where it stands.
    void add(ConfigurationNode node, YAML::anchor_t anchor, int line = 0)
    {
        line = line > 0 ? line : node.line;
        if (++m_nodes > maximumNodes) {
            throw ConfigurationMistake{line, tr("more than %1 values").arg(maximumNodes)};
        }
        if (anchor != YAML::NullAnchor) {
            m_anchors.insert(anchor, node);
        }
        if (m_open.empty()) {
            m_root = std::move(node);
            return;
        }
        auto &parent = m_open.back();
        if (parent.node.kind == ConfigurationNode::Kind::Sequence) {
            parent.node.items.push_back(std::move(node));
        } else if (parent.key) {
            parent.node.entries.push_back({*parent.key, parent.keyLine, std::move(node)});
            parent.key.reset();
        } else if (!node.isScalar()) {
            throw ConfigurationMistake{line, tr("a key has to be a text")};
        } else {
            parent.key = node.text;
            parent.keyLine = line;
        }
    }

    ConfigurationNode m_root;
    std::vector<Open> m_open;
    QHash<YAML::anchor_t, ConfigurationNode> m_anchors;
    qsizetype m_nodes = 0;
};

int lineAt(const QByteArray &yaml, qsizetype offset)
{
    return static_cast<int>(yaml.first(offset).count('\n')) + 1;
}

/// yaml-cpp takes EOT for the end of the input and replaces broken UTF-8; both are to be seen.
std::optional<ConfigurationMistake> findBadCharacter(const QByteArray &yaml)
{
    for (qsizetype i = 0; i < yaml.size(); ++i) {
        const auto c = static_cast<unsigned char>(yaml.at(i));
        if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7f) {
            return ConfigurationMistake{lineAt(yaml, i), NodeBuilder::tr("there is a control character")};
        }
    }
    int line = 1;
    for (const auto &text : yaml.split('\n')) {
        QStringDecoder decoder(QStringDecoder::Utf8);
        [[maybe_unused]] const QString decoded = decoder(text); // clazy:exclude=unused-non-trivial-variable
        if (decoder.hasError()) {
            return ConfigurationMistake{line, NodeBuilder::tr("this is not UTF-8")};
        }
        ++line;
    }
    return std::nullopt;
}

/// yaml-cpp 0.7 takes a line end at the end of the input for the missing quote of a text that is not closed.
QByteArray withoutTrailingSpace(const QByteArray &yaml)
{
    auto size = yaml.size();
    while (size > 0 && (yaml.at(size - 1) == '\n' || yaml.at(size - 1) == '\r' || yaml.at(size - 1) == ' ')) {
        --size;
    }
    return yaml.first(size);
}

/// The line a person should look at: \a line or one of the few before it, where a tab indents.
int tabIndentedLine(const QByteArray &yaml, int line)
{
    static const QRegularExpression tab(u"^ *\t"_s);
    const auto lines = yaml.split('\n');
    for (int i = line; i >= std::max(1, line - 2); --i) {
        if (i <= lines.size() && tab.match(QString::fromUtf8(lines.at(i - 1))).hasMatch()) {
            return i;
        }
    }
    return 0;
}

ConfigurationMistake toMistake(const YAML::Exception &exception, const QByteArray &yaml)
{
    const auto line = lineOf(exception.mark);
    if (const auto tabLine = tabIndentedLine(yaml, line); tabLine > 0) {
        return {tabLine, NodeBuilder::tr("no valid YAML: a tab indents this line, YAML wants spaces")};
    }
    if (exception.msg == YAML::ErrorMsg::EOF_IN_SCALAR) {
        return {line, NodeBuilder::tr("no valid YAML: a quoted text is not closed")};
    }
    // yaml-cpp's messages are fixed texts; those that name something name an anchor, a tag or a directive.
    return {line,
            NodeBuilder::tr("no valid YAML: %1 (look for indentation, quotes and colons)")
                .arg(QString::fromStdString(exception.msg))};
}

} // namespace

const ConfigurationNode::Entry *ConfigurationNode::entry(const QString &key) const
{
    const auto found =
        std::find_if(entries.begin(), entries.end(), [&key](const auto &entry) { return entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
}

tl::expected<ConfigurationNode, ConfigurationMistake> parseYaml(const QByteArray &yaml)
{
    if (yaml.size() > maximumSize) {
        return tl::unexpected(ConfigurationMistake{0, NodeBuilder::tr("larger than 1 MiB")});
    }
    if (const auto mistake = findBadCharacter(yaml)) {
        return tl::unexpected(*mistake);
    }
    NodeBuilder builder;
    try {
        std::istringstream stream(withoutTrailingSpace(yaml).toStdString());
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
        auto root = builder.takeRoot();
        if (parser.HandleNextDocument(builder)) {
            return tl::unexpected(ConfigurationMistake{
                builder.takeRoot().line,
                NodeBuilder::tr(
                    "this does not belong to what stands before it: it is indented wrongly or a second document")});
        }
        return root;
    } catch (const ConfigurationMistake &mistake) {
        return tl::unexpected(mistake);
    } catch (const YAML::Exception &exception) {
        return tl::unexpected(toMistake(exception, yaml));
    } catch (const std::exception &) {
        return tl::unexpected(ConfigurationMistake{0, NodeBuilder::tr("the YAML cannot be read")});
    }
}

} // namespace Tbs
