// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "bundlewriter_p.h"
#include "elementreader_p.h"
#include "timestamp_p.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

/// An identifier for a part of a bundle: the same each time the same bundle is written.
QString derivedId(const QString &bundleId, const QString &part)
{
    static const QUuid space(u"{5c9d1f53-7f6b-4a55-9c6e-0d1c4a8a2f10}"_s);
    const auto uuid = bundleId.isEmpty() ? QUuid::createUuid() : QUuid::createUuidV5(space, bundleId + u'/' + part);
    return uuid.toString(QUuid::WithoutBraces);
}

QJsonObject request(const QString &method, const QString &url)
{
    return {{u"method"_s, method}, {u"url"_s, url}};
}

QString defaultResponseStatus(const QString &method)
{
    return method == "POST"_L1 ? u"201"_s : u"200"_s;
}

} // namespace

QJsonObject BundleWriter::write(const OutgoingNotification &notification) const
{
    const auto bundle = writeBundle(notification);
    return notification.messageWrapped ? wrapInMessage(notification, bundle) : bundle;
}

QJsonObject BundleWriter::writeBundle(const OutgoingNotification &notification) const
{
    QJsonArray entries;
    for (qsizetype i = 0; i < notification.statuses.size(); ++i) {
        entries.append(writeStatusEntry(notification, i));
    }
    for (const auto &entry : notification.entries) {
        entries.append(writeEntry(entry, notification.searchset));
    }
    QJsonObject bundle{
        {u"resourceType"_s, u"Bundle"_s},
        {u"type"_s, notification.searchset ? u"searchset"_s : QString(m_shape.type)},
        {u"entry"_s, entries},
    };
    setMember(bundle, "id"_L1, notification.bundleId);
    if (notification.timestamp.isValid()) {
        bundle.insert("timestamp"_L1, instantText(notification.timestamp));
    }
    if (notification.searchset) {
        bundle.insert("total"_L1, notification.statuses.size());
    } else {
        bundle.insert("meta"_L1, QJsonObject{{u"profile"_s, QJsonArray{QString(m_shape.profile)}}});
    }
    return bundle;
}

QJsonObject BundleWriter::writeStatusEntry(const OutgoingNotification &notification, qsizetype index) const
{
    const auto &status = notification.statuses.at(index);
    const auto id = derivedId(notification.bundleId, u"status/"_s + QString::number(index));
    auto resource = m_codec.writeStatus(status);
    resource.insert("id"_L1, id);
    QJsonObject entry{{u"fullUrl"_s, QString(u"urn:uuid:"_s + id)}, {u"resource"_s, resource}};
    if (notification.searchset) {
        entry.insert("search"_L1, QJsonObject{{u"mode"_s, u"match"_s}});
    } else if (m_shape.historyEntries) {
        const auto &url = notification.statusRequestUrl;
        entry.insert("request"_L1,
                     request(u"GET"_s, url.isEmpty() ? status.subscription.original() + u"/$status"_s : url));
        entry.insert("response"_L1, QJsonObject{{u"status"_s, u"200"_s}});
    }
    return entry;
}

QJsonObject BundleWriter::writeEntry(const OutgoingEntry &entry, bool searchset) const
{
    QJsonObject object;
    setMember(object, "fullUrl"_L1, entry.fullUrl);
    setMember(object, "resource"_L1, entry.resource);
    if (searchset) {
        object.insert("search"_L1, QJsonObject{{u"mode"_s, u"include"_s}});
        return object;
    }
    // A history entry has to have both; where nothing says what happened, it is a GET (IG, notifications).
    const bool known = !entry.requestMethod.isEmpty();
    const auto method = known ? entry.requestMethod : u"GET"_s;
    if (known || m_shape.historyEntries) {
        const auto url = entry.requestUrl.isEmpty() ? Reference(entry.fullUrl).relative() : entry.requestUrl;
        object.insert("request"_L1, request(method, url));
    }
    if (m_shape.historyEntries) {
        const auto status = entry.responseStatus.isEmpty() ? defaultResponseStatus(method) : entry.responseStatus;
        object.insert("response"_L1, QJsonObject{{u"status"_s, status}});
    }
    return object;
}

QJsonObject BundleWriter::wrapInMessage(const OutgoingNotification &notification, const QJsonObject &bundle) const
{
    const QUuid bundleUuid(notification.bundleId);
    const auto bundleUrl = u"urn:uuid:"_s
        + (bundleUuid.isNull() ? derivedId(notification.bundleId, u"bundle"_s)
                               : bundleUuid.toString(QUuid::WithoutBraces));
    const auto headerId = derivedId(notification.bundleId, u"header"_s);
    const auto base = notification.statuses.isEmpty() ? QString() : notification.statuses.first().subscription.base();
    const QJsonObject header{
        {u"resourceType"_s, u"MessageHeader"_s},
        {u"id"_s, headerId},
        {u"eventUri"_s, QString(m_shape.profile)},
        {u"source"_s,
         QJsonObject{{QString(m_shape.messageEndpoint), base.isEmpty() ? notification.statusRequestUrl : base}}},
        {u"focus"_s, QJsonArray{QJsonObject{{u"reference"_s, bundleUrl}}}},
    };
    QJsonObject message{
        {u"resourceType"_s, u"Bundle"_s},
        {u"id"_s, derivedId(notification.bundleId, u"message"_s)},
        {u"type"_s, u"message"_s},
        {u"entry"_s,
         QJsonArray{QJsonObject{{u"fullUrl"_s, QString(u"urn:uuid:"_s + headerId)}, {u"resource"_s, header}},
                    QJsonObject{{u"fullUrl"_s, bundleUrl}, {u"resource"_s, bundle}}}},
    };
    setMember(message, "timestamp"_L1, bundle["timestamp"_L1]);
    return message;
}

} // namespace Tbs
