// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/connection.h"

#include <Tbs/service/finding.h>
#include <Tbs/support/clock.h>
#include <Tbs/support/error.h>

#include <QObject>

#include <memory>

namespace Tbs::Gui {

/// Has a Doctor look at a connection, also at one that is not saved. Nothing is changed. Destroying it cancels.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    /// \a connection: with its secrets. \a clock must outlive this.
    ConnectionTest(Connection connection, Clock &clock, QObject *parent = nullptr);
    ~ConnectionTest() override;

    /// found() and finished() follow, from the event loop.
    void start();

Q_SIGNALS:
    /// Each at once, as it is made.
    void found(const Tbs::Finding &finding);
    void finished();

private:
    class Private;

    void examine();
    void end(const QList<Error> &errors, const QString &check);

    std::unique_ptr<Private> d;
};

} // namespace Tbs::Gui
