// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "mockclock.h"
#include "notifications.h"
#include "waiting.h"

#include <Tbs/notification/eventhandler.h>
#include <Tbs/notification/notificationreceiver.h>

#include <QStringList>

#include <memory>
#include <optional>

namespace Tbs {

class HandlerDispatcher;
class StoreWorker;

} // namespace Tbs

namespace Tbs::Test {

/// A receiver with all that stands behind it, with a store or direct, and a handler that notes what it gets.
class Receiving
{
public:
    enum class Kind { Direct, Memory, Sqlite };

    /// \a path: of the SQLite store. \a server: base URL of the FHIR server; empty: what the notifications say.
    explicit Receiving(Kind kind = Kind::Memory, const QString &path = {}, CounterMode mode = CounterMode::Absolute,
                       const QString &server = {});
    ~Receiving();
    Q_DISABLE_COPY_MOVE(Receiving)

    /// Of the notifications that NotificationText makes.
    [[nodiscard]] static SubscriptionKey key();

    /// Receives, and waits until everything is told.
    Result<Receipt> receive(const NotificationText &text, NotificationOrigin origin = NotificationOrigin::Webhook,
                            std::optional<quint64> epoch = {});
    Result<Receipt> receive(const QByteArray &body, NotificationOrigin origin = NotificationOrigin::Webhook,
                            std::optional<quint64> epoch = {});
    /// An answer of $events.
    Result<Receipt> recover(const QList<int> &numbers, int counter, std::optional<quint64> epoch = {});

    /// What is known of the only subscription; the default when there is none.
    [[nodiscard]] SubscriptionRecord record();
    /// What is missing of it: `2-3,7`.
    [[nodiscard]] QString missing();

    MockClock clock;
    std::unique_ptr<AbstractReceiver> receiver;
    QStringList handled; ///< `Encounter/1`, or `Encounter/1 recovered`
    QStringList gaps; ///< as they were told: the numbers, or `closed`

private:
    void makeDurable(std::unique_ptr<NotificationStore> store, EventHandler handler);

    std::unique_ptr<StoreWorker> m_worker;
    std::unique_ptr<HandlerDispatcher> m_dispatcher;
};

} // namespace Tbs::Test
