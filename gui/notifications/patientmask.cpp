// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "patientmask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

const QString hidden = u"•••"_s;

/// What \a change makes of each of \a elements.
template <typename Change> QJsonArray changed(const QJsonArray &elements, Change change)
{
    QJsonArray result;
    for (const auto &element : elements) {
        result.append(change(element));
    }
    return result;
}

QJsonValue maskedValue(const QJsonValue &value)
{
    if (value.isObject()) {
        return maskedResource(value.toObject());
    }
    if (value.isArray()) {
        return changed(value.toArray(), maskedValue);
    }
    return hidden;
}

/// An object of the bundle that is not a resource about a patient: only its references are hidden.
QJsonValue withMaskedReferences(const QJsonValue &value)
{
    if (value.isArray()) {
        return changed(value.toArray(), withMaskedReferences);
    }
    if (!value.isObject()) {
        return value;
    }
    auto object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        // The focus of an event is a patient's; that of `subscription` is not. What servers write about an error may
        // be anything; its codes may not.
        static const QSet<QString> hiding{u"focus"_s, u"additionalContext"_s, u"valueReference"_s, u"text"_s,
                                          u"display"_s};
        member.value() =
            hiding.contains(member.key()) ? maskedValue(member.value()) : withMaskedReferences(member.value());
    }
    return object;
}

bool isStatus(const QJsonObject &resource)
{
    const auto type = resource.value("resourceType"_L1).toString();
    return type.endsWith("SubscriptionStatus"_L1) || type == "Parameters"_L1;
}

QJsonObject maskedEntry(QJsonObject entry)
{
    const auto resource = entry.value("resource"_L1).toObject();
    if (isStatus(resource)) {
        entry.insert("resource"_L1, withMaskedReferences(resource));
        return entry;
    }
    if (entry.contains("resource"_L1)) {
        entry.insert("resource"_L1, maskedResource(resource));
    }
    if (entry.contains("fullUrl"_L1)) {
        entry.insert("fullUrl"_L1, maskedReference(entry.value("fullUrl"_L1).toString()));
    }
    auto request = entry.value("request"_L1).toObject();
    if (request.contains("url"_L1)) {
        request.insert("url"_L1, maskedReference(request.value("url"_L1).toString()));
        entry.insert("request"_L1, request);
    }
    auto response = entry.value("response"_L1).toObject();
    if (response.contains("location"_L1)) {
        response.insert("location"_L1, hidden);
        entry.insert("response"_L1, response);
    }
    return entry;
}

} // namespace

QString maskedReference(const QString &reference)
{
    const auto parts = reference.split(u'/');
    // The last capitalised part is the type, whatever version or operation follows.
    for (auto i = parts.size() - 1; i >= 0; --i) {
        if (!parts.at(i).isEmpty() && parts.at(i).at(0).isUpper() && i + 1 < parts.size()) {
            return parts.at(i) + u'/' + hidden;
        }
    }
    return reference.isEmpty() ? reference : hidden;
}

QJsonObject maskedResource(const QJsonObject &resource)
{
    QJsonObject masked;
    for (auto member = resource.begin(); member != resource.end(); ++member) {
        masked.insert(member.key(), member.key() == "resourceType"_L1 ? member.value() : maskedValue(member.value()));
    }
    return masked;
}

QJsonObject maskedBundle(const QJsonObject &bundle)
{
    if (isStatus(bundle)) {
        return withMaskedReferences(bundle).toObject();
    }
    auto masked = bundle;
    if (bundle.contains("entry"_L1)) {
        masked.insert("entry"_L1, changed(bundle.value("entry"_L1).toArray(), [](const QJsonValue &entry) {
                          return maskedEntry(entry.toObject());
                      }));
    }
    return masked;
}

QByteArray maskedBundleJson(const QByteArray &bundle)
{
    return QJsonDocument(maskedBundle(QJsonDocument::fromJson(bundle).object())).toJson(QJsonDocument::Compact);
}

} // namespace Tbs::Gui
