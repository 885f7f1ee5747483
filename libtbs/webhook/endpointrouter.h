// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>
#include <Tbs/webhook/httpmessage.h>

#include <QHash>
#include <QString>

#include <memory>
#include <mutex>
#include <optional>

namespace Tbs {

/// Which webhook a path belongs to: `/<prefix>/<webhookId>`. Webhooks come and go at run time.
///
/// Thread-safe. Finding one takes the same time however many there are.
class TBS_WEBHOOK_EXPORT EndpointRouter
{
public:
    EndpointRouter();
    Q_DISABLE_COPY_MOVE(EndpointRouter)
    ~EndpointRouter();

    /// Adds a webhook. The \a prefix may be empty or have several parts; slashes around it do not count. One webhook
    /// may have several prefixes. \return BadData when \a webhookId is empty, `.`, `..` or longer than 255 bytes, or
    /// one of the two contains a control character, or the id a slash; Rejected when the path is taken.
    [[nodiscard]] Result<void> add(const QString &prefix, const QString &webhookId);

    /// \return whether there was such a webhook. Requests that have been routed already are still handled.
    bool remove(const QString &prefix, const QString &webhookId);

    /// The webhook id for \a path, which is percent-encoded and has no query. One slash at its end is tolerated.
    /// Nothing for unknown paths, wrong encoding, encoded slashes and control characters.
    [[nodiscard]] std::optional<QString> find(const QByteArray &path) const;

    /// The percent-encoded path of a webhook, as a Subscription's endpoint names it.
    [[nodiscard]] static QByteArray path(const QString &prefix, const QString &webhookId);

private:
    /// By decoded path in UTF-8.
    using Table = QHash<QByteArray, QString>;

    [[nodiscard]] std::shared_ptr<const Table> table() const;

    mutable std::mutex m_mutex;
    std::shared_ptr<const Table> m_table;
};

} // namespace Tbs
