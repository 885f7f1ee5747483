// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionformat.h"

#include "../table.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Tbs::Cli", text);
}

/// A text, a number, or a list of them.
QString textOf(const JsonLine &line, const QString &key)
{
    const auto value = line.value(key);
    return value.isArray() ? value.toVariant().toStringList().join(u", "_s) : line.text(key);
}

QString ownerOf(const JsonLine &line)
{
    if (line.value(u"ours"_s).isNull()) {
        return {};
    }
    if (!line.value(u"ours"_s).toBool()) {
        return tr("others'");
    }
    const auto id = line.text(u"webhookId"_s);
    return id.isEmpty() ? tr("ours, without definition") : id;
}

} // namespace

Colour colourOfStatus(const QString &status)
{
    return status == "active"_L1   ? Colour::Green
        : status == "error"_L1     ? Colour::Red
        : status == "requested"_L1 ? Colour::Yellow
                                   : Colour::Dim;
}

QString formatSubscriptions(const QList<JsonLine> &lines, const Console &console)
{
    Table table({{tr("ID"), false},
                 {tr("STATUS"), false},
                 {tr("TOPIC"), true},
                 {tr("CHANNEL"), false},
                 {tr("ENDPOINT"), true},
                 {tr("DEFINITION"), true}});
    for (const auto &line : lines) {
        const auto status = line.text(u"status"_s);
        table.addRow({{line.text(u"id"_s)},
                      {status, colourOfStatus(status)},
                      {line.text(u"topic"_s)},
                      {line.text(u"channel"_s)},
                      {line.text(u"endpoint"_s)},
                      {ownerOf(line)}});
    }
    return table.toText(console);
}

QString formatSubscription(const JsonLine &line, const Console &console)
{
    QStringList rows;
    const auto add = [&](const QString &label, const QString &text, Colour colour = Colour::Plain) {
        if (!text.isEmpty()) {
            rows.append(painted(padded(label, 14), Colour::Dim, console) + painted(printable(text), colour, console));
        }
    };
    const auto seconds = [&line](const QString &key) {
        return line.value(key).isNull() ? QString() : line.text(key) + u" s"_s;
    };
    const auto status = line.text(u"status"_s);
    add(tr("id"), line.text(u"id"_s), Colour::Bold);
    add(tr("status"), status, colourOfStatus(status));
    add(tr("error"), line.text(u"error"_s), Colour::Red);
    add(line.value(u"isTopicBased"_s).toBool() ? tr("topic") : tr("criteria"), line.text(u"topic"_s));
    add(tr("filters"), textOf(line, u"filters"_s));
    add(tr("channel"), line.text(u"channel"_s));
    add(tr("endpoint"), line.text(u"endpoint"_s));
    add(tr("headers"), textOf(line, u"headers"_s));
    add(tr("content"), line.text(u"content"_s));
    add(tr("content type"), line.text(u"contentType"_s));
    add(tr("heartbeats"), seconds(u"heartbeatPeriod"_s));
    add(tr("timeout"), seconds(u"timeout"_s));
    add(tr("max count"), line.text(u"maxCount"_s));
    add(tr("end"), line.text(u"end"_s));
    add(tr("reason"), line.text(u"reason"_s));
    add(tr("last updated"), line.text(u"lastUpdated"_s));
    add(tr("definition"), ownerOf(line));
    return rows.join(u'\n');
}

QString formatStatuses(const QList<JsonLine> &lines, const Console &console)
{
    Table table({{tr("ID"), false},
                 {tr("RESOURCE"), false},
                 {tr("$STATUS"), false},
                 {tr("EVENTS"), false},
                 {tr("TOPIC"), true},
                 {tr("ERRORS"), true}});
    for (const auto &line : lines) {
        const auto kept = line.text(u"resourceStatus"_s);
        const auto told = line.text(u"status"_s);
        const auto failure = line.text(u"message"_s);
        table.addRow({{line.text(u"id"_s)},
                      {kept, colourOfStatus(kept)},
                      {told, line.value(u"drift"_s).toBool() ? Colour::Red : colourOfStatus(told)},
                      {line.text(u"eventsSinceSubscriptionStart"_s)},
                      {line.text(u"topic"_s)},
                      {failure.isEmpty() ? textOf(line, u"errors"_s) : failure, Colour::Red}});
    }
    return table.toText(console);
}

} // namespace Tbs::Cli
