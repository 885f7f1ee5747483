// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "bindingtokens_p.h"

#include <QRandomGenerator>

#include <array>

namespace Tbs {

namespace {

QString newToken()
{
    std::array<quint32, 6> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const auto *bytes = reinterpret_cast<const char *>(random.data());
    return QString::fromLatin1(QByteArray(bytes, sizeof random).toBase64(QByteArray::Base64UrlEncoding));
}

} // namespace

BindingToken BindingTokens::issue(const QList<BoundSubscription> &subscriptions, const QDateTime &expiration,
                                  const QDateTime &now)
{
    m_tokens.removeIf([&](const auto &entry) { return entry.value().expiration <= now; });
    const BindingToken issued{.token = newToken(), .expiration = expiration, .subscriptions = subscriptions};
    m_tokens.insert(issued.token, issued);
    return issued;
}

std::optional<BindingToken> BindingTokens::find(const QString &token, const QDateTime &now) const
{
    const auto found = m_tokens.constFind(token);
    return found == m_tokens.cend() || found->expiration <= now ? std::nullopt : std::optional(*found);
}

} // namespace Tbs
