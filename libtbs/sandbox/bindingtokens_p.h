// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "boundsubscription_p.h"

#include <Tbs/support/export.h>

#include <QDateTime>
#include <QHash>
#include <QList>

#include <optional>

namespace Tbs {

/// What `$get-ws-binding-token` gave out.
struct BindingToken
{
    QString token;
    QDateTime expiration; ///< UTC; from then on it binds nothing
    QList<BoundSubscription> subscriptions;
};

/// The tokens that bind websockets to subscriptions. Pure: time is given.
class TBS_SANDBOX_AUTOTEST_EXPORT BindingTokens
{
public:
    /// A new token, good until \a expiration. Those that have expired at \a now are forgotten.
    BindingToken issue(const QList<BoundSubscription> &subscriptions, const QDateTime &expiration,
                       const QDateTime &now);
    /// What \a token is for; nothing when it is not known or has expired.
    [[nodiscard]] std::optional<BindingToken> find(const QString &token, const QDateTime &now) const;
    /// It binds nothing any more.
    void remove(const QString &token) { m_tokens.remove(token); }

private:
    QHash<QString, BindingToken> m_tokens;
};

} // namespace Tbs
