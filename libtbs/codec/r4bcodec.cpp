// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "backportsubscription_p.h"
#include "bundlewriter_p.h"
#include "eventsparameters_p.h"
#include "r4bcodec_p.h"
#include "statuswriter_p.h"
#include "topicelements_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr BundleShape bundleShape{
    .type = "history"_L1,
    .profile =
        "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-notification"_L1,
    .historyEntries = true,
    .messageEndpoint = "endpoint"_L1,
};

} // namespace

FhirVersion R4BCodec::version() const
{
    return FhirVersion::R4B;
}

Result<Decoded<Subscription>> R4BCodec::readSubscription(const QJsonObject &resource) const
{
    return readBackportSubscription(resource);
}

QJsonObject R4BCodec::writeSubscription(const Subscription &subscription, FilterDialect dialect) const
{
    return writeBackportSubscription(subscription, dialect);
}

Result<Decoded<SubscriptionTopic>> R4BCodec::readTopic(const QJsonObject &resource) const
{
    return readNativeTopic(resource, ComparatorList::AmongModifiers);
}

QJsonObject R4BCodec::writeTopic(const SubscriptionTopic &topic) const
{
    return writeNativeTopic(topic, ComparatorList::AmongModifiers);
}

QJsonObject R4BCodec::writeStatus(const SubscriptionStatus &status) const
{
    return writeSubscriptionStatus(status);
}

QJsonObject R4BCodec::writeNotification(const OutgoingNotification &notification) const
{
    return BundleWriter(*this, bundleShape).write(notification);
}

QList<QJsonObject> R4BCodec::writeEventsParameters(EventNumber first, EventNumber last,
                                                   std::optional<PayloadContent> content) const
{
    return {writeEventsInput(first, last, content, "valueString"_L1)};
}

} // namespace Tbs
