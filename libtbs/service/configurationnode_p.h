// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QByteArray>
#include <QString>

#include <vector>

namespace Tbs {

/// One value of a YAML document with its line; aliases are expanded. A plain value.
struct ConfigurationNode
{
    enum class Kind { Null, Boolean, Integer, Float, Text, Sequence, Mapping };
    struct Entry;

    Kind kind = Kind::Null;
    int line = 0; ///< from 1
    QString text; ///< of a scalar, as written
    std::vector<ConfigurationNode> items; ///< of a sequence
    std::vector<Entry> entries; ///< of a mapping, in order; duplicate keys are all here

    [[nodiscard]] bool isScalar() const { return kind < Kind::Sequence; }
    /// The first entry with \a key, or null.
    [[nodiscard]] const Entry *entry(const QString &key) const;
};

struct ConfigurationNode::Entry
{
    QString key;
    int line = 0; ///< of the key
    ConfigurationNode value;
};

/// A mistake and its line, 0 when it is about the whole.
struct ConfigurationMistake
{
    int line = 0;
    QString message;
    Error::Kind kind = Error::Kind::BadData;
};

/// Reads one YAML (or JSON) document into nodes, within limits on size, depth and number of nodes.
/// An empty document is a Null. The message holds nothing of the document's values.
[[nodiscard]] tl::expected<ConfigurationNode, ConfigurationMistake> parseYaml(const QByteArray &yaml);

} // namespace Tbs
