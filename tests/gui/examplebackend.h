// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "exampleserver.h"
#include "gui/backend/backend.h"
#include "memoryfolder.h"

#include <Tbs/service/subscriber.h>
#include <Tbs/store/sqlitehistory.h>

namespace Tbs::Test {

/// A backend that receives what the test gives it, through the real receiver into a real store.
class ExampleBackend : public Gui::Backend
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit ExampleBackend(Clock &clock, QObject *parent = nullptr);
    ~ExampleBackend() override;

    void open(const Gui::Connection &connection) override;
    void start() override;
    void stop() override;
    void fail(const QList<Error> &errors) { setState(State::Failed, errors); }

    [[nodiscard]] NotificationHistory *history() override;
    [[nodiscard]] QUrl listenUrl() const override;
    [[nodiscard]] QUrl endpoint(const QString &webhookId) const override;
    [[nodiscard]] QUrl serverUrl() const override;
    [[nodiscard]] std::optional<FhirVersion> fhirVersion() const override { return FhirVersion::R5; }
    [[nodiscard]] ExampleServer &server() override { return m_server; }
    [[nodiscard]] QList<Gui::ManagedSubscription> subscriptions() const override { return m_subscriptions; }
    [[nodiscard]] QFuture<Result<void>> subscribe(const SubscriptionConfiguration &subscription) override;
    [[nodiscard]] QFuture<Result<void>> unsubscribe(const QString &webhookId) override;
    [[nodiscard]] QFuture<Result<void>> suspend(const QString &webhookId) override;
    [[nodiscard]] QFuture<Result<void>> resume(const QString &webhookId) override;
    void check(const QString &webhookId) override;
    void reactivate(const QString &webhookId) override;
    [[nodiscard]] QFuture<Result<int>> replay(const QList<qint64> &notificationIds) override;
    [[nodiscard]] QFuture<Result<void>> setRetention(const RetentionConfiguration &retention) override;

    /// What subscriptions() tells from now on.
    void setSubscriptions(const QList<Gui::ManagedSubscription> &subscriptions);
    void tellJournal(const QList<Gui::JournalEntry> &entries) { Q_EMIT journal(entries); }
    void tellActivity(const Gui::Activity &activity) { Q_EMIT measured(activity); }
    /// What was asked for, in words: `suspend patients`, `replay 1 2`.
    [[nodiscard]] const QStringList &calls() const { return m_calls; }
    [[nodiscard]] const QList<SubscriptionConfiguration> &subscribed() const { return m_subscribed; }
    /// What subscribe() and its like answer; the default is success.
    void setAnswer(const Result<void> &answer) { m_answer = answer; }

    /// Receives each of \a bodies; all has been told and handled when this returns.
    void receive(const QString &webhookId, const QList<QByteArray> &bodies);
    /// The same without waiting for the handlers, of which there may be none.
    void receiveOnly(const QString &webhookId, const QList<QByteArray> &bodies);
    /// Tells of what was not received, or not stored.
    void tell(const QList<Gui::LiveEntry> &entries) { Q_EMIT arrived(entries); }
    /// What the handlers answer; the default is success.
    void setHandlerResult(const Result<void> &result) { m_handlerResult = result; }

    [[nodiscard]] int startCount() const { return m_startCount; }

private:
    [[nodiscard]] bool hasPendingEvents();

    Clock &m_clock;
    std::unique_ptr<QTemporaryDir> m_folder = makeMemoryFolder();
    Result<void> m_handlerResult;
    int m_startCount = 0;
    ExampleServer m_server;
    QList<Gui::ManagedSubscription> m_subscriptions;
    QStringList m_calls;
    QList<SubscriptionConfiguration> m_subscribed;
    Result<void> m_answer;
    std::unique_ptr<Subscriber> m_subscriber;
    std::unique_ptr<SqliteHistory> m_history;
};

} // namespace Tbs::Test
