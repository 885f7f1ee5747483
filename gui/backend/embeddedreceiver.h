// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "activity.h"
#include "connection.h"
#include "journalentry.h"
#include "liveentry.h"
#include "managedsubscription.h"

#include <Tbs/support/clock.h>

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <memory>

namespace Tbs::Gui {

class ServerRequests;

/// A receiver as a connection wants it, perhaps with a sandbox as its FHIR server. All of it lives in the thread that
/// this was moved to before start().
class EmbeddedReceiver : public QObject
{
    Q_OBJECT

public:
    /// \a connection: with a store.path. \a clock must outlive this.
    EmbeddedReceiver(Clock &clock, Connection connection);
    ~EmbeddedReceiver() override;

    /// started() or failed() follows.
    void start();
    /// stopped() follows.
    void stop();

    /// As those of Backend. Between started() and stop().
    [[nodiscard]] QFuture<Result<void>> subscribe(const SubscriptionConfiguration &subscription);
    [[nodiscard]] QFuture<Result<void>> unsubscribe(const QString &webhookId);
    [[nodiscard]] QFuture<Result<void>> suspend(const QString &webhookId);
    [[nodiscard]] QFuture<Result<void>> resume(const QString &webhookId);
    void check(const QString &webhookId);
    void reactivate(const QString &webhookId);
    [[nodiscard]] QFuture<Result<int>> replay(const QList<qint64> &notificationIds);
    void setRetention(const RetentionConfiguration &retention);
    [[nodiscard]] ServerRequests &server();

Q_SIGNALS:
    /// \a listenUrl: empty where nothing listens. \a serverUrl: empty where there is none.
    void started(const QUrl &listenUrl, const QUrl &serverUrl);
    void versionKnown(Tbs::FhirVersion version);
    void failed(const QList<Tbs::Error> &errors);
    void stopped();
    /// What happened since the last time, the oldest first; at most ten times a second.
    void arrived(const QList<Tbs::Gui::LiveEntry> &entries);
    void journal(const QList<Tbs::Gui::JournalEntry> &entries);
    void subscriptionsChanged(const QList<Tbs::Gui::ManagedSubscription> &subscriptions);
    void measured(const Tbs::Gui::Activity &activity);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs::Gui
