// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/notificationsink.h>

#include <shared_mutex>

namespace Tbs {

/// Stands between a request handler, which a server may keep for ever, and a sink, which goes before it.
class ClosableSink final : public NotificationSink
{
public:
    explicit ClosableSink(NotificationSink &sink);

    /// After close() the answer is Retry.
    void receive(IncomingNotification incoming, Done done) override;
    /// Waits for the calls of receive() that are going on; afterwards the sink may be destroyed. Not to be called from
    /// within such a call, so not by a handler in direct mode.
    void close();

private:
    std::shared_mutex m_mutex;
    NotificationSink *m_sink;
};

} // namespace Tbs
