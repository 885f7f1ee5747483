// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/notification.h>
#include <Tbs/store/records.h>
#include <Tbs/support/error.h>

#include <QJsonObject>
#include <QSharedDataPointer>

#include <memory>

namespace Tbs {

class EventContextData;

/// A resource that came along with an event, parsed when somebody asks for it.
class TBS_CORE_EXPORT ContextResource
{
public:
    ContextResource(std::shared_ptr<const Notification> notification, Reference reference, qsizetype entry);

    [[nodiscard]] const Reference &reference() const { return m_reference; }
    /// Whether its entry in the bundle holds the resource; not so for id-only entries and deletions.
    [[nodiscard]] bool isIncluded() const;
    /// The resource's bytes as they were received; empty when it is not included.
    [[nodiscard]] QByteArray bytes() const;
    /// The resource. BadData when it is not included.
    [[nodiscard]] Result<QJsonObject> resource() const;
    /// `POST`, `PUT`, `DELETE` or empty: what its entry says that happened to it.
    [[nodiscard]] QString requestMethod() const;

private:
    std::shared_ptr<const Notification> m_notification;
    Reference m_reference;
    qsizetype m_entry;
};

/// One event, as its handler gets it. A copyable value that shares the notification's bytes; usable in any thread.
class TBS_CORE_EXPORT EventContext
{
public:
    /// How the event came to its handler.
    struct Delivery
    {
        QString webhookId;
        NotificationOrigin origin = NotificationOrigin::Webhook;
        QDateTime receivedAt; ///< UTC; also of a replay
        int attempt = 1; ///< 1 for the first, and again for the first of a replay
        /// It may have been handed over before: after a restart, since the end of a handler and its record are two
        /// things; or because it is a replay.
        bool redelivered = false;
    };

    EventContext(std::shared_ptr<const Notification> notification, int statusIndex, int eventIndex, Delivery delivery);
    EventContext(const EventContext &);
    EventContext(EventContext &&) noexcept;
    EventContext &operator=(const EventContext &);
    EventContext &operator=(EventContext &&) noexcept;
    ~EventContext();

    /// `Type/id` of the focus; empty for the content level `empty` and where the focus has no literal reference.
    [[nodiscard]] QString reference() const;
    /// The focus reference as it was received: absolute, versioned, or relative.
    [[nodiscard]] QString originalReference() const;
    /// The focus with its resource, if that came along.
    [[nodiscard]] ContextResource focus() const;
    /// The focus resource. BadData when it did not come along: read it from the server then.
    [[nodiscard]] Result<QJsonObject> resource() const;
    /// In the order of the event.
    [[nodiscard]] QList<ContextResource> additionalContext() const;

    [[nodiscard]] QDateTime timestamp() const; ///< UTC; invalid when the server sent none
    [[nodiscard]] std::optional<EventNumber> eventNumber() const;
    [[nodiscard]] Reference subscription() const;
    [[nodiscard]] QString topic() const; ///< as received; may be empty
    [[nodiscard]] NotificationType notificationType() const;
    [[nodiscard]] FhirVersion fhirVersion() const;
    [[nodiscard]] QString webhookId() const;
    [[nodiscard]] const Delivery &delivery() const;
    /// Fetched by $events after its notification had been missed.
    [[nodiscard]] bool isRecovered() const;
    /// Handed over once more on request.
    [[nodiscard]] bool isReplayed() const;
    /// The whole bundle as it was received.
    [[nodiscard]] QByteArray bundle() const;

    /// The event as parsed.
    [[nodiscard]] const NotificationEvent &notificationEvent() const;
    [[nodiscard]] const SubscriptionStatus &subscriptionStatus() const;
    [[nodiscard]] const std::shared_ptr<const Notification> &notification() const;

    /// The same event for attempt \a attempt.
    [[nodiscard]] EventContext forAttempt(int attempt) const;

    /// The event as the JSON object that exec handlers, files and the command line show; without resources.
    [[nodiscard]] QJsonObject toJson() const;

private:
    QSharedDataPointer<EventContextData> d;
};

} // namespace Tbs
