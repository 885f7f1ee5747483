// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notifications.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

QString timestamp(int second)
{
    return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC).addSecs(second).toString(Qt::ISODateWithMs);
}

} // namespace

QByteArray NotificationText::toJson() const
{
    QStringList events;
    QStringList entries;
    for (const int number : eventNumbers) {
        events
            << uR"({"eventNumber":"%1","timestamp":"%2","focus":{"reference":"https://example.org/fhir/Encounter/%1"}})"_s
                   .arg(QString::number(number), timestamp(firstSecond + number));
        if (withResources) {
            entries
                << uR"(,{"fullUrl":"https://example.org/fhir/Encounter/%1","resource":{"resourceType":"Encounter","id":"%1"},"request":{"method":"PUT","url":"Encounter/%1"}})"_s
                       .arg(number);
        }
    }
    QString statusText =
        uR"({"resourceType":"SubscriptionStatus","id":"s","status":"%3","type":"%1","subscription":{"reference":"%2"},"topic":"http://example.org/topic")"_s
            .arg(type, subscription, status);
    if (counter >= 0) {
        statusText += uR"(,"eventsSinceSubscriptionStart":"%1")"_s.arg(counter);
    }
    if (!events.isEmpty()) {
        statusText += uR"(,"notificationEvent":[%1])"_s.arg(events.join(u','));
    }
    const auto id = bundleId.isEmpty() ? QString() : uR"("id":"%1",)"_s.arg(bundleId);
    return uR"({"resourceType":"Bundle",%1"type":"subscription-notification","timestamp":"2026-01-01T12:00:00Z","entry":[{"fullUrl":"urn:uuid:s","resource":%2}}%3]})"_s
        .arg(id, statusText, entries.join(QString()))
        .toUtf8();
}

} // namespace Tbs::Test
