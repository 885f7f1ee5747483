// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "codes.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

template <typename Code, std::size_t Size> using CodeTable = std::array<std::pair<Code, QLatin1StringView>, Size>;

constexpr CodeTable<NotificationType, 5> notificationTypes{{
    {NotificationType::Handshake, "handshake"_L1},
    {NotificationType::Heartbeat, "heartbeat"_L1},
    {NotificationType::EventNotification, "event-notification"_L1},
    {NotificationType::QueryStatus, "query-status"_L1},
    {NotificationType::QueryEvent, "query-event"_L1},
}};

constexpr CodeTable<SubscriptionStatusCode, 5> subscriptionStatusCodes{{
    {SubscriptionStatusCode::Requested, "requested"_L1},
    {SubscriptionStatusCode::Active, "active"_L1},
    {SubscriptionStatusCode::Error, "error"_L1},
    {SubscriptionStatusCode::Off, "off"_L1},
    {SubscriptionStatusCode::EnteredInError, "entered-in-error"_L1},
}};

constexpr CodeTable<PayloadContent, 3> payloadContents{{
    {PayloadContent::Empty, "empty"_L1},
    {PayloadContent::IdOnly, "id-only"_L1},
    {PayloadContent::FullResource, "full-resource"_L1},
}};

constexpr CodeTable<ChannelType, 2> channelTypes{{
    {ChannelType::RestHook, "rest-hook"_L1},
    {ChannelType::WebSocket, "websocket"_L1},
}};

constexpr CodeTable<FhirVersion, 3> fhirVersions{{
    {FhirVersion::R4, "R4"_L1},
    {FhirVersion::R4B, "R4B"_L1},
    {FhirVersion::R5, "R5"_L1},
}};

template <typename Table, typename Code> QString textOf(const Table &table, Code code)
{
    for (const auto &[value, text] : table) {
        if (value == code) {
            return text;
        }
    }
    return {};
}

template <typename Code, std::size_t Size>
std::optional<Code> codeOf(const CodeTable<Code, Size> &table, QStringView text,
                           Qt::CaseSensitivity sensitivity = Qt::CaseSensitive)
{
    for (const auto &[value, name] : table) {
        if (text.compare(name, sensitivity) == 0) {
            return value;
        }
    }
    return std::nullopt;
}

bool isRelease(QStringView text, QStringView release)
{
    return text == release || (text.startsWith(release) && text.at(release.size()) == u'.');
}

} // namespace

QString toCode(FhirVersion version)
{
    return textOf(fhirVersions, version);
}

std::optional<FhirVersion> fhirVersionFromCode(QStringView text)
{
    if (isRelease(text, u"4.0")) {
        return FhirVersion::R4;
    }
    if (isRelease(text, u"4.1") || isRelease(text, u"4.3")) {
        return FhirVersion::R4B;
    }
    if (isRelease(text, u"5.0")) {
        return FhirVersion::R5;
    }
    return codeOf(fhirVersions, text, Qt::CaseInsensitive);
}

QString toCode(NotificationType type)
{
    return textOf(notificationTypes, type);
}

std::optional<NotificationType> notificationTypeFromCode(QStringView text)
{
    return codeOf(notificationTypes, text);
}

QString toCode(SubscriptionStatusCode status)
{
    return textOf(subscriptionStatusCodes, status);
}

std::optional<SubscriptionStatusCode> subscriptionStatusCodeFromCode(QStringView text)
{
    return codeOf(subscriptionStatusCodes, text);
}

QString toCode(PayloadContent content)
{
    return textOf(payloadContents, content);
}

std::optional<PayloadContent> payloadContentFromCode(QStringView text)
{
    return codeOf(payloadContents, text);
}

QString toCode(ChannelType type)
{
    return textOf(channelTypes, type);
}

std::optional<ChannelType> channelTypeFromCode(QStringView text)
{
    return codeOf(channelTypes, text);
}

} // namespace Tbs
