// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "backend.h"

#include <Tbs/support/clock.h>

#include <memory>

namespace Tbs::Gui {

/// A receiver in this process, in a thread of its own, connected with a sandbox.
class EmbeddedBackend final : public Backend
{
    Q_OBJECT

public:
    /// \a storePath: the database file; empty: a temporary one. \a clock must outlive this.
    explicit EmbeddedBackend(Clock &clock, QString storePath = {}, QObject *parent = nullptr);
    /// Waits until what is in hand is finished.
    ~EmbeddedBackend() override;

    void start() override;
    void stop() override;
    [[nodiscard]] NotificationHistory *history() override;
    [[nodiscard]] QUrl listenUrl() const override;
    [[nodiscard]] QUrl endpoint(const QString &webhookId) const override;
    [[nodiscard]] QString connectionName() const override;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs::Gui
