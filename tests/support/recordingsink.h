// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/notificationsink.h>

#include <QList>

namespace Tbs::Test {

/// A sink that records what it gets and answers what it is told to. One thread.
class RecordingSink final : public NotificationSink
{
public:
    void receive(IncomingNotification incoming, Done done) override;

    /// The next answers; after those everything is taken.
    void answerNext(const QList<Result<Receipt>> &answers) { m_answers = answers; }
    /// Answers nothing until release().
    void hold() { m_isHolding = true; }
    void release();

    [[nodiscard]] const QList<IncomingNotification> &received() const { return m_received; }
    [[nodiscard]] qsizetype count() const { return m_received.size(); }
    /// The webhook ids, in the order of arrival.
    [[nodiscard]] QStringList webhookIds() const;
    /// The bodies, in the order of arrival.
    [[nodiscard]] QByteArrayList bodies() const;
    void clear() { m_received.clear(); }

private:
    QList<IncomingNotification> m_received;
    QList<Result<Receipt>> m_answers;
    QList<Done> m_held;
    bool m_isHolding = false;
};

} // namespace Tbs::Test
