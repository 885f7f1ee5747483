// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "resyncsearch_p.h"

#include <Tbs/fhir/reference.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Canonical URLs are the same with and without `|version`, unless both have one.
bool isTopic(const SubscriptionTopic &topic, const QString &canonical)
{
    const auto bar = canonical.indexOf(u'|');
    const auto version = bar < 0 ? QString() : canonical.sliced(bar + 1);
    return topic.url == canonical.left(bar)
        && (version.isEmpty() || topic.version.isEmpty() || topic.version == version);
}

/// `Encounter` of `http://hl7.org/fhir/StructureDefinition/Encounter`
QString typeName(const QString &type)
{
    return type.sliced(type.lastIndexOf(u'/') + 1);
}

/// Without what is no type.
QStringList sorted(QStringList types)
{
    types.removeIf([](const QString &type) { return !isResourceTypeName(type); });
    types.removeDuplicates();
    types.sort();
    return types;
}

QStringList triggeringTypes(const SubscriptionTopic &topic)
{
    QStringList types;
    for (const auto &trigger : topic.resourceTrigger) {
        types << typeName(trigger.resource);
    }
    for (const auto &trigger : topic.eventTrigger) {
        types << typeName(trigger.resource);
    }
    return types;
}

} // namespace

QStringList resyncTypes(const Subscription &subscription, const QList<SubscriptionTopic> &topics,
                        const QStringList &seen)
{
    QStringList types;
    for (const auto &topic : topics) {
        if (isTopic(topic, subscription.topic)) {
            types << triggeringTypes(topic);
        }
    }
    types = sorted(types);
    if (!types.isEmpty()) {
        return types;
    }
    types = seen;
    for (const auto &filter : subscription.filterBy) {
        types << typeName(filter.resourceType);
    }
    return sorted(types);
}

QStringList resyncSearches(const QStringList &types, const QDateTime &since)
{
    QStringList searches;
    for (const auto &type : types) {
        searches << (since.isValid() ? type + u"?_lastUpdated=gt"_s + since.toUTC().toString(Qt::ISODate) : type);
    }
    return searches;
}

} // namespace Tbs
