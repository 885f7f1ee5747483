// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace GuiBenchmark {

/// How long the window does not answer: every millisecond the event loop is asked, and a stall is how late it comes.
/// Measures until it is destroyed, and prints.
class StallMeter
{
public:
    explicit StallMeter(QByteArray name)
        : m_name(std::move(name))
    {
        m_sinceTick.start();
        m_total.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_sinceTick.nsecsElapsed());
            m_sinceTick.restart();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(1);
    }
    ~StallMeter()
    {
        m_longest = std::max(m_longest, m_sinceTick.nsecsElapsed());
        std::printf("%-44s %8lld ms, longest stall %6.1f ms\n", m_name.constData(),
                    static_cast<long long>(m_total.elapsed()), static_cast<double>(m_longest) / 1e6);
    }
    Q_DISABLE_COPY_MOVE(StallMeter)

private:
    QByteArray m_name;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_total;
    qint64 m_longest = 0;
};

/// Runs the event loop until \a done, a minute at most.
template <typename Condition> void runUntil(Condition done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < 60'000) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

} // namespace GuiBenchmark
