// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topictext.h"

#include "topicmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', u"<br/>"_s);
}

QString code(const QString &text)
{
    return text.isEmpty() ? QString() : u"<code>%1</code>"_s.arg(escaped(text));
}

QString cell(const QString &html, const QString &tag = u"td"_s)
{
    // Not by arg(): the text may have a %1 of its own.
    return u'<' + tag + u" align=\"left\" style=\"padding: 1px 14px 1px 0\">"_s + html + u"</"_s + tag + u'>';
}

} // namespace

TopicText::TopicText(const DiscoveredTopic &topic, QStringList webhookIds)
    : m_topic(topic)
    , m_webhookIds(std::move(webhookIds))
{
}

QString TopicText::html()
{
    const auto &topic = m_topic.topic;
    m_html = u"<h3>"_s + escaped(topicTitle(topic)) + u"</h3>"_s;
    paragraph(topic.description);
    addFacts();
    if (m_topic.reference.isEmpty()) {
        paragraph(tr("Only its URL is known: the server does not tell what triggers it, nor what it can be filtered "
                     "by."));
        return m_html;
    }
    addTriggers();
    addFilters();
    addShapes();
    return m_html;
}

void TopicText::heading(const QString &text)
{
    m_html += u"<h4>"_s + escaped(text) + u"</h4>"_s;
}

void TopicText::paragraph(const QString &text)
{
    if (!text.isEmpty()) {
        m_html += u"<p style=\"margin-bottom: 8px\">"_s + escaped(text) + u"</p>"_s;
    }
}

void TopicText::triggerTitle(const QString &resource, const QString &description)
{
    m_html += u"<p><b>"_s + escaped(resource) + u"</b> "_s + escaped(description) + u"</p>"_s;
}

void TopicText::row(const QString &label, const QString &text, bool isCode)
{
    if (!text.isEmpty()) {
        m_html += u"<tr>"_s + cell(escaped(label)) + cell(isCode ? code(text) : escaped(text)) + u"</tr>"_s;
    }
}

void TopicText::addFacts()
{
    const auto &topic = m_topic.topic;
    m_html += u"<table>"_s;
    row(tr("URL"), topic.url, true);
    row(tr("Version"), topic.version);
    row(tr("Status"), topic.status);
    row(tr("Derived from"), topic.derivedFrom.join(u'\n'), true);
    row(tr("Found in"), sourcesText(m_topic.sources));
    row(tr("Resource"), m_topic.reference);
    row(tr("Our subscriptions"), m_webhookIds.isEmpty() ? tr("none") : m_webhookIds.join(u", "_s));
    m_html += u"</table>"_s;
}

void TopicText::addTriggers()
{
    const auto &topic = m_topic.topic;
    heading(tr("Triggers"));
    if (topic.resourceTrigger.isEmpty() && topic.eventTrigger.isEmpty()) {
        paragraph(tr("It tells of none."));
    }
    for (const auto &trigger : topic.resourceTrigger) {
        addResourceTrigger(trigger);
    }
    for (const auto &trigger : topic.eventTrigger) {
        triggerTitle(trigger.resource, trigger.description);
        m_html += u"<table>"_s;
        row(tr("Event"), trigger.event, true);
        m_html += u"</table>"_s;
    }
}

void TopicText::addResourceTrigger(const SubscriptionTopic::ResourceTrigger &trigger)
{
    triggerTitle(trigger.resource, trigger.description);
    m_html += u"<table>"_s;
    row(tr("Interactions"), trigger.supportedInteraction.join(u", "_s));
    row(tr("Before"), trigger.queryPrevious, true);
    row(tr("After"), trigger.queryCurrent, true);
    if (!trigger.queryPrevious.isEmpty() && !trigger.queryCurrent.isEmpty()) {
        row(tr("Needed"), trigger.requireBoth ? tr("both of them") : tr("one of them"));
    }
    row(tr("When created"), trigger.resultForCreate);
    row(tr("When deleted"), trigger.resultForDelete);
    row(tr("FHIRPath"), trigger.fhirPathCriteria, true);
    m_html += u"</table>"_s;
}

void TopicText::addFilters()
{
    const auto &filters = m_topic.topic.canFilterBy;
    heading(tr("Filters"));
    if (filters.isEmpty()) {
        return paragraph(tr("It tells of nothing that it can be filtered by."));
    }
    const bool hasDefinitions =
        std::any_of(filters.begin(), filters.end(), [](const auto &one) { return !one.filterDefinition.isEmpty(); });
    QStringList titles{tr("Resource"), tr("Parameter"), tr("Comparators"), tr("Modifiers"), tr("Meaning")};
    if (hasDefinitions) {
        titles << tr("Definition");
    }
    m_html += u"<table><tr>"_s;
    for (const auto &title : std::as_const(titles)) {
        m_html += cell(escaped(title), u"th"_s);
    }
    m_html += u"</tr>"_s;
    for (const auto &filter : filters) {
        m_html += u"<tr>"_s + cell(escaped(filter.resource)) + cell(code(filter.filterParameter))
            + cell(code(filter.comparators.join(u' '))) + cell(code(filter.modifiers.join(u' ')))
            + cell(escaped(filter.description)) + (hasDefinitions ? cell(code(filter.filterDefinition)) : QString())
            + u"</tr>"_s;
    }
    m_html += u"</table>"_s;
}

void TopicText::addShapes()
{
    const auto &shapes = m_topic.topic.notificationShape;
    heading(tr("What notifications contain"));
    if (shapes.isEmpty()) {
        return paragraph(tr("It does not say."));
    }
    m_html += u"<table>"_s;
    for (const auto &shape : shapes) {
        row(tr("Resource"), shape.resource);
        row(tr("Includes"), shape.include.join(u'\n'), true);
        row(tr("Reverse includes"), shape.revInclude.join(u'\n'), true);
    }
    m_html += u"</table>"_s;
}

} // namespace Tbs::Gui
