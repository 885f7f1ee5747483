// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "mockclock.h"
#include "notifications.h"

#include <Tbs/notification/directreceiver.h>
#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/notification/sequencetracker.h>
#include <Tbs/store/storeworker.h>

#include <QtTest>

#include <memory>

namespace Tbs {

/// The subscription of Test::NotificationText, at the webhook that Receiving has.
extern const SubscriptionKey key;

template <typename T> T waitFor(const QFuture<T> &future)
{
    if (!QTest::qWaitFor([&] { return future.isFinished(); })) {
        qFatal("No answer.");
    }
    return future.result();
}

/// A receiver with all that stands behind it: with a store, or direct.
class Receiving
{
public:
    enum class Kind { Direct, Memory, Sqlite };

    Receiving(Kind kind, const QString &path, CounterMode mode = CounterMode::Absolute);
    ~Receiving();
    Q_DISABLE_COPY_MOVE(Receiving)

    /// Columns and rows of a test function that is run with each kind.
    static void kinds();
    /// One of the kind of the current row; without rows, with SQLite.
    static std::unique_ptr<Receiving> ofCurrentKind(const QString &path, CounterMode mode = CounterMode::Absolute);

    /// Receives \a body and waits for the answer, and until everything is told.
    Result<Receipt> receive(const QByteArray &body, NotificationOrigin origin = NotificationOrigin::Webhook,
                            std::optional<quint64> epoch = {});
    Result<Receipt> receive(const Test::NotificationText &text, NotificationOrigin origin = NotificationOrigin::Webhook,
                            std::optional<quint64> epoch = {})
    {
        return receive(text.toJson(), origin, epoch);
    }
    Result<Receipt> recover(const QList<int> &numbers, int counter, std::optional<quint64> epoch = {})
    {
        return receive({.type = QStringLiteral("query-event"),
                        .bundleId = QStringLiteral("answer"),
                        .counter = counter,
                        .eventNumbers = numbers},
                       NotificationOrigin::Recovery, epoch);
    }

    SubscriptionRecord record();
    QString missing();

    Test::MockClock clock;
    std::unique_ptr<AbstractReceiver> receiver;
    QStringList handled;
    QStringList gaps; ///< as they were told: the numbers, or `closed`

private:
    CounterMode m_mode;
    std::unique_ptr<StoreWorker> m_worker;
    std::unique_ptr<HandlerDispatcher> m_dispatcher;
};

} // namespace Tbs
