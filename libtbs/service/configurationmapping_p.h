// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "configurationcontext_p.h"

#include <Tbs/subscription/closestmatch_p.h>

#include <array>
#include <utility>

namespace Tbs {

/// One mapping of the document: hands out its keys with the type that is wanted, and complains about what is not as it
/// should be. When it goes, it complains about the keys that nobody asked for. Absent and wrong keys both give nothing.
class ConfigurationMapping
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::ConfigurationMapping)

public:
    /// \param path of the mapping in the document, empty at the top
    /// \param line where it is used, for complaints about the whole
    ConfigurationMapping(const ConfigurationNode &node, QString path, int line, ConfigurationContext &context);
    ~ConfigurationMapping();
    Q_DISABLE_COPY_MOVE(ConfigurationMapping)

    [[nodiscard]] bool has(const QString &key) const;
    [[nodiscard]] int lineOf(const QString &key) const; ///< or the mapping's, when it is absent
    [[nodiscard]] QString pathOf(const QString &key) const;
    [[nodiscard]] int line() const { return m_line; }
    [[nodiscard]] ConfigurationContext &context() const { return m_context; }
    void addMistake(const QString &key, const QString &message);

    [[nodiscard]] const ConfigurationNode *node(const QString &key);
    [[nodiscard]] std::optional<QString> text(const QString &key);
    /// Also numbers and booleans, as they are written.
    [[nodiscard]] std::optional<QString> anyText(const QString &key);
    [[nodiscard]] std::optional<bool> boolean(const QString &key);
    [[nodiscard]] std::optional<qint64> integer(const QString &key, qint64 minimum, qint64 maximum);
    [[nodiscard]] std::optional<std::chrono::milliseconds>
    duration(const QString &key, std::chrono::milliseconds minimum, std::chrono::milliseconds maximum);
    /// A duration in whole seconds, up to FHIR's largest.
    [[nodiscard]] std::optional<quint32> seconds(const QString &key, quint32 minimum);
    [[nodiscard]] std::optional<qint64> size(const QString &key, qint64 minimum, qint64 maximum);
    /// An absolute http or https URL without user, query and fragment.
    [[nodiscard]] std::optional<QUrl> url(const QString &key);
    /// As an absolute path.
    [[nodiscard]] std::optional<QString> path(const QString &key);
    /// The same, of a file that can be read.
    [[nodiscard]] std::optional<QString> readableFile(const QString &key, bool isSecret);
    [[nodiscard]] QStringList textList(const QString &key);
    /// One of \a key, \a key + `File` and \a key + `Env`.
    [[nodiscard]] ConfiguredSecret secret(const QString &key);
    /// A mapping of names to texts, or to {file: PATH} or {env: NAME}.
    [[nodiscard]] QList<ConfiguredHeader> headers(const QString &key);
    /// The items of a sequence; none when it is absent or null.
    [[nodiscard]] const std::vector<ConfigurationNode> &sequence(const QString &key);

    template <typename Code, std::size_t Size>
    [[nodiscard]] std::optional<Code> code(const QString &key,
                                           const std::array<std::pair<QLatin1StringView, Code>, Size> &codes)
    {
        const auto value = text(key);
        QStringList known;
        for (const auto &[name, code] : codes) {
            if (value == name) {
                return code;
            }
            known.append(name);
        }
        if (value) {
            addUnknownCode(key, *value, known);
        }
        return std::nullopt;
    }

    void addUnknownCode(const QString &key, const QString &value, const QStringList &known);

private:
    [[nodiscard]] const ConfigurationNode *scalar(const QString &key);
    void addOutOfRange(const QString &key, const QString &value, const QString &minimum, const QString &maximum);
    /// Of a mapping {file: PATH} or {env: NAME}.
    [[nodiscard]] ConfiguredSecret secretSource();
    void checkKeys();

    const ConfigurationNode &m_node;
    QString m_path;
    int m_line;
    ConfigurationContext &m_context;
    QStringList m_knownKeys;
};

/// The key under which a secret of \a origin stands: \a key itself, or with File or Env behind it.
[[nodiscard]] QString secretKey(const QString &key, ConfiguredSecret::Origin origin);

/// Whether \a name may be the name of an HTTP header (RFC 9110, 5.6.2: token).
[[nodiscard]] bool isHeaderName(const QString &name);

} // namespace Tbs
