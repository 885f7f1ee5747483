// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "embeddedreceiver.h"
#include "fhirserver.h"

namespace Tbs::Gui {

/// The FHIR server of an EmbeddedReceiver, asked from the window's thread.
class EmbeddedFhirServer final : public FhirServer
{
public:
    /// Nothing: while it does not run. \a receiver must outlive this, or be taken back before its thread ends.
    void setReceiver(EmbeddedReceiver *receiver) { m_receiver = receiver; }

    [[nodiscard]] QFuture<Result<DiscoveredTopics>> topics() override;
    [[nodiscard]] QFuture<Result<QList<ServerSubscription>>> subscriptions() override;
    [[nodiscard]] QFuture<Result<SubscriptionPreview>> preview(const SubscriptionConfiguration &subscription) override;
    [[nodiscard]] QFuture<Result<FetchedStatus>> status(const QString &id) override;
    [[nodiscard]] QFuture<Result<RecoveredEvents>> events(const QString &id, const NumberRange &range) override;
    [[nodiscard]] QFuture<Result<ObservedSubscription>> setStatus(const QString &id,
                                                                  SubscriptionStatusCode status) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &id) override;

private:
    EmbeddedReceiver *m_receiver = nullptr;
};

} // namespace Tbs::Gui
