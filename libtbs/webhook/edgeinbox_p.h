// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "httpmessage.h"

#include "resourceusage_p.h"

#include <QEvent>

#include <atomic>
#include <mutex>
#include <vector>

namespace Tbs {

/// Hands connections and replies over to the thread of one EdgeServer. Thread-safe.
///
/// Whatever is put in while the edge thread has not got round to look costs one wake-up together.
class TBS_WEBHOOK_AUTOTEST_EXPORT EdgeInbox
{
public:
    struct Connection
    {
        qintptr descriptor = -1;
        ResourceUsage::Place place;
    };

    struct Reply
    {
        quint64 connectionId = 0;
        quint64 requestNumber = 0;
        HttpResponse response;
    };

    struct Content
    {
        std::vector<Connection> connections;
        std::vector<Reply> replies;
    };

    /// \a receiver gets an event of wakeUpEvent() when there is something to take.
    explicit EdgeInbox(QObject *receiver);
    ~EdgeInbox();
    Q_DISABLE_COPY_MOVE(EdgeInbox)

    [[nodiscard]] static QEvent::Type wakeUpEvent();

    /// After close() connections are closed and replies dropped.
    void put(Connection connection);
    void put(Reply reply);

    /// Everything that was put in, in its order.
    [[nodiscard]] Content take();
    void close();
    [[nodiscard]] bool isOpen() const { return m_isOpen; }

private:
    void wakeUp();

    std::mutex m_mutex;
    QObject *const m_receiver;
    std::atomic_bool m_isOpen = true;
    bool m_awake = false;
    Content m_content;
};

} // namespace Tbs
