// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace Tbs {

/// A SubscriptionTopic, the same for all FHIR versions (R4 wraps it in a Basic resource).
/// https://hl7.org/fhir/R5/subscriptiontopic.html
struct TBS_CORE_EXPORT SubscriptionTopic
{
    struct ResourceTrigger
    {
        QString description;
        QString resource; ///< `Encounter`; a StructureDefinition URL is shortened to its last part
        QStringList supportedInteraction; ///< of create, update, delete
        QString queryPrevious;
        QString queryCurrent;
        QString resultForCreate;
        QString resultForDelete;
        bool requireBoth = false;
        QString fhirPathCriteria;

        friend bool operator==(const ResourceTrigger &, const ResourceTrigger &) = default;
    };
    struct EventTrigger
    {
        QString description;
        QString event; ///< `system|code` or text
        QString resource;

        friend bool operator==(const EventTrigger &, const EventTrigger &) = default;
    };
    struct CanFilterBy
    {
        QString description;
        QString resource;
        QString filterParameter;
        QString filterDefinition;
        QStringList comparators; ///< R4 and R4B list these among the modifiers; they are told apart on reading
        QStringList modifiers;

        friend bool operator==(const CanFilterBy &, const CanFilterBy &) = default;
    };
    struct NotificationShape
    {
        QString resource;
        QStringList include;
        QStringList revInclude;

        friend bool operator==(const NotificationShape &, const NotificationShape &) = default;
    };

    QString id;
    /// The canonical URL, the topic's identity.
    QString url;
    QString version;
    QString title;
    QString status; ///< draft, active, retired, unknown
    QString description;
    QStringList derivedFrom;
    QList<ResourceTrigger> resourceTrigger;
    QList<EventTrigger> eventTrigger;
    QList<CanFilterBy> canFilterBy;
    QList<NotificationShape> notificationShape;
    /// Everything that was received.
    QJsonObject raw;
};

} // namespace Tbs
