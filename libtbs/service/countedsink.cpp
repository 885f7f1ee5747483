// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "countedsink_p.h"

#include <QCoreApplication>

namespace Tbs {

CountedSink::CountedSink(NotificationSink &sink)
    : m_sink(sink)
{
}

void CountedSink::receive(IncomingNotification incoming, Done done)
{
    ++m_underWay; // before the look at m_closed, so that close() and underWay() miss none
    if (m_closed) {
        done(failure(Error::Kind::Retry, QCoreApplication::translate("Tbs", "The receiver is about to end")));
        --m_underWay;
        return;
    }
    m_sink.receive(std::move(incoming), [this, done = std::move(done)](const Result<Receipt> &result) {
        done(result);
        --m_underWay;
    });
}

void CountedSink::close()
{
    m_closed = true;
}

int CountedSink::underWay() const
{
    return m_underWay;
}

} // namespace Tbs
