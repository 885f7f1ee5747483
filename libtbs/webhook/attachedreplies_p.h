// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "edgeinbox_p.h"

#include <QHttpServerResponder>
#include <QObject>

#include <unordered_map>

namespace Tbs {

/// Keeps the responders of a QHttpServer whose requests are answered later, from any thread.
///
/// A child of the server made before it has connections, so that the responders go before what they point to.
class AttachedReplies final : public QObject
{
    Q_OBJECT

public:
    explicit AttachedReplies(QObject *server);
    ~AttachedReplies() override;

    [[nodiscard]] HttpReply makeReply(QHttpServerResponder &&responder);

protected:
    bool event(QEvent *event) override;

private:
    const std::shared_ptr<EdgeInbox> m_inbox;
    std::unordered_map<quint64, QHttpServerResponder> m_responders;
    quint64 m_lastId = 0;
};

} // namespace Tbs
