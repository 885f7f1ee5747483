// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "edgeinbox_p.h"

#include <QCoreApplication>

#include <unistd.h>

namespace Tbs {

EdgeInbox::EdgeInbox(QObject *receiver)
    : m_receiver(receiver)
{
}

EdgeInbox::~EdgeInbox()
{
    close();
}

QEvent::Type EdgeInbox::wakeUpEvent()
{
    static const auto type = static_cast<QEvent::Type>(QEvent::registerEventType());
    return type;
}

void EdgeInbox::put(Connection connection)
{
    const std::lock_guard lock(m_mutex);
    if (!m_isOpen) {
        ::close(static_cast<int>(connection.descriptor));
        return;
    }
    m_content.connections.push_back(std::move(connection));
    wakeUp();
}

void EdgeInbox::put(Reply reply)
{
    const std::lock_guard lock(m_mutex);
    if (m_isOpen) {
        m_content.replies.push_back(std::move(reply));
        wakeUp();
    }
}

void EdgeInbox::wakeUp()
{
    if (!std::exchange(m_awake, true)) {
        QCoreApplication::postEvent(m_receiver, new QEvent(wakeUpEvent()));
    }
}

EdgeInbox::Content EdgeInbox::take()
{
    const std::lock_guard lock(m_mutex);
    m_awake = false;
    return std::exchange(m_content, {});
}

void EdgeInbox::close()
{
    const std::lock_guard lock(m_mutex);
    m_isOpen = false;
    for (const auto &connection : m_content.connections) {
        ::close(static_cast<int>(connection.descriptor));
    }
    m_content = {};
}

} // namespace Tbs
