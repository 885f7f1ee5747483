// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "closablesink_p.h"

#include <QCoreApplication>

#include <mutex>

namespace Tbs {

ClosableSink::ClosableSink(NotificationSink &sink)
    : m_sink(&sink)
{
}

void ClosableSink::receive(IncomingNotification incoming, Done done)
{
    const std::shared_lock lock(m_mutex);
    if (!m_sink) {
        done(failure(Error::Kind::Retry, QCoreApplication::translate("Tbs", "The receiver has been stopped.")));
        return;
    }
    m_sink->receive(std::move(incoming), std::move(done));
}

void ClosableSink::close()
{
    const std::unique_lock lock(m_mutex);
    m_sink = nullptr;
}

} // namespace Tbs
