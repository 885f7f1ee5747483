// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "servernotifications.h"

using namespace Qt::StringLiterals;

namespace Tbs {

QByteArray hapiNotification(int number, const QString &patient)
{
    return uR"({"resourceType":"Bundle","id":"bundle-%2","type":"history","entry":[{"fullUrl":"status-%2","resource":{
               "resourceType":"SubscriptionStatus","id":"status-%2","status":"active","type":"event-notification",
               "eventsSinceSubscriptionStart":"%1",
               "notificationEvent":[{"eventNumber":"%1","focus":{"reference":"Patient/%2"}}],
               "subscription":{"reference":"Subscription/1001"},"topic":"http://example.org/topic"}},
               {"fullUrl":"Patient/%2/_history/1","request":{"method":"POST","url":"Patient"}}]})"_s
        .arg(QString::number(number), patient)
        .toUtf8();
}

QByteArray heliosNotification(const QString &type, int count, int second, const QString &patient)
{
    const auto time = u"2026-11-25T12:00:%1.998670444+00:00"_s.arg(second, 2, 10, QChar(u'0'));
    const auto event = patient.isEmpty()
        ? QString()
        : uR"(,"notificationEvent":[{"eventNumber":%1,"timestamp":"%2","focus":{"reference":"Patient/%3"}}])"_s.arg(
            QString::number(count), time, patient);
    return uR"({"resourceType":"Bundle","id":"bundle-%2","type":"subscription-notification","timestamp":"%2","entry":[
               {"fullUrl":"urn:uuid:4cdd25cc-f4da-4164-a7e3-9d6bb10e826b","resource":{
               "resourceType":"SubscriptionStatus","status":"active","type":"%1","eventsSinceSubscriptionStart":%3,
               "subscription":{"reference":"Subscription/1"},"topic":"http://example.org/topic"%4},
               "request":{"method":"GET","url":"Subscription/1/$status"},"response":{"status":"200"}}]})"_s
        .arg(type, time, QString::number(count), event)
        .toUtf8();
}

} // namespace Tbs
