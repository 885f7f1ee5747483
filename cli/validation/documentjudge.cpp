// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "documentjudge.h"

#include "notificationjudge.h"
#include "resourcejudge.h"

#include <Tbs/codec/codec.h>
#include <Tbs/service/configurationreader.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

Judgement judgeConfiguration(const QByteArray &content, const QString &fileName, const QDateTime &now)
{
    JsonLine line;
    line.add(u"kind"_s, u"Configuration"_s);
    const auto configuration = readConfiguration(content, fileName, processEnvironment, now);
    if (configuration) {
        line.add(u"subscriptions"_s, configuration->subscriptions.size());
        return {line, configuration->warnings};
    }
    QList<Issue> issues;
    for (const auto &mistake : configuration.error()) {
        issues.append({Issue::Severity::Error, u"value"_s, mistake.location, mistake.message});
    }
    return {line, issues};
}

/// Whether a resource of \a type, or something without a type, is to be judged as a notification.
bool isNotificationType(const QString &type)
{
    return type.isEmpty() || type == "Bundle"_L1 || type == "Parameters"_L1 || type == "SubscriptionStatus"_L1;
}

} // namespace

Judgement judgeDocument(const QByteArray &content, const QString &fileName, std::optional<FhirVersion> version,
                        const QDateTime &now)
{
    if (fileName.endsWith(".yaml"_L1) || fileName.endsWith(".yml"_L1)) {
        return judgeConfiguration(content, fileName, now);
    }
    const auto notification = readNotification(content);
    if (notification) {
        return judgeNotification(*notification);
    }
    const auto object = readJsonObject(content);
    if (!object) {
        return judgeNotification(notification.error());
    }
    const auto type = object->value("resourceType"_L1).toString();
    if (type.isEmpty() && object->contains("subscriptions"_L1)) {
        return judgeConfiguration(content, fileName, now);
    }
    if (auto judgement = judgeResource(*object, version)) {
        return *judgement;
    }
    if (isNotificationType(type)) {
        return judgeNotification(notification.error());
    }
    return {JsonLine().add(u"kind"_s, type),
            {{Issue::Severity::Error, u"not-supported"_s, type,
              QCoreApplication::translate("Tbs::Cli",
                                          "%1 is none of Bundle, SubscriptionStatus, Parameters, Subscription, "
                                          "SubscriptionTopic, Basic and CapabilityStatement")
                  .arg(type)}}};
}

} // namespace Tbs::Cli
