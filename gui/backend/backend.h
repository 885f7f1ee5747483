// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "activity.h"
#include "connection.h"
#include "fhirserver.h"
#include "journalentry.h"
#include "liveentry.h"
#include "managedsubscription.h"

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

    /// Ends what is running, and goes on with \a connection. connectionChanged() and stateChanged() follow.
    virtual void open(const Connection &connection) = 0;
    /// Goes on with the connection that was opened last. stateChanged() follows. Of no effect unless it is Stopped or
    /// Failed.
    virtual void start() = 0;
    /// stateChanged() follows when what was in hand is finished.
    virtual void stop() = 0;

    [[nodiscard]] State state() const { return m_state; }
    /// Why it failed: every reason at once.
    [[nodiscard]] const QList<Error> &errors() const { return m_errors; }
    /// What was opened, with what subscribe() and its like have changed since then.
    [[nodiscard]] const Connection &connection() const { return m_connection; }

    /// What has been stored; nothing unless it is Running. Valid until stateChanged().
    [[nodiscard]] virtual NotificationHistory *history() = 0;
    /// Where the receiver listens; empty unless it is Running, and where there are only websockets.
    [[nodiscard]] virtual QUrl listenUrl() const = 0;
    /// Where the FHIR server sends notifications of \a webhookId to; empty unless it is Running.
    [[nodiscard]] virtual QUrl endpoint(const QString &webhookId) const = 0;
    /// Base URL of the FHIR server, also of a sandbox; empty unless it is Running, and where none is configured.
    [[nodiscard]] virtual QUrl serverUrl() const = 0;
    /// What the server speaks; absent while it is not known.
    [[nodiscard]] virtual std::optional<FhirVersion> fhirVersion() const = 0;
    [[nodiscard]] virtual FhirServer &server() = 0;

    /// Ours, in the order in which they were defined.
    [[nodiscard]] virtual QList<ManagedSubscription> subscriptions() const = 0;

    /// Adds a subscription or changes the one with its webhook id, and has the server register it; journal() tells how
    /// it goes. The future finishes when it is defined here: errors are those of validate() (BadData).
    [[nodiscard]] virtual QFuture<Result<void>> subscribe(const SubscriptionConfiguration &subscription) = 0;
    /// Deletes the Subscription on the server, then forgets the definition. When the server refuses nothing is
    /// forgotten.
    [[nodiscard]] virtual QFuture<Result<void>> unsubscribe(const QString &webhookId) = 0;
    /// Turns the Subscription off on the server and leaves it so, until resume().
    [[nodiscard]] virtual QFuture<Result<void>> suspend(const QString &webhookId) = 0;
    [[nodiscard]] virtual QFuture<Result<void>> resume(const QString &webhookId) = 0;
    /// Asks the server now how the Subscription does, and activates it again if it needs that. Journal and
    /// subscriptionsChanged() tell what came of it.
    virtual void check(const QString &webhookId) = 0;
    virtual void reactivate(const QString &webhookId) = 0;

    /// Hands the events of these stored notifications over to their handlers once more. \return how many events.
    [[nodiscard]] virtual QFuture<Result<int>> replay(const QList<qint64> &notificationIds) = 0;
    /// What is thrown away from now on. Also remembered in the connection.
    [[nodiscard]] virtual QFuture<Result<void>> setRetention(const RetentionConfiguration &retention) = 0;

Q_SIGNALS:
    void stateChanged(Tbs::Gui::Backend::State state);
    /// Another one was opened, or this one was changed: to be saved.
    void connectionChanged(const Tbs::Gui::Connection &connection);
    /// subscriptions() tells something else now; at most ten times a second.
    void subscriptionsChanged();
    /// What happened since the last time, the oldest first; at most ten times a second.
    void arrived(const QList<Tbs::Gui::LiveEntry> &entries);
    /// The same of what is no notification.
    void journal(const QList<Tbs::Gui::JournalEntry> &entries);
    /// Once a second while it is Running.
    void measured(const Tbs::Gui::Activity &activity);

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
    void setConnection(const Connection &connection)
    {
        if (m_connection != connection) {
            m_connection = connection;
            Q_EMIT connectionChanged(connection);
        }
    }

private:
    State m_state = State::Stopped;
    QList<Error> m_errors;
    Connection m_connection;
};

} // namespace Tbs::Gui
