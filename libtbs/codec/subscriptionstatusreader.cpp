// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "subscriptionstatusreader_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

bool SubscriptionStatusReader::accepts(QStringView resourceType)
{
    return resourceType == "SubscriptionStatus"_L1 || resourceType == "AidboxSubscriptionStatus"_L1;
}

Result<StatusElement> SubscriptionStatusReader::read(JsonObjectReader &object, const ElementPath &path)
{
    enum Member {
        ResourceType,
        Status,
        Type,
        PreviewType,
        Counter,
        InNotification,
        Events,
        Subscription,
        Destination,
        Topic,
        Errors
    };
    static constexpr std::array<std::string_view, 11> names{"resourceType",
                                                            "status",
                                                            "type",
                                                            "notificationType",
                                                            "eventsSinceSubscriptionStart",
                                                            "eventsInNotification",
                                                            "notificationEvent",
                                                            "subscription",
                                                            "topic-destination",
                                                            "topic",
                                                            "error"};

    StatusElement element;
    auto &status = element.status;
    std::optional<NotificationType> type;
    bool hasSubscription = false;
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &value) -> Result<void> {
        const ElementPath memberPath(path, names[member]);
        switch (member) {
        case ResourceType:
            if (stringOf(value) != "SubscriptionStatus") {
                m_issues.warning(
                    "structure"_L1, memberPath,
                    QT_TRANSLATE_NOOP("Tbs", "A SubscriptionStatus is expected; its namesake was read as one"));
            }
            return {};
        case Status:
            status.status = m_values.readStatus(value, memberPath);
            return {};
        case PreviewType:
            m_issues.warning("structure"_L1, memberPath,
                             QT_TRANSLATE_NOOP("Tbs", "This element of a draft is called type since R4B"));
            [[fallthrough]];
        case Type: {
            const auto result = m_values.readType(value, memberPath);
            if (!result) {
                return failure(result.error());
            }
            type = *result;
            return {};
        }
        case Counter:
            status.eventsSinceSubscriptionStart = readCounter(value, memberPath);
            return {};
        case InNotification:
            m_issues.warning("structure"_L1, memberPath,
                             QT_TRANSLATE_NOOP("Tbs", "This element of a draft does not exist any more"));
            element.eventsInNotification = m_values.readCounter(value, memberPath);
            return {};
        case Events:
            return readEvents(value, path, status);
        case Destination:
        case Subscription:
            hasSubscription = true;
            return readSubscription(value, memberPath, status);
        case Topic:
            status.topic = m_values.readString(value, memberPath);
            return {};
        case Errors:
            return readErrors(value, path, status.errors);
        }
        return {};
    });
    if (!done) {
        return failure(std::move(done.error()));
    }
    if (!type) {
        return failure(missingType(path));
    }
    status.type = *type;
    if (!hasSubscription) {
        m_values.setSubscription({}, ElementPath(path, names[Subscription]), status);
    }
    return element;
}

Result<void> SubscriptionStatusReader::readEvents(JsonValueReader &value, const ElementPath &path,
                                                  SubscriptionStatus &status)
{
    return forEachElement(value, path, "notificationEvent",
                          [&](JsonValueReader &element, const ElementPath &eventPath) {
                              return readEvent(element, eventPath, status.notificationEvents.emplaceBack());
                          });
}

Result<void> SubscriptionStatusReader::readEvent(JsonValueReader &value, const ElementPath &path,
                                                 NotificationEvent &event)
{
    enum Member { Id, Number, Time, Focus, Context };
    static constexpr std::array<std::string_view, 5> names{"id", "eventNumber", "timestamp", "focus",
                                                           "additionalContext"};

    JsonObjectReader object;
    if (value.get_object().get(object)) {
        return failure(notAnObject(path));
    }
    bool hasNumber = false;
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        const ElementPath memberPath(path, names[member]);
        switch (member) {
        case Id:
            event.id = m_values.readString(element, memberPath);
            return {};
        case Number:
            hasNumber = true;
            event.eventNumber = readCounter(element, memberPath);
            return {};
        case Time:
            m_values.readTimestamp(element, memberPath, event);
            return {};
        case Focus: {
            auto reference = m_values.readReference(element, memberPath);
            if (!reference) {
                return failure(std::move(reference.error()));
            }
            m_values.setFocus(*std::move(reference), event);
            return {};
        }
        case Context:
            return forEachElement(element, path, names[member],
                                  [&](JsonValueReader &context, const ElementPath &contextPath) -> Result<void> {
                                      auto reference = m_values.readReference(context, contextPath);
                                      if (!reference) {
                                          return failure(std::move(reference.error()));
                                      }
                                      m_values.addContext(*std::move(reference), contextPath, event);
                                      return {};
                                  });
        }
        return {};
    });
    if (done && !hasNumber) {
        m_issues.error("required"_L1, ElementPath(path, names[Number]),
                       QT_TRANSLATE_NOOP("Tbs", "The event has no number"));
    }
    return done;
}

Result<void> SubscriptionStatusReader::readErrors(JsonValueReader &value, const ElementPath &path, QStringList &errors)
{
    return forEachElement(value, path, "error",
                          [&](JsonValueReader &element, const ElementPath &errorPath) -> Result<void> {
                              auto text = m_values.readCodeableConcept(element, errorPath);
                              if (!text) {
                                  return failure(std::move(text.error()));
                              }
                              errors.append(*std::move(text));
                              return {};
                          });
}

Result<void> SubscriptionStatusReader::readSubscription(JsonValueReader &value, const ElementPath &path,
                                                        SubscriptionStatus &status)
{
    auto reference = m_values.readReference(value, path);
    if (!reference) {
        return failure(std::move(reference.error()));
    }
    m_values.setSubscription(*reference, path, status);
    return {};
}

std::optional<EventNumber> SubscriptionStatusReader::readCounter(JsonValueReader &value, const ElementPath &path)
{
    const bool isString = tokenOf(value).front() == '"';
    const auto number = m_values.readCounter(value, path);
    if (number && !isString) {
        m_issues.warning("structure"_L1, path,
                         QT_TRANSLATE_NOOP("Tbs", "A 64-bit integer is written as a JSON string"));
    }
    return number;
}

} // namespace Tbs
