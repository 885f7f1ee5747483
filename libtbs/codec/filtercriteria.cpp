// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "elementreader_p.h"
#include "filtercriteria_p.h"

#include <Tbs/fhir/reference.h>

#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr std::array comparators{"eq"_L1, "ne"_L1, "gt"_L1, "lt"_L1, "ge"_L1, "le"_L1, "sa"_L1, "eb"_L1, "ap"_L1};

QString decoded(QStringView text)
{
    return QUrl::fromPercentEncoding(text.toUtf8());
}

QString encoded(const QString &text)
{
    // What may stand in a query as it is, so that the criteria stay legible; not & = + # %, which would be taken for
    // something.
    return QString::fromLatin1(QUrl::toPercentEncoding(text, ":,/|$?@!*'();"_ba));
}

void splitComparator(FilterBy &filter)
{
    if (!filter.modifier.isEmpty() || filter.value.size() < 3 || filter.value.contains(u',')) {
        return;
    }
    const auto next = filter.value.at(2) == u'-' && filter.value.size() > 3 ? filter.value.at(3) : filter.value.at(2);
    if (next < u'0' || next > u'9') {
        return;
    }
    for (const auto comparator : comparators) {
        if (filter.value.startsWith(comparator)) {
            filter.comparator = comparator;
            filter.value.remove(0, 2);
            return;
        }
    }
}

/// `Encounter.patient`: the type before the first dot, when it is one. (`subject.name` is a chained parameter.)
void splitResourceType(FilterBy &filter)
{
    const auto dot = filter.filterParameter.indexOf(u'.');
    if (dot > 0 && isResourceTypeName(QStringView(filter.filterParameter).first(dot))) {
        filter.resourceType = filter.filterParameter.first(dot);
        filter.filterParameter.remove(0, dot + 1);
    }
}

FilterBy readTerm(QStringView term, qsizetype equals, const QString &resourceType)
{
    FilterBy filter{
        .resourceType = resourceType,
        .filterParameter = decoded(term.first(equals)),
        .value = decoded(term.sliced(equals + 1)),
    };
    if (resourceType.isEmpty()) {
        splitResourceType(filter);
    }
    const auto colon = filter.filterParameter.indexOf(u':');
    if (colon > 0 && filter.filterParameter.indexOf(u'.', colon) < 0) { // subject:Patient.name is a chained parameter
        filter.modifier = filter.filterParameter.sliced(colon + 1);
        filter.filterParameter.truncate(colon);
    }
    splitComparator(filter);
    return filter;
}

QString writeTerm(const FilterBy &filter)
{
    const auto name =
        filter.modifier.isEmpty() ? filter.filterParameter : filter.filterParameter + u':' + filter.modifier;
    return encoded(name) + u'=' + encoded(filter.comparator + filter.value);
}

QStringList writeSearchStrings(const QList<FilterBy> &filters)
{
    QStringList resourceTypes;
    QStringList criteria;
    for (const auto &filter : filters) {
        const auto term = writeTerm(filter);
        const auto index = filter.resourceType.isEmpty() ? -1 : resourceTypes.indexOf(filter.resourceType);
        if (index >= 0) {
            criteria[index] += u'&' + term;
            continue;
        }
        resourceTypes.append(filter.resourceType);
        criteria.append(filter.resourceType.isEmpty() ? term : filter.resourceType + u'?' + term);
    }
    return criteria;
}

QStringList writeParameters(const QList<FilterBy> &filters, bool qualified)
{
    QStringList criteria;
    for (const auto &filter : filters) {
        const bool withType = qualified && !filter.resourceType.isEmpty();
        criteria.append(withType ? filter.resourceType + u'.' + writeTerm(filter) : writeTerm(filter));
    }
    return criteria;
}

} // namespace

QList<FilterBy> readFilterCriteria(const QString &criteria, const ElementPath &path, IssueCollector &issues)
{
    QStringView terms = criteria;
    QString resourceType;
    const auto question = criteria.indexOf(u'?');
    const auto equals = criteria.indexOf(u'=');
    if (question >= 0 && (equals < 0 || question < equals)) {
        resourceType = resourceTypeOf(decoded(terms.first(question)));
        terms = terms.sliced(question + 1);
        if (!isResourceTypeName(resourceType)) {
            issues.error("value"_L1, path,
                         QT_TRANSLATE_NOOP("Tbs", "A resource type is expected before the question mark"));
        }
    }
    QList<FilterBy> filters;
    for (const auto term : terms.split(u'&', Qt::SkipEmptyParts)) {
        const auto sign = term.indexOf(u'=');
        if (sign <= 0 || sign == term.size() - 1) {
            issues.error("value"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A filter is written as parameter=value"));
            continue;
        }
        filters.append(readTerm(term, sign, resourceType));
    }
    if (filters.isEmpty()) {
        issues.error("value"_L1, path, QT_TRANSLATE_NOOP("Tbs", "There is no filter in these criteria"));
    }
    return filters;
}

QStringList writeFilterCriteria(const QList<FilterBy> &filters, FilterDialect dialect)
{
    switch (dialect) {
    case FilterDialect::SearchString:
        return writeSearchStrings(filters);
    case FilterDialect::Parameter:
        return writeParameters(filters, false);
    case FilterDialect::QualifiedParameter:
        break;
    }
    return writeParameters(filters, true);
}

} // namespace Tbs
