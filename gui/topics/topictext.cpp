// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "topictext.h"

#include "topicmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

TopicText::TopicText(const DiscoveredTopic &topic, QStringList webhookIds)
    : m_topic(topic)
    , m_webhookIds(std::move(webhookIds))
{
}

QString TopicText::html()
{
    const auto &topic = m_topic.topic;
    m_text = {};
    m_text.title(topicTitle(topic));
    m_text.paragraph(topic.description);
    addFacts();
    if (m_topic.reference.isEmpty()) {
        m_text.paragraph(
            tr("Only its URL is known: the server does not tell what triggers it, nor what it can be filtered "
               "by."));
        return m_text.html();
    }
    addTriggers();
    addFilters();
    addShapes();
    return m_text.html();
}

void TopicText::addFacts()
{
    const auto &topic = m_topic.topic;
    m_text.beginTable();
    m_text.row(tr("URL"), topic.url, true);
    m_text.row(tr("Version"), topic.version);
    m_text.row(tr("Status"), topic.status);
    m_text.row(tr("Derived from"), topic.derivedFrom.join(u'\n'), true);
    m_text.row(tr("Found in"), sourcesText(m_topic.sources));
    m_text.row(tr("Resource"), m_topic.reference);
    m_text.row(tr("Our subscriptions"), m_webhookIds.isEmpty() ? tr("none") : m_webhookIds.join(u", "_s));
    m_text.endTable();
}

void TopicText::addTriggers()
{
    const auto &topic = m_topic.topic;
    m_text.heading(tr("Triggers"));
    if (topic.resourceTrigger.isEmpty() && topic.eventTrigger.isEmpty()) {
        m_text.paragraph(tr("It tells of none."));
    }
    for (const auto &trigger : topic.resourceTrigger) {
        addResourceTrigger(trigger);
    }
    for (const auto &trigger : topic.eventTrigger) {
        m_text.namedParagraph(trigger.resource, trigger.description);
        m_text.beginTable();
        m_text.row(tr("Event"), trigger.event, true);
        m_text.endTable();
    }
}

void TopicText::addResourceTrigger(const SubscriptionTopic::ResourceTrigger &trigger)
{
    m_text.namedParagraph(trigger.resource, trigger.description);
    m_text.beginTable();
    m_text.row(tr("Interactions"), trigger.supportedInteraction.join(u", "_s));
    m_text.row(tr("Before"), trigger.queryPrevious, true);
    m_text.row(tr("After"), trigger.queryCurrent, true);
    if (!trigger.queryPrevious.isEmpty() && !trigger.queryCurrent.isEmpty()) {
        m_text.row(tr("Needed"), trigger.requireBoth ? tr("both of them") : tr("one of them"));
    }
    m_text.row(tr("When created"), trigger.resultForCreate);
    m_text.row(tr("When deleted"), trigger.resultForDelete);
    m_text.row(tr("FHIRPath"), trigger.fhirPathCriteria, true);
    m_text.endTable();
}

void TopicText::addFilters()
{
    const auto &filters = m_topic.topic.canFilterBy;
    m_text.heading(tr("Filters"));
    if (filters.isEmpty()) {
        return m_text.paragraph(tr("It tells of nothing that it can be filtered by."));
    }
    const bool hasDefinitions =
        std::any_of(filters.begin(), filters.end(), [](const auto &one) { return !one.filterDefinition.isEmpty(); });
    QStringList titles{tr("Resource"), tr("Parameter"), tr("Comparators"), tr("Modifiers"), tr("Meaning")};
    if (hasDefinitions) {
        titles << tr("Definition");
    }
    m_text.beginTable();
    m_text.headerRow(titles);
    for (const auto &filter : filters) {
        QStringList texts{filter.resource, filter.filterParameter, filter.comparators.join(u' '),
                          filter.modifiers.join(u' '), filter.description};
        if (hasDefinitions) {
            texts << filter.filterDefinition;
        }
        m_text.cells(texts, {1, 2, 3, 5});
    }
    m_text.endTable();
}

void TopicText::addShapes()
{
    const auto &shapes = m_topic.topic.notificationShape;
    m_text.heading(tr("What notifications contain"));
    if (shapes.isEmpty()) {
        return m_text.paragraph(tr("It does not say."));
    }
    m_text.beginTable();
    for (const auto &shape : shapes) {
        m_text.row(tr("Resource"), shape.resource);
        m_text.row(tr("Includes"), shape.include.join(u'\n'), true);
        m_text.row(tr("Reverse includes"), shape.revInclude.join(u'\n'), true);
    }
    m_text.endTable();
}

} // namespace Tbs::Gui
