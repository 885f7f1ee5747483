// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "parametersstatusreader_p.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr std::array<std::string_view, 8> parameterNames{
    "subscription",       "topic", "status", "type", "events-since-subscription-start", "events-in-notification",
    "notification-event", "error"};
constexpr std::array<std::string_view, 4> partNames{"event-number", "timestamp", "focus", "additional-context"};

template <std::size_t Size> std::size_t indexOf(const std::array<std::string_view, Size> &names, std::string_view name)
{
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

/// The `name` of a parameter or part, wherever it stands in the object, which can be read from its start after that.
std::optional<std::string_view> nameOfParameter(JsonObjectReader &object)
{
    std::optional<std::string_view> name;
    QByteArray unescaped;
    for (auto result : object) {
        if (result.error()) {
            return std::nullopt;
        }
        auto &field = result.value_unsafe();
        if (nameOf(field, unescaped) == "name") {
            name = stringOf(field.value());
            break;
        }
    }
    return object.reset().error() ? std::nullopt : name;
}

} // namespace

bool ParametersStatusReader::accepts(JsonObjectReader &object)
{
    const ElementPath path("Parameters");
    bool named = false;
    int known = 0;
    // What is wrong here will be told by read().
    (void)forEachMember(object, path, [&](std::string_view member, JsonValueReader &value) -> Result<void> {
        if (member != "parameter" || !isArray(value)) {
            return {};
        }
        return forEachElement(value, path, "parameter",
                              [&](JsonValueReader &element, const ElementPath &) -> Result<void> {
                                  JsonObjectReader parameter;
                                  if (element.get_object().get(parameter)) {
                                      return {};
                                  }
                                  const auto name = nameOfParameter(parameter);
                                  if (!name) {
                                      return {};
                                  }
                                  const auto index = indexOf(parameterNames, *name);
                                  known += index < ParameterCount ? 1 : 0;
                                  named = named || index == Subscription || index == Type;
                                  return {};
                              });
    });
    return named && known >= 2;
}

Result<StatusElement> ParametersStatusReader::read(JsonObjectReader &object, const ElementPath &path)
{
    static constexpr std::array<std::string_view, 1> names{"parameter"};

    StatusElement element;
    auto done = readMembers(object, names, path, [&](std::size_t, JsonValueReader &value) {
        return forEachElement(value, path, names[0],
                              [&](JsonValueReader &parameter, const ElementPath &parameterPath) -> Result<void> {
                                  JsonObjectReader parameterObject;
                                  if (parameter.get_object().get(parameterObject)) {
                                      return failure(notAnObject(parameterPath));
                                  }
                                  return readParameter(parameterObject, parameterPath, element);
                              });
    });
    if (!done) {
        return failure(std::move(done.error()));
    }
    if (!m_type) {
        return failure(missingType(path));
    }
    element.status.type = *m_type;
    if (!(m_seen & (1U << Subscription))) {
        m_values.setSubscription({}, path, element.status);
    }
    return element;
}

Result<void> ParametersStatusReader::readParameter(JsonObjectReader &object, const ElementPath &path,
                                                   StatusElement &element)
{
    const auto name = nameOfParameter(object);
    if (!name) {
        m_issues.error("required"_L1, ElementPath(path, "name"), QT_TRANSLATE_NOOP("Tbs", "The parameter has no name"));
        return {};
    }
    const auto index = indexOf(parameterNames, *name);
    if (index == parameterNames.size()) {
        return {};
    }
    const auto parameter = static_cast<Parameter>(index);
    if (parameter == Event) {
        return readEvent(object, path, element.status.notificationEvents.emplaceBack());
    }
    const quint32 bit = 1U << index;
    if (parameter != ErrorCode && (m_seen & bit)) {
        return failure(repeatedMember(path));
    }
    m_seen |= bit;
    return withValue(object, path, [&](std::string_view type, JsonValueReader &value, const ElementPath &valuePath) {
        return readValue(parameter, type, value, valuePath, element);
    });
}

Result<void> ParametersStatusReader::readValue(Parameter parameter, std::string_view type, JsonValueReader &value,
                                               const ElementPath &path, StatusElement &element)
{
    auto &status = element.status;
    switch (parameter) {
    case Subscription: {
        const auto reference = readReference(type, value, path);
        if (!reference) {
            return failure(reference.error());
        }
        m_values.setSubscription(*reference, path, status);
        return {};
    }
    case Topic:
        expectType(type, "Canonical", path);
        status.topic = m_values.readString(value, path);
        return {};
    case Status:
        expectType(type, "Code", path);
        status.status = m_values.readStatus(value, path);
        return {};
    case Type: {
        expectType(type, "Code", path);
        const auto code = m_values.readType(value, path);
        if (!code) {
            return failure(code.error());
        }
        m_type = *code;
        return {};
    }
    case Counter:
        status.eventsSinceSubscriptionStart = readCounter(type, value, path);
        return {};
    case InNotification:
        m_issues.warning("structure"_L1, path,
                         QT_TRANSLATE_NOOP("Tbs", "This parameter of a draft does not exist any more"));
        element.eventsInNotification = m_values.readCounter(value, path);
        return {};
    case ErrorCode: {
        expectType(type, "CodeableConcept", path);
        auto text = m_values.readCodeableConcept(value, path);
        if (!text) {
            return failure(std::move(text.error()));
        }
        status.errors.append(*std::move(text));
        return {};
    }
    case Event:
    case ParameterCount:
        break;
    }
    return {};
}

Result<void> ParametersStatusReader::readEvent(JsonObjectReader &object, const ElementPath &path,
                                               NotificationEvent &event)
{
    enum Member { Id, Parts };
    static constexpr std::array<std::string_view, 2> names{"id", "part"};

    quint32 seen = 0;
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &value) -> Result<void> {
        if (member == Id) {
            event.id = m_values.readString(value, ElementPath(path, names[Id]));
            return {};
        }
        return forEachElement(value, path, names[Parts],
                              [&](JsonValueReader &part, const ElementPath &partPath) -> Result<void> {
                                  JsonObjectReader partObject;
                                  if (part.get_object().get(partObject)) {
                                      return failure(notAnObject(partPath));
                                  }
                                  return readPart(partObject, partPath, seen, event);
                              });
    });
    if (done && !(seen & (1U << Number))) {
        m_issues.error("required"_L1, path, QT_TRANSLATE_NOOP("Tbs", "The event has no number"));
    }
    return done;
}

Result<void> ParametersStatusReader::readPart(JsonObjectReader &object, const ElementPath &path, quint32 &seen,
                                              NotificationEvent &event)
{
    const auto name = nameOfParameter(object);
    if (!name) {
        m_issues.error("required"_L1, ElementPath(path, "name"), QT_TRANSLATE_NOOP("Tbs", "The part has no name"));
        return {};
    }
    const auto index = indexOf(partNames, *name);
    if (index == partNames.size()) {
        return {};
    }
    const auto part = static_cast<Part>(index);
    const quint32 bit = 1U << index;
    if (part != Context && (seen & bit)) {
        return failure(repeatedMember(path));
    }
    seen |= bit;
    return withValue(object, path, [&](std::string_view type, JsonValueReader &value, const ElementPath &valuePath) {
        return readPartValue(part, type, value, valuePath, event);
    });
}

Result<void> ParametersStatusReader::readPartValue(Part part, std::string_view type, JsonValueReader &value,
                                                   const ElementPath &path, NotificationEvent &event)
{
    switch (part) {
    case Number:
        event.eventNumber = readCounter(type, value, path);
        return {};
    case Time:
        expectType(type, "Instant", path);
        m_values.readTimestamp(value, path, event);
        return {};
    case Focus:
    case Context: {
        auto reference = readReference(type, value, path);
        if (!reference) {
            return failure(std::move(reference.error()));
        }
        if (part == Focus) {
            m_values.setFocus(*std::move(reference), event);
        } else {
            m_values.addContext(*std::move(reference), path, event);
        }
        return {};
    }
    case PartCount:
        break;
    }
    return {};
}

Result<ReferenceElement> ParametersStatusReader::readReference(std::string_view type, JsonValueReader &value,
                                                               const ElementPath &path)
{
    if (isObject(value)) {
        expectType(type, "Reference", path);
    }
    return m_values.readReference(value, path);
}

std::optional<EventNumber> ParametersStatusReader::readCounter(std::string_view type, JsonValueReader &value,
                                                               const ElementPath &path)
{
    expectType(type, "String", path);
    return m_values.readCounter(value, path);
}

void ParametersStatusReader::expectType(std::string_view type, std::string_view expected, const ElementPath &path)
{
    if (type != expected) {
        m_issues.warning("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A value of another type is expected here: %1"),
                         QString::fromUtf8(expected.data(), static_cast<qsizetype>(expected.size())));
    }
}

template <typename Visit>
Result<void> ParametersStatusReader::withValue(JsonObjectReader &object, const ElementPath &path, Visit visit)
{
    bool hasValue = false;
    bool hasName = false;
    auto done = forEachMember(object, path, [&](std::string_view member, JsonValueReader &value) -> Result<void> {
        if (member == "name") {
            return std::exchange(hasName, true) ? Result<void>(failure(repeatedMember(ElementPath(path, "name"))))
                                                : Result<void>();
        }
        if (!member.starts_with("value") || member.size() == 5) {
            return {};
        }
        const ElementPath valuePath(path, "value");
        if (std::exchange(hasValue, true)) {
            return failure(repeatedMember(valuePath));
        }
        return visit(member.substr(5), value, valuePath);
    });
    if (done && !hasValue) {
        m_issues.error("required"_L1, ElementPath(path, "value"), QT_TRANSLATE_NOOP("Tbs", "There is no value"));
    }
    return done;
}

} // namespace Tbs
