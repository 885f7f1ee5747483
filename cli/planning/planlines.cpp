// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "planlines.h"

#include <Tbs/codec/filtertext.h>

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Tbs::Cli", text);
}

struct Sign
{
    QString text;
    Colour colour;
};

Sign signOf(const QString &action)
{
    if (action == "create"_L1) {
        return {u"+"_s, Colour::Green};
    }
    if (action == "update"_L1) {
        return {u"~"_s, Colour::Yellow};
    }
    if (action == "replace"_L1) {
        return {u"-/+"_s, Colour::Red};
    }
    if (action == "delete"_L1) {
        return {u"-"_s, Colour::Red};
    }
    return {u"="_s, Colour::Dim};
}

QJsonArray filtersOf(const Subscription &subscription)
{
    QJsonArray filters;
    for (const auto &filter : subscription.filterBy) {
        filters.append(toText(filter));
    }
    return filters;
}

QString orNothing(const QString &text)
{
    return text.isEmpty() ? tr("(none)") : printable(text);
}

/// What will be there, for a Subscription that is not there yet.
QStringList elementsOf(const JsonLine &line)
{
    QStringList elements;
    const auto add = [&elements](const QString &element, const QString &value) {
        if (!value.isEmpty()) {
            elements.append(padded(element, 18) + printable(value));
        }
    };
    add(u"topic"_s, line.text(u"topic"_s));
    add(u"filterBy"_s, line.value(u"filters"_s).toVariant().toStringList().join(u", "_s));
    add(u"endpoint"_s, line.text(u"endpoint"_s));
    return elements;
}

} // namespace

QString resultOf(PlanStep::Action action)
{
    switch (action) {
    case PlanStep::Action::Create:
        return u"created"_s;
    case PlanStep::Action::Update:
        return u"updated"_s;
    case PlanStep::Action::Replace:
        return u"replaced"_s;
    case PlanStep::Action::Delete:
        return u"deleted"_s;
    case PlanStep::Action::Keep:
        break;
    }
    return u"kept"_s;
}

QList<JsonLine> differenceLines(const QList<SubscriptionDifference> &differences)
{
    QList<JsonLine> lines;
    for (const auto &difference : differences) {
        lines.append(JsonLine()
                         .add(u"element"_s, difference.element)
                         .add(u"actual"_s, textOrNull(difference.actual))
                         .add(u"wanted"_s, textOrNull(difference.wanted)));
    }
    return lines;
}

JsonLine stepLine(const PlanStep &step)
{
    const bool isWanted = step.action != PlanStep::Action::Delete;
    const auto &shown = isWanted ? step.wanted : step.actual;
    return JsonLine()
        .add(u"action"_s, toCode(step.action))
        .add(u"webhookId"_s, textOrNull(step.webhookId))
        .add(u"subscription"_s, step.actual.id.isEmpty() ? QJsonValue() : QString(u"Subscription/"_s + step.actual.id))
        .add(u"status"_s, step.actual.id.isEmpty() ? QJsonValue() : toCode(step.actual.status))
        .add(u"reason"_s, textOrNull(step.reason))
        .add(u"topic"_s, textOrNull(shown.topic))
        .add(u"filters"_s, filtersOf(shown))
        .add(u"endpoint"_s, textOrNull(shown.endpoint.toString(QUrl::RemovePassword)))
        .add(u"differences"_s, differenceLines(step.differences));
}

QString formatStep(const JsonLine &line, const Console &console)
{
    const auto action = line.text(u"action"_s);
    const auto sign = signOf(action);
    const auto webhookId = line.text(u"webhookId"_s);
    const auto subscription = line.text(u"subscription"_s);
    QStringList names;
    for (const auto &name : {webhookId, subscription}) {
        if (!name.isEmpty()) {
            names.append(printable(name));
        }
    }
    const bool isShownWhole = action == "create"_L1 || action == "delete"_L1;
    QStringList rows{painted(padded(sign.text, 5), sign.colour, console)
                     + painted(names.join(u"  "_s), Colour::Bold, console)
                     + painted(u"  "_s + action + u": "_s + printable(line.text(u"reason"_s)), Colour::Dim, console)};
    const QString indent(7, u' ');
    for (const auto &element : isShownWhole ? elementsOf(line) : QStringList()) {
        rows.append(indent + element);
    }
    for (const auto &difference : line.list(u"differences"_s)) {
        const auto actual = difference.text(u"actual"_s);
        const auto wanted = difference.text(u"wanted"_s);
        rows.append(indent + padded(printable(difference.text(u"element"_s)), 18)
                    + painted(orNothing(actual), action == "keep"_L1 ? Colour::Plain : Colour::Red, console) + u" -> "_s
                    + painted(orNothing(wanted), action == "keep"_L1 ? Colour::Dim : Colour::Green, console));
    }
    return rows.join(u'\n');
}

QString formatPlan(const QList<JsonLine> &lines, const Console &console)
{
    QStringList steps;
    for (const auto &line : lines) {
        steps.append(formatStep(line, console));
    }
    return steps.join(u'\n');
}

QString summaryOf(const SubscriptionPlan &plan)
{
    const std::array<std::pair<PlanStep::Action, QString>, 5> texts{{
        {PlanStep::Action::Create, tr("%1 to create")},
        {PlanStep::Action::Update, tr("%1 to update")},
        {PlanStep::Action::Replace, tr("%1 to replace")},
        {PlanStep::Action::Delete, tr("%1 to delete")},
        {PlanStep::Action::Keep, tr("%1 to keep")},
    }};
    QStringList parts;
    for (const auto &[action, text] : texts) {
        const auto count = std::count_if(plan.steps.begin(), plan.steps.end(),
                                         [action = action](const PlanStep &step) { return step.action == action; });
        if (count > 0) {
            parts.append(text.arg(count));
        }
    }
    return parts.isEmpty() ? tr("nothing is wanted") : parts.join(u", "_s);
}

bool isDestructive(const SubscriptionPlan &plan)
{
    return std::any_of(plan.steps.begin(), plan.steps.end(), [](const PlanStep &step) {
        return step.action == PlanStep::Action::Delete || step.action == PlanStep::Action::Replace;
    });
}

} // namespace Tbs::Cli
