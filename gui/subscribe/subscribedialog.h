// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"

#include <Tbs/client/topicdiscovery.h>
#include <Tbs/support/clock.h>

#include <QDialog>

namespace Tbs::Gui {

/// Subscribes to a topic, or changes a subscription: first a form with what will be sent, then the handshake as it
/// comes. Window-modal where it has a parent. Opens itself and deletes itself when it is closed.
class SubscribeDialog : public QDialog
{
    Q_OBJECT

public:
    /// A new subscription to \a topic; without one its URL is typed in. \a backend and \a clock must outlive it.
    static SubscribeDialog *subscribe(Backend &backend, const Clock &clock, const std::optional<DiscoveredTopic> &topic,
                                      QWidget *parent);
    /// Changes the one with the webhook id of \a configuration (as Connection::configuration has it, without the
    /// defaults). Without \a topic the server is asked for it.
    static SubscribeDialog *edit(Backend &backend, const Clock &clock, const SubscriptionConfiguration &configuration,
                                 const std::optional<DiscoveredTopic> &topic, QWidget *parent);

    /// Without what tells who a patient is. The parent's page calls this while the dialog is open.
    void setMasked(bool masked);

Q_SIGNALS:
    /// The subscription is active, and the operator wants to see what arrives.
    void eventsRequested(const QString &webhookId);
};

} // namespace Tbs::Gui
