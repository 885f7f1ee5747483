// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "backportsubscription_p.h"
#include "basictopic_p.h"
#include "bundlewriter_p.h"
#include "eventsparameters_p.h"
#include "r4codec_p.h"
#include "statuswriter_p.h"
#include "topicelements_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr BundleShape bundleShape{
    .type = "history"_L1,
    .profile =
        "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-subscription-notification-r4"_L1,
    .historyEntries = true,
    .messageEndpoint = "endpoint"_L1,
};

/// Some R4 servers expose the resource type of R4B.
bool isNativeTopic(const QJsonObject &resource)
{
    return resource["resourceType"_L1].toString() == "SubscriptionTopic"_L1;
}

} // namespace

FhirVersion R4Codec::version() const
{
    return FhirVersion::R4;
}

Result<Decoded<Subscription>> R4Codec::readSubscription(const QJsonObject &resource) const
{
    return readBackportSubscription(resource);
}

QJsonObject R4Codec::writeSubscription(const Subscription &subscription, FilterDialect dialect) const
{
    return writeBackportSubscription(subscription, dialect);
}

Result<Decoded<SubscriptionTopic>> R4Codec::readTopic(const QJsonObject &resource) const
{
    return isNativeTopic(resource) ? readNativeTopic(resource, ComparatorList::AmongModifiers)
                                   : readBasicTopic(resource);
}

QJsonObject R4Codec::writeTopic(const SubscriptionTopic &topic) const
{
    return isNativeTopic(topic.raw) ? writeNativeTopic(topic, ComparatorList::AmongModifiers) : writeBasicTopic(topic);
}

QJsonObject R4Codec::writeStatus(const SubscriptionStatus &status) const
{
    return writeParametersStatus(status);
}

QJsonObject R4Codec::writeNotification(const OutgoingNotification &notification) const
{
    return BundleWriter(*this, bundleShape).write(notification);
}

QList<QJsonObject> R4Codec::writeEventsParameters(EventNumber first, EventNumber last,
                                                  std::optional<PayloadContent> content) const
{
    return {writeEventsInput(first, last, content, "valueString"_L1)};
}

} // namespace Tbs
