// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "searchcriterion_p.h"
#include "searchvalue_p.h"

#include <Tbs/fhir/reference.h>
#include <Tbs/support/text_p.h>

#include <QUrl>

#include <utility>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Type = SearchParameter::Type;

/// Splits at \a separator where no backslash stands before it. The escapes stay.
QStringList splitUnescaped(const QString &text, QChar separator)
{
    QStringList parts{QString()};
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\' && i + 1 < text.size()) {
            parts.last() += QStringView(text).mid(i, 2);
            ++i;
        } else if (text[i] == separator) {
            parts.append(QString());
        } else {
            parts.last() += text[i];
        }
    }
    return parts;
}

QString withoutEscapes(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\' && i + 1 < text.size()) {
            ++i;
        }
        result += text[i];
    }
    return result;
}

bool isComparator(QStringView text)
{
    static const QStringList comparators{u"eq"_s, u"ne"_s, u"gt"_s, u"lt"_s, u"ge"_s,
                                         u"le"_s, u"sa"_s, u"eb"_s, u"ap"_s};
    return comparators.contains(text);
}

bool isOrdered(Type type)
{
    return type == Type::Date || type == Type::Number || type == Type::Quantity;
}

bool isModifierOf(Type type, const QString &modifier)
{
    if (modifier.isEmpty() || modifier == "missing"_L1) {
        return true;
    }
    switch (type) {
    case Type::Token:
        return QStringList{u"not"_s, u"text"_s, u"of-type"_s}.contains(modifier);
    case Type::String:
        return QStringList{u"exact"_s, u"contains"_s}.contains(modifier);
    case Type::Reference:
        return modifier == "not"_L1 || modifier == "identifier"_L1 || isResourceTypeName(modifier);
    case Type::Uri:
        return QStringList{u"not"_s, u"below"_s, u"above"_s, u"contains"_s}.contains(modifier);
    case Type::Date:
    case Type::Number:
    case Type::Quantity:
        break;
    }
    return false;
}

bool isReadable(Type type, const QString &modifier, const QString &value)
{
    if (modifier == "missing"_L1) {
        return value == "true"_L1 || value == "false"_L1;
    }
    if (type == Type::Date) {
        return readDateRange(value).has_value();
    }
    if (type == Type::Number || type == Type::Quantity) {
        return readSearchNumber(splitUnescaped(value, u'|').constFirst()).has_value();
    }
    return !value.isEmpty();
}

} // namespace

Result<SearchCriterion> makeSearchCriterion(const QString &resourceType, const QString &name, const QString &modifier,
                                            const QString &comparator, const QString &value)
{
    const auto parameter = findSearchParameter(resourceType, name);
    if (!parameter) {
        return failure(Error::Kind::Rejected,
                       Text::tr("the parameter %1 of %2 is not supported").arg(name, resourceType));
    }
    if (!isModifierOf(parameter->type, modifier)) {
        return failure(Error::Kind::Rejected, Text::tr("the modifier %1 of %2 is not supported").arg(modifier, name));
    }
    const auto isAllowed = comparator.isEmpty()
        || (modifier.isEmpty() && isComparator(comparator)
            && (isOrdered(parameter->type) || comparator == "eq"_L1 || comparator == "ne"_L1));
    if (!isAllowed) {
        return failure(Error::Kind::Rejected,
                       Text::tr("the comparator %1 of %2 is not supported").arg(comparator, name));
    }

    SearchCriterion criterion{.parameter = *parameter, .modifier = modifier, .alternatives = {}};
    for (auto text : splitUnescaped(value, u',')) {
        auto ownComparator = comparator.isEmpty() ? u"eq"_s : comparator;
        if (comparator.isEmpty() && modifier.isEmpty() && isOrdered(parameter->type) && isComparator(text.left(2))) {
            ownComparator = text.left(2);
            text = text.mid(2);
        }
        if (!isReadable(parameter->type, modifier, text)) {
            return failure(Error::Kind::BadData, Text::tr("not a value of %1").arg(name));
        }
        // Tokens and quantities are split at | before their escapes go.
        const auto keepsEscapes = parameter->type == Type::Token || parameter->type == Type::Quantity;
        criterion.alternatives.append({ownComparator, keepsEscapes ? text : withoutEscapes(text)});
    }
    return criterion;
}

Result<QList<SearchCriterion>> readSearchCriteria(const QString &resourceType, const QString &query)
{
    auto text = query;
    if (text.startsWith(resourceType + u'?')) {
        text.remove(0, resourceType.size() + 1);
    }
    QList<SearchCriterion> criteria;
    for (const auto &term : text.split(u'&', Qt::SkipEmptyParts)) {
        const auto equals = term.indexOf(u'=');
        if (equals <= 0) {
            return failure(Error::Kind::BadData, Text::tr("a search term without ="));
        }
        const auto key = QUrl::fromPercentEncoding(term.left(equals).toUtf8());
        const auto value = QUrl::fromPercentEncoding(term.mid(equals + 1).toUtf8());
        auto criterion = makeSearchCriterion(resourceType, key.section(u':', 0, 0), key.section(u':', 1), {}, value);
        if (!criterion) {
            return failure(criterion.error());
        }
        criteria.append(*std::move(criterion));
    }
    return criteria;
}

bool matchesAll(const QJsonObject &resource, const QList<SearchCriterion> &criteria, const QDateTime &now)
{
    return std::all_of(criteria.begin(), criteria.end(),
                       [&](const SearchCriterion &criterion) { return matches(resource, criterion, now); });
}

} // namespace Tbs
