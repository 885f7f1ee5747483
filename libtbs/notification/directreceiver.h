// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/notification/eventhandler.h>
#include <Tbs/notification/notificationreceiver.h>

#include <memory>

namespace Tbs {

/// The way without a store: the handlers finish before the acknowledgement, and their failure makes the server repeat
/// the notification.
///
/// Notifications of one subscription are handled one after the other. What was handled is remembered (in memory, the
/// newest events of each subscription), so that a repetition is not handled again. Handlers are called in the thread
/// this lives in; a bundle whose second event fails comes again as a whole, its first event included. A receive() from
/// that thread with synchronous handlers is done when it returns. Errors of receive(): BadData, and Retry when a
/// handler failed.
class TBS_CORE_EXPORT DirectReceiver final : public AbstractReceiver
{
    Q_OBJECT

public:
    /// Notifications remembered for each webhook.
    static constexpr int rememberedNotifications = 10'000;

    /// \a clock must outlive this.
    explicit DirectReceiver(Clock &clock, QObject *parent = nullptr);
    ~DirectReceiver() override;

    /// Adds a handler or changes it, from the next event on.
    void setHandler(const QString &webhookId, EventHandler handler);
    /// After removeEndpoint(): what waits for the handler is refused (Rejected), and what was handled is forgotten. A
    /// handler that runs ends.
    void removeHandler(const QString &webhookId);
    [[nodiscard]] bool hasAsynchronousHandlers() const;

    /// Rejected: nothing is stored.
    [[nodiscard]] QFuture<Result<int>> replay(const QList<qint64> &notificationIds) override;

Q_SIGNALS:
    void handled(const Tbs::EventContext &event);
    void handlerFailed(const Tbs::EventContext &event, const Tbs::Error &error);

protected:
    void take(ArrivedNotification arrived, Done done) override;
    void inStore(const QString &webhookId, NotificationStore::Work job,
                 std::function<void(const Result<void> &)> done) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
