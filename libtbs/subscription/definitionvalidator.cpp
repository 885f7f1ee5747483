// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "closestmatch_p.h"
#include "definitionvalidator_p.h"

#include <QHash>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// The upper end of FHIR's unsignedInt and positiveInt.
constexpr quint32 maximumFhirInteger = 2147483647;
constexpr qsizetype maximumWebhookIdLength = 64;

bool isAsciiLetterOrDigit(QChar c)
{
    return c.unicode() < 128 && c.isLetterOrNumber();
}

bool isNameOfType(QStringView text)
{
    return std::all_of(text.begin(), text.end(), isAsciiLetterOrDigit);
}

bool hasSpaceOrControl(QStringView text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
}

bool isAbsoluteUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isHttp = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    return url.isValid() && !url.isRelative() && (isHttp ? !url.host().isEmpty() : !url.path().isEmpty());
}

} // namespace

DefinitionValidator::DefinitionValidator(const QDateTime &now)
    : m_now(now)
{
}

QList<DefinitionMistake> DefinitionValidator::validate(const QList<TopicSubscription> &definitions)
{
    m_mistakes.clear();
    for (m_definition = 0; m_definition < definitions.size(); ++m_definition) {
        const auto &definition = definitions.at(m_definition);
        validateTopic(definition.topic);
        validateWebhookId(definition.webhookId);
        for (qsizetype i = 0; i < definition.filterBy.size(); ++i) {
            validateFilter(definition.filterBy.at(i), i);
        }
        validateNumbers(definition);
        validateEnd(definition.end);
    }
    validateUniqueness(definitions);
    std::stable_sort(m_mistakes.begin(), m_mistakes.end(),
                     [](const auto &a, const auto &b) { return a.definition < b.definition; });
    return m_mistakes;
}

void DefinitionValidator::validateTopic(const QString &topic)
{
    const auto element = u"topic"_s;
    const auto url = topic.section(u'|', 0, 0);
    if (topic.isEmpty()) {
        add(element, tr("topic is missing: name the topic's canonical URL"));
    } else if (hasSpaceOrControl(topic)) {
        add(element, tr("topic %1 contains a blank or a control character").arg(quoted(topic)));
    } else if (!isAbsoluteUrl(url)) {
        add(element,
            tr("topic %1 is no absolute URL such as https://example.org/SubscriptionTopic/admission")
                .arg(quoted(topic)));
    } else if (topic.contains(u'|') && (topic.endsWith(u'|') || topic.count(u'|') > 1)) {
        add(element, tr("topic %1: after the URL one | and a version may stand").arg(quoted(topic)));
    }
}

void DefinitionValidator::validateWebhookId(const QString &webhookId)
{
    const bool charactersAllowed = std::all_of(
        webhookId.begin(), webhookId.end(), [](QChar c) { return isAsciiLetterOrDigit(c) || c == u'-' || c == u'_'; });
    if (webhookId.size() > maximumWebhookIdLength || !charactersAllowed) {
        add(u"webhookId"_s,
            tr("webhookId %1 has to be 1 to %2 of the characters A-Z a-z 0-9 - _")
                .arg(quoted(webhookId))
                .arg(maximumWebhookIdLength));
    }
}

void DefinitionValidator::validateUniqueness(const QList<TopicSubscription> &definitions)
{
    QHash<QString, qsizetype> firstUse;
    for (m_definition = 0; m_definition < definitions.size(); ++m_definition) {
        const auto &definition = definitions.at(m_definition);
        if (definition.webhookId.isEmpty() && definition.topic.isEmpty()) {
            continue; // the missing topic has been said
        }
        const auto webhookId = definition.webhookId.isEmpty() ? defaultWebhookId(definition) : definition.webhookId;
        const auto first = firstUse.constFind(webhookId);
        if (first == firstUse.cend()) {
            firstUse.insert(webhookId, m_definition);
            continue;
        }
        const auto &location = definitions.at(*first).location;
        const auto where = location.isEmpty() ? u"subscriptions[%1]"_s.arg(*first) : location;
        if (definition.webhookId.isEmpty()) {
            add(u"webhookId"_s,
                tr("the same topic and filters stand at %1: drop one of them, or give this one a webhookId")
                    .arg(where));
        } else {
            add(u"webhookId"_s, tr("webhookId %1 is taken: it stands at %2 too").arg(quoted(webhookId), where));
        }
    }
}

void DefinitionValidator::validateFilter(const FilterBy &filter, qsizetype index)
{
    const auto element = u"filterBy[%1]"_s.arg(index);
    if (!isNameOfType(filter.resourceType) && !isAbsoluteUrl(filter.resourceType)) {
        add(element + u".resourceType"_s,
            tr("resourceType %1 is neither the name of a resource type nor its URL").arg(quoted(filter.resourceType)));
    }
    validateFilterParameter(filter, element + u".filterParameter"_s);
    if (filter.value.isEmpty()) {
        add(element + u".value"_s, tr("the filter has no value to compare with"));
    }
    validateOperators(filter, element);
}

void DefinitionValidator::validateFilterParameter(const FilterBy &filter, const QString &element)
{
    const auto &parameter = filter.filterParameter;
    if (parameter.isEmpty()) {
        add(element, tr("the filter has no filterParameter: name one that the topic's canFilterBy lists"));
    } else if (parameter.contains(u':')) {
        add(element, tr("filterParameter %1: write what follows the : as modifier").arg(quoted(parameter)));
    } else if (hasSpaceOrControl(parameter) || parameter.contains(u'=') || parameter.contains(u'&')
               || parameter.contains(u'?')) {
        add(element, tr("filterParameter %1 is no name of a search parameter").arg(quoted(parameter)));
    }
}

void DefinitionValidator::validateOperators(const FilterBy &filter, const QString &element)
{
    if (!filter.comparator.isEmpty() && !filterComparators().contains(filter.comparator)) {
        add(element + u".comparator"_s,
            tr("comparator %1 is not one of %2%3")
                .arg(quoted(filter.comparator), filterComparators().join(u' '),
                     didYouMean(filter.comparator, filterComparators())));
    }
    if (!filter.modifier.isEmpty() && !filterModifiers().contains(filter.modifier)) {
        add(element + u".modifier"_s,
            tr("modifier %1 is not one of %2%3")
                .arg(quoted(filter.modifier), filterModifiers().join(u' '),
                     didYouMean(filter.modifier, filterModifiers())));
    }
    if (!filter.comparator.isEmpty() && !filter.modifier.isEmpty()) {
        add(element, tr("comparator and modifier exclude each other (scr-1)"));
    }
}

void DefinitionValidator::validateNumbers(const TopicSubscription &definition)
{
    const auto requireRange = [this](const std::optional<quint32> &number, quint32 minimum, const QString &name) {
        if (number && (*number < minimum || *number > maximumFhirInteger)) {
            add(name,
                tr("%1 is %2, but %3 to %4 is allowed").arg(name).arg(*number).arg(minimum).arg(maximumFhirInteger));
        }
    };
    requireRange(definition.timeout, 1, u"timeout"_s);
    requireRange(definition.heartbeatPeriod, 0, u"heartbeatPeriod"_s);
    requireRange(definition.maxCount, 1, u"maxCount"_s);
}

void DefinitionValidator::validateEnd(const QDateTime &end)
{
    if (end.isValid() && end <= m_now) {
        add(u"end"_s, tr("end %1 is in the past").arg(end.toString(Qt::ISODate)));
    }
}

void DefinitionValidator::add(const QString &element, const QString &message)
{
    m_mistakes.append({m_definition, element, message});
}

} // namespace Tbs
