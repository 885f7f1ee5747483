// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "liveentry.h"

#include <Tbs/support/clock.h>

#include <QObject>
#include <QUrl>

#include <memory>

namespace Tbs::Gui {

/// A receiver with a sandbox as its FHIR server: webhooks, store and handlers. All of it lives in the thread that this
/// was moved to before start().
class EmbeddedReceiver : public QObject
{
    Q_OBJECT

public:
    /// \a storePath: the database file. \a clock must outlive this.
    EmbeddedReceiver(Clock &clock, QString storePath);
    ~EmbeddedReceiver() override;

    /// started() or failed() follows.
    void start();
    /// stopped() follows.
    void stop();

Q_SIGNALS:
    void started(const QUrl &listenUrl);
    void failed(const QList<Tbs::Error> &errors);
    void stopped();
    /// What happened since the last time, the oldest first; at most ten times a second.
    void arrived(const QList<Tbs::Gui::LiveEntry> &entries);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs::Gui
