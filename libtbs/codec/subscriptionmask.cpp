// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionmask.h"

#include "extensions_p.h"

#include <QJsonArray>
#include <QStringList>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// Replaces what stands as \a name in every object of the array \a list.
void maskInList(QJsonObject &resource, QLatin1StringView list, QLatin1StringView name, const QString &mask)
{
    auto elements = resource.value(list).toArray();
    for (auto element : elements) {
        auto masked = element.toObject();
        if (masked.contains(name)) {
            masked.insert(name, mask);
            element = masked;
        }
    }
    if (!elements.isEmpty()) {
        resource.insert(list, elements);
    }
}

void maskEndpoint(QJsonObject &object, const QString &mask)
{
    QUrl endpoint(object.value("endpoint"_L1).toString());
    if (!endpoint.password().isEmpty()) {
        endpoint.setPassword(mask);
        object.insert("endpoint"_L1, endpoint.toString(QUrl::FullyEncoded));
    }
}

void maskChannel(QJsonObject &channel, const QString &mask)
{
    auto headers = channel.value("header"_L1).toArray();
    for (auto header : headers) {
        header = QString(header.toString().section(u':', 0, 0).section(u'=', 0, 0) + u": "_s + mask);
    }
    if (!headers.isEmpty()) {
        channel.insert("header"_L1, headers);
    }
    maskEndpoint(channel, mask);
}

} // namespace

// A resource may have the elements of several versions, so all of them are looked for in each.

QJsonObject withMaskedSecrets(QJsonObject subscription, const QString &mask)
{
    maskInList(subscription, "parameter"_L1, "value"_L1, mask);
    maskEndpoint(subscription, mask);
    auto channel = subscription.value("channel"_L1).toObject();
    if (!channel.isEmpty()) {
        maskChannel(channel, mask);
        subscription.insert("channel"_L1, channel);
    }
    return subscription;
}

QJsonObject withMaskedFilters(QJsonObject subscription, const QString &mask)
{
    maskInList(subscription, "filterBy"_L1, "value"_L1, mask);
    if (const auto criteria = subscription.value("criteria"_L1).toString(); criteria.contains(u'?')) {
        subscription.insert("criteria"_L1, withMaskedFilterValues(criteria, mask));
    }
    auto holder = subscription.value("_criteria"_L1).toObject();
    auto extensions = holder.value("extension"_L1).toArray();
    for (auto extension : extensions) {
        auto masked = extension.toObject();
        if (masked.value("url"_L1).toString() == BackportExtension::filterCriteria) {
            masked.insert("valueString"_L1, withMaskedFilterValues(masked.value("valueString"_L1).toString(), mask));
            extension = masked;
        }
    }
    if (!extensions.isEmpty()) {
        holder.insert("extension"_L1, extensions);
        subscription.insert("_criteria"_L1, holder);
    }
    return subscription;
}

QString withMaskedFilterValues(const QString &criteria, const QString &mask)
{
    auto terms = criteria.split(u'&');
    for (qsizetype i = 0; i < terms.size(); ++i) {
        auto &term = terms[i];
        if (const auto equals = term.indexOf(u'='); equals >= 0) {
            term = term.first(equals + 1) + mask;
        } else if (i > 0) {
            term = mask; // the rest of a value that was not encoded
        }
    }
    return terms.join(u'&');
}

} // namespace Tbs
