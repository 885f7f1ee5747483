// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "bundlewriter_p.h"
#include "eventsparameters_p.h"
#include "r5codec_p.h"
#include "r5subscription_p.h"
#include "statuswriter_p.h"
#include "topicelements_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr BundleShape bundleShape{
    .type = "subscription-notification"_L1,
    .profile = "http://hl7.org/fhir/StructureDefinition/subscription-notification-bundle"_L1,
    .historyEntries = false,
    .messageEndpoint = "endpointUrl"_L1,
};

} // namespace

FhirVersion R5Codec::version() const
{
    return FhirVersion::R5;
}

Result<Decoded<Subscription>> R5Codec::readSubscription(const QJsonObject &resource) const
{
    return readR5Subscription(resource);
}

QJsonObject R5Codec::writeSubscription(const Subscription &subscription, FilterDialect /*dialect*/) const
{
    return writeR5Subscription(subscription);
}

Result<Decoded<SubscriptionTopic>> R5Codec::readTopic(const QJsonObject &resource) const
{
    return readNativeTopic(resource, ComparatorList::OnItsOwn);
}

QJsonObject R5Codec::writeTopic(const SubscriptionTopic &topic) const
{
    return writeNativeTopic(topic, ComparatorList::OnItsOwn);
}

QJsonObject R5Codec::writeStatus(const SubscriptionStatus &status) const
{
    return writeSubscriptionStatus(status);
}

QJsonObject R5Codec::writeNotification(const OutgoingNotification &notification) const
{
    return BundleWriter(*this, bundleShape).write(notification);
}

QList<QJsonObject> R5Codec::writeEventsParameters(EventNumber first, EventNumber last,
                                                  std::optional<PayloadContent> content) const
{
    // Aidbox documents texts in R5 too.
    return {writeEventsInput(first, last, content, "valueInteger64"_L1),
            writeEventsInput(first, last, content, "valueString"_L1)};
}

} // namespace Tbs
