// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "embeddedreceiver.h"

#include "sandboxsource.h"

#include <Tbs/service/topicsubscriptions.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/webhook/webhookserver.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Gui {

namespace {

constexpr auto batchPeriod = 100ms;
constexpr auto version = FhirVersion::R5;

} // namespace

class EmbeddedReceiver::Private
{
public:
    Private(EmbeddedReceiver *receiver, Clock &systemClock, QString path)
        : q(receiver)
        , clock(systemClock)
        , storePath(std::move(path))
    {
    }

    tl::expected<void, QList<Error>> start();
    void connectSubscriptions();
    void add(LiveEntry entry);
    void end();

    EmbeddedReceiver *q;
    Clock &clock;
    QString storePath;
    QList<LiveEntry> batch;
    // Destroyed from the last to the first.
    std::unique_ptr<SandboxSource> sandbox;
    std::unique_ptr<WebhookServer> server;
    std::unique_ptr<TopicSubscriptions> subscriptions;
};

EmbeddedReceiver::EmbeddedReceiver(Clock &clock, QString storePath)
    : d(std::make_unique<Private>(this, clock, std::move(storePath)))
{
}

EmbeddedReceiver::~EmbeddedReceiver() = default;

tl::expected<void, QList<Error>> EmbeddedReceiver::Private::start()
{
    sandbox = std::make_unique<SandboxSource>(clock, version);
    if (const auto listening = sandbox->start(); !listening) {
        return tl::unexpected(QList<Error>{listening.error()});
    }
    server = std::make_unique<WebhookServer>();
    if (const auto listening = server->listen({}); !listening) {
        return tl::unexpected(QList<Error>{listening.error()});
    }
    subscriptions = std::make_unique<TopicSubscriptions>(version);
    for (const auto &definition : SandboxSource::definitions()) {
        subscriptions->define(definition, [](const EventContext &) {});
    }
    connectSubscriptions();
    QUrl url(u"http://127.0.0.1"_s);
    url.setPort(server->port());
    if (auto ready =
            subscriptions->setup(*server,
                                 {.appUrl = url,
                                  .serverUrl = sandbox->baseUrl(),
                                  .store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = storePath}),
                                  .clock = &clock});
        !ready) {
        return ready;
    }
    for (const auto &definition : subscriptions->definitions()) {
        sandbox->subscribe(definition, subscriptions->endpoint(definition.webhookId));
    }
    Q_EMIT q->started(url);
    return {};
}

void EmbeddedReceiver::Private::connectSubscriptions()
{
    const auto *from = subscriptions.get();
    connect(from, &TopicSubscriptions::notificationStored, q, [this](const auto &stored) { add(liveEntry(*stored)); });
    connect(from, &TopicSubscriptions::notificationRejected, q, [this](const QString &webhookId, const Error &error) {
        add(rejectedEntry(webhookId, error, clock.now()));
    });
    connect(from, &TopicSubscriptions::gapDetected, q,
            [this](const SubscriptionKey &key, const NumberRange &gap) { add(gapEntry(key, gap, clock.now())); });
    connect(from, &TopicSubscriptions::gapClosed, q,
            [this](const SubscriptionKey &key) { add(gapClosedEntry(key, clock.now())); });
    connect(from, &TopicSubscriptions::handlerFailed, q,
            [this](const EventContext &event, const Error &error, const QDateTime &nextAttemptAt) {
                add(failedEntry(event, error, nextAttemptAt, clock.now()));
            });
    connect(from, &TopicSubscriptions::finished, q, [this] {
        // Not while it emits.
        QMetaObject::invokeMethod(
            q, [this] { end(); }, Qt::QueuedConnection);
    });
    connect(sandbox.get(), &SandboxSource::failed, q, [this](const Error &error) {
        Q_EMIT q->failed({error});
        q->stop();
    });
}

void EmbeddedReceiver::Private::add(LiveEntry entry)
{
    batch << std::move(entry);
    if (batch.size() == 1) {
        clock.callAfter(batchPeriod, q, [this] { Q_EMIT q->arrived(std::exchange(batch, {})); });
    }
}

void EmbeddedReceiver::Private::end()
{
    subscriptions.reset();
    server.reset();
    sandbox.reset();
    Q_EMIT q->stopped();
}

void EmbeddedReceiver::start()
{
    if (const auto started = d->start(); !started) {
        Q_EMIT failed(started.error());
        d->end();
    }
}

void EmbeddedReceiver::stop()
{
    if (d->subscriptions) {
        d->subscriptions->finish();
    } else {
        d->end();
    }
}

} // namespace Tbs::Gui
