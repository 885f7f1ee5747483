// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "servicestory.h"

#include <QNetworkReply>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Test {

namespace {

/// A notification and its answer, and what each of them brings about.
constexpr int roundTrips = 4;

} // namespace

ServiceStory::ServiceStory(FhirVersion fhirVersion)
    : version(fhirVersion)
{
    if (!sandbox.listen({})) {
        qFatal("The sandbox does not listen.");
    }
    m_fhir = std::make_unique<FhirClient>(FhirClientOptions{.baseUrl = sandbox.baseUrl(version)}, m_network, clock);
    m_operator = std::make_unique<SubscriptionClient>(*m_fhir, version, *serverProfile(u"strict"_s));

    auto &configuration = options.configuration;
    configuration.fhirVersion = version;
    configuration.server.baseUrl = sandbox.baseUrl(version);
    configuration.webhook.port = 0;
    configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"hook-secret"_s, {}};
    configuration.store.path = m_folder.filePath(u"events.db"_s);
    configuration.manageSubscriptions.enabled = true;
    configuration.handleDeliveryErrors.enabled = true;
    options.wrapHandler = [this](const SubscriptionConfiguration &subscription, const EventHandler &) {
        return EventHandler([this, id = subscription.definition.webhookId](const EventContext &event) {
            m_handled[id].append(event.reference());
        });
    };
}

ServiceStory::~ServiceStory()
{
    service.reset();
}

SubscriptionConfiguration ServiceStory::subscription(const QString &webhookId, const QString &only)
{
    SubscriptionConfiguration subscription;
    subscription.definition = {.topic = SandboxServer::sampleTopic(), .webhookId = webhookId};
    if (!only.isEmpty()) {
        subscription.definition.filterBy = {
            {.resourceType = u"Encounter"_s, .filterParameter = u"_id"_s, .value = only}};
    }
    return subscription;
}

SubscriptionConfiguration ServiceStory::webSocket(const QString &webhookId, const QString &only)
{
    auto made = subscription(webhookId, only);
    made.definition.channel = ChannelType::WebSocket;
    return made;
}

tl::expected<void, QList<Error>> ServiceStory::start()
{
    service = std::make_unique<ReceiverService>(clock, options);
    return service->start();
}

void ServiceStory::startSteady()
{
    options.configuration.subscriptions.append(subscription(u"steady"_s));
    const auto started = start();
    QVERIFY2(started, started ? "" : qPrintable(started.error().constFirst().toString()));
    QVERIFY(becomes([this] { return isActive(u"steady"_s); }));
}

void ServiceStory::step()
{
    clock.advance(1s);
    for (int i = 0; i < roundTrips; ++i) {
        std::ignore = get(QUrl(u"http://127.0.0.1:%1/$sandbox/state"_s.arg(sandbox.port())));
        std::ignore = get(service->localEndpoint(u"nobody"_s));
    }
}

void ServiceStory::settle()
{
    for (int i = 0; i < 3; ++i) {
        step();
    }
}

bool ServiceStory::becomes(const std::function<bool()> &isDone)
{
    const QDeadlineTimer deadline(20s);
    while (!isDone() && !deadline.hasExpired()) {
        step();
    }
    return isDone();
}

void ServiceStory::define(const SubscriptionConfiguration &subscription)
{
    const auto done = service->define(subscription);
    QVERIFY2(done, done ? "" : qPrintable(done.error().constFirst().toString()));
}

QString ServiceStory::fire(const QString &id)
{
    const auto status = version == FhirVersion::R5 ? u"completed"_s : u"finished"_s;
    const auto reference =
        sandbox.putResource(version, {{u"resourceType"_s, u"Encounter"_s}, {u"id"_s, id}, {u"status"_s, status}});
    m_fired.append(reference.value_or(QString()));
    return m_fired.last();
}

bool ServiceStory::isSteady()
{
    return becomes([this] { return handled(u"steady"_s).size() >= m_fired.size(); }) && handled(u"steady"_s) == m_fired;
}

QList<Subscription> ServiceStory::onServer(const QString &webhookId)
{
    QList<Subscription> found;
    const auto all = Test::waitFor(m_operator->list());
    for (const auto &one : all.value_or(QList<ObservedSubscription>())) {
        const auto &subscription = one.subscription;
        if (subscription.endpoint.fileName() == webhookId || subscription.reason.endsWith(webhookId)) {
            found.append(subscription);
        }
    }
    return found;
}

bool ServiceStory::isActive(const QString &webhookId, const std::function<bool(const Subscription &)> &isWanted)
{
    const auto found = onServer(webhookId);
    return found.size() == 1 && found.constFirst().status == SubscriptionStatusCode::Active
        && (!isWanted || isWanted(found.constFirst()));
}

int ServiceStory::statusOfWebhook(const QString &webhookId)
{
    return get(service->localEndpoint(webhookId));
}

int ServiceStory::get(const QUrl &url)
{
    if (url.isEmpty()) {
        QCoreApplication::processEvents();
        return 0;
    }
    QNetworkRequest request(url);
    request.setRawHeader("X-Api-Key", "hook-secret");
    const std::unique_ptr<QNetworkReply> reply(m_network.get(request));
    if (!waitUntil([&reply] { return reply->isFinished(); })) {
        return 0;
    }
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

} // namespace Tbs::Test
