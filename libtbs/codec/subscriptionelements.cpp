// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionelements_p.h"
#include "timestamp_p.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs {

Result<Subscription> readSubscriptionElements(const ElementReader &resource)
{
    const auto &json = resource.json();
    if (json["resourceType"_L1].toString() != "Subscription"_L1) {
        return unexpectedResource(u"Subscription"_s, json);
    }
    const auto status = subscriptionStatusCodeFromCode(json["status"_L1].toString());
    if (!status) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "The status of the subscription is missing or unknown"),
                       u"Subscription.status"_s);
    }
    return Subscription{
        .id = resource.text("id"_L1),
        .versionId = resource.object("meta"_L1)["versionId"_L1].toString(),
        .status = *status,
        .reason = resource.text("reason"_L1),
        .end = resource.instant("end"_L1),
        .raw = json,
    };
}

void writeSubscriptionElements(const Subscription &subscription, QJsonObject &resource)
{
    resource.insert("resourceType"_L1, u"Subscription"_s);
    setMember(resource, "id"_L1, subscription.id);
    resource.insert("status"_L1, toCode(subscription.status));
    setMember(resource, "reason"_L1, subscription.reason);
    writeInstant(resource, "end"_L1, subscription.end);
}

QUrl readEndpoint(const ElementReader &element)
{
    const auto text = element.text("endpoint"_L1);
    QUrl url(text, QUrl::StrictMode);
    if (!text.isEmpty() && !url.isValid()) {
        element.issues().error("value"_L1, ElementPath(element.path(), "endpoint"),
                               QT_TRANSLATE_NOOP("Tbs", "This is not a URL"));
    }
    return url;
}

void writeInstant(QJsonObject &element, QLatin1StringView name, const QDateTime &value)
{
    const auto before = parseTimestamp(element.value(name).toString().toUtf8());
    if (before && before->utc == value) {
        return;
    }
    setMember(element, name, value.isValid() ? QJsonValue(instantText(value)) : QJsonValue());
}

void writeUrl(QJsonObject &element, QLatin1StringView name, const QUrl &value)
{
    if (QUrl(element.value(name).toString(), QUrl::StrictMode) != value) {
        setMember(element, name, value.toString(QUrl::FullyEncoded));
    }
}

QJsonValue toJson(std::optional<quint32> value)
{
    return value ? QJsonValue(static_cast<qint64>(*value)) : QJsonValue(QJsonValue::Undefined);
}

tl::unexpected<Error> unexpectedResource(const QString &expected, const QJsonObject &resource)
{
    const auto found = resource["resourceType"_L1].toString();
    return failure(Error::Kind::BadData,
                   QCoreApplication::translate("Tbs", "The resource is of type %1 where %2 is expected")
                       .arg(found.isEmpty() ? u"?"_s : found, expected),
                   u"resourceType"_s);
}

} // namespace Tbs
