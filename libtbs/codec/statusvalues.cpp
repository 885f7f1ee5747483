// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "statusvalues_p.h"
#include "timestamp_p.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// `2.0` is the integer 2.
QByteArrayView withoutZeroFraction(QByteArrayView number)
{
    const auto point = number.indexOf('.');
    if (point < 0) {
        return number;
    }
    for (const char digit : number.sliced(point + 1)) {
        if (digit != '0') {
            return number;
        }
    }
    return number.first(point);
}

QString joined(const QString &system, const QString &code)
{
    return system.isEmpty() || code.isEmpty() ? code : system + u'|' + code;
}

} // namespace

QString StatusValues::readString(JsonValueReader &value, const ElementPath &path)
{
    const auto text = stringOf(value);
    if (!text) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A JSON string is expected here"));
        return {};
    }
    return toQString(*text);
}

std::optional<EventNumber> StatusValues::readCounter(JsonValueReader &value, const ElementPath &path)
{
    const auto text = stringOf(value);
    const auto token = text ? *text : tokenOf(value);
    const QByteArrayView digits(token.data(), static_cast<qsizetype>(token.size()));
    const auto number = EventNumber::fromString(text ? digits : withoutZeroFraction(digits));
    if (!number) {
        m_issues.error("value"_L1, path,
                       QT_TRANSLATE_NOOP("Tbs", "An integer from 0 to 9223372036854775807 is expected here"));
    }
    return number;
}

void StatusValues::readTimestamp(JsonValueReader &value, const ElementPath &path, NotificationEvent &event)
{
    const auto text = stringOf(value);
    if (!text) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A JSON string is expected here"));
        return;
    }
    event.timestampText = toQString(*text);
    const auto time = parseTimestamp(QByteArrayView(text->data(), static_cast<qsizetype>(text->size())));
    if (!time) {
        m_issues.error("value"_L1, path, QT_TRANSLATE_NOOP("Tbs", "This is not an instant"));
        return;
    }
    event.timestamp = time->utc;
    if (!time->isInstant) {
        m_issues.warning(
            "value"_L1, path,
            QT_TRANSLATE_NOOP(
                "Tbs", "An instant needs date, time with seconds and offset; what is missing was taken as zero"));
    }
}

Result<ReferenceElement> StatusValues::readReference(JsonValueReader &value, const ElementPath &path)
{
    enum Member { Literal, Identifier, Display };
    static constexpr std::array<std::string_view, 3> names{"reference", "identifier", "display"};

    ReferenceElement reference;
    if (const auto text = stringOf(value)) {
        m_issues.warning(
            "structure"_L1, path,
            QT_TRANSLATE_NOOP("Tbs", "A string stands where a Reference is expected; it was taken as its reference"));
        reference.reference = toQString(*text);
        return reference;
    }
    JsonObjectReader object;
    if (value.get_object().get(object)) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A Reference is expected here"));
        return reference;
    }
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        const ElementPath elementPath(path, names[member]);
        switch (member) {
        case Literal:
            reference.reference = readString(element, elementPath);
            break;
        case Identifier: {
            auto identifier = readIdentifier(element, elementPath);
            if (!identifier) {
                return failure(std::move(identifier.error()));
            }
            reference.identifier = *std::move(identifier);
            break;
        }
        case Display:
            reference.display = readString(element, elementPath);
            break;
        }
        return {};
    });
    if (!done) {
        return failure(std::move(done.error()));
    }
    return reference;
}

Result<QString> StatusValues::readIdentifier(JsonValueReader &value, const ElementPath &path)
{
    enum Member { System, Value };
    static constexpr std::array<std::string_view, 2> names{"system", "value"};

    JsonObjectReader object;
    if (value.get_object().get(object)) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "An Identifier is expected here"));
        return QString();
    }
    QString system;
    QString text;
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        (member == System ? system : text) = readString(element, ElementPath(path, names[member]));
        return {};
    });
    if (!done) {
        return failure(std::move(done.error()));
    }
    return joined(system, text);
}

Result<QString> StatusValues::readCodeableConcept(JsonValueReader &value, const ElementPath &path)
{
    enum Member { Coding, Text };
    static constexpr std::array<std::string_view, 2> names{"coding", "text"};

    JsonObjectReader object;
    if (value.get_object().get(object)) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A CodeableConcept is expected here"));
        return QString();
    }
    QString code;
    QString text;
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        if (member == Text) {
            text = readString(element, ElementPath(path, names[member]));
            return {};
        }
        return forEachElement(element, path, names[member],
                              [&](JsonValueReader &coding, const ElementPath &codingPath) -> Result<void> {
                                  auto codingText = readCoding(coding, codingPath);
                                  if (!codingText) {
                                      return failure(std::move(codingText.error()));
                                  }
                                  if (code.isEmpty()) {
                                      code = *std::move(codingText);
                                  }
                                  return {};
                              });
    });
    if (!done) {
        return failure(std::move(done.error()));
    }
    return code.isEmpty() ? text : code;
}

Result<QString> StatusValues::readCoding(JsonValueReader &value, const ElementPath &path)
{
    enum Member { System, Code };
    static constexpr std::array<std::string_view, 2> names{"system", "code"};

    JsonObjectReader object;
    if (value.get_object().get(object)) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A Coding is expected here"));
        return QString();
    }
    QString system;
    QString code;
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        (member == System ? system : code) = readString(element, ElementPath(path, names[member]));
        return {};
    });
    if (!done) {
        return failure(std::move(done.error()));
    }
    return joined(system, code);
}

Result<NotificationType> StatusValues::readType(JsonValueReader &value, const ElementPath &path)
{
    const auto text = stringOf(value);
    const auto type = text ? notificationTypeFromCode(toQString(*text)) : std::nullopt;
    if (!type) {
        return failure(Error::Kind::BadData, QCoreApplication::translate("Tbs", "This is no known notification type"),
                       path.toString());
    }
    return *type;
}

std::optional<SubscriptionStatusCode> StatusValues::readStatus(JsonValueReader &value, const ElementPath &path)
{
    const auto text = stringOf(value);
    const auto status = text ? subscriptionStatusCodeFromCode(toQString(*text)) : std::nullopt;
    if (!status) {
        m_issues.error("code-invalid"_L1, path, QT_TRANSLATE_NOOP("Tbs", "This is no known subscription status"));
    }
    return status;
}

void StatusValues::setSubscription(const ReferenceElement &reference, const ElementPath &path,
                                   SubscriptionStatus &status)
{
    status.subscription = Reference(reference.reference);
    if (!reference.reference.isEmpty()) {
        return;
    }
    if (reference.isEmpty()) {
        m_issues.error("required"_L1, path, QT_TRANSLATE_NOOP("Tbs", "Nothing says which subscription this is about"));
        return;
    }
    m_issues.information("informational"_L1, path,
                         QT_TRANSLATE_NOOP("Tbs", "The subscription is not referred to but described: %1"),
                         reference.identifier.isEmpty() ? reference.display : reference.identifier);
}

void StatusValues::setFocus(ReferenceElement &&reference, NotificationEvent &event)
{
    event.focus = Reference(std::move(reference.reference));
    event.focusIdentifier = std::move(reference.identifier);
}

void StatusValues::addContext(ReferenceElement &&reference, const ElementPath &path, NotificationEvent &event)
{
    if (reference.reference.isEmpty()) {
        m_issues.information("informational"_L1, path,
                             QT_TRANSLATE_NOOP("Tbs", "A reference without a literal reference cannot be followed"));
    }
    event.additionalContext.append(Reference(std::move(reference.reference)));
}

Error missingType(const ElementPath &path)
{
    return {Error::Kind::BadData, QCoreApplication::translate("Tbs", "The type of the notification is missing"),
            ElementPath(path, "type").toString()};
}

} // namespace Tbs
