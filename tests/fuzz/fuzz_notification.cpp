// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

// Anything a sender may POST. Beside crashes and what the sanitizers see, it looks for texts that our reader takes for
// JSON and simdjson's strict parser does not, or the other way round.

#include <Tbs/codec/codec.h>

#include <QJsonDocument>

#include <cstdlib>
#include <simdjson.h>

namespace {

void check(bool condition)
{
    if (!condition) {
        std::abort();
    }
}

/// What simdjson's other interface says. Numbers of any size are JSON, but not for it.
simdjson::error_code strictVerdict(QByteArrayView json)
{
    static simdjson::dom::parser parser;
    const simdjson::padded_string padded(json.data(), static_cast<std::size_t>(json.size()));
    simdjson::dom::element element;
    const auto error = parser.parse(padded).get(element);
    if (!error && !element.is_object()) {
        return simdjson::INCORRECT_TYPE;
    }
    return error;
}

void readNotification(const QByteArray &body)
{
    const auto result = Tbs::readNotification(body);
    if (!result) {
        check(result.error().kind == Tbs::Error::Kind::BadData && !result.error().message.isEmpty());
        return;
    }
    const auto &notification = result->value;
    check(!notification.statuses.isEmpty());
    for (const auto &entry : notification.entries) {
        const auto resource = notification.bytes(entry.resource);
        check(resource.isEmpty() || (resource.front() == '{' && resource.back() == '}'));
    }
    for (const auto &status : notification.statuses) {
        for (const auto &event : status.notificationEvents) {
            check(event.focusEntry >= -1 && event.focusEntry < notification.entries.size());
            check(event.additionalContext.size() == event.additionalContextEntries.size());
        }
    }
}

void readResource(const QJsonObject &object)
{
    using Tbs::FhirVersion;
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto &codec = Tbs::codecFor(version);
        if (const auto subscription = codec.readSubscription(object)) {
            check(codec.readSubscription(codec.writeSubscription(subscription->value)).has_value());
        }
        if (const auto topic = codec.readTopic(object)) {
            check(codec.readTopic(codec.writeTopic(topic->value)).has_value());
        }
    }
    (void)Tbs::writeCapabilityStatementTopics(object, Tbs::readCapabilityStatementTopics(object));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    const QByteArray body(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    readNotification(body);

    const bool marked = body.startsWith("\xEF\xBB\xBF");
    const auto text = QByteArrayView(body).sliced(marked ? 3 : 0);
    const auto verdict = strictVerdict(text);
    const auto object = Tbs::readJsonObject(body);
    if (object) {
        check(verdict == simdjson::SUCCESS || verdict == simdjson::NUMBER_ERROR);
        readResource(*object);
    } else if (verdict == simdjson::SUCCESS) {
        // We refuse more: repeated names, deep nesting, and numbers that QJson cannot hold.
        check(!object.error().message.isEmpty());
    }
    return 0;
}
