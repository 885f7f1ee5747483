// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "deliveryfixture.h"

#include "waiting.h"

#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/webhook/endpointrouter.h>
#include <Tbs/webhook/requestauthenticator.h>
#include <Tbs/webhook/webhookrequesthandler.h>

#include <QNetworkReply>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Test {

namespace {

const auto webhookId = u"encounters"_s;

std::unique_ptr<NotificationStore> makeStore(const DeliverySetup &setup)
{
    if (setup.direct) {
        return nullptr;
    }
    if (setup.storePath.isEmpty()) {
        return std::make_unique<MemoryStore>();
    }
    return std::make_unique<SqliteStore>(SqliteStoreOptions{.path = setup.storePath});
}

QString text(const NumberRange &numbers)
{
    return NumberRanges({numbers}).toString();
}

} // namespace

RunningReceiver::RunningReceiver(MockClock &clock, const QUrl &baseUrl, const DeliverySetup &setup, quint16 port,
                                 QStringList &handled, QStringList &told)
    : m_clock(clock)
{
    const auto profile = *serverProfile(setup.profile);
    m_subscriber = std::make_unique<Subscriber>(
        clock, SubscriberOptions{.defaults = {}, .server = baseUrl.toString(), .counterMode = profile.counterMode},
        makeStore(setup));
    m_subscriber->define({.topic = SandboxServer::sampleTopic(), .webhookId = webhookId},
                         [&handled](const EventContext &event) {
                             handled << event.reference() + (event.isRecovered() ? u" recovered"_s : u""_s);
                         });
    QObject::connect(m_subscriber.get(), &Subscriber::gapDetected, m_subscriber.get(),
                     [&told](const SubscriptionKey &, const NumberRange &gap) { told << u"gap "_s + text(gap); });
    QObject::connect(m_subscriber.get(), &Subscriber::gapClosed, m_subscriber.get(),
                     [&told](const SubscriptionKey &) { told << u"gap closed"_s; });
    if (!m_subscriber->start()) {
        qFatal("The subscriber does not start.");
    }
    serve(port, profile);
    FhirClientOptions options;
    options.baseUrl = baseUrl;
    options.retry.attempts = 1;
    m_fhir = std::make_unique<FhirClient>(options, m_network, clock);
    m_client = std::make_unique<SubscriptionClient>(*m_fhir, setup.version, profile);
    m_monitor = std::make_unique<DeliveryMonitor>(m_subscriber->receiver(), *m_client, clock, setup.monitor);
    connectMonitor(told);
    m_monitor->start();
}

RunningReceiver::~RunningReceiver()
{
    m_server.close(0s); // before what answers its requests
}

void RunningReceiver::serve(quint16 port, const ServerProfile &profile)
{
    auto router = std::make_shared<EndpointRouter>();
    WebhookReplyOptions reply;
    reply.status = profile.acknowledgement.status;
    reply.contentType = profile.acknowledgement.contentType;
    reply.body = profile.acknowledgement.body;
    if (!router->add({}, webhookId)) {
        qFatal("No route.");
    }
    const WebhookRequestHandler handler(router, {}, m_subscriber->sink(), m_clock, reply);
    const auto added =
        m_server.addHandler({}, [handler, broken = m_broken](HttpRequest request, const HttpReply &httpReply) {
            if (*broken) {
                httpReply.send({.status = 503, .contentType = {}, .body = {}, .headers = {}});
                return;
            }
            handler(std::move(request), httpReply);
        });
    if (!added || !m_server.listen({.port = port, .edgeThreads = 0})) {
        qFatal("The webhook does not listen.");
    }
}

QUrl RunningReceiver::endpoint() const
{
    return QUrl(u"http://127.0.0.1:%1/%2"_s.arg(port()).arg(webhookId));
}

void RunningReceiver::connectMonitor(QStringList &told)
{
    using M = DeliveryMonitor;
    using Key = SubscriptionKey;
    auto *from = m_monitor.get();
    QObject::connect(from, &M::healthChanged, from, [&told](const Key &, const SubscriptionHealth &health) {
        told << u"health "_s + toCode(health.state);
    });
    QObject::connect(from, &M::heartbeatLate, from, [&told](const Key &, const QDateTime &) { told << u"late"_s; });
    QObject::connect(from, &M::heartbeatBack, from, [&told](const Key &) { told << u"back"_s; });
    QObject::connect(from, &M::vanished, from, [&told](const Key &) { told << u"vanished"_s; });
    QObject::connect(from, &M::statusCheckFailed, from,
                     [&told](const Key &, const Error &error) { told << u"check failed: "_s + error.message; });
    QObject::connect(from, &M::eventsRecovered, from,
                     [&told](const Key &, const NumberRange &numbers) { told << u"recovered "_s + text(numbers); });
    QObject::connect(from, &M::recoveryFailed, from,
                     [&told](const Key &, const Error &, const QDateTime &) { told << u"recovery failed"_s; });
    QObject::connect(from, &M::recoveryUnavailable, from,
                     [&told](const Key &, const Error &) { told << u"unavailable"_s; });
    QObject::connect(from, &M::resyncNeeded, from, [this, &told](const Key &, const ResyncOffer &offer) {
        offers << offer;
        told << u"resync "_s + NumberRanges(offer.numbers).toString();
    });
    QObject::connect(from, &M::eventsLost, from,
                     [&told](const Key &, const NumberRange &numbers) { told << u"lost "_s + text(numbers); });
    QObject::connect(from, &M::counterReset, from,
                     [&told](const Key &, const QList<NumberRange> &) { told << u"reset"_s; });
    QObject::connect(from, &M::reactivating, from,
                     [&told](const Key &, int attempt) { told << u"attempt %1"_s.arg(attempt); });
    QObject::connect(from, &M::reactivated, from, [&told](const Key &) { told << u"reactivated"_s; });
    QObject::connect(from, &M::reactivationFailed, from,
                     [&told](const Key &, const Error &, const QDateTime &) { told << u"reactivation failed"_s; });
    QObject::connect(from, &M::reactivationGaveUp, from,
                     [&told](const Key &, const QString &) { told << u"gave up"_s; });
}

DeliveryFixture::DeliveryFixture(DeliverySetup deliverySetup)
    : setup(std::move(deliverySetup))
{
    startSandbox(0);
    startReceiver();
}

void DeliveryFixture::startSandbox(quint16 port)
{
    sandbox = std::make_unique<SandboxServer>(clock);
    const auto listening =
        sandbox->listen({.port = port, .wireProfile = setup.wire, .retainedEvents = setup.retainedEvents});
    if (!listening) {
        qFatal("%s", qUtf8Printable(listening.error().toString()));
    }
}

void DeliveryFixture::restartSandbox()
{
    const auto port = sandbox->port();
    sandbox.reset();
    startSandbox(port);
}

void DeliveryFixture::stopReceiver()
{
    receiver.reset();
}

void DeliveryFixture::startReceiver()
{
    receiver = std::make_unique<RunningReceiver>(clock, sandbox->baseUrl(setup.version), setup, m_port, handled, told);
    m_port = receiver->port();
}

void DeliveryFixture::create(std::optional<quint32> heartbeatPeriod)
{
    // A filter that lets everything through, in all versions: HAPI in R4 wants one.
    const FilterBy done{
        .resourceType = u"Encounter"_s, .filterParameter = u"status"_s, .value = u"finished,completed"_s};
    auto subscription = requestedSubscription(withDefaults({.topic = SandboxServer::sampleTopic(),
                                                            .filterBy = {done},
                                                            .webhookId = webhookId,
                                                            .heartbeatPeriod = heartbeatPeriod.value_or(0)},
                                                           {}),
                                              receiver->endpoint(), {});
    const auto created = waitFor(receiver->client().create(subscription));
    if (!created) {
        qFatal("%s", qUtf8Printable(created.error().toString()));
    }
    subscriptionId = created->subscription.id;
    receiver->monitor().watch(webhookId, created->subscription);
    settle();
}

void DeliveryFixture::subscribe(std::optional<quint32> heartbeatPeriod)
{
    create(heartbeatPeriod);
    pass(6s); // where nothing is sent, it is the monitor that finds out that it is active
    if (health().state != HealthState::Active) {
        qFatal("Not active: %s", qUtf8Printable(health().reason));
    }
    told.clear();
}

SubscriptionKey DeliveryFixture::key() const
{
    return {webhookId, sandbox->baseUrl(setup.version).toString(), u"Subscription/"_s + subscriptionId};
}

void DeliveryFixture::fire(int count)
{
    for (int i = 0; i < count; ++i) {
        fired << sandbox->fireSampleEvent(setup.version);
        pass(1s);
    }
}

void DeliveryFixture::pass(std::chrono::seconds duration, std::chrono::seconds step)
{
    for (auto passed = 0s; passed < duration; passed += step) {
        clock.advance(step);
        settle();
    }
}

/// Round trips through the sandbox, the webhook and the store, until nothing is on its way and nothing came of it.
void DeliveryFixture::settle()
{
    const auto get = [this](const QUrl &url) {
        const std::unique_ptr<QNetworkReply> reply(m_network.get(QNetworkRequest(url)));
        if (!waitUntil([&] { return reply->isFinished(); })) {
            qFatal("No answer.");
        }
    };
    auto before = std::tuple(qsizetype(-1), qsizetype(-1));
    for (int quiet = 0; quiet < 2;) {
        get(QUrl(u"http://127.0.0.1:%1/$sandbox/state"_s.arg(sandbox->port())));
        if (receiver) {
            get(QUrl(u"http://127.0.0.1:%1/nothing"_s.arg(receiver->port())));
            std::ignore = waitFor(receiver->subscriber().subscriptions());
        }
        const auto now = std::tuple(handled.size(), told.size());
        quiet = now == before && isNothingOnItsWay() ? quiet + 1 : 0;
        before = now;
    }
}

bool DeliveryFixture::isNothingOnItsWay() const
{
    return sandbox->state()["unansweredNotifications"_L1].toInt() == 0 && (!receiver || receiver->isQuiet());
}

bool RunningReceiver::isQuiet() const
{
    const auto replies = m_network.findChildren<QNetworkReply *>();
    return m_subscriber->heldEvents() == 0
        && std::none_of(replies.begin(), replies.end(), [](const auto *reply) { return reply->isRunning(); });
}

QStringList DeliveryFixture::wronglyHandled() const
{
    auto open = fired;
    QStringList wrong;
    for (auto line : handled) {
        const auto focus = line.remove(u" recovered"_s);
        if (!open.removeOne(focus)) {
            wrong << u"twice or not fired: "_s + focus;
        }
    }
    for (const auto &focus : std::as_const(open)) {
        wrong << u"not handled: %1 of %2"_s.arg(fired.indexOf(focus) + 1).arg(fired.size());
    }
    return wrong;
}

QList<int> DeliveryFixture::recovered() const
{
    QList<int> numbers;
    for (const auto &line : handled) {
        if (line.endsWith(u" recovered"_s)) {
            numbers << static_cast<int>(fired.indexOf(line.section(u' ', 0, 0))) + 1;
        }
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace Tbs::Test
