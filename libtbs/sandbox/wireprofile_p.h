// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/support/error.h>

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QStringList>

#include <chrono>

namespace Tbs {

/// How a kind of server behaves on the wire: the sandbox imitates it. Data, read from
/// resources/profiles/wire/NAME.json; the defaults are those of `strict`.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): the members stand by meaning
struct TBS_SANDBOX_AUTOTEST_EXPORT WireProfile
{
    enum class Batching {
        Single, ///< one event a notification, whatever maxCount says
        Waiting, ///< what waits when the channel is free, up to maxCount
        Full, ///< waits for maxCount events, or for the heartbeat period
    };
    enum class References { Absolute, Relative, WithoutBasePath };
    enum class EntryRequests {
        AsSpecified, ///< request and response in R4 and R4B, request in R5
        Always, ///< request and response in R5 too
        FocusOnly, ///< a request in the entries of resources, nothing in the status entry, no response
        Get, ///< GET and 200 everywhere, whatever happened to the resource
        Never,
    };
    enum class EventTimestamp { Instant, Date, None };
    enum class StatusBundle {
        Searchset,
        Notification,
        None, ///< of an instance the status resource alone
    };
    enum class ConditionalCreate {
        Supported,
        Refused, ///< 501 for If-None-Exist
        Ignored, ///< creates in any case
        Inert, ///< supported, but nothing becomes of a Subscription that is created so
    };

    struct Retry
    {
        int maximumAttempts = 4; ///< the first one counts
        std::chrono::milliseconds initialDelay = std::chrono::seconds(1);
        double factor = 2;
        std::chrono::milliseconds maximumDelay = std::chrono::seconds(60);
        /// After that time since the first attempt no other is made; 0: no such limit.
        std::chrono::milliseconds maximumTime{0};
    };

    /// The channel `websocket`.
    struct WebSocket
    {
        enum class Reaction {
            Outcome, ///< an OperationOutcome as a frame
            Close, ///< closes the socket
            Ignore,
        };

        /// How a client may say its token, `text` or `json`; empty: there is no such channel.
        QStringList bindForms = {QStringLiteral("text"), QStringLiteral("json")};
        /// Where $get-ws-binding-token exists.
        QStringList tokenLevels = {QStringLiteral("instance"), QStringLiteral("type")};
        QStringList tokenMethods = {QStringLiteral("GET"), QStringLiteral("POST")}; ///< else 405
        std::chrono::milliseconds tokenLifetime = std::chrono::hours(1);
        bool tokensNameSubscriptions = true; ///< the answer says what the token is for
        bool tokensAreSingleUse = false;
        bool singleBinding = false; ///< a socket that is bound is closed when it says another token
        bool bindingsExpire = true; ///< with their token
        Reaction expiredBindings = Reaction::Outcome; ///< a socket without bindings is then closed too
        Reaction badTokens = Reaction::Outcome;
        Reaction unknownMessages = Reaction::Outcome;

        [[nodiscard]] bool isAvailable() const { return !bindForms.isEmpty(); }
    };

    QString name;

    // Life of a subscription
    bool sendsHandshake = true; ///< else active at once
    std::chrono::milliseconds handshakeDelay{0};
    bool sendsHeartbeats = true;
    bool acceptsHeartbeatPeriod = true; ///< else a Subscription that asks for heartbeats is refused
    int errorAfter = 3; ///< failures in a row until `error`; 0: never
    int offAfter = 10; ///< failures in a row until `off`; 0: never
    bool deliversInError = false;
    bool recoversBySuccess = false; ///< `error` becomes `active` with the next success
    bool fullResourceRequiresHttps = false; ///< else `error` at once
    bool countsAttempts = true; ///< for errorAfter and offAfter; else the notifications that were given up
    bool renumbersOnUpdate = false; ///< an update is a new registration: its events are numbered from 1
    QList<FhirVersion> wantsR5Elements; ///< versions in which a Subscription without those of R5 stays `requested`
    QList<FhirVersion> ignoresFilters; ///< versions in which every event of the topic is sent
    QList<FhirVersion> demandsFilters; ///< versions in which a Subscription without a filter is refused

    // Delivery
    QList<int> acceptedStatuses; ///< empty: all of 200 to 299
    /// An answer other than 204 whose body is no FHIR resource, or an OperationOutcome, is a failure.
    bool requiresResourceBody = false;
    bool retriesClientErrors = true; ///< else what was answered with 4xx is given up
    QList<FhirVersion> sendsNoHeaders; ///< versions in which those of the Subscription are not sent
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< where the Subscription names none
    std::chrono::milliseconds maximumTimeout = std::chrono::hours(1);
    Retry retry;
    Batching batching = Batching::Waiting;
    QString contentTypeSuffix; ///< `; charset=utf-8`
    bool signsBodies = false; ///< X-Hub-Signature where X-Hub-Secret was given at create
    WebSocket webSocket;

    // Notifications
    References references = References::Absolute;
    EntryRequests entryRequests = EntryRequests::AsSpecified;
    QMap<FhirVersion, EventTimestamp> eventTimestamps; ///< absent: Instant
    QList<FhirVersion> numericCounters; ///< versions that write the counters of SubscriptionStatus as JSON numbers
    bool bareStatusFullUrl = false; ///< a UUID without `urn:uuid:`
    bool relativeFullUrls = false; ///< of resources
    bool bundleTimestamp = true;
    bool statusResourceInR4 = false; ///< SubscriptionStatus instead of Parameters
    bool subscriptionAsStringInR4 = false; ///< valueString instead of valueReference
    bool numbersPerBundle = false; ///< events are numbered 1 to n in each bundle
    bool numbersNothing = false; ///< no eventsSinceSubscriptionStart, and 0 for every event
    bool eventIds = false; ///< notificationEvent.id
    bool auditEvents = false; ///< an AuditEvent entry per event
    bool idOnlyEntries = true; ///< entries without resource in id-only notifications
    bool repeatsNewestEvent = false; ///< in handshakes and heartbeats
    bool alwaysActive = false; ///< `active` in every notification

    // REST
    bool sendsLocation = true;
    bool locatesMatches = true; ///< Location also where If-None-Exist found something
    ConditionalCreate conditionalCreate = ConditionalCreate::Supported;
    bool updatesSubscriptions = true; ///< else 405
    int conflictStatus = 412; ///< when If-Match names another version
    bool explainsDeletions = false; ///< 200 with an OperationOutcome, also when there was nothing
    QStringList statusLevels = {QStringLiteral("instance"), QStringLiteral("type")}; ///< where $status exists
    QStringList statusMethods = {QStringLiteral("GET"), QStringLiteral("POST")}; ///< of $status; else 405
    StatusBundle statusBundle = StatusBundle::Searchset;
    QStringList eventsMethods = {QStringLiteral("GET"), QStringLiteral("POST")}; ///< of $events; empty: not there
    int eventsLimit = 0; ///< newest events that $events gives without a range; 0: all
    int missingOperationStatus = 404;
};

/// Reads a profile. \return BadData with the name of the member for what is unknown or of the wrong kind.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT Result<WireProfile> readWireProfile(const QJsonObject &json);

/// The built-in profile \a name. \return ActionRequired when there is none.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT Result<WireProfile> loadWireProfile(const QString &name);

/// The names of the built-in profiles.
[[nodiscard]] TBS_SANDBOX_AUTOTEST_EXPORT QStringList wireProfileNames();

} // namespace Tbs
