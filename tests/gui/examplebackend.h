// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/backend/backend.h"

#include <Tbs/service/subscriber.h>
#include <Tbs/store/sqlitehistory.h>

#include <QTemporaryDir>

namespace Tbs::Test {

/// A backend that receives what the test gives it, through the real receiver into a real store.
class ExampleBackend final : public Gui::Backend
{
    Q_OBJECT

public:
    /// \a clock must outlive this.
    explicit ExampleBackend(Clock &clock, QObject *parent = nullptr);
    ~ExampleBackend() override;

    void start() override;
    void stop() override;
    void fail(const QList<Error> &errors) { setState(State::Failed, errors); }

    [[nodiscard]] NotificationHistory *history() override;
    [[nodiscard]] QUrl listenUrl() const override;
    [[nodiscard]] QUrl endpoint(const QString &webhookId) const override;
    [[nodiscard]] QString connectionName() const override { return QStringLiteral("Example"); }

    /// Receives each of \a bodies; all has been told and handled when this returns.
    void receive(const QString &webhookId, const QList<QByteArray> &bodies);
    /// Tells of what was not received, or not stored.
    void tell(const QList<Gui::LiveEntry> &entries) { Q_EMIT arrived(entries); }
    /// What the handlers answer; the default is success.
    void setHandlerResult(const Result<void> &result) { m_handlerResult = result; }

    [[nodiscard]] int startCount() const { return m_startCount; }

private:
    [[nodiscard]] bool hasPendingEvents();

    Clock &m_clock;
    QTemporaryDir m_folder;
    Result<void> m_handlerResult;
    int m_startCount = 0;
    std::unique_ptr<Subscriber> m_subscriber;
    std::unique_ptr<SqliteHistory> m_history;
};

} // namespace Tbs::Test
