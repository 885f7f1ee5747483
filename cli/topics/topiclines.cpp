// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topiclines.h"

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QJsonArray arrayOf(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QStringList textsOf(const JsonLine &line, const QString &key)
{
    return line.value(key).toVariant().toStringList();
}

QString joined(const JsonLine &line, const QString &key)
{
    return textsOf(line, key).join(u", "_s);
}

JsonLine triggerLine(const SubscriptionTopic::ResourceTrigger &trigger)
{
    return JsonLine()
        .add(u"resource"_s, trigger.resource)
        .add(u"interactions"_s, arrayOf(trigger.supportedInteraction))
        .add(u"queryPrevious"_s, textOrNull(trigger.queryPrevious))
        .add(u"queryCurrent"_s, textOrNull(trigger.queryCurrent))
        .add(u"requireBoth"_s, trigger.requireBoth)
        .add(u"fhirPathCriteria"_s, textOrNull(trigger.fhirPathCriteria))
        .add(u"description"_s, textOrNull(trigger.description));
}

JsonLine triggerLine(const SubscriptionTopic::EventTrigger &trigger)
{
    return JsonLine()
        .add(u"resource"_s, trigger.resource)
        .add(u"event"_s, trigger.event)
        .add(u"description"_s, textOrNull(trigger.description));
}

JsonLine filterLine(const SubscriptionTopic::CanFilterBy &filter)
{
    return JsonLine()
        .add(u"resource"_s, textOrNull(filter.resource))
        .add(u"filterParameter"_s, filter.filterParameter)
        .add(u"comparators"_s, arrayOf(filter.comparators))
        .add(u"modifiers"_s, arrayOf(filter.modifiers))
        .add(u"filterDefinition"_s, textOrNull(filter.filterDefinition))
        .add(u"description"_s, textOrNull(filter.description));
}

JsonLine shapeLine(const SubscriptionTopic::NotificationShape &shape)
{
    return JsonLine()
        .add(u"resource"_s, shape.resource)
        .add(u"include"_s, arrayOf(shape.include))
        .add(u"revInclude"_s, arrayOf(shape.revInclude));
}

/// What has to be fulfilled before and after: `status:not=finished -> status=finished`.
QString conditionOf(const JsonLine &trigger)
{
    if (trigger.contains(u"event"_s)) {
        return trigger.text(u"event"_s);
    }
    const auto previous = trigger.text(u"queryPrevious"_s);
    const auto current = trigger.text(u"queryCurrent"_s);
    const auto path = trigger.text(u"fhirPathCriteria"_s);
    QStringList parts;
    if (!previous.isEmpty() || !current.isEmpty()) {
        parts.append(previous.isEmpty() ? current : previous + u" -> "_s + current);
    }
    if (!path.isEmpty()) {
        parts.append(path);
    }
    return parts.join(u"; "_s);
}

QString formatTrigger(const JsonLine &trigger)
{
    return padded(trigger.text(u"resource"_s), 14) + u"  "_s + padded(joined(trigger, u"interactions"_s), 22) + u"  "_s
        + conditionOf(trigger);
}

QString formatFilter(const JsonLine &filter)
{
    const auto resource = filter.text(u"resource"_s);
    const auto name = (resource.isEmpty() ? QString() : resource + u'?') + filter.text(u"filterParameter"_s);
    QStringList details;
    for (const auto &comparator : textsOf(filter, u"comparators"_s)) {
        details.append(comparator);
    }
    for (const auto &modifier : textsOf(filter, u"modifiers"_s)) {
        details.append(u':' + modifier);
    }
    return padded(name, 28) + u"  "_s + details.join(u' ');
}

QString formatShape(const JsonLine &shape)
{
    QStringList parts{padded(shape.text(u"resource"_s), 14)};
    for (const auto &key : {u"include"_s, u"revInclude"_s}) {
        if (const auto values = joined(shape, key); !values.isEmpty()) {
            parts.append(key + u' ' + values);
        }
    }
    return parts.join(u"  "_s);
}

/// Lines behind labels in a column of their own.
class LabelledLines
{
public:
    explicit LabelledLines(const Console &console)
        : m_console(console)
    {
    }

    void add(const QString &label, const QString &text)
    {
        if (!text.trimmed().isEmpty()) {
            const auto shown = std::exchange(m_label, label) == label ? QString() : label;
            m_lines.append(u"  "_s + painted(padded(shown, 10), Colour::Dim, m_console) + printable(text).trimmed());
        }
    }
    void addAll(const QString &label, const QList<JsonLine> &items, QString (*format)(const JsonLine &), bool whole)
    {
        for (const auto &item : items) {
            add(label, format(item));
            if (const auto description = item.text(u"description"_s); whole && !description.isEmpty()) {
                m_lines.append(QString(14, u' ') + painted(printable(description), Colour::Dim, m_console));
            }
        }
    }

    [[nodiscard]] QStringList lines() const { return m_lines; }

private:
    const Console &m_console;
    QString m_label;
    QStringList m_lines;
};

QString format(const JsonLine &line, const Console &console, bool whole)
{
    const auto status = line.text(u"status"_s);
    const auto version = line.text(u"version"_s);
    const auto url = line.text(u"url"_s) + (version.isEmpty() ? QString() : u'|' + version);
    QStringList heading{painted(printable(url), Colour::Bold, console)};
    if (!status.isEmpty()) {
        heading.append(painted(printable(status), status == "active"_L1 ? Colour::Green : Colour::Yellow, console));
    }
    heading.append(printable(line.text(u"title"_s)));

    LabelledLines details(console);
    if (whole) {
        details.add(QCoreApplication::translate("Tbs::Cli", "about"), line.text(u"description"_s));
        details.add(QCoreApplication::translate("Tbs::Cli", "derived"), joined(line, u"derivedFrom"_s));
    }
    details.addAll(QCoreApplication::translate("Tbs::Cli", "triggers"), line.list(u"triggers"_s), formatTrigger, whole);
    details.addAll(QCoreApplication::translate("Tbs::Cli", "filters"), line.list(u"filters"_s), formatFilter, whole);
    details.addAll(QCoreApplication::translate("Tbs::Cli", "shapes"), line.list(u"shapes"_s), formatShape, whole);
    const auto reference = line.text(u"reference"_s);
    details.add(QCoreApplication::translate("Tbs::Cli", "found in"),
                joined(line, u"sources"_s) + (reference.isEmpty() ? QString() : u" as "_s + reference));
    return heading.join(u"  "_s).trimmed() + u'\n' + details.lines().join(u'\n') + u'\n';
}

} // namespace

JsonLine topicLine(const DiscoveredTopic &discovered)
{
    const auto &topic = discovered.topic;
    QList<JsonLine> triggers;
    for (const auto &trigger : topic.resourceTrigger) {
        triggers.append(triggerLine(trigger));
    }
    for (const auto &trigger : topic.eventTrigger) {
        triggers.append(triggerLine(trigger));
    }
    QList<JsonLine> filters;
    for (const auto &filter : topic.canFilterBy) {
        filters.append(filterLine(filter));
    }
    QList<JsonLine> shapes;
    for (const auto &shape : topic.notificationShape) {
        shapes.append(shapeLine(shape));
    }
    QStringList sources;
    for (const auto source : discovered.sources) {
        sources.append(toText(source));
    }
    return JsonLine()
        .add(u"url"_s, topic.url)
        .add(u"version"_s, textOrNull(topic.version))
        .add(u"title"_s, textOrNull(topic.title))
        .add(u"status"_s, textOrNull(topic.status))
        .add(u"description"_s, textOrNull(topic.description))
        .add(u"derivedFrom"_s, arrayOf(topic.derivedFrom))
        .add(u"triggers"_s, triggers)
        .add(u"filters"_s, filters)
        .add(u"shapes"_s, shapes)
        .add(u"sources"_s, arrayOf(sources))
        .add(u"reference"_s, textOrNull(discovered.reference));
}

QString formatTopic(const JsonLine &line, const Console &console)
{
    return format(line, console, false);
}

QString formatWholeTopic(const JsonLine &line, const Console &console)
{
    return format(line, console, true);
}

} // namespace Tbs::Cli
