// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sqlrecords_p.h"

#include <QCoreApplication>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace Tbs {

Error errorFromSql(const QSqlError &error)
{
    // SQLite's primary result codes are the low byte: https://www.sqlite.org/rescode.html
    enum {
        Busy = 5,
        Locked = 6,
        ReadOnly = 8,
        IoError = 10,
        Corrupt = 11,
        Full = 13,
        CannotOpen = 14,
        NotADatabase = 26
    };
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const auto message = QCoreApplication::translate("Tbs", "The store failed: %1").arg(error.text());
    switch (code) {
    case Busy:
    case Locked:
    case ReadOnly:
    case IoError:
    case Full:
        return {Error::Kind::Retry, message, {}};
    case NotADatabase:
        return {Error::Kind::ActionRequired,
                QCoreApplication::translate(
                    "Tbs", "This file is no database: choose another one for the store, or move it away."),
                {}};
    case Corrupt:
    case CannotOpen:
        return {Error::Kind::ActionRequired, message, {}};
    default:
        return {Error::Kind::Internal, message, {}};
    }
}

QVariant fromTime(const QDateTime &time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime toTime(const QVariant &value)
{
    return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
}

QVariant fromNumber(const std::optional<EventNumber> &number)
{
    return number ? QVariant(static_cast<qint64>(number->value())) : QVariant();
}

std::optional<EventNumber> toNumber(const QVariant &value)
{
    return value.isNull() ? std::nullopt : EventNumber::fromInteger(value.toLongLong());
}

QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

SubscriptionRecord readSubscription(const QSqlQuery &query, int column)
{
    SubscriptionRecord record;
    record.id = query.value(column).toLongLong();
    record.key = {query.value(column + 1).toString(), query.value(column + 2).toString(),
                  query.value(column + 3).toString()};
    record.topic = query.value(column + 4).toString();
    if (!query.isNull(column + 5)) {
        record.status = static_cast<SubscriptionStatusCode>(query.value(column + 5).toInt());
    }
    record.sequence.epoch = query.value(column + 6).toULongLong();
    record.sequence.seen = NumberRanges::fromString(query.value(column + 7).toString()).value_or(NumberRanges());
    record.sequence.writtenOff = NumberRanges::fromString(query.value(column + 8).toString()).value_or(NumberRanges());
    if (!query.isNull(column + 9)) {
        record.sequence.base = query.value(column + 9).toULongLong();
    }
    record.sequence.highest = query.value(column + 10).toULongLong();
    record.sequence.newestTimestamp = toTime(query.value(column + 11));
    record.sequence.restartsInARow = query.value(column + 12).toInt();
    record.lastNotificationAt = toTime(query.value(column + 13));
    record.lastEventAt = toTime(query.value(column + 14));
    return record;
}

EventRecord readEvent(const QSqlQuery &query)
{
    return {
        .id = query.value(0).toLongLong(),
        .notificationId = query.value(1).toLongLong(),
        .subscriptionId = query.value(2).toLongLong(),
        .statusIndex = query.value(3).toInt(),
        .eventIndex = query.value(4).toInt(),
        .epoch = query.value(5).toULongLong(),
        .eventNumber = toNumber(query.value(6)),
        .eventId = query.value(7).toString(),
        .bundleId = query.value(8).toString(),
        .focus = query.value(9).toString(),
        .timestamp = query.value(10).toString(),
        .state = static_cast<EventState>(query.value(11).toInt()),
        .attempts = query.value(12).toInt(),
        .nextAttemptAt = toTime(query.value(13)),
        .lastError = query.value(14).toString(),
        .replayedAt = toTime(query.value(15)),
    };
}

NotificationRecord readWholeNotification(const QSqlQuery &query)
{
    auto record = readNotification(query, 0);
    record.body = query.value(notificationColumnCount).toByteArray();
    record.headers = query.value(notificationColumnCount + 1).toByteArray();
    return record;
}

NotificationRecord readNotification(const QSqlQuery &query, int column)
{
    return {
        .id = query.value(column).toLongLong(),
        .subscriptionId = query.value(column + 1).toLongLong(),
        .receivedAt = toTime(query.value(column + 2)),
        .origin = static_cast<NotificationOrigin>(query.value(column + 3).toInt()),
        .fhirVersion = static_cast<FhirVersion>(query.value(column + 4).toInt()),
        .type = static_cast<NotificationType>(query.value(column + 5).toInt()),
        .bundleId = query.value(column + 6).toString(),
        .eventsSinceSubscriptionStart = toNumber(query.value(column + 7)),
        .newEvents = query.value(column + 8).toInt(),
        .duplicateEvents = query.value(column + 9).toInt(),
    };
}

} // namespace Tbs
