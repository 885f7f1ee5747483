// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/codes.h>
#include <Tbs/fhir/countermode.h>
#include <Tbs/fhir/filterdialect.h>
#include <Tbs/support/error.h>

#include <QByteArray>
#include <QCryptographicHash>
#include <QStringList>

#include <optional>

namespace Tbs {

/// What a server wants to hear when it has delivered a notification.
struct TBS_CORE_EXPORT Acknowledgement
{
    int status = 200; ///< 200 to 299
    QByteArray contentType = QByteArrayLiteral("application/fhir+json"); ///< empty when there is no body
    QByteArray body; ///< compact JSON, or empty

    friend bool operator==(const Acknowledgement &, const Acknowledgement &) = default;
};

/// How a server signs what it sends: HMAC over the raw body, as lower-case hexadecimal digits in a header.
struct TBS_CORE_EXPORT NotificationSignature
{
    QByteArray header; ///< `X-Hub-Signature`
    QByteArray prefix; ///< what stands before the digits: `sha256=`, or nothing
    QCryptographicHash::Algorithm algorithm = QCryptographicHash::Sha256;

    friend bool operator==(const NotificationSignature &, const NotificationSignature &) = default;
};

/// Which operations on Subscription a server has. https://hl7.org/fhir/R5/subscription-operations.html
struct TBS_CORE_EXPORT ServerOperations
{
    enum class Events {
        None,
        Get, ///< parameters in the query
        Post, ///< parameters in a Parameters resource
    };

    bool statusOfOne = false; ///< `Subscription/[id]/$status`
    bool statusOfAll = false; ///< `Subscription/$status`
    Events events = Events::None; ///< `Subscription/[id]/$events`
    bool webSocketBindingToken = false; ///< `Subscription/[id]/$get-ws-binding-token`

    friend bool operator==(const ServerOperations &, const ServerOperations &) = default;
};

/// What goes wrong with a make of server, and how to live with it. Texts for people.
struct TBS_CORE_EXPORT KnownProblem
{
    /// Which Subscriptions it concerns.
    enum class Concern {
        All,
        Headers, ///< those that want headers sent along
        Filters, ///< those with filters
        NoFilters, ///< those without
        FullResourceByHttp, ///< with full-resource to an endpoint that is not https
        WebSocket, ///< on the channel websocket
    };

    QList<FhirVersion> fhirVersions; ///< in which it is so; empty: in all
    Concern concerns = Concern::All;
    QString message;
    QString advice;

    friend bool operator==(const KnownProblem &, const KnownProblem &) = default;
};

/// How a server speaks on its websocket channel. Backport IG, channels.html#websockets
struct TBS_CORE_EXPORT WebSocketProtocol
{
    enum class BindMessage {
        Text, ///< `bind-with-token TOKEN`
        Json, ///< `{"type": "bind-with-token", "payload": {"token": TOKEN}}`
    };

    BindMessage bindMessage = BindMessage::Text;
    bool severalSubscriptions = true; ///< a token may be for several Subscriptions; else each needs a socket
    bool bindsAgain = true; ///< a bound socket takes a newer token; else that needs a new socket
    bool bindingExpires = true; ///< with its token; else a token is of no use but to bind

    friend bool operator==(const WebSocketProtocol &, const WebSocketProtocol &) = default;
};

/// What a subscriber has to know about a make of FHIR server: its deviations as data, so that no code asks which server
/// it talks to. The embedded ones are the files resources/profiles/*.json, object `receiver`.
struct TBS_CORE_EXPORT ServerProfile
{
    QString name;
    QString description;
    CounterMode counterMode = CounterMode::Absolute;
    FilterDialect filterDialect = FilterDialect::SearchString;
    Acknowledgement acknowledgement;
    /// Absent: it does not sign.
    std::optional<NotificationSignature> signature;
    ServerOperations operations;
    WebSocketProtocol webSocket;
    /// Whether a Subscription can be changed with PUT; else it is deleted and created anew.
    bool supportsUpdate = true;
    /// Whether a Subscription may be created with If-None-Exist; else what is created so is none to the server.
    bool createsConditionally = true;
    /// Elements, by their names in SubscriptionDifference, that keep their old effect when a PUT changes them: the
    /// Subscription is deleted and created anew.
    QStringList fixedElements;
    /// Versions in which it looks for the elements of R5 in a Subscription too: it is sent with both.
    QList<FhirVersion> wantsR5Elements;
    /// Without a handshake a subscription may become active although its endpoint was never reached.
    bool sendsHandshake = true;
    /// Without heartbeats silence means nothing, and nothing watches for it.
    bool sendsHeartbeats = true;
    /// Parts of the names by which it calls itself in CapabilityStatement.software, in whatever case.
    QStringList softwareNames;
    QList<KnownProblem> knownProblems;

    friend bool operator==(const ServerProfile &, const ServerProfile &) = default;
};

/// The names of the embedded profiles in alphabetical order; `strict`, the specification itself, is among them.
/// Callable from any thread.
[[nodiscard]] TBS_CORE_EXPORT QStringList serverProfileNames();

/// The embedded profile called \a name. Callable from any thread.
/// \return ActionRequired when there is none, with the names that there are.
[[nodiscard]] TBS_CORE_EXPORT Result<ServerProfile> serverProfile(const QString &name);

/// The name of the embedded profile for a server that calls itself \a software; empty when none is known to fit.
/// Callable from any thread.
[[nodiscard]] TBS_CORE_EXPORT QString serverProfileForSoftware(const QString &software);

/// Reads a profile from \a json, an object whose member `receiver` is shaped as in resources/profiles.
/// \return BadData with the path of the first member that is missing, unknown or wrong.
[[nodiscard]] TBS_CORE_EXPORT Result<ServerProfile> readServerProfile(const QString &name, const QByteArray &json);

} // namespace Tbs
