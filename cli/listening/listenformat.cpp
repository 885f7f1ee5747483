// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listenformat.h"

#include <QHash>
#include <QTime>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

Colour colourOf(const QString &type)
{
    static const QHash<QString, Colour> colours{
        {u"listening"_s, Colour::Bold},   {u"sandbox"_s, Colour::Bold},      {u"stopped"_s, Colour::Bold},
        {u"event"_s, Colour::Green},      {u"handshake"_s, Colour::Blue},    {u"heartbeat"_s, Colour::Dim},
        {u"gap"_s, Colour::Yellow},       {u"duplicate"_s, Colour::Yellow},  {u"reset"_s, Colour::Yellow},
        {u"rejected"_s, Colour::Red},     {u"handlerFailed"_s, Colour::Red}, {u"deadLetter"_s, Colour::Red},
        {u"gapClosed"_s, Colour::Yellow},
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

QString detailsOf(const JsonLine &line)
{
    const auto type = line.text(u"type"_s);
    if (type == "event"_L1) {
        return ofEvent(line);
    }
    if (type == "gap"_L1) {
        return ofGap(line);
    }
    if (type == "listening"_L1) {
        return printable(line.text(u"url"_s)) + u"  "_s + named(line, {u"store"_s, u"handler"_s});
    }
    if (type == "stopped"_L1) {
        return named(line,
                     {u"notifications"_s, u"events"_s, u"duplicates"_s, u"rejected"_s, u"handlerFailures"_s,
                      u"deadLetters"_s, u"heldEvents"_s});
    }
    return named(line,
                 {u"baseUrl"_s, u"eventNumber"_s, u"attempt"_s, u"subscription"_s, u"status"_s,
                  u"eventsSinceSubscriptionStart"_s, u"epoch"_s, u"path"_s, u"message"_s, u"nextAttemptAt"_s});
}

} // namespace

QString formatListenLine(const JsonLine &line, const Console &console)
{
    const auto type = line.text(u"type"_s);
    return painted(QTime::currentTime().toString(u"HH:mm:ss"_s), Colour::Dim, console) + u"  "_s
        + painted(padded(type, 14), colourOf(type), console) + detailsOf(line);
}

} // namespace Tbs::Cli
