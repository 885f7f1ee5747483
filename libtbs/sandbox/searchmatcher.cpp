// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "searchcriterion_p.h"
#include "searchvalue_p.h"

#include <Tbs/fhir/reference.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Type = SearchParameter::Type;

/// `system|code`, `code`, `|code` or `system|`.
struct Token
{
    bool hasSystem = false;
    QString system;
    QString code;
};

QString unescaped(QString text)
{
    return text.replace(u"\\|"_s, u"|"_s).replace(u"\\,"_s, u","_s).replace(u"\\\\"_s, u"\\"_s);
}

Token readToken(const QString &text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\') {
            ++i;
        } else if (text[i] == u'|') {
            return {true, unescaped(text.left(i)), unescaped(text.mid(i + 1))};
        }
    }
    return {false, {}, unescaped(text)};
}

/// Coding, CodeableConcept, CodeableReference, Identifier and ContactPoint as codings; plain codes and booleans too.
QList<Token> tokensOf(const QJsonValue &value)
{
    if (value.isString()) {
        return {{false, {}, value.toString()}};
    }
    if (value.isBool()) {
        return {{false, {}, value.toBool() ? u"true"_s : u"false"_s}};
    }
    const auto object = value.toObject();
    if (object.contains("concept"_L1)) {
        return tokensOf(object.value("concept"_L1));
    }
    QList<Token> tokens;
    const auto codings = object.value("coding"_L1).toArray();
    for (const auto &coding : codings) {
        tokens.append(tokensOf(coding));
    }
    const auto code = object.contains("value"_L1) ? object.value("value"_L1) : object.value("code"_L1);
    if (code.isString()) {
        tokens.append({true, object.value("system"_L1).toString(), code.toString()});
    }
    return tokens;
}

bool matchesToken(const Token &target, const Token &search)
{
    // A plain code has its system from the value set, which is not known here; so any system will do.
    const auto isSameSystem = !search.hasSystem || !target.hasSystem || target.system == search.system;
    return isSameSystem && (search.code.isEmpty() ? search.hasSystem : target.code == search.code);
}

bool startsWithText(const QJsonValue &value, const QString &text);

bool matchesText(const QJsonObject &object, const QString &text)
{
    const auto codings = object.value("coding"_L1).toArray();
    for (const auto &coding : codings) {
        if (matchesText(coding.toObject(), text)) {
            return true;
        }
    }
    return startsWithText(object.value("text"_L1), text) || startsWithText(object.value("display"_L1), text)
        || startsWithText(object.value("type"_L1).toObject().value("text"_L1), text);
}

bool matchesIdentifierOfType(const QJsonObject &identifier, const QString &text)
{
    const auto parts = text.split(u'|');
    if (parts.size() != 3 || identifier.value("value"_L1).toString() != parts[2]) {
        return false;
    }
    const auto types = tokensOf(identifier.value("type"_L1));
    return std::any_of(types.begin(), types.end(),
                       [&](const Token &type) { return type.system == parts[0] && type.code == parts[1]; });
}

bool matchesToken(const QJsonValue &value, const QString &modifier, const QString &text)
{
    if (modifier == "text"_L1) {
        return matchesText(value.toObject(), text);
    }
    if (modifier == "of-type"_L1) {
        return matchesIdentifierOfType(value.toObject(), text);
    }
    const auto search = readToken(text);
    const auto targets = tokensOf(value);
    return std::any_of(targets.begin(), targets.end(),
                       [&](const Token &target) { return matchesToken(target, search); });
}

/// Without case, accents and repeated blanks, as string searches compare.
QString folded(const QString &text)
{
    QString result;
    const auto characters = text.normalized(QString::NormalizationForm_KD);
    for (const auto character : characters) {
        if (!character.isMark()) {
            result += character;
        }
    }
    return result.toCaseFolded().simplified();
}

bool startsWithText(const QJsonValue &value, const QString &text)
{
    return value.isString() && folded(value.toString()).startsWith(folded(text));
}

/// The texts of HumanName, Address and plain strings.
QStringList textsOf(const QJsonValue &value)
{
    if (value.isString()) {
        return {value.toString()};
    }
    QStringList texts;
    for (const auto &member : value.toObject()) {
        if (member.isString()) {
            texts.append(member.toString());
        }
        const auto parts = member.toArray();
        for (const auto &part : parts) {
            texts.append(part.toString());
        }
    }
    return texts;
}

bool matchesString(const QJsonValue &value, const QString &modifier, const QString &text)
{
    const auto texts = textsOf(value);
    return std::any_of(texts.begin(), texts.end(), [&](const QString &target) {
        if (modifier == "exact"_L1) {
            return target == text;
        }
        return modifier == "contains"_L1 ? folded(target).contains(folded(text)) : startsWithText(target, text);
    });
}

bool matchesReference(const QJsonValue &value, const SearchCriterion &criterion, const QString &text)
{
    if (criterion.modifier == "identifier"_L1) {
        const auto identifier = value.toObject().value("identifier"_L1);
        return identifier.isObject() && matchesToken(identifier, {}, text);
    }
    const Reference target(value.isString() ? value.toString() : value.toObject().value("reference"_L1).toString());
    const auto &onlyType = criterion.parameter.target;
    if (target.isEmpty() || (!onlyType.isEmpty() && target.resourceType() != onlyType)) {
        return false;
    }
    const auto hasType = isResourceTypeName(criterion.modifier);
    if (!text.contains(u'/') && !text.contains(u':')) {
        return target.id() == text && (!hasType || target.resourceType() == criterion.modifier);
    }
    const Reference search(text);
    const auto isSameServer = search.base().isEmpty() || target.base().isEmpty() || search.base() == target.base();
    return isSameServer && search.relative() == target.relative();
}

bool matchesDate(const QJsonValue &value, const SearchCriterion::Alternative &alternative, const QDateTime &now)
{
    std::optional<DateRange> target;
    if (value.isString()) {
        target = readDateRange(value.toString());
    } else if (const auto period = value.toObject(); period.contains("start"_L1) || period.contains("end"_L1)) {
        target = DateRange{readDateRange(period.value("start"_L1).toString()).value_or(DateRange()).low,
                           readDateRange(period.value("end"_L1).toString()).value_or(DateRange()).high};
    }
    return target && compareDates(*target, alternative.comparator, *readDateRange(alternative.value), now);
}

bool matchesQuantity(const QJsonValue &value, const SearchCriterion::Alternative &alternative)
{
    const auto parts = alternative.value.split(u'|');
    const auto number = value.isDouble() ? value : value.toObject().value("value"_L1);
    if (!number.isDouble() || !compareNumbers(number.toDouble(), alternative.comparator, *readSearchNumber(parts[0]))) {
        return false;
    }
    const auto system = parts.value(1);
    const auto unit = parts.value(2);
    const auto quantity = value.toObject();
    return (system.isEmpty() || quantity.value("system"_L1).toString() == system)
        && (unit.isEmpty() || quantity.value("code"_L1).toString() == unit
            || quantity.value("unit"_L1).toString() == unit);
}

bool matchesUri(const QString &target, const QString &modifier, const QString &text)
{
    if (modifier == "below"_L1) {
        return target == text || target.startsWith(text.endsWith(u'/') ? text : text + u'/');
    }
    if (modifier == "above"_L1) {
        return text == target || text.startsWith(target.endsWith(u'/') ? target : target + u'/');
    }
    if (modifier == "contains"_L1) {
        return target.contains(text, Qt::CaseInsensitive);
    }
    // A canonical with a version is found without it too.
    return target == text || target.section(u'|', 0, 0) == text;
}

bool matchesAlternative(const QJsonValue &value, const SearchCriterion &criterion,
                        const SearchCriterion::Alternative &alternative, const QDateTime &now)
{
    switch (criterion.parameter.type) {
    case Type::Token:
        return matchesToken(value, criterion.modifier, alternative.value);
    case Type::String:
        return matchesString(value, criterion.modifier, alternative.value);
    case Type::Reference:
        return matchesReference(value, criterion, alternative.value);
    case Type::Date:
        return matchesDate(value, alternative, now);
    case Type::Number:
    case Type::Quantity:
        return matchesQuantity(value, alternative);
    case Type::Uri:
        return matchesUri(value.toString(), criterion.modifier, alternative.value);
    }
    return false;
}

bool isNegated(const SearchCriterion &criterion)
{
    const auto isOrdered = criterion.parameter.type == Type::Date || criterion.parameter.type == Type::Number
        || criterion.parameter.type == Type::Quantity;
    return criterion.modifier == "not"_L1 || (!isOrdered && criterion.alternatives.first().comparator == "ne"_L1);
}

} // namespace

bool matches(const QJsonObject &resource, const SearchCriterion &criterion, const QDateTime &now)
{
    QList<QJsonValue> values;
    for (const auto &path : criterion.parameter.paths) {
        values.append(valuesAt(resource, path));
    }
    if (criterion.modifier == "missing"_L1) {
        return values.isEmpty() == (criterion.alternatives.first().value == "true"_L1);
    }
    const auto found = std::any_of(values.begin(), values.end(), [&](const QJsonValue &value) {
        return std::any_of(criterion.alternatives.begin(), criterion.alternatives.end(), [&](const auto &alternative) {
            return matchesAlternative(value, criterion, alternative, now);
        });
    });
    return found != isNegated(criterion);
}

} // namespace Tbs
