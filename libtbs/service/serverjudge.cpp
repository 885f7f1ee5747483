// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings_p.h"
#include "serverjudge_p.h"

#include <Tbs/subscription/knownproblems.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool names(const QStringList &list, const QString &part)
{
    return std::any_of(list.begin(), list.end(),
                       [&part](const QString &text) { return text.contains(part, Qt::CaseInsensitive); });
}

} // namespace

ServerJudge::ServerJudge(Configuration configuration)
    : m_configuration(std::move(configuration))
    , m_profile(serverProfile(m_configuration.server.profile).value_or(ServerProfile()))
{
}

Finding ServerJudge::judgeAnswer(const Result<FhirResponse> &answer, std::chrono::milliseconds duration) const
{
    const auto check = u"server"_s;
    const auto subject = m_configuration.server.baseUrl.toString(QUrl::RemoveUserInfo);
    if (!answer) {
        return failed(check, subject, answer.error().message, adviceFor(answer.error()));
    }
    if (!answer->isSuccess()) {
        const auto error = answer->error();
        const auto advice = error.isGone()
            ? tr("Look at the base URL: FHIR often begins at a path such as /fhir, /r4 or /baseR4")
            : answer->status >= 500 ? tr("Look at the server's log, and try again when it is up")
                                    : tr("metadata is to be open to everybody; is something in front of the server?");
        return failed(check, subject, error.message, advice);
    }
    const auto resource = answer->resource();
    const auto capabilities =
        resource ? readServerCapabilities(*resource) : Result<ServerCapabilities>(failure(resource.error()));
    if (!capabilities) {
        return failed(
            check, subject, capabilities.error().message,
            tr("This is no FHIR server. Look at the base URL: it may be that of a web page, or of the server's "
               "documentation; FHIR often begins at a path such as /fhir, /r4 or /baseR4"));
    }
    const auto software =
        capabilities->software.isEmpty() ? tr("a FHIR server without a name") : capabilities->software;
    return ok(check, subject, tr("%1 answers within %2 ms").arg(software).arg(duration.count()));
}

QString ServerJudge::adviceFor(const Error &error) const
{
    switch (error.kind) {
    case Error::Kind::Retry:
        return tr(
            "Is the server up, and are host and port of the base URL right? A firewall or proxy may stand between");
    case Error::Kind::Rejected:
        return tr("Use the URL that it redirects to as base URL, if that is the server that you mean");
    case Error::Kind::ActionRequired:
        return tr("See tls and auth under server in tbs.yaml, or the options for signing in and TLS");
    case Error::Kind::BadData:
    case Error::Kind::Internal:
        break;
    }
    return tr("Is the port of the base URL that of the FHIR server, and the scheme (http or https) the right one?");
}

std::optional<Finding> ServerJudge::judgeScheme() const
{
    const auto &url = m_configuration.server.baseUrl;
    if (url.scheme() == "https"_L1 || url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback()) {
        return std::nullopt;
    }
    return warning(u"tls"_s, url.toString(QUrl::RemoveUserInfo),
                   tr("What is sent to the server and what it answers can be read on the way, our login included"),
                   tr("Use its https URL"));
}

Finding ServerJudge::judgeClock(const QDateTime &date, const QDateTime &now)
{
    const auto check = u"clock"_s;
    if (!date.isValid()) {
        return ok(check, {}, tr("The server does not tell its time, so its clock could not be compared"));
    }
    constexpr qint64 tolerable = 5;
    constexpr qint64 bad = 60;
    const auto difference = now.secsTo(date);
    if (std::abs(difference) <= tolerable) {
        return ok(check, {}, tr("Its clock and ours agree within %1 s").arg(tolerable));
    }
    const auto text = difference > 0 ? tr("Its clock is %1 s ahead of ours") : tr("Its clock is %1 s behind ours");
    const auto advice = tr("Set both by NTP: tokens, certificates and the end of Subscriptions are judged by the time");
    return {std::abs(difference) < bad ? Finding::Severity::Warning : Finding::Severity::Failure,
            check,
            {},
            text.arg(std::abs(difference)),
            advice};
}

QList<Finding> ServerJudge::judgeCapabilities(const ServerCapabilities &capabilities) const
{
    QList<Finding> findings{judgeVersion(capabilities)};
    if (!capabilities.formats.isEmpty() && !names(capabilities.formats, u"json"_s)) {
        findings.append(failed(u"format"_s, {}, tr("It does not name JSON among its formats"),
                               tr("libtbs speaks JSON only; see whether the server can")));
    }
    findings += judgeMake(capabilities);
    findings += judgeSubscription(capabilities);
    findings += judgeOperations(capabilities);
    findings += judgeWebSocket(capabilities);
    return findings;
}

Finding ServerJudge::judgeVersion(const ServerCapabilities &capabilities) const
{
    const auto check = u"fhirVersion"_s;
    const auto text = capabilities.fhirVersionText.isEmpty() ? tr("no FHIR version") : capabilities.fhirVersionText;
    if (!capabilities.fhirVersion) {
        return failed(check, {}, tr("It says %1; topic-based subscriptions need R4, R4B or R5").arg(text),
                      tr("Use a base URL of the server for one of these versions, if it has one"));
    }
    const auto found = toCode(*capabilities.fhirVersion);
    if (!m_configuration.fhirVersion || toCode(*m_configuration.fhirVersion) == found) {
        return ok(check, {}, tr("It speaks %1 (%2)").arg(found, text));
    }
    return failed(check, {},
                  tr("It speaks %1 (%2), and %3 was said").arg(found, text, toCode(*m_configuration.fhirVersion)),
                  tr("Set fhirVersion: %1, leave it out, or use the base URL for the other version").arg(found));
}

QList<Finding> ServerJudge::judgeMake(const ServerCapabilities &capabilities) const
{
    const auto check = u"profile"_s;
    const auto fitting = serverProfileForSoftware(capabilities.software);
    QList<Finding> findings;
    if (fitting.isEmpty() && m_profile.softwareNames.isEmpty()) {
        findings.append(ok(check, {}, tr("No profile is made for it; %1 is used").arg(m_profile.name)));
    } else if (fitting.isEmpty()) {
        findings.append(warning(check, {},
                                tr("Profile %1 is used, and it does not call itself like that").arg(m_profile.name),
                                tr("See that it is one, or use server.profile: strict")));
    } else if (fitting == m_profile.name) {
        findings.append(ok(check, {}, tr("Profile %1 is made for it").arg(fitting)));
    } else {
        findings.append(warning(
            check, {}, tr("Its name looks like that of %1, and profile %2 is used").arg(fitting, m_profile.name),
            tr("Set server.profile: %1, so that its peculiarities are known").arg(fitting)));
    }
    const auto profile = serverProfile(fitting).value_or(m_profile);
    for (const auto &problem : generalProblems(profile, capabilities.fhirVersion)) {
        findings.append(warning(u"knownProblem"_s, profile.name, problem.message, problem.advice));
    }
    return findings;
}

QList<Finding> ServerJudge::judgeSubscription(const ServerCapabilities &capabilities) const
{
    const auto check = u"subscriptions"_s;
    if (!capabilities.subscription) {
        return {
            failed(check, {}, tr("Its CapabilityStatement does not name Subscription"),
                   tr("Switch subscriptions on in the server, if it has them: what is not there stays requested for "
                      "ever or is refused"))};
    }
    QStringList missing;
    for (const auto &interaction : {u"create"_s, u"read"_s, u"delete"_s, u"search-type"_s}) {
        if (!capabilities.subscription->interactions.contains(interaction)) {
            missing.append(interaction);
        }
    }
    QList<Finding> findings;
    if (missing.isEmpty()) {
        const auto conditional = capabilities.subscription->conditionalCreate;
        findings.append(ok(check, {},
                           conditional ? tr("Subscriptions can be created (also conditionally), found and deleted")
                                       : tr("Subscriptions can be created, found and deleted")));
    } else {
        findings.append(
            warning(check, {},
                    tr("Its CapabilityStatement does not name all that is needed with Subscription: %1 missing")
                        .arg(missing.join(u", "_s)),
                    tr("It may do it all the same. Where it does not, Subscriptions are to be made by hand")));
    }
    const bool canUpdate = capabilities.subscription->interactions.contains("update"_L1);
    if (!canUpdate && m_profile.supportsUpdate) {
        findings.append(warning(check, u"update"_s, tr("It does not say that Subscriptions can be changed"),
                                tr("Where it refuses, they are deleted and made anew, and it counts from 1 again")));
    }
    return findings;
}

QList<Finding> ServerJudge::judgeOperations(const ServerCapabilities &capabilities) const
{
    const auto check = u"operations"_s;
    const auto announced = capabilities.subscription ? capabilities.subscription->operations : QStringList();
    const bool hasStatus = announced.contains("$status"_L1) || m_profile.operations.statusOfOne;
    const bool hasEvents =
        announced.contains("$events"_L1) || m_profile.operations.events != ServerOperations::Events::None;
    const bool isAnnounced = announced.contains("$status"_L1) && announced.contains("$events"_L1);
    QList<Finding> findings;
    if (hasStatus && hasEvents) {
        findings.append(ok(check, {},
                           isAnnounced ? tr("It has $status and $events: lost events are found, and fetched again")
                                       : tr("Profile %1 says that it has $status and $events; its CapabilityStatement "
                                            "does not name both")
                                             .arg(m_profile.name)));
        return findings;
    }
    const auto lacking = hasStatus ? u"$events"_s : hasEvents ? u"$status"_s : u"$status, $events"_s;
    findings.append(warning(
        check, {}, tr("It does not have %1").arg(lacking),
        hasEvents ? tr("Whether events are lost is known only when later ones arrive")
                  : tr("Lost events cannot be fetched again: search for what changed meanwhile by _lastUpdated")));
    return findings;
}

QList<Finding> ServerJudge::judgeWebSocket(const ServerCapabilities &capabilities) const
{
    const auto definitions = m_configuration.definitions();
    const bool isWanted = std::any_of(definitions.begin(), definitions.end(), [](const TopicSubscription &definition) {
        return definition.channel == ChannelType::WebSocket;
    });
    if (!isWanted) {
        return {};
    }
    const auto check = u"webSocket"_s;
    const auto operation = u"$get-ws-binding-token"_s;
    const bool isAnnounced = capabilities.subscription && capabilities.subscription->operations.contains(operation);
    if (isAnnounced || m_profile.operations.webSocketBindingToken || !capabilities.webSocketUrl.isEmpty()) {
        return {ok(check, {}, tr("It has websockets"))};
    }
    return {failed(check, {},
                   tr("A definition wants channel: websocket, and the server does not name %1").arg(operation),
                   tr("Use channel: rest-hook, if the server can reach this machine"))};
}

Finding ServerJudge::judgeAccess(const Result<FhirResponse> &answer) const
{
    const auto check = u"authentication"_s;
    const bool signsIn = m_configuration.server.authentication.type != ServerAuthentication::Type::None;
    if (!answer) {
        return failed(check, {}, answer.error().message, adviceFor(answer.error()));
    }
    if (answer->status == 401) {
        return failed(check, {}, answer->error().message,
                      signsIn
                          ? tr("The credentials are wrong, have expired, or are for another server: see server.auth")
                          : tr("The server wants to know who we are: set server.auth"));
    }
    if (answer->status == 403) {
        return failed(check, {}, answer->error().message,
                      tr("We are known, and may not see Subscriptions. With OAuth 2.0 or SMART ask for scopes such as "
                         "system/Subscription.cruds and system/SubscriptionTopic.rs"));
    }
    if (answer->isSuccess()) {
        return ok(check, {}, signsIn ? tr("We are let in") : tr("It lets us in without a login"));
    }
    return {answer->status >= 500 ? Finding::Severity::Failure : Finding::Severity::Warning,
            check,
            {},
            tr("Subscriptions cannot be searched for: %1").arg(answer->error().message),
            answer->status >= 500 ? tr("Look at the server's log")
                                  : tr("Ours are not found again then, so each run may make new ones")};
}

} // namespace Tbs
