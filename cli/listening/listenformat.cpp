// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listenformat.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QTime>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

constexpr int typeWidth = 16;

Colour colourOf(const QString &type)
{
    static const QHash<QString, Colour> colours{
        {u"listening"_s, Colour::Bold},
        {u"sandbox"_s, Colour::Bold},
        {u"stopped"_s, Colour::Bold},
        {u"event"_s, Colour::Green},
        {u"handshake"_s, Colour::Blue},
        {u"heartbeat"_s, Colour::Dim},
        {u"queryStatus"_s, Colour::Dim},
        {u"gap"_s, Colour::Yellow},
        {u"duplicate"_s, Colour::Yellow},
        {u"reset"_s, Colour::Yellow},
        {u"rejected"_s, Colour::Red},
        {u"handlerFailed"_s, Colour::Red},
        {u"deadLetter"_s, Colour::Red},
        {u"gapClosed"_s, Colour::Yellow},
        {u"created"_s, Colour::Bold},
        {u"updated"_s, Colour::Bold},
        {u"replaced"_s, Colour::Bold},
        {u"deleted"_s, Colour::Bold},
        {u"activated"_s, Colour::Green},
        {u"recovered"_s, Colour::Green},
        {u"connected"_s, Colour::Green},
        {u"reactivated"_s, Colour::Green},
        {u"altered"_s, Colour::Yellow},
        {u"drift"_s, Colour::Yellow},
        {u"heartbeatLate"_s, Colour::Yellow},
        {u"vanished"_s, Colour::Red},
        {u"lost"_s, Colour::Red},
        {u"resyncNeeded"_s, Colour::Red},
        {u"disconnected"_s, Colour::Red},
        {u"recoveryFailed"_s, Colour::Red},
        {u"reactivationFailed"_s, Colour::Red},
        {u"reactivationGaveUp"_s, Colour::Red},
        {u"registrationFailed"_s, Colour::Red},
        {u"activationDelayed"_s, Colour::Yellow},
        {u"recoveryUnavailable"_s, Colour::Yellow},
        {u"statusCheckFailed"_s, Colour::Yellow},
        {u"serverUnknown"_s, Colour::Red},
        {u"problemKnown"_s, Colour::Yellow},
    };
    return colours.value(type, Colour::Plain);
}

/// `key value` for each of \a keys that has one.
QString named(const JsonLine &line, const QStringList &keys)
{
    QStringList parts;
    for (const auto &key : keys) {
        if (const auto text = line.text(key); !text.isEmpty()) {
            parts.append(key + u' ' + printable(text));
        }
    }
    return parts.join(u"  "_s);
}

QString ofEvent(const JsonLine &line)
{
    return padded(u'#' + line.text(u"eventNumber"_s), 8) + padded(printable(line.text(u"focus"_s)), 32) + u' '
        + padded(printable(line.text(u"subscription"_s)), 24) + padded(line.text(u"fhirVersion"_s), 5)
        + (line.value(u"redelivered"_s).toBool() ? u"redelivered  "_s : QString()) + line.text(u"handler"_s);
}

QString ofGap(const JsonLine &line)
{
    const auto first = line.text(u"firstEventNumber"_s);
    const auto last = line.text(u"lastEventNumber"_s);
    return padded(u'#' + (first == last ? first : first + u'-' + last), 8) + printable(line.text(u"subscription"_s));
}

/// `heartbeatPeriod 60 instead of 20`, for each element.
QString ofDifferences(const JsonLine &line)
{
    QStringList parts;
    for (const auto &difference : line.list(u"differences"_s)) {
        parts.append(QCoreApplication::translate("Tbs::Cli", "%1 %2 instead of %3")
                         .arg(difference.text(u"element"_s), printable(difference.text(u"actual"_s)),
                              printable(difference.text(u"wanted"_s))));
    }
    return parts.join(u", "_s);
}

QString ofTexts(const QJsonValue &texts)
{
    QStringList parts;
    const auto array = texts.toArray();
    for (const auto text : array) {
        parts.append(printable(text.toString()));
    }
    return parts.join(u"  "_s);
}

QString detailsOf(const JsonLine &line)
{
    const auto type = line.text(u"type"_s);
    if (type == "event"_L1) {
        return ofEvent(line);
    }
    if (type == "gap"_L1 || type == "recovered"_L1 || type == "lost"_L1) {
        return ofGap(line);
    }
    if (type == "listening"_L1) {
        return printable(line.text(u"url"_s)) + u"  "_s + named(line, {u"store"_s, u"handler"_s});
    }
    if (type == "altered"_L1) {
        return named(line, {u"webhookId"_s}) + u"  "_s + ofDifferences(line);
    }
    if (type == "drift"_L1) {
        return named(line, {u"subscription"_s}) + u"  "_s + ofTexts(line.value(u"messages"_s));
    }
    if (type == "resyncNeeded"_L1) {
        return named(line, {u"subscription"_s, u"eventNumbers"_s}) + u"  "_s + ofTexts(line.value(u"searches"_s));
    }
    if (type == "stopped"_L1) {
        return named(line,
                     {u"notifications"_s, u"events"_s, u"duplicates"_s, u"rejected"_s, u"handlerFailures"_s,
                      u"deadLetters"_s, u"heldEvents"_s});
    }
    return named(line,
                 {u"baseUrl"_s, u"eventNumber"_s, u"attempt"_s, u"subscription"_s, u"state"_s, u"status"_s,
                  u"eventsSinceSubscriptionStart"_s, u"epoch"_s, u"path"_s, u"message"_s, u"advice"_s,
                  u"nextAttemptAt"_s});
}

} // namespace

QString formatListenLine(const JsonLine &line, const Console &console)
{
    const auto type = line.text(u"type"_s);
    return painted(QTime::currentTime().toString(u"HH:mm:ss"_s), Colour::Dim, console) + u"  "_s
        + painted(padded(type, typeWidth), colourOf(type), console) + detailsOf(line);
}

} // namespace Tbs::Cli
