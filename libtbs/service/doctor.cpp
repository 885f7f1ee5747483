// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "doctor.h"

#include "definitionjudge_p.h"
#include "serverjudge_p.h"
#include "subscriptionjudge_p.h"
#include "tlsprobe_p.h"
#include "webhookjudge_p.h"

#include <Tbs/service/wantedsubscriptions.h>
#include <Tbs/support/futures.h>

#include <QHostInfo>

#include <deque>

using namespace Qt::StringLiterals;

namespace Tbs {

class Doctor::Private
{
public:
    Private(Doctor *doctor, FhirClient &fhirClient, QNetworkAccessManager &networkAccess, Clock &systemClock,
            DoctorOptions doctorOptions)
        : q(doctor)
        , client(fhirClient)
        , network(networkAccess)
        , clock(systemClock)
        , options(std::move(doctorOptions))
        , serverJudge(options.configuration)
        , webhookJudge(options.configuration)
    {
    }

    void add(const Finding &finding)
    {
        findings.append(finding);
        Q_EMIT q->found(finding);
    }
    void add(const QList<Finding> &several)
    {
        for (const auto &finding : several) {
            add(finding);
        }
    }

    [[nodiscard]] ServerProfile profile() const
    {
        return serverProfile(options.configuration.server.profile).value_or(ServerProfile());
    }

    /// Begins with the next step, or ends.
    void proceed();
    void askServer();
    void takeMetadata(const Result<FhirResponse> &answer, std::chrono::milliseconds duration);
    void lookAtTls(const QUrl &url, const QSslConfiguration &tls);
    void lookAtAccess();
    void lookAtSubscriptions();
    void lookAtTopics();
    void lookAtWebhook();
    void lookAtHost();
    void lookAtEndpoint(const WantedSubscription &wanted);

    Doctor *q;
    FhirClient &client;
    QNetworkAccessManager &network;
    Clock &clock;
    DoctorOptions options;
    ServerJudge serverJudge;
    WebhookJudge webhookJudge;
    std::deque<std::function<void()>> steps;
    QList<Finding> findings;
    std::optional<FhirVersion> version;
    bool hostIsThere = true; ///< that of the public URL
    std::unique_ptr<SubscriptionClient> subscriptions;
    std::optional<QPromise<QList<Finding>>> promise;
};

Doctor::Doctor(FhirClient &client, QNetworkAccessManager &network, Clock &clock, DoctorOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, client, network, clock, std::move(options)))
{
}

Doctor::~Doctor() = default;

QFuture<QList<Finding>> Doctor::examine()
{
    d->promise.emplace();
    d->promise->start();
    const auto future = d->promise->future();
    d->steps.emplace_back([this] { d->askServer(); });
    if (!d->options.configuration.subscriptions.isEmpty()) {
        d->steps.emplace_back([this] { d->lookAtWebhook(); });
    }
    QMetaObject::invokeMethod(
        this, [this] { d->proceed(); }, Qt::QueuedConnection);
    return future;
}

void Doctor::Private::proceed()
{
    if (steps.empty()) {
        promise->addResult(findings);
        promise->finish();
        return;
    }
    const auto step = std::move(steps.front());
    steps.pop_front();
    step();
}

void Doctor::Private::askServer()
{
    const auto started = clock.monotonic();
    whenFinished(client.send({.path = u"metadata"_s}), q, [this, started](const Result<FhirResponse> &answer) {
        const auto duration = std::chrono::duration_cast<std::chrono::milliseconds>(clock.monotonic() - started);
        takeMetadata(answer, duration);
        proceed();
    });
}

void Doctor::Private::takeMetadata(const Result<FhirResponse> &answer, std::chrono::milliseconds duration)
{
    const auto finding = serverJudge.judgeAnswer(answer, duration);
    add(finding);
    std::deque<std::function<void()>> next;
    if (client.baseUrl().scheme() == "https"_L1) {
        next.emplace_back([this] { lookAtTls(client.baseUrl(), options.tls); });
    }
    if (const auto objection = serverJudge.judgeScheme()) {
        add(*objection);
    }
    if (answer) {
        add(ServerJudge::judgeClock(answer->date, clock.now()));
    }
    if (finding.severity == Finding::Severity::Ok) {
        const auto capabilities = answer->resource().and_then(readServerCapabilities).value_or(ServerCapabilities());
        add(serverJudge.judgeCapabilities(capabilities));
        // What it says goes before what was said of it: that has been told already.
        version = capabilities.fhirVersion ? capabilities.fhirVersion : options.configuration.fhirVersion;
        next.emplace_back([this] { lookAtAccess(); });
    }
    steps.insert(steps.begin(), next.begin(), next.end());
}

void Doctor::Private::lookAtTls(const QUrl &url, const QSslConfiguration &tls)
{
    whenFinished(probeTls(url, tls, options.timeout, q), q, [this, url](const TlsFacts &facts) {
        add(judgeTls(facts, url.toString(QUrl::RemoveUserInfo), clock.now()));
        proceed();
    });
}

void Doctor::Private::lookAtAccess()
{
    const QUrlQuery query{{u"_count"_s, u"1"_s}};
    whenFinished(client.send({.path = u"Subscription"_s, .query = query}), q,
                 [this](const Result<FhirResponse> &answer) {
                     const auto finding = serverJudge.judgeAccess(answer);
                     add(finding);
                     if (version && finding.severity != Finding::Severity::Failure) {
                         if (!options.configuration.subscriptions.isEmpty() && answer->isSuccess()) {
                             steps.emplace_front([this] { lookAtSubscriptions(); });
                         }
                         steps.emplace_front([this] { lookAtTopics(); });
                     }
                     proceed();
                 });
}

void Doctor::Private::lookAtTopics()
{
    whenFinished(discoverTopics(client, *version), q, [this](const Result<DiscoveredTopics> &topics) {
        const DefinitionJudge judge(topics.value_or(DiscoveredTopics()), profile());
        add(topics ? judge.judgeTopics() : DefinitionJudge::judgeFailure(topics.error()));
        const auto definitions = options.configuration.definitions();
        for (const auto &definition : definitions) {
            add(judge.judge(definition));
        }
        add(judge.judgeDelivery(definitions));
        add(judge.judgeProblems(wantedSubscriptions(options.configuration), *version));
        proceed();
    });
}

void Doctor::Private::lookAtWebhook()
{
    std::deque<std::function<void()>> next;
    for (const auto &wanted : wantedSubscriptions(options.configuration)) {
        if (wanted.subscription.channelType == toCode(ChannelType::RestHook)) {
            next.emplace_back([this, wanted] { lookAtEndpoint(wanted); });
        }
    }
    if (next.empty()) {
        proceed();
        return;
    }
    add(webhookJudge.judgeConfiguration());
    const auto &url = options.configuration.webhook.publicUrl;
    if (url.isEmpty()) {
        proceed();
        return;
    }
    if (url.scheme() == "https"_L1) {
        next.emplace_front([this, url] { lookAtTls(url, QSslConfiguration::defaultConfiguration()); });
    }
    if (WebhookJudge::isName(url.host())) {
        next.emplace_front([this] { lookAtHost(); });
    }
    steps.insert(steps.begin(), next.begin(), next.end());
    proceed();
}

void Doctor::Private::lookAtHost()
{
    QHostInfo::lookupHost(options.configuration.webhook.publicUrl.host(), q, [this](const QHostInfo &info) {
        const auto finding = webhookJudge.judgeAddresses(info.addresses(), info.errorString());
        add(finding);
        hostIsThere = finding.severity != Finding::Severity::Failure;
        proceed();
    });
}

void Doctor::Private::lookAtEndpoint(const WantedSubscription &wanted)
{
    if (!hostIsThere) {
        proceed();
        return;
    }
    const auto &subscription = wanted.subscription;
    const auto answer = probeWebhook(subscription.endpoint, subscription.headers, network, options.timeout);
    whenFinished(answer, q, [this, webhookId = wanted.webhookId](const WebhookAnswer &result) {
        add(webhookJudge.judgeAnswer(webhookId, result));
        proceed();
    });
}

void Doctor::Private::lookAtSubscriptions()
{
    subscriptions = std::make_unique<SubscriptionClient>(client, *version, profile());
    whenFinished(subscriptions->list(), q, [this](const Result<QList<ObservedSubscription>> &observed) {
        const SubscriptionJudge judge(options.configuration, clock.now());
        add(observed ? judge.judge(*observed) : QList<Finding>{SubscriptionJudge::judgeFailure(observed.error())});
        proceed();
    });
}

} // namespace Tbs
