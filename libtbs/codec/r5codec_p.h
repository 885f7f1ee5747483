// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "codec.h"

namespace Tbs {

/// R5, all native.
class R5Codec final : public Codec
{
public:
    [[nodiscard]] FhirVersion version() const override;
    [[nodiscard]] Result<Decoded<Subscription>> readSubscription(const QJsonObject &resource) const override;
    [[nodiscard]] QJsonObject writeSubscription(const Subscription &subscription, FilterDialect dialect) const override;
    [[nodiscard]] Result<Decoded<SubscriptionTopic>> readTopic(const QJsonObject &resource) const override;
    [[nodiscard]] QJsonObject writeTopic(const SubscriptionTopic &topic) const override;
    [[nodiscard]] QJsonObject writeStatus(const SubscriptionStatus &status) const override;
    [[nodiscard]] QJsonObject writeNotification(const OutgoingNotification &notification) const override;
    [[nodiscard]] QList<QJsonObject> writeEventsParameters(EventNumber first, EventNumber last,
                                                           std::optional<PayloadContent> content) const override;
};

} // namespace Tbs
