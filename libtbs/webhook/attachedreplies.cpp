// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "attachedreplies_p.h"
#include "qthttpservercompat_p.h"

namespace Tbs {

AttachedReplies::AttachedReplies(QObject *server)
    : QObject(server)
    , m_inbox(std::make_shared<EdgeInbox>(this))
{
}

AttachedReplies::~AttachedReplies()
{
    m_inbox->close();
}

HttpReply AttachedReplies::makeReply(QHttpServerResponder &&responder)
{
    const auto id = ++m_lastId;
    m_responders.emplace(id, std::move(responder));
    return HttpReply([inbox = m_inbox, id](HttpResponse response) {
        inbox->put(EdgeInbox::Reply{.connectionId = id, .response = std::move(response)});
    });
}

bool AttachedReplies::event(QEvent *event)
{
    if (event->type() != EdgeInbox::wakeUpEvent()) {
        return QObject::event(event);
    }
    const auto content = m_inbox->take();
    for (const auto &reply : content.replies) {
        const auto found = m_responders.find(reply.connectionId);
        if (found != m_responders.end()) {
            QtHttpServerCompat::write(found->second, reply.response);
            m_responders.erase(found);
        }
    }
    return true;
}

} // namespace Tbs
