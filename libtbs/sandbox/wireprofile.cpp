// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxdata_p.h"
#include "wireprofile_p.h"

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QJsonArray>

#include <functional>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

// Of an operation: Subscription/ID/$operation and Subscription/$operation.
QStringList levels()
{
    return {u"instance"_s, u"type"_s};
}

/// Puts one member of the JSON into a T; false when it is of the wrong kind.
template <typename T> using MemberReader = std::function<bool(const QJsonValue &, T *)>;
template <typename T> using MemberReaders = QHash<QString, MemberReader<T>>;

template <typename T> MemberReader<T> text(QString T::*member)
{
    return [member](const QJsonValue &value, T *target) {
        target->*member = value.toString();
        return value.isString();
    };
}

template <typename T> MemberReader<T> flag(bool T::*member)
{
    return [member](const QJsonValue &value, T *target) {
        target->*member = value.toBool();
        return value.isBool();
    };
}

template <typename T> MemberReader<T> count(int T::*member)
{
    return [member](const QJsonValue &value, T *target) {
        target->*member = value.toInt(-1);
        return value.toInt(-1) >= 0;
    };
}

template <typename T> MemberReader<T> milliseconds(std::chrono::milliseconds T::*member)
{
    return [member](const QJsonValue &value, T *target) {
        target->*member = std::chrono::milliseconds(value.toInt(-1));
        return value.toInt(-1) >= 0;
    };
}

template <typename T> MemberReader<T> texts(QStringList T::*member, const QStringList &allowed)
{
    return [=](const QJsonValue &value, T *target) {
        (target->*member).clear();
        const auto items = value.toArray();
        for (const auto &item : items) {
            if (!allowed.contains(item.toString())) {
                return false;
            }
            (target->*member).append(item.toString());
        }
        return value.isArray();
    };
}

template <typename T> MemberReader<T> versions(QList<FhirVersion> T::*member)
{
    return [member](const QJsonValue &value, T *target) {
        (target->*member).clear();
        const auto codes = value.toArray();
        for (const auto &code : codes) {
            const auto version = fhirVersionFromCode(code.toString());
            if (!version) {
                return false;
            }
            (target->*member).append(*version);
        }
        return value.isArray();
    };
}

template <typename T, typename Code> MemberReader<T> choice(Code T::*member, const QHash<QString, Code> &values)
{
    return [=](const QJsonValue &value, T *target) {
        const auto found = values.constFind(value.toString());
        if (found == values.cend()) {
            return false;
        }
        target->*member = *found;
        return true;
    };
}

/// \return the first member of \a json that has no reader, or a value that its reader does not take
template <typename T>
std::optional<Error> readMembers(const QJsonObject &json, const MemberReaders<T> &readers, T *target)
{
    for (auto member = json.begin(); member != json.end(); ++member) {
        const auto reader = readers.constFind(member.key());
        if (reader == readers.cend()) {
            return Error{.kind = Error::Kind::BadData,
                         .message = QCoreApplication::translate("Tbs", "not a member of a wire profile"),
                         .location = member.key()};
        }
        if (!(*reader)(member.value(), target)) {
            return Error{.kind = Error::Kind::BadData,
                         .message = QCoreApplication::translate("Tbs", "not a value of this member"),
                         .location = member.key()};
        }
    }
    return std::nullopt;
}

bool readAcceptedStatuses(const QJsonValue &value, WireProfile *profile)
{
    const auto statuses = value.toArray();
    for (const auto &status : statuses) {
        profile->acceptedStatuses.append(status.toInt());
    }
    return value.isArray();
}

bool readEventTimestamps(const QJsonValue &value, WireProfile *profile)
{
    using EventTimestamp = WireProfile::EventTimestamp;
    static const QHash<QString, EventTimestamp> values{
        {u"instant"_s, EventTimestamp::Instant}, {u"date"_s, EventTimestamp::Date}, {u"none"_s, EventTimestamp::None}};
    const auto object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member) {
        const auto version = fhirVersionFromCode(member.key());
        const auto found = values.constFind(member.value().toString());
        if (!version || found == values.cend()) {
            return false;
        }
        profile->eventTimestamps.insert(*version, *found);
    }
    return value.isObject();
}

bool readRetry(const QJsonValue &value, WireProfile *profile)
{
    const auto object = value.toObject();
    auto &retry = profile->retry;
    for (auto member = object.begin(); member != object.end(); ++member) {
        const auto number = member.value().toDouble(-1);
        const std::chrono::milliseconds duration(static_cast<qint64>(number));
        if (number < 0) {
            return false;
        }
        if (member.key() == "maximumAttempts"_L1 && number >= 1) {
            retry.maximumAttempts = static_cast<int>(number);
        } else if (member.key() == "initialDelay"_L1) {
            retry.initialDelay = duration;
        } else if (member.key() == "factor"_L1 && number >= 1) {
            retry.factor = number;
        } else if (member.key() == "maximumDelay"_L1) {
            retry.maximumDelay = duration;
        } else if (member.key() == "maximumTime"_L1) {
            retry.maximumTime = duration;
        } else {
            return false;
        }
    }
    return value.isObject();
}

bool readWebSocket(const QJsonValue &value, WireProfile *profile)
{
    using W = WireProfile::WebSocket;
    static const QHash<QString, W::Reaction> reactions{
        {u"outcome"_s, W::Reaction::Outcome}, {u"close"_s, W::Reaction::Close}, {u"ignore"_s, W::Reaction::Ignore}};
    static const MemberReaders<W> readers{
        {u"bindForms"_s, texts(&W::bindForms, {u"text"_s, u"json"_s})},
        {u"tokenLevels"_s, texts(&W::tokenLevels, levels())},
        {u"tokenMethods"_s, texts(&W::tokenMethods, {u"GET"_s, u"POST"_s})},
        {u"tokenLifetime"_s, milliseconds(&W::tokenLifetime)},
        {u"tokensNameSubscriptions"_s, flag(&W::tokensNameSubscriptions)},
        {u"tokensAreSingleUse"_s, flag(&W::tokensAreSingleUse)},
        {u"singleBinding"_s, flag(&W::singleBinding)},
        {u"bindingsExpire"_s, flag(&W::bindingsExpire)},
        {u"expiredBindings"_s, choice(&W::expiredBindings, reactions)},
        {u"badTokens"_s, choice(&W::badTokens, reactions)},
        {u"unknownMessages"_s, choice(&W::unknownMessages, reactions)},
    };
    return value.isObject() && !readMembers(value.toObject(), readers, &profile->webSocket);
}

const MemberReaders<WireProfile> &memberReaders()
{
    using P = WireProfile;
    static const MemberReaders<P> readers{
        {u"name"_s, text(&P::name)},
        {u"description"_s,
         [](const QJsonValue &value, WireProfile *) {
             return value.isString();
         }},
        {u"sendsHandshake"_s, flag(&P::sendsHandshake)},
        {u"handshakeDelay"_s, milliseconds(&P::handshakeDelay)},
        {u"sendsHeartbeats"_s, flag(&P::sendsHeartbeats)},
        {u"acceptsHeartbeatPeriod"_s, flag(&P::acceptsHeartbeatPeriod)},
        {u"errorAfter"_s, count(&P::errorAfter)},
        {u"offAfter"_s, count(&P::offAfter)},
        {u"deliversInError"_s, flag(&P::deliversInError)},
        {u"recoversBySuccess"_s, flag(&P::recoversBySuccess)},
        {u"fullResourceRequiresHttps"_s, flag(&P::fullResourceRequiresHttps)},
        {u"countsAttempts"_s, flag(&P::countsAttempts)},
        {u"renumbersOnUpdate"_s, flag(&P::renumbersOnUpdate)},
        {u"wantsR5Elements"_s, versions(&P::wantsR5Elements)},
        {u"ignoresFilters"_s, versions(&P::ignoresFilters)},
        {u"demandsFilters"_s, versions(&P::demandsFilters)},
        {u"acceptedStatuses"_s, readAcceptedStatuses},
        {u"requiresResourceBody"_s, flag(&P::requiresResourceBody)},
        {u"retriesClientErrors"_s, flag(&P::retriesClientErrors)},
        {u"sendsNoHeaders"_s, versions(&P::sendsNoHeaders)},
        {u"timeout"_s, milliseconds(&P::timeout)},
        {u"maximumTimeout"_s, milliseconds(&P::maximumTimeout)},
        {u"retry"_s, readRetry},
        {u"batching"_s,
         choice(&P::batching,
                {{u"single"_s, P::Batching::Single},
                 {u"waiting"_s, P::Batching::Waiting},
                 {u"full"_s, P::Batching::Full}})},
        {u"contentTypeSuffix"_s, text(&P::contentTypeSuffix)},
        {u"signsBodies"_s, flag(&P::signsBodies)},
        {u"webSocket"_s, readWebSocket},
        {u"references"_s,
         choice(&P::references,
                {{u"absolute"_s, P::References::Absolute},
                 {u"relative"_s, P::References::Relative},
                 {u"without-base-path"_s, P::References::WithoutBasePath}})},
        {u"entryRequests"_s,
         choice(&P::entryRequests,
                {{u"as-specified"_s, P::EntryRequests::AsSpecified},
                 {u"always"_s, P::EntryRequests::Always},
                 {u"focus-only"_s, P::EntryRequests::FocusOnly},
                 {u"get"_s, P::EntryRequests::Get},
                 {u"never"_s, P::EntryRequests::Never}})},
        {u"eventTimestamps"_s, readEventTimestamps},
        {u"numericCounters"_s, versions(&P::numericCounters)},
        {u"bareStatusFullUrl"_s, flag(&P::bareStatusFullUrl)},
        {u"relativeFullUrls"_s, flag(&P::relativeFullUrls)},
        {u"bundleTimestamp"_s, flag(&P::bundleTimestamp)},
        {u"statusResourceInR4"_s, flag(&P::statusResourceInR4)},
        {u"subscriptionAsStringInR4"_s, flag(&P::subscriptionAsStringInR4)},
        {u"numbersPerBundle"_s, flag(&P::numbersPerBundle)},
        {u"numbersNothing"_s, flag(&P::numbersNothing)},
        {u"eventIds"_s, flag(&P::eventIds)},
        {u"auditEvents"_s, flag(&P::auditEvents)},
        {u"idOnlyEntries"_s, flag(&P::idOnlyEntries)},
        {u"repeatsNewestEvent"_s, flag(&P::repeatsNewestEvent)},
        {u"alwaysActive"_s, flag(&P::alwaysActive)},
        {u"sendsLocation"_s, flag(&P::sendsLocation)},
        {u"locatesMatches"_s, flag(&P::locatesMatches)},
        {u"conditionalCreate"_s,
         choice(&P::conditionalCreate,
                {{u"supported"_s, P::ConditionalCreate::Supported},
                 {u"refused"_s, P::ConditionalCreate::Refused},
                 {u"ignored"_s, P::ConditionalCreate::Ignored},
                 {u"inert"_s, P::ConditionalCreate::Inert}})},
        {u"explainsDeletions"_s, flag(&P::explainsDeletions)},
        {u"updatesSubscriptions"_s, flag(&P::updatesSubscriptions)},
        {u"conflictStatus"_s, count(&P::conflictStatus)},
        {u"statusLevels"_s, texts(&P::statusLevels, levels())},
        {u"statusMethods"_s, texts(&P::statusMethods, {u"GET"_s, u"POST"_s})},
        {u"statusBundle"_s,
         choice(&P::statusBundle,
                {{u"searchset"_s, P::StatusBundle::Searchset},
                 {u"notification"_s, P::StatusBundle::Notification},
                 {u"none"_s, P::StatusBundle::None}})},
        {u"eventsMethods"_s, texts(&P::eventsMethods, {u"GET"_s, u"POST"_s})},
        {u"eventsLimit"_s, count(&P::eventsLimit)},
        {u"missingOperationStatus"_s, count(&P::missingOperationStatus)},
    };
    return readers;
}

} // namespace

Result<WireProfile> readWireProfile(const QJsonObject &json)
{
    WireProfile profile;
    if (auto error = readMembers(json, memberReaders(), &profile)) {
        return failure(*std::move(error));
    }
    if (profile.name.isEmpty()) {
        return failure(Error::Kind::BadData, QCoreApplication::translate("Tbs", "a wire profile needs a name"),
                       u"name"_s);
    }
    return profile;
}

Result<WireProfile> loadWireProfile(const QString &name)
{
    if (!wireProfileNames().contains(name)) {
        return failure(Error::Kind::ActionRequired,
                       QCoreApplication::translate("Tbs", "there is no wire profile %1; choose one of %2")
                           .arg(name, wireProfileNames().join(u", "_s)));
    }
    return readSandboxData(u"wire/"_s + name + u".json"_s).and_then(readWireProfile);
}

QStringList wireProfileNames()
{
    auto names = sandboxDataNames(u"wire"_s);
    return names.replaceInStrings(u".json"_s, QString());
}

} // namespace Tbs
