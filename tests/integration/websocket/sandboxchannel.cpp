// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sandboxchannel.h"

#include <Tbs/codec/codec.h>

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Test {

SandboxChannel::SandboxChannel(FhirVersion fhirVersion, const QString &wire, const QString &serverProfile)
    : version(fhirVersion)
    , wireProfile(wire)
{
    restartServer();
    const auto profile = Tbs::serverProfile(serverProfile).value();
    m_protocol = profile.webSocket;
    fhirClient = std::make_unique<FhirClient>(FhirClientOptions{.baseUrl = server->baseUrl(version)}, m_network, clock);
    client = std::make_unique<SubscriptionClient>(*fhirClient, version, profile);
    fetchBinding = [this](const QStringList &ids) {
        ++tokens;
        return client->webSocketBinding(ids);
    };
}

SandboxChannel::~SandboxChannel() = default;

void SandboxChannel::startChannel()
{
    WebSocketChannelOptions options;
    options.baseUrl = server->baseUrl(version);
    options.protocol = m_protocol;
    options.pingInterval = 10'000h; // time jumps here; the pings have their own tests
    channel = std::make_unique<WebSocketChannel>(
        clock, *sink, [this](const QStringList &ids) { return fetchBinding(ids); }, options);
    connected = std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::connected);
    disconnected = std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::disconnected);
    catchUps = std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::catchUpNeeded);
}

void SandboxChannel::restartServer()
{
    server.reset();
    server = std::make_unique<SandboxServer>(clock);
    const auto listening = server->listen({.port = m_port, .wireProfile = wireProfile});
    if (!listening) {
        qFatal("%s", qUtf8Printable(listening.error().toString()));
    }
    m_port = server->port();
}

QString SandboxChannel::create()
{
    Subscription subscription;
    subscription.reason = u"test"_s;
    subscription.topic = SandboxServer::sampleTopic();
    subscription.channelType = toCode(ChannelType::WebSocket);
    subscription.contentType = u"application/fhir+json"_s;
    subscription.content = PayloadContent::IdOnly;
    const auto created = wait(client->create(subscription));
    if (!created) {
        qFatal("%s", qUtf8Printable(created.error().toString()));
    }
    return created->subscription.id;
}

void SandboxChannel::subscribe(const QStringList &webhookIds)
{
    for (const auto &webhookId : webhookIds) {
        if (!subscriptions.contains(webhookId)) {
            subscriptions.insert(webhookId, create());
        }
    }
    if (!channel) {
        startChannel();
    }
    channel->setSubscriptions(subscriptions);
}

void SandboxChannel::connectAll(const QStringList &webhookIds)
{
    subscribe(webhookIds);
    const auto isDone = [&] {
        return std::all_of(webhookIds.begin(), webhookIds.end(),
                           [this](const auto &id) { return state(id) == WebSocketState::Connected; });
    };
    if (!QTest::qWaitFor(isDone)) {
        QTest::qFail("not connected", __FILE__, __LINE__);
    }
}

void SandboxChannel::goToNextAttempt(const QString &webhookId)
{
    const auto next = channel->status(webhookId).nextAttemptAt;
    if (!next.isValid()) {
        QTest::qFail("no attempt is planned", __FILE__, __LINE__);
        return;
    }
    clock.advance(std::chrono::milliseconds(clock.now().msecsTo(next)));
}

void SandboxChannel::settle()
{
    for (int i = 0; i < 2; ++i) {
        std::ignore = wait(fhirClient->get(u"Patient/example"_s)); // the whole way there and back
    }
}

int SandboxChannel::boundSockets(const QString &webhookId) const
{
    for (const auto &part : server->state()["versions"_L1].toArray()) {
        for (const auto &subscription : part["subscriptions"_L1].toArray()) {
            if (subscription["id"_L1].toString() == subscriptions.value(webhookId)) {
                return subscription["boundWebSockets"_L1].toInt();
            }
        }
    }
    return -1;
}

QStringList SandboxChannel::events() const
{
    QStringList events;
    for (const auto &incoming : recordingSink.received()) {
        const auto notification = readNotification(incoming.body);
        for (const auto &status : notification->value.statuses) {
            for (const auto &event : status.notificationEvents) {
                events.append(incoming.webhookId + u' ' + event.eventNumber->toString());
            }
        }
    }
    return events;
}

qsizetype SandboxChannel::count(NotificationType type) const
{
    return std::count_if(recordingSink.received().begin(), recordingSink.received().end(), [&](const auto &incoming) {
        return readNotification(incoming.body)->value.statuses.first().type == type;
    });
}

} // namespace Tbs::Test
