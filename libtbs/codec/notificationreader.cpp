// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "codec.h"

#include "bundlereader_p.h"
#include "draftevents_p.h"
#include "entryindex_p.h"
#include "jsontext_p.h"
#include "notificationreader_p.h"
#include "parametersstatusreader_p.h"
#include "subscriptionstatusreader_p.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

tl::unexpected<Error> notANotification(const ElementPath &path)
{
    return failure(
        Error::Kind::BadData,
        QCoreApplication::translate("Tbs", "This is not a notification: there is no subscription status in it"),
        path.toString());
}

void matchEntries(Notification &notification)
{
    EntryIndex index(notification.entries);
    // A resource that changed twice has two events and two entries: the first belongs to the first.
    QHash<QString, qsizetype> occurrences;
    const bool several =
        notification.statuses.size() > 1 || notification.statuses.first().notificationEvents.size() > 1;
    for (auto &status : notification.statuses) {
        for (auto &event : status.notificationEvents) {
            const qsizetype occurrence = several && !event.focus.isEmpty() ? occurrences[event.focus.relative()]++ : 0;
            event.focusEntry = index.find(event.focus, occurrence);
            event.additionalContextEntries.reserve(event.additionalContext.size());
            for (const auto &context : std::as_const(event.additionalContext)) {
                event.additionalContextEntries.append(index.find(context));
            }
        }
    }
}

} // namespace

NotificationReader::NotificationReader(const QByteArray &body)
    : m_body(withPadding(body))
    , m_text(withoutByteOrderMark(m_body))
    , m_parser(parserFor(m_text, m_spareParser))
{
}

Result<Decoded<Notification>> NotificationReader::read()
{
    auto document = startDocument(m_parser, m_body, m_text);
    if (!document) {
        return failure(std::move(document.error()));
    }
    m_document = *std::move(document);
    if (auto valid = validateJson(m_document, m_text); !valid) {
        return failure(std::move(valid.error()));
    }
    m_document.rewind();

    const ElementPath path("Bundle");
    ReceivedNotification received;
    if (auto done = readDocument(received, path); !done) {
        return failure(std::move(done.error()));
    }
    if (received.bundle.resourceType != "Bundle"_L1) {
        return readBare(std::move(received));
    }
    if (auto done = readStatuses(received, path); !done) {
        return failure(std::move(done.error()));
    }
    if (received.statuses.empty()) {
        return readWrapped(received.bundle, path);
    }
    return finish(std::move(received), path, false);
}

Result<void> NotificationReader::readDocument(ReceivedNotification &received, const ElementPath &path)
{
    JsonObjectReader object;
    if (m_document.get_object().get(object)) {
        return failure(unreadable(path));
    }
    auto bundle = BundleReader(m_body, m_issues).read(object, path);
    if (!bundle) {
        return failure(std::move(bundle.error()));
    }
    received.bundle = *std::move(bundle);
    return {};
}

Result<void> NotificationReader::readStatuses(ReceivedNotification &received, const ElementPath &path)
{
    for (const auto &entry : received.bundle.entries) {
        const ElementPath entryPath(path, "entry", entry.index);
        auto done = readStatus(entry.entry.resourceType, bytes(entry.entry.resource),
                               ElementPath(entryPath, "resource"), entry.index, received);
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> NotificationReader::readStatus(const QString &resourceType, QByteArrayView json, const ElementPath &path,
                                            qsizetype entry, ReceivedNotification &received)
{
    const bool isParameters = resourceType == "Parameters"_L1;
    if (!isParameters && !SubscriptionStatusReader::accepts(resourceType)) {
        return {};
    }
    auto object = open(json);
    if (!object) {
        return failure(std::move(object.error()));
    }
    if (isParameters) {
        if (!ParametersStatusReader::accepts(*object)) {
            return {};
        }
        object = open(json);
        if (!object) {
            return failure(std::move(object.error()));
        }
    }
    auto element = isParameters ? ParametersStatusReader(m_issues).read(*object, path)
                                : SubscriptionStatusReader(m_issues).read(*object, path);
    if (!element) {
        return failure(std::move(element.error()));
    }
    received.statuses.push_back({*std::move(element), resourceType, entry});
    return {};
}

Result<Decoded<Notification>> NotificationReader::readBare(ReceivedNotification &&received)
{
    const auto &resourceType = received.bundle.resourceType;
    if (resourceType.isEmpty()) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "This is not FHIR: there is no resourceType"),
                       u"resourceType"_s);
    }
    // Whatever looked like a bundle's elements belongs to the resource itself.
    const auto name = std::exchange(received.bundle, {}).resourceType.toUtf8();
    m_issues = {};
    const ElementPath path(std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
    if (auto done = readStatus(QString::fromUtf8(name), m_text, path, -1, received); !done) {
        return failure(std::move(done.error()));
    }
    if (received.statuses.empty()) {
        return notANotification(path);
    }
    return finish(std::move(received), path, false);
}

Result<Decoded<Notification>> NotificationReader::readWrapped(const NotificationBundle &outer, const ElementPath &path)
{
    const auto isBundle = [](const BundleEntry &entry) {
        return entry.entry.resourceType == "Bundle"_L1;
    };
    const auto inner = std::ranges::find_if(outer.entries, isBundle);
    if (inner == outer.entries.end()) {
        return notANotification(path);
    }
    const ElementPath entryPath(path, "entry", inner->index);
    const ElementPath innerPath(entryPath, "resource");
    if (std::any_of(std::next(inner), outer.entries.end(), isBundle)) {
        return failure(Error::Kind::BadData,
                       QCoreApplication::translate("Tbs", "The message holds more than one bundle"), path.toString());
    }
    if (outer.type != "message"_L1) {
        m_issues.warning("value"_L1, ElementPath(path, "type"),
                         QT_TRANSLATE_NOOP("Tbs", "A bundle around a notification is of type %1"), u"message"_s);
    }
    auto object = open(bytes(inner->entry.resource));
    if (!object) {
        return failure(std::move(object.error()));
    }
    auto bundle = BundleReader(m_body, m_issues).read(*object, innerPath);
    if (!bundle) {
        return failure(std::move(bundle.error()));
    }
    ReceivedNotification received{.bundle = *std::move(bundle)};
    if (auto done = readStatuses(received, innerPath); !done) {
        return failure(std::move(done.error()));
    }
    if (received.statuses.empty()) {
        return notANotification(innerPath);
    }
    return finish(std::move(received), innerPath, true);
}

Result<Decoded<Notification>> NotificationReader::finish(ReceivedNotification &&received, const ElementPath &path,
                                                         bool messageWrapped)
{
    makeDraftEvents(received, path, m_issues);
    const auto &rules = rulesFor(received, m_body, path, m_issues);
    rules.check(received, path, m_issues);

    Notification notification{
        .fhirVersion = rules.version(),
        .bundleId = std::move(received.bundle.id),
        .bundleType = std::move(received.bundle.type),
        .timestamp = std::move(received.bundle.timestamp),
        .messageWrapped = messageWrapped,
        .body = m_body,
    };
    auto status = received.statuses.begin();
    notification.entries.reserve(static_cast<qsizetype>(received.bundle.entries.size()));
    for (auto &entry : received.bundle.entries) {
        if (status != received.statuses.end() && status->entry == entry.index) {
            ++status;
            continue;
        }
        notification.entries.append(std::move(entry.entry));
    }
    for (auto &entry : received.statuses) {
        notification.statuses.append(std::move(entry.element.status));
    }
    matchEntries(notification);
    checkFoci(notification, path, m_issues);
    return Decoded<Notification>{std::move(notification), m_issues.take()};
}

Result<JsonObjectReader> NotificationReader::open(QByteArrayView json)
{
    auto document = startDocument(m_parser, m_body, json);
    if (!document) {
        return failure(std::move(document.error()));
    }
    m_document = *std::move(document);
    JsonObjectReader object;
    if (m_document.get_object().get(object)) {
        return failure(unreadable(ElementPath("Bundle")));
    }
    return object;
}

QByteArrayView NotificationReader::bytes(const JsonSlice &slice) const
{
    return QByteArrayView(m_body).sliced(slice.offset, slice.length);
}

Result<Decoded<Notification>> readNotification(const QByteArray &body)
{
    return NotificationReader(body).read();
}

} // namespace Tbs
