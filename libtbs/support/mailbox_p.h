// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMutex>
#include <QObject>

#include <functional>
#include <utility>
#include <vector>

namespace Tbs {

/// Hands values from any thread to one thread, in order and in batches: many posts cause one wake-up.
///
/// The receiving function runs in the thread of the context object, which must outlive the mailbox.
template <typename T> class Mailbox
{
public:
    using Receive = std::function<void(std::vector<T>)>;

    Mailbox(QObject *context, Receive receive)
        : m_context(context)
        , m_receive(std::move(receive))
    {
    }
    Q_DISABLE_COPY_MOVE(Mailbox)
    ~Mailbox() = default;

    void post(T value)
    {
        {
            const QMutexLocker lock(&m_mutex);
            m_values.push_back(std::move(value));
            if (std::exchange(m_wakeUpPosted, true)) {
                return;
            }
        }
        QMetaObject::invokeMethod(
            m_context, [this] { deliver(); }, Qt::QueuedConnection);
    }

    /// Delivers what is waiting at once. Call it in the context's thread.
    void deliver()
    {
        std::vector<T> values;
        {
            const QMutexLocker lock(&m_mutex);
            m_wakeUpPosted = false;
            values.swap(m_values);
        }
        if (!values.empty()) {
            m_receive(std::move(values));
        }
    }

private:
    QObject *m_context;
    Receive m_receive;
    QMutex m_mutex;
    std::vector<T> m_values;
    bool m_wakeUpPosted = false;
};

} // namespace Tbs
