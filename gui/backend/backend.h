// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "liveentry.h"

#include <Tbs/store/notificationhistory.h>

#include <QObject>
#include <QUrl>

namespace Tbs::Gui {

/// What the window shows and acts on: a receiver in this process today, one elsewhere tomorrow.
///
/// Requests are answered by futures, what the world starts is told by signals, in batches. Lives in the window's
/// thread and never keeps it waiting.
class Backend : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Stopped,
        Starting,
        Running,
        Failed, ///< errors() says why
    };
    Q_ENUM(State)

    using QObject::QObject;

    /// stateChanged() follows. Of no effect unless it is Stopped or Failed.
    virtual void start() = 0;
    /// stateChanged() follows when what was in hand is finished.
    virtual void stop() = 0;

    [[nodiscard]] State state() const { return m_state; }
    /// Why it failed: every reason at once.
    [[nodiscard]] const QList<Error> &errors() const { return m_errors; }

    /// What has been stored; nothing unless it is Running. Valid until stateChanged().
    [[nodiscard]] virtual NotificationHistory *history() = 0;
    /// Where the receiver listens; empty unless it is Running.
    [[nodiscard]] virtual QUrl listenUrl() const = 0;
    /// Where notifications of \a webhookId are sent to; empty unless it is Running.
    [[nodiscard]] virtual QUrl endpoint(const QString &webhookId) const = 0;
    /// What it is connected with, for people.
    [[nodiscard]] virtual QString connectionName() const = 0;

Q_SIGNALS:
    void stateChanged(Tbs::Gui::Backend::State state);
    /// What happened since the last time, the oldest first; at most ten times a second.
    void arrived(const QList<Tbs::Gui::LiveEntry> &entries);

protected:
    /// \a errors: of State::Failed.
    void setState(State state, const QList<Error> &errors = {})
    {
        m_errors = errors;
        if (m_state != state) {
            m_state = state;
            Q_EMIT stateChanged(state);
        }
    }

private:
    State m_state = State::Stopped;
    QList<Error> m_errors;
};

} // namespace Tbs::Gui
