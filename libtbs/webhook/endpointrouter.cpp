// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "endpointrouter.h"

#include <QCoreApplication>
#include <QStringDecoder>
#include <QUrl>

#include <algorithm>

namespace Tbs {

namespace {

constexpr qsizetype maximumIdSize = 255;

QString withoutOuterSlashes(QStringView prefix)
{
    while (prefix.startsWith(u'/')) {
        prefix = prefix.sliced(1);
    }
    while (prefix.endsWith(u'/')) {
        prefix.chop(1);
    }
    return prefix.toString();
}

bool isPrintable(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.category() != QChar::Other_Control && c != QChar::ReplacementCharacter;
    });
}

/// The decoded path, or the encoded one with \a encode.
template <typename Encode> QByteArray join(const QString &prefix, const QString &webhookId, const Encode &encode)
{
    const auto trimmedPrefix = withoutOuterSlashes(prefix);
    QByteArray path;
    if (!trimmedPrefix.isEmpty()) {
        path += '/' + encode(trimmedPrefix);
    }
    return path + '/' + encode(webhookId);
}

QByteArray key(const QString &prefix, const QString &webhookId)
{
    return join(prefix, webhookId, [](const QString &text) { return text.toUtf8(); });
}

int hexadecimal(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const auto lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// Nothing when the encoding is wrong or hides a slash or a control character.
std::optional<QByteArray> decoded(QByteArrayView path)
{
    QByteArray bytes;
    bytes.reserve(path.size());
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path[i] != '%') {
            bytes += path[i];
            continue;
        }
        const int high = i + 2 < path.size() ? hexadecimal(path[i + 1]) : -1;
        const int low = i + 2 < path.size() ? hexadecimal(path[i + 2]) : -1;
        if (high < 0 || low < 0 || high * 16 + low == '/') {
            return {};
        }
        bytes += static_cast<char>(high * 16 + low);
        i += 2;
    }
    QStringDecoder toUtf16(QStringDecoder::Utf8);
    const QString text = toUtf16(bytes);
    if (toUtf16.hasError() || !isPrintable(text)) {
        return {};
    }
    return bytes;
}

} // namespace

EndpointRouter::EndpointRouter()
    : m_table(std::make_shared<const Table>())
{
}

EndpointRouter::~EndpointRouter() = default;

std::shared_ptr<const EndpointRouter::Table> EndpointRouter::table() const
{
    const std::lock_guard lock(m_mutex);
    return m_table;
}

Result<void> EndpointRouter::add(const QString &prefix, const QString &webhookId)
{
    if (webhookId.isEmpty() || webhookId == u"." || webhookId == u".." || webhookId.contains(u'/')
        || webhookId.toUtf8().size() > maximumIdSize || !isPrintable(webhookId)) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "The webhook id cannot be part of a path."));
    }
    if (!isPrintable(prefix)) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "The webhook path prefix contains a control character."));
    }
    const std::lock_guard lock(m_mutex);
    auto table = std::make_shared<Table>(*m_table);
    const auto path = key(prefix, webhookId);
    if (table->contains(path)) {
        return failure(Error::Kind::Rejected,
                       QCoreApplication::translate("Tbs", "There is already a webhook with this id and prefix."));
    }
    table->insert(path, webhookId);
    m_table = std::move(table);
    return {};
}

bool EndpointRouter::remove(const QString &prefix, const QString &webhookId)
{
    const std::lock_guard lock(m_mutex);
    auto table = std::make_shared<Table>(*m_table);
    const bool removed = table->remove(key(prefix, webhookId));
    m_table = std::move(table);
    return removed;
}

std::optional<QString> EndpointRouter::find(const QByteArray &path) const
{
    auto wanted = path;
    if (wanted.size() > 1 && wanted.endsWith('/')) {
        wanted.chop(1);
    }
    const bool isPlain =
        std::all_of(wanted.begin(), wanted.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '%'; });
    if (!isPlain) {
        const auto bytes = decoded(wanted);
        if (!bytes) {
            return {};
        }
        wanted = *bytes;
    }
    const auto snapshot = table();
    const auto found = snapshot->constFind(wanted);
    return found == snapshot->constEnd() ? std::nullopt : std::optional(found.value());
}

QByteArray EndpointRouter::path(const QString &prefix, const QString &webhookId)
{
    return join(prefix, webhookId, [](const QString &text) { return QUrl::toPercentEncoding(text, "/:@!$&'()*+,;="); });
}

} // namespace Tbs
