// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "bundlereader_p.h"
#include "timestamp_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// The texts that nearly every entry has are not allocated anew for each.
std::optional<QString> knownText(std::string_view text)
{
    if (text == "GET") {
        return u"GET"_s;
    }
    if (text == "PUT") {
        return u"PUT"_s;
    }
    if (text == "POST") {
        return u"POST"_s;
    }
    if (text == "DELETE") {
        return u"DELETE"_s;
    }
    if (text == "200") {
        return u"200"_s;
    }
    if (text == "201") {
        return u"201"_s;
    }
    return std::nullopt;
}

std::string_view withoutTrailingSpace(std::string_view json)
{
    return json.substr(0, json.find_last_not_of(" \t\r\n") + 1);
}

} // namespace

Result<NotificationBundle> BundleReader::read(JsonObjectReader &object, const ElementPath &path)
{
    enum Member { ResourceType, Id, Type, Time, Meta, Entry };
    static constexpr std::array<std::string_view, 6> names{"resourceType", "id", "type", "timestamp", "meta", "entry"};

    NotificationBundle bundle;
    auto done = readMembers(object, names, path, [&](std::size_t member, JsonValueReader &value) -> Result<void> {
        switch (member) {
        case ResourceType:
            readText(value, ElementPath(path, names[member]), bundle.resourceType);
            break;
        case Id:
            readText(value, ElementPath(path, names[member]), bundle.id);
            break;
        case Type:
            readText(value, ElementPath(path, names[member]), bundle.type);
            break;
        case Time:
            readTimestamp(value, ElementPath(path, names[member]), bundle.timestamp);
            break;
        case Meta:
            if (JsonObjectReader meta; !value.get_object().get(meta)) {
                std::string_view json;
                if (!meta.raw_json().get(json)) {
                    bundle.meta = QByteArrayView(json.data(), static_cast<qsizetype>(json.size()));
                }
            }
            break;
        case Entry:
            return readEntries(value, path, bundle);
        }
        return {};
    });
    if (!done) {
        return failure(std::move(done.error()));
    }
    return bundle;
}

Result<void> BundleReader::readEntries(JsonValueReader &value, const ElementPath &path, NotificationBundle &bundle)
{
    bundle.hasEntries = true;
    return forEachElement(value, path, "entry",
                          [&](JsonValueReader &element, const ElementPath &entryPath) -> Result<void> {
                              if (!isObject(element)) {
                                  return failure(notAnObject(entryPath));
                              }
                              auto &entry = bundle.entries.emplace_back();
                              entry.index = static_cast<qsizetype>(bundle.entries.size()) - 1;
                              return readEntry(element, entryPath, entry);
                          });
}

Result<void> BundleReader::readEntry(JsonValueReader &value, const ElementPath &path, BundleEntry &entry)
{
    enum Member { FullUrl, Resource, Request, Response };
    static constexpr std::array<std::string_view, 4> names{"fullUrl", "resource", "request", "response"};

    JsonObjectReader object;
    if (value.get_object().get(object)) {
        return failure(unreadable(path));
    }
    return readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        const ElementPath elementPath(path, names[member]);
        switch (member) {
        case FullUrl:
            readText(element, elementPath, entry.entry.fullUrl);
            return {};
        case Resource:
            return readResource(element, elementPath, entry.entry);
        case Request:
            return readRequest(element, elementPath, entry);
        case Response:
            return readResponse(element, elementPath, entry);
        }
        return {};
    });
}

Result<void> BundleReader::readRequest(JsonValueReader &value, const ElementPath &path, BundleEntry &entry)
{
    enum Member { Method, Url };
    static constexpr std::array<std::string_view, 2> names{"method", "url"};

    if (!expectObject(value, path)) {
        return {};
    }
    JsonObjectReader object;
    if (value.get_object().get(object)) {
        return failure(unreadable(path));
    }
    entry.hasRequest = true;
    return readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        readText(element, ElementPath(path, names[member]),
                 member == Method ? entry.entry.requestMethod : entry.entry.requestUrl);
        return {};
    });
}

Result<void> BundleReader::readResponse(JsonValueReader &value, const ElementPath &path, BundleEntry &entry)
{
    static constexpr std::array<std::string_view, 1> names{"status"};

    if (!expectObject(value, path)) {
        return {};
    }
    JsonObjectReader object;
    if (value.get_object().get(object)) {
        return failure(unreadable(path));
    }
    entry.hasResponse = true;
    return readMembers(object, names, path, [&](std::size_t member, JsonValueReader &element) -> Result<void> {
        readText(element, ElementPath(path, names[member]), entry.entry.responseStatus);
        return {};
    });
}

Result<void> BundleReader::readResource(JsonValueReader &value, const ElementPath &path, NotificationEntry &entry)
{
    static constexpr std::string_view resourceTypeName = "resourceType";
    static constexpr std::string_view idName = "id";

    if (!expectObject(value, path)) {
        return {};
    }
    JsonObjectReader object;
    if (value.get_object().get(object)) {
        return failure(unreadable(path));
    }
    // Only what is read is looked at, and the rest of the resource is skipped as soon as it is found.
    QByteArray unescaped;
    for (auto result : object) {
        if (result.error()) {
            return failure(unreadable(path));
        }
        auto &field = result.value_unsafe();
        const auto name = nameOf(field, unescaped);
        if (name == resourceTypeName) {
            readResourceType(field.value(), ElementPath(path, resourceTypeName), entry.resourceType);
        } else if (name == idName) {
            readText(field.value(), ElementPath(path, idName), entry.resourceId);
        }
        if (!entry.resourceType.isNull() && !entry.resourceId.isNull()) {
            break;
        }
    }
    std::string_view json;
    if (object.raw_json().get(json)) {
        return failure(unreadable(path));
    }
    if (entry.resourceType.isNull()) {
        m_issues.error("required"_L1, ElementPath(path, resourceTypeName),
                       QT_TRANSLATE_NOOP("Tbs", "The resource does not say its type"));
    }
    entry.resource = {json.data() - m_body.constData(), static_cast<qsizetype>(withoutTrailingSpace(json).size())};
    return {};
}

void BundleReader::readText(JsonValueReader &value, const ElementPath &path, QString &text)
{
    const auto characters = stringOf(value);
    if (!characters) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A JSON string is expected here"));
        return;
    }
    auto known = knownText(*characters);
    text = known ? *std::move(known) : toQString(*characters);
}

void BundleReader::readResourceType(JsonValueReader &value, const ElementPath &path, QString &resourceType)
{
    const auto characters = stringOf(value);
    if (!characters) {
        m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A JSON string is expected here"));
        return;
    }
    const QUtf8StringView text(characters->data(), static_cast<qsizetype>(characters->size()));
    if (!QAnyStringView::equal(m_lastResourceType, text)) {
        m_lastResourceType = text.toString();
    }
    resourceType = m_lastResourceType;
}

void BundleReader::readTimestamp(JsonValueReader &value, const ElementPath &path, QDateTime &timestamp)
{
    const auto characters = stringOf(value);
    const auto time = characters
        ? parseTimestamp(QByteArrayView(characters->data(), static_cast<qsizetype>(characters->size())))
        : std::nullopt;
    if (!time) {
        m_issues.error("value"_L1, path, QT_TRANSLATE_NOOP("Tbs", "This is not an instant"));
        return;
    }
    if (!time->isInstant) {
        m_issues.warning(
            "value"_L1, path,
            QT_TRANSLATE_NOOP(
                "Tbs", "An instant needs date, time with seconds and offset; what is missing was taken as zero"));
    }
    timestamp = time->utc;
}

bool BundleReader::expectObject(JsonValueReader &value, const ElementPath &path)
{
    if (isObject(value)) {
        return true;
    }
    m_issues.error("structure"_L1, path, QT_TRANSLATE_NOOP("Tbs", "A JSON object is expected here"));
    return false;
}

} // namespace Tbs
