// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "channelfixture.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Test {

QStringList idsIn(const QString &token)
{
    return token.section(u'-', 1).section(u'#', 0, 0).split(u'+');
}

QString tokenIn(const QString &message)
{
    if (isText(message)) {
        return message.section(u' ', 1);
    }
    const auto object = QJsonDocument::fromJson(message.toUtf8()).object();
    return object["type"_L1].toString() == "bind-with-token"_L1 ? object["payload"_L1]["token"_L1].toString()
                                                                : QString();
}

bool isText(const QString &message)
{
    return message.startsWith(u"bind-with-token "_s);
}

QString handshake(const QString &subscriptionId)
{
    return QString::fromUtf8(
        NotificationText{.type = u"handshake"_s, .subscription = u"Subscription/"_s + subscriptionId, .counter = 0}
            .toJson());
}

WebSocketChannelOptions ChannelFixture::optionsFor(const WebSocketProtocol &protocol)
{
    WebSocketChannelOptions options;
    options.baseUrl = QUrl(u"http://127.0.0.1:1/fhir"_s);
    options.protocol = protocol;
    return options;
}

ChannelFixture::ChannelFixture(WebSocketChannelOptions options)
    : channel(std::make_unique<WebSocketChannel>(
        clock, sink, [this](const QStringList &ids) { return fetch(ids); }, std::move(options)))
    , connected(std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::connected))
    , disconnected(std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::disconnected))
    , catchUps(std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::catchUpNeeded))
    , errors(std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::errorOccurred))
    , statuses(std::make_unique<QSignalSpy>(channel.get(), &WebSocketChannel::statusChanged))
{
}

QFuture<Result<WebSocketBinding>> ChannelFixture::fetch(const QStringList &ids)
{
    askedFor.append(ids);
    if (holdsTokens) {
        return m_held.emplace_back().future();
    }
    if (!answers.empty()) {
        auto answer = std::move(answers.front());
        answers.pop_front();
        return readyFuture(std::move(answer));
    }
    WebSocketBinding binding{.token = u"token-%1#%2"_s.arg(ids.join(u'+')).arg(++m_tokens),
                             .expiration = {},
                             .subscriptions = {},
                             .url = url.isEmpty() ? server.url() : url};
    if (lifetime > 0ms) {
        binding.expiration = clock.now().addMSecs(lifetime.count());
    }
    if (namesSubscriptions) {
        for (const auto &id : ids) {
            binding.subscriptions.append(u"Subscription/"_s + id);
        }
    }
    return readyFuture(Result<WebSocketBinding>(binding));
}

void ChannelFixture::subscribe(const QStringList &webhookIds)
{
    QHash<QString, QString> subscriptions;
    for (const auto &webhookId : webhookIds) {
        subscriptions.insert(webhookId, QString::number(webhookId.front().unicode() - u'a' + 1));
    }
    channel->setSubscriptions(subscriptions);
}

void ChannelFixture::confirm(WebSocketProtocol::BindMessage form)
{
    server.onMessage([this, form](int socket, const QString &text) {
        if (isText(text) == (form == WebSocketProtocol::BindMessage::Text)) {
            for (const auto &id : idsIn(tokenIn(text))) {
                server.send(socket, handshake(id));
            }
        }
    });
}

void ChannelFixture::connectAll(const QStringList &webhookIds)
{
    subscribe(webhookIds);
    const auto isDone = [&] {
        return std::all_of(webhookIds.begin(), webhookIds.end(),
                           [this](const auto &id) { return state(id) == WebSocketState::Connected; });
    };
    if (!QTest::qWaitFor(isDone)) {
        QTest::qFail("not connected", __FILE__, __LINE__);
    }
    settle();
    clear();
}

void ChannelFixture::goToNextAttempt(const QString &webhookId)
{
    const auto next = channel->status(webhookId).nextAttemptAt;
    if (!next.isValid()) {
        QTest::qFail("no attempt is planned", __FILE__, __LINE__);
        return;
    }
    clock.advance(std::chrono::milliseconds(clock.now().msecsTo(next)));
}

void ChannelFixture::settle()
{
    QWebSocket probe;
    QSignalSpy connectedSpy(&probe, &QWebSocket::connected);
    QSignalSpy pongs(&probe, &QWebSocket::pong);
    probe.open(m_echo.url());
    auto isWell = connectedSpy.wait();
    for (int i = 0; isWell && i < 3; ++i) {
        probe.ping();
        isWell = pongs.wait();
    }
    if (!isWell) {
        QTest::qFail("the probe is not answered", __FILE__, __LINE__);
    }
}

QByteArray ChannelFixture::event(const QString &subscriptionId, int number)
{
    return NotificationText{.subscription = u"Subscription/"_s + subscriptionId,
                            .bundleId = u"bundle-%1"_s.arg(number),
                            .counter = number,
                            .eventNumbers = {number}}
        .toJson();
}

void ChannelFixture::sendEvent(int socket, const QString &subscriptionId, int number)
{
    server.send(socket, QString::fromUtf8(event(subscriptionId, number)));
}

void ChannelFixture::clear()
{
    askedFor.clear();
    sink.clear();
    for (auto *spy : {connected.get(), disconnected.get(), catchUps.get(), errors.get(), statuses.get()}) {
        spy->clear();
    }
}

} // namespace Tbs::Test
