// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notificationbodies.h"

namespace Tbs {

QByteArray smallBundle()
{
    return R"({
  "resourceType": "Bundle", "id": "b1", "type": "history", "timestamp": "2026-03-01T08:15:00Z",
  "entry": [
    { "fullUrl": "urn:uuid:0f7a9b52-2f6b-4c0e-9d35-5a2f51a4c001",
      "resource": { "resourceType": "SubscriptionStatus", "id": "0f7a", "status": "active", "type": "event-notification",
        "eventsSinceSubscriptionStart": "2", "topic": "https://ehr.example.org/topics/admission",
        "subscription": { "reference": "Subscription/s1" },
        "error": [ { "coding": [ { "system": "urn:x", "code": "no-response" } ] } ],
        "notificationEvent": [ { "eventNumber": "2", "timestamp": "2026-03-01T08:14:59.5Z", "id": "n2",
          "focus": { "reference": "Encounter/e1", "identifier": { "system": "urn:y", "value": "1" } },
          "additionalContext": [ { "reference": "Patient/p1" } ] } ] },
      "request": { "method": "GET", "url": "Subscription/s1/$status" }, "response": { "status": "200" } },
    { "fullUrl": "https://ehr.example.org/fhir/Encounter/e1",
      "resource": { "id": "e1", "resourceType": "Encounter" },
      "request": { "method": "PUT", "url": "Encounter/e1" }, "response": { "status": "201" } } ]
})";
}

QByteArray smallParameters()
{
    return R"({
  "resourceType": "Bundle", "id": "b1", "type": "history",
  "entry": [
    { "fullUrl": "urn:uuid:0f7a9b52-2f6b-4c0e-9d35-5a2f51a4c001",
      "resource": { "resourceType": "Parameters", "parameter": [
        { "name": "subscription", "valueReference": { "reference": "Subscription/s1" } },
        { "name": "topic", "valueCanonical": "https://ehr.example.org/topics/admission" },
        { "name": "status", "valueCode": "active" },
        { "name": "type", "valueCode": "event-notification" },
        { "name": "events-since-subscription-start", "valueString": "2" },
        { "name": "notification-event", "part": [
          { "name": "event-number", "valueString": "2" },
          { "name": "timestamp", "valueInstant": "2026-03-01T08:14:59.5Z" },
          { "name": "focus", "valueReference": { "reference": "Encounter/e1" } },
          { "name": "additional-context", "valueReference": { "reference": "Patient/p1" } } ] },
        { "name": "error", "valueCodeableConcept": { "text": "no-response" } } ] },
      "request": { "method": "GET", "url": "Subscription/s1/$status" }, "response": { "status": "200" } } ]
})";
}

QByteArray bundleWith(const QByteArray &status)
{
    return R"({"resourceType":"Bundle","type":"subscription-notification","entry":[{"fullUrl":"urn:uuid:1","resource":)"
        + status + "}]}";
}

QByteArray statusWith(const QByteArray &members)
{
    return bundleWith(R"({"resourceType":"SubscriptionStatus","subscription":{"reference":"Subscription/s1"},)"
                      + members + "}");
}

QByteArray parametersWith(const QByteArray &parameters)
{
    return bundleWith(
        R"({"resourceType":"Parameters","parameter":[{"name":"subscription","valueString":"Subscription/s1"},)"
        + parameters + "]}");
}

} // namespace Tbs
