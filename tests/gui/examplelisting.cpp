// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplelisting.h"

#include "examplesubscriptions.h"

#include <Tbs/codec/codec.h>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

QUrl ourEndpoint(const QString &webhookId)
{
    return QUrl(u"http://127.0.0.1:8080/webhook/"_s + webhookId);
}

void write(Subscription &subscription)
{
    subscription.raw = codecFor(FhirVersion::R5).writeSubscription(subscription);
}

/// Wanted with filters and all, and on the server as `Subscription/id`.
Gui::ManagedSubscription ours(const QString &webhookId, const QString &id, HealthState state, const QDateTime &now)
{
    auto managed = exampleSubscription(webhookId, state, now);
    auto &definition = managed.wanted.definition;
    definition.filterBy = {{u"Encounter"_s, u"subject"_s, {}, {}, u"Patient/4711"_s}};
    definition.heartbeatPeriod = 20;
    definition = withDefaults(definition, {});
    auto registered = requestedSubscription(definition, ourEndpoint(webhookId), {{u"X-Api-Key"_s, u"secret-1"_s}});
    registered.id = id;
    registered.versionId = u"2"_s;
    registered.status = *managed.facts.status;
    write(registered);
    managed.registered = registered;
    managed.key.subscription = u"Subscription/"_s + id;
    return managed;
}

Gui::ServerSubscription listed(const Gui::ManagedSubscription &managed, const QDateTime &now)
{
    Gui::ServerSubscription subscription;
    subscription.observed.subscription = *managed.registered;
    subscription.observed.lastUpdated = now.addDays(-3);
    subscription.isOurs = true;
    subscription.webhookId = managed.webhookId();
    return subscription;
}

Gui::ManagedSubscription altered(const QDateTime &now)
{
    auto managed = ours(u"patients"_s, u"12"_s, HealthState::Active, now);
    managed.registered->heartbeatPeriod = 60;
    managed.registered->headers.clear();
    managed.registered->maxCount = 5;
    write(*managed.registered);
    managed.altered = {{u"heartbeatPeriod"_s, u"20 s"_s, u"60 s"_s}};
    managed.knownProblems = {{.message = u"Such a server does not send the headers that a subscription asks for."_s,
                              .advice = u"Put a secret into webhook.pathPrefix instead."_s}};
    return managed;
}

QList<Gui::ManagedSubscription> managedSubscriptions(const QDateTime &now)
{
    auto failing = ours(u"immunizations"_s, u"14"_s, HealthState::Error, now);
    failing.registered->error = u"Connection refused by the endpoint"_s;
    auto suspended = ours(u"allergies"_s, u"15"_s, HealthState::Off, now);
    suspended.suspended = true;
    auto refused = exampleSubscription(u"referrals"_s, SubscriptionFacts(), now);
    refused.registered.reset();
    refused.error = Error{Error::Kind::Rejected,
                          u"The server refuses the subscription: the topic referral-created is not known (422)."_s,
                          {}};
    return {ours(u"encounters"_s, u"11"_s, HealthState::Active, now),
            altered(now),
            ours(u"lab-results"_s, u"13"_s, HealthState::Gap, now),
            failing,
            suspended,
            refused};
}

Gui::ServerSubscription query()
{
    auto subscription = listedSubscription(u"43"_s, u"Observation?code=http://loinc.org|1975-2&patient=Patient/4711"_s,
                                           QUrl(u"https://lab.example.org/hook"_s));
    subscription.observed.subscription.raw = {};
    subscription.observed.subscription.content.reset();
    subscription.observed.subscription.heartbeatPeriod.reset();
    subscription.observed.subscription.raw =
        codecFor(FhirVersion::R4).writeSubscription(subscription.observed.subscription);
    subscription.observed.issues = {
        {.path = u"Subscription.criteria"_s, .message = u"It is a search, not the canonical URL of a topic."_s}};
    return subscription;
}

} // namespace

Gui::ServerSubscription listedSubscription(const QString &id, const QString &topic, const QUrl &endpoint)
{
    Gui::ServerSubscription listed;
    auto &subscription = listed.observed.subscription;
    subscription.id = id;
    subscription.versionId = u"1"_s;
    subscription.status = SubscriptionStatusCode::Active;
    subscription.topic = topic;
    subscription.endpoint = endpoint;
    subscription.content = PayloadContent::IdOnly;
    subscription.heartbeatPeriod = 30;
    subscription.reason = u"Ward round of the clinic"_s;
    write(subscription);
    listed.observed.lastUpdated = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC);
    return listed;
}

ExampleListing exampleListing(const QDateTime &now)
{
    ExampleListing listing{managedSubscriptions(now), {}};
    for (const auto &managed : std::as_const(listing.managed)) {
        if (managed.registered) {
            listing.listed << listed(managed, now);
        }
    }
    auto leftOver = listedSubscription(u"31"_s, u"http://example.org/topic/encounters"_s, ourEndpoint(u"old"_s));
    leftOver.isOurs = true;
    auto second = listedSubscription(u"32"_s, u"http://example.org/topic/encounters"_s, ourEndpoint(u"encounters"_s));
    second.isOurs = true;
    second.webhookId = u"encounters"_s;
    auto failing = listedSubscription(u"41"_s, u"http://example.org/topic/admissions"_s,
                                      QUrl(u"https://user:topsecret@ward.example.org/hook"_s));
    failing.observed.subscription.status = SubscriptionStatusCode::Error;
    failing.observed.subscription.error = u"Jane Chalmers could not be delivered"_s;
    auto off = listedSubscription(u"42"_s, u"http://example.org/topic/admissions|1.0"_s, {});
    off.observed.subscription.status = SubscriptionStatusCode::Off;
    off.observed.subscription.channelType = u"websocket"_s;
    listing.listed << query() << off << failing
                   << listedSubscription(u"40"_s, u"http://example.org/topic/encounters"_s,
                                         QUrl(u"https://clinic.example.org/hook"_s))
                   << second << leftOver;
    return listing;
}

} // namespace Tbs::Test
