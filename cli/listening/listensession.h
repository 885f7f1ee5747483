// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../linewriter.h"
#include "listensettings.h"

#include <Tbs/service/subscriber.h>
#include <Tbs/support/clock.h>

#include <QObject>

#include <memory>

namespace Tbs::Cli {

/// One run of `tbs listen`: listener, subscriber and handlers, from start() to finished().
///
/// It ends as was asked for, or by stop(): accepts nothing new, answers what has arrived, lets the handlers that run
/// finish. What is left stays in the store. Lives in one thread.
class ListenSession : public QObject
{
    Q_OBJECT

public:
    /// \a clock and \a console must outlive this.
    ListenSession(Clock &clock, const Console &console, ListenSettings settings, QObject *parent = nullptr);
    ~ListenSession() override;

    /// \return every mistake at once; nothing has been started then.
    [[nodiscard]] tl::expected<void, QList<Error>> start();
    void stop(const QString &reason);

Q_SIGNALS:
    void finished(Tbs::Cli::ExitCode code);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs::Cli
