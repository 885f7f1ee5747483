// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings_p.h"
#include "webhookjudge_p.h"

#include <Tbs/service/wantedsubscriptions.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr auto urlCheck = "publicUrl"_L1;

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

/// QHostAddress::isPrivateUse() of Qt 6.6.
bool isPrivate(const QString &host)
{
    const QHostAddress address(host);
    const auto networks = {u"10.0.0.0/8"_s, u"172.16.0.0/12"_s, u"192.168.0.0/16"_s, u"fc00::/7"_s};
    return std::any_of(networks.begin(), networks.end(), [&address](const QString &network) {
        return address.isInSubnet(QHostAddress::parseSubnet(network));
    });
}

QString shown(const QUrl &url)
{
    return url.toString(QUrl::RemoveUserInfo);
}

} // namespace

WebhookJudge::WebhookJudge(Configuration configuration)
    : m_configuration(std::move(configuration))
{
}

bool WebhookJudge::isName(const QString &host)
{
    return host != "localhost"_L1 && QHostAddress(host).isNull();
}

QList<Finding> WebhookJudge::judgeConfiguration() const
{
    return judgeUrl() << judgeToken();
}

QList<Finding> WebhookJudge::judgeUrl() const
{
    const auto &url = m_configuration.webhook.publicUrl;
    if (url.isEmpty()) {
        return {
            failed(urlCheck, {}, tr("webhook.publicUrl is missing"),
                   tr("Set it to the URL by which the FHIR server reaches this receiver, through a reverse proxy for "
                      "instance; without it nothing can be registered"))};
    }
    const bool serverIsHere = isThisMachine(m_configuration.server.baseUrl.host());
    if (isThisMachine(url.host()) && !serverIsHere) {
        return {failed(urlCheck, shown(url),
                       tr("%1 means the machine of the FHIR server itself, to the server").arg(url.host()),
                       tr("Set webhook.publicUrl to a name or address by which that machine reaches this one"))};
    }
    QList<Finding> findings;
    if (isPrivate(url.host()) && !serverIsHere && !isPrivate(m_configuration.server.baseUrl.host())) {
        findings.append(warning(urlCheck, shown(url), tr("%1 is an address of a private network").arg(url.host()),
                                tr("See that the FHIR server is in the same network")));
    }
    if (url.scheme() != "https"_L1 && !isThisMachine(url.host())) {
        findings.append(warning(urlCheck, shown(url), tr("Notifications travel without TLS, and our token with them"),
                                tr("Use https: webhook.tls, or a reverse proxy. Some servers send to https only")));
    }
    if (findings.isEmpty()) {
        findings.append(ok(urlCheck, shown(url), tr("Notifications are to go there")));
    }
    return findings;
}

Finding WebhookJudge::judgeToken() const
{
    const auto &webhook = m_configuration.webhook;
    const auto check = u"token"_s;
    if (webhook.token.isSet()) {
        return ok(check, {}, tr("Senders have to show a token in %1").arg(webhook.tokenHeader));
    }
    if (webhook.signatureSecret.isSet() || !webhook.tls.clientCa.isEmpty()) {
        return ok(check, {}, tr("Senders have to sign or to show a certificate"));
    }
    return warning(check, {}, tr("Everybody who finds the webhook can send notifications to it"),
                   tr("Set webhook.tokenFile or tokenEnv; the server is told the token when it is registered"));
}

Finding WebhookJudge::judgeAddresses(const QList<QHostAddress> &addresses, const QString &error) const
{
    const auto check = u"publicHost"_s;
    const auto host = m_configuration.webhook.publicUrl.host();
    if (addresses.isEmpty()) {
        return failed(check, host, tr("%1 has no address: %2").arg(host, error),
                      tr("Look at the name in webhook.publicUrl, and at the DNS; the FHIR server may see another one"));
    }
    const bool isLoopback = std::all_of(addresses.begin(), addresses.end(),
                                        [](const QHostAddress &address) { return address.isLoopback(); });
    if (isLoopback && !isThisMachine(m_configuration.server.baseUrl.host())) {
        return warning(check, host, tr("%1 means this machine itself, here").arg(host),
                       tr("See that it means this machine to the FHIR server, too"));
    }
    return ok(check, host, tr("%1 has the address %2").arg(host, addresses.constFirst().toString()));
}

Finding WebhookJudge::judgeAnswer(const QString &webhookId, const WebhookAnswer &answer) const
{
    using Verdict = WebhookAnswer::Verdict;
    const auto check = u"webhook"_s;
    const auto endpoint = shown(webhookEndpoint(m_configuration.webhook, webhookId));
    switch (answer.verdict) {
    case Verdict::Ours:
        return ok(check, webhookId, tr("A webhook of ours listens at %1, as seen from here").arg(endpoint));
    case Verdict::TokenRefused:
        if (m_configuration.webhook.signatureSecret.isSet()) {
            return ok(check, webhookId, tr("A webhook of ours listens at %1 and wants a signature").arg(endpoint));
        }
        return failed(check, webhookId, tr("The webhook at %1 refuses our own token").arg(endpoint),
                      tr("Does 'tbs listen' run with another configuration? Start it anew with this one"));
    case Verdict::UnknownWebhook:
        return failed(check, webhookId, tr("What listens at %1 knows no such webhook").arg(endpoint),
                      tr("Does 'tbs listen' run with this configuration? Does the proxy keep the path?"));
    case Verdict::Foreign:
        return warning(check, webhookId,
                       tr("What answers at %1, with status %2, does not look like a webhook of ours")
                           .arg(endpoint)
                           .arg(answer.status),
                       tr("A proxy without anything behind it? Start 'tbs listen', and look again"));
    case Verdict::NotTrusted:
        return failed(
            check, webhookId, tr("The certificate of %1 is not trusted: %2").arg(endpoint, answer.message),
            tr("Servers refuse such certificates, too: send the whole chain, from an authority that they know"));
    case Verdict::NoAnswer:
        break;
    }
    return warning(check, webhookId, tr("Nothing answers at %1, as seen from here: %2").arg(endpoint, answer.message),
                   tr("Start 'tbs listen' before Subscriptions are made: servers send their handshake at once"));
}

} // namespace Tbs
