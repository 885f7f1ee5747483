// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "backend.h"

#include <Tbs/support/clock.h>

#include <memory>

namespace Tbs::Gui {

/// A receiver in this process, in a thread of its own.
class EmbeddedBackend final : public Backend
{
    Q_OBJECT

public:
    /// \a folder: where the stores of connections are that do not say where; empty: the user's place for this
    /// application. That of a sandbox, or of a connection that wants none, is thrown away. \a clock must outlive this.
    explicit EmbeddedBackend(Clock &clock, QString folder = {}, QObject *parent = nullptr);
    /// Waits until what is in hand is finished.
    ~EmbeddedBackend() override;

    void open(const Connection &connection) override;
    void start() override;
    void stop() override;
    [[nodiscard]] NotificationHistory *history() override;
    [[nodiscard]] QUrl listenUrl() const override;
    [[nodiscard]] QUrl endpoint(const QString &webhookId) const override;
    [[nodiscard]] QUrl serverUrl() const override;
    [[nodiscard]] std::optional<FhirVersion> fhirVersion() const override;
    [[nodiscard]] FhirServer &server() override;
    [[nodiscard]] QList<ManagedSubscription> subscriptions() const override;
    [[nodiscard]] QFuture<Result<void>> subscribe(const SubscriptionConfiguration &subscription) override;
    [[nodiscard]] QFuture<Result<void>> unsubscribe(const QString &webhookId) override;
    [[nodiscard]] QFuture<Result<void>> suspend(const QString &webhookId) override;
    [[nodiscard]] QFuture<Result<void>> resume(const QString &webhookId) override;
    void check(const QString &webhookId) override;
    void reactivate(const QString &webhookId) override;
    [[nodiscard]] QFuture<Result<int>> replay(const QList<qint64> &notificationIds) override;
    [[nodiscard]] QFuture<Result<void>> setRetention(const RetentionConfiguration &retention) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs::Gui
