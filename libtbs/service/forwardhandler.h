// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventhandler.h>
#include <Tbs/support/clock.h>

#include <QUrl>

#include <chrono>
#include <memory>
#include <utility>

class QNetworkAccessManager;

namespace Tbs {

struct TBS_CORE_EXPORT ForwardHandlerOptions
{
    QUrl url; ///< absolute, http or https
    /// Sent along; may hold secrets.
    QList<std::pair<QByteArray, QByteArray>> headers;
    /// From the start of the request to the end of the answer. > 0
    std::chrono::milliseconds timeout = std::chrono::seconds(30);
};

/// An event handler that POSTs EventContext::toJson() as application/json. A status of 2xx is success.
///
/// Errors: Rejected for 400, 410 and 422, where the same event would fail again; Retry for every other status and when
/// there was no answer in time. Redirects are not followed: they could carry the event to another host.
/// A copyable value; lives in the thread of its network access manager.
class TBS_CORE_EXPORT ForwardHandler
{
public:
    /// \a network and \a clock must outlive all copies.
    ForwardHandler(QNetworkAccessManager &network, Clock &clock, ForwardHandlerOptions options);

    [[nodiscard]] QFuture<Result<void>> operator()(const EventContext &event) const;

private:
    class Private;
    std::shared_ptr<const Private> d;
};

} // namespace Tbs
