// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "eventcontext.h"

#include <Tbs/codec/codec.h>

#include <QCoreApplication>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace Tbs {

ContextResource::ContextResource(std::shared_ptr<const Notification> notification, Reference reference, qsizetype entry)
    : m_notification(std::move(notification))
    , m_reference(std::move(reference))
    , m_entry(entry)
{
}

bool ContextResource::isIncluded() const
{
    return m_entry >= 0 && !m_notification->entries.at(m_entry).resource.isEmpty();
}

QByteArray ContextResource::bytes() const
{
    return isIncluded() ? m_notification->bytes(m_notification->entries.at(m_entry).resource).toByteArray()
                        : QByteArray();
}

Result<QJsonObject> ContextResource::resource() const
{
    if (!isIncluded()) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate(
                           "Tbs", "The notification does not hold the resource; read it from the server."));
    }
    return readJsonObject(m_notification->bytes(m_notification->entries.at(m_entry).resource));
}

QString ContextResource::requestMethod() const
{
    return m_entry >= 0 ? m_notification->entries.at(m_entry).requestMethod : QString();
}

class EventContextData : public QSharedData
{
public:
    std::shared_ptr<const Notification> notification;
    int statusIndex = 0;
    int eventIndex = 0;
    EventContext::Delivery delivery;
};

EventContext::EventContext(std::shared_ptr<const Notification> notification, int statusIndex, int eventIndex,
                           Delivery delivery)
    : d(new EventContextData)
{
    Q_ASSERT(statusIndex < notification->statuses.size());
    Q_ASSERT(eventIndex < notification->statuses.at(statusIndex).notificationEvents.size());
    d->notification = std::move(notification);
    d->statusIndex = statusIndex;
    d->eventIndex = eventIndex;
    d->delivery = std::move(delivery);
}

EventContext::EventContext(const EventContext &) = default;
EventContext::EventContext(EventContext &&) noexcept = default;
EventContext &EventContext::operator=(const EventContext &) = default;
EventContext &EventContext::operator=(EventContext &&) noexcept = default;
EventContext::~EventContext() = default;

const SubscriptionStatus &EventContext::subscriptionStatus() const
{
    return d->notification->statuses.at(d->statusIndex);
}

const NotificationEvent &EventContext::notificationEvent() const
{
    return subscriptionStatus().notificationEvents.at(d->eventIndex);
}

const std::shared_ptr<const Notification> &EventContext::notification() const
{
    return d->notification;
}

QString EventContext::reference() const
{
    return notificationEvent().focus.relative();
}

QString EventContext::originalReference() const
{
    return notificationEvent().focus.original();
}

ContextResource EventContext::focus() const
{
    return {d->notification, notificationEvent().focus, notificationEvent().focusEntry};
}

Result<QJsonObject> EventContext::resource() const
{
    return focus().resource();
}

QList<ContextResource> EventContext::additionalContext() const
{
    const auto &event = notificationEvent();
    QList<ContextResource> resources;
    for (qsizetype i = 0; i < event.additionalContext.size(); ++i) {
        resources.append({d->notification, event.additionalContext.at(i), event.additionalContextEntries.value(i, -1)});
    }
    return resources;
}

QDateTime EventContext::timestamp() const
{
    return notificationEvent().timestamp;
}

std::optional<EventNumber> EventContext::eventNumber() const
{
    return notificationEvent().eventNumber;
}

Reference EventContext::subscription() const
{
    return subscriptionStatus().subscription;
}

QString EventContext::topic() const
{
    return subscriptionStatus().topic;
}

NotificationType EventContext::notificationType() const
{
    return subscriptionStatus().type;
}

FhirVersion EventContext::fhirVersion() const
{
    return d->notification->fhirVersion;
}

QString EventContext::webhookId() const
{
    return d->delivery.webhookId;
}

const EventContext::Delivery &EventContext::delivery() const
{
    return d->delivery;
}

bool EventContext::isRecovered() const
{
    return d->delivery.origin == NotificationOrigin::Recovery;
}

bool EventContext::isReplayed() const
{
    return d->delivery.origin == NotificationOrigin::Replay;
}

QByteArray EventContext::bundle() const
{
    return d->notification->body;
}

EventContext EventContext::forAttempt(int attempt) const
{
    EventContext context(*this);
    context.d->delivery.attempt = attempt;
    return context;
}

QJsonObject EventContext::toJson() const
{
    const auto textOrNull = [](const QString &text) {
        return text.isEmpty() ? QJsonValue() : QJsonValue(text);
    };
    const auto &event = notificationEvent();
    QJsonArray context;
    for (const auto &reference : event.additionalContext) {
        context.append(reference.relative());
    }
    QJsonObject json{
        {u"webhookId"_s, webhookId()},
        {u"subscription"_s, textOrNull(subscription().relative())},
        {u"topic"_s, textOrNull(topic())},
        {u"eventNumber"_s, event.eventNumber ? QJsonValue(event.eventNumber->toString()) : QJsonValue()},
        {u"timestamp"_s,
         textOrNull(event.timestamp.isValid() ? event.timestamp.toString(Qt::ISODateWithMs) : event.timestampText)},
        {u"focus"_s, textOrNull(reference())},
        {u"additionalContext"_s, context},
        {u"fhirVersion"_s, toCode(fhirVersion())},
        {u"notificationType"_s, toCode(notificationType())},
        {u"receivedAt"_s, delivery().receivedAt.toString(Qt::ISODateWithMs)},
        {u"attempt"_s, delivery().attempt},
    };
    if (originalReference() != reference()) {
        json.insert(u"originalFocus"_s, originalReference());
    }
    if (!event.focusIdentifier.isEmpty()) {
        json.insert(u"focusIdentifier"_s, event.focusIdentifier);
    }
    if (delivery().redelivered) {
        json.insert(u"redelivered"_s, true);
    }
    if (isRecovered()) {
        json.insert(u"recovered"_s, true);
    }
    if (isReplayed()) {
        json.insert(u"replayed"_s, true);
    }
    return json;
}

} // namespace Tbs
