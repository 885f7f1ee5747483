// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listensession.h"

#include "configuredhandler.h"
#include "countedsink.h"
#include "listenformat.h"
#include "listenlines.h"
#include "reportinghandler.h"
#include "samplesource.h"
#include "webhooksetup.h"

#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>

#include <QDir>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Cli {

namespace {

/// How often it is looked whether all have been answered.
constexpr auto pollPeriod = 10ms;
/// How long answers, and the handlers of what only the memory holds, may take at the end.
constexpr auto drainTime = 30s;

struct Totals
{
    qint64 notifications = 0;
    qint64 events = 0;
    qint64 duplicates = 0;
    qint64 rejected = 0;
    qint64 handlerFailures = 0;
    qint64 deadLetters = 0;
};

QString databasePath(const StoreConfiguration &store)
{
    if (!store.path.isEmpty()) {
        return store.path;
    }
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    QDir().mkpath(folder);
    return folder + u"/notifications.db"_s;
}

tl::unexpected<QList<Error>> failures(const Error &error)
{
    return tl::unexpected(QList<Error>{error});
}

} // namespace

class ListenSession::Private
{
public:
    Private(ListenSession *session, Clock &systemClock, const Console &streams, ListenSettings listenSettings)
        : q(session)
        , clock(systemClock)
        , console(streams)
        , settings(std::move(listenSettings))
        , writer(streams, formatListenLine)
    {
    }

    using Started = tl::expected<void, QList<Error>>;

    [[nodiscard]] std::unique_ptr<NotificationStore> makeStore() const;
    Started startSubscriber(const ServerProfile &profile);
    Started startListener(const ServerProfile &profile);
    Started startSamples();
    void connectSubscriber();
    void announce();
    [[nodiscard]] QUrl endpoint(const QString &webhookId) const;
    [[nodiscard]] QStringList webhookIds() const;

    [[nodiscard]] Result<void> report(const EventContext &event, const QString &handler);
    void write(const JsonLine &line);
    void noteOutput(const Result<void> &result);
    void noteVersion(const StoredNotification &stored);

    void finishAnswers(std::chrono::nanoseconds deadline);
    void finishEvents(std::chrono::nanoseconds deadline);
    void end();

    ListenSession *q;
    Clock &clock;
    Console console;
    ListenSettings settings;
    LineWriter writer;
    QNetworkAccessManager network;
    Totals totals;
    QString stopReason;
    ExitCode exitCode = ExitCode::Success;
    bool limitReached = false;
    bool versionWarned = false;
    bool listenerClosed = false;
    bool subscriberFinished = false;
    bool ended = false;
    std::chrono::nanoseconds started{0};
    // Destroyed from the last to the first: what the subscriber has in hand still answers through the sink.
    std::unique_ptr<CountedSink> sink;
    std::unique_ptr<Subscriber> subscriber;
    std::unique_ptr<HttpListener> listener;
    std::unique_ptr<SampleSource> samples;
};

ListenSession::ListenSession(Clock &clock, const Console &console, ListenSettings settings, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, console, std::move(settings)))
{
}

ListenSession::~ListenSession() = default;

tl::expected<void, QList<Error>> ListenSession::start()
{
    d->started = d->clock.monotonic();
    const auto profile = serverProfile(d->settings.configuration.server.profile);
    if (!profile) {
        return failures(profile.error());
    }
    if (d->settings.sandbox) {
        d->samples = std::make_unique<SampleSource>(d->clock, *d->settings.sandbox);
    }
    if (auto started = d->startSubscriber(*profile); !started) {
        return started;
    }
    if (auto started = d->startListener(*profile); !started) {
        return started;
    }
    d->announce();
    if (auto started = d->startSamples(); !started) {
        return started;
    }
    if (d->settings.duration) {
        d->clock.callAfter(*d->settings.duration, this, [this] { stop(u"for"_s); });
    }
    return {};
}

std::unique_ptr<NotificationStore> ListenSession::Private::makeStore() const
{
    if (settings.direct) {
        return nullptr;
    }
    const auto &store = settings.configuration.store;
    if (store.type == StoreConfiguration::Type::Memory) {
        return std::make_unique<MemoryStore>();
    }
    return std::make_unique<SqliteStore>(SqliteStoreOptions{.path = databasePath(store)});
}

ListenSession::Private::Started ListenSession::Private::startSubscriber(const ServerProfile &profile)
{
    const auto &configuration = settings.configuration;
    subscriber = std::make_unique<Subscriber>(
        clock,
        SubscriberOptions{.defaults = configuration.defaults,
                          .server = configuration.server.baseUrl.toString(QUrl::StripTrailingSlash),
                          .counterMode = profile.counterMode},
        makeStore());
    for (const auto &[definition, handler, retry] : configuration.subscriptions) {
        RetryPolicy policy;
        policy.attempts = retry.attempts.value_or(policy.attempts);
        policy.initialDelay = retry.initialDelay.value_or(policy.initialDelay);
        policy.maximumDelay = std::max(policy.initialDelay, retry.maximumDelay.value_or(policy.maximumDelay));
        const auto name = handlerName(handler.type);
        subscriber->define(definition,
                           reportingHandler(
                               configuredHandler(handler, settings, clock, network),
                               [this, name](const EventContext &event) { return report(event, name); }, *q),
                           policy);
    }
    connectSubscriber();
    return subscriber->start();
}

void ListenSession::Private::connectSubscriber()
{
    const auto *from = subscriber.get();
    connect(from, &Subscriber::notificationStored, q, [this](const auto &stored) {
        ++totals.notifications;
        totals.duplicates += stored->duplicateEvents;
        noteVersion(*stored);
        for (const auto &line : storedLines(*stored)) {
            write(line);
        }
    });
    connect(from, &Subscriber::notificationRejected, q, [this](const QString &webhookId, const Error &error) {
        ++totals.rejected;
        write(rejectedLine(webhookId, error));
    });
    connect(from, &Subscriber::gapDetected, q,
            [this](const SubscriptionKey &subscription, const NumberRange &gap) { write(gapLine(subscription, gap)); });
    connect(from, &Subscriber::gapClosed, q,
            [this](const SubscriptionKey &subscription) { write(gapClosedLine(subscription)); });
    connect(from, &Subscriber::handled, q, [this] {
        ++totals.events;
        if (settings.maximumEvents && totals.events >= *settings.maximumEvents && !limitReached) {
            limitReached = true;
            q->stop(u"max-events"_s);
        }
    });
    connect(from, &Subscriber::handlerFailed, q,
            [this](const EventContext &event, const Error &error, const QDateTime &nextAttemptAt) {
                const auto line = failedLine(event, error, nextAttemptAt, subscriber->isDurable());
                ++(line.text(u"type"_s) == "deadLetter"_L1 ? totals.deadLetters : totals.handlerFailures);
                write(line);
            });
    connect(from, &Subscriber::finished, q, [this] {
        subscriberFinished = true;
        end();
    });
}

ListenSession::Private::Started ListenSession::Private::startListener(const ServerProfile &profile)
{
    const auto &webhook = settings.configuration.webhook;
    const auto options = listenerOptions(settings);
    if (!options) {
        return failures(options.error());
    }
    auto router = std::make_shared<EndpointRouter>();
    for (const auto &id : webhookIds()) {
        if (const auto added = router->add(webhook.pathPrefix, id); !added) {
            return failures(added.error());
        }
    }
    sink = std::make_unique<CountedSink>(subscriber->sink());
    listener = std::make_unique<HttpListener>(
        WebhookRequestHandler(std::move(router), RequestAuthenticator(authenticationOptions(webhook, profile)), *sink,
                              clock, replyOptions(webhook, profile)));
    if (const auto listening = listener->listen(*options); !listening) {
        return failures(listening.error());
    }
    return {};
}

ListenSession::Private::Started ListenSession::Private::startSamples()
{
    if (!samples) {
        return {};
    }
    if (const auto listening = samples->start(); !listening) {
        return failures(listening.error());
    }
    connect(samples.get(), &SampleSource::subscribed, q, [this](const QString &subscription) {
        write(JsonLine(u"sandbox"_s)
                  .add(u"baseUrl"_s, samples->baseUrl().toString())
                  .add(u"fhirVersion"_s, toCode(*settings.sandbox))
                  .add(u"subscription"_s, subscription));
    });
    connect(samples.get(), &SampleSource::failed, q, [this](const Error &error) {
        console.say(error.toString());
        exitCode = ExitCode::Failure;
        q->stop(u"error"_s);
    });
    const auto id = webhookIds().constFirst();
    samples->subscribe(id, endpoint(id), settings.configuration.webhook.token.value.toUtf8());
    return {};
}

QStringList ListenSession::Private::webhookIds() const
{
    QStringList ids;
    for (const auto &definition : subscriber->definitions()) {
        ids.append(definition.webhookId);
    }
    return ids;
}

QUrl ListenSession::Private::endpoint(const QString &webhookId) const
{
    const auto &webhook = settings.configuration.webhook;
    const auto address = listener->address();
    const bool everywhere = address == QHostAddress::Any || address == QHostAddress::AnyIPv4
        || address == QHostAddress::AnyIPv6 || address.isNull();
    QUrl url;
    url.setScheme(webhook.tls.certificate.isEmpty() ? u"http"_s : u"https"_s);
    url.setHost(everywhere ? u"127.0.0.1"_s : address.toString());
    url.setPort(listener->port());
    url.setPath(QString::fromUtf8(EndpointRouter::path(webhook.pathPrefix, webhookId)), QUrl::StrictMode);
    return url;
}

void ListenSession::Private::announce()
{
    const bool inMemory = settings.configuration.store.type == StoreConfiguration::Type::Memory;
    const auto store = settings.direct ? u"none"_s
        : inMemory                     ? u"memory"_s
                                       : u"sqlite:"_s + databasePath(settings.configuration.store);
    const auto ids = webhookIds();
    for (qsizetype i = 0; i < ids.size(); ++i) {
        const auto handler = handlerName(settings.configuration.subscriptions.at(i).handler.type);
        write(JsonLine(u"listening"_s)
                  .add(u"url"_s, endpoint(ids.at(i)).toString(QUrl::FullyEncoded))
                  .add(u"webhookId"_s, ids.at(i))
                  .add(u"store"_s, store)
                  .add(u"handler"_s, textOrNull(handler)));
    }
}

Result<void> ListenSession::Private::report(const EventContext &event, const QString &handler)
{
    if (limitReached) {
        return failure(Error::Kind::Retry, tr("The receiver is about to end"));
    }
    auto result = writer.write(eventLine(event, handler));
    noteOutput(result);
    return result;
}

void ListenSession::Private::write(const JsonLine &line)
{
    noteOutput(writer.write(line));
}

/// Nobody reads any more: what arrives from now on could not be told.
void ListenSession::Private::noteOutput(const Result<void> &result)
{
    if (result || result.error().kind != Error::Kind::ActionRequired || exitCode != ExitCode::Success) {
        return;
    }
    exitCode = ExitCode::Failure;
    console.say(result.error().toString());
    QMetaObject::invokeMethod(
        q, [this] { q->stop(u"output"_s); }, Qt::QueuedConnection);
}

void ListenSession::Private::noteVersion(const StoredNotification &stored)
{
    const auto expected = settings.configuration.fhirVersion;
    const auto found = stored.arrived.notification->fhirVersion;
    if (expected && found != *expected && !std::exchange(versionWarned, true)) {
        console.say(tr("A notification of FHIR %1 came, %2 was expected").arg(toCode(found), toCode(*expected)));
    }
}

void ListenSession::stop(const QString &reason)
{
    if (!d->stopReason.isEmpty()) {
        return;
    }
    d->stopReason = reason;
    if (d->sink) {
        d->sink->close();
    }
    if (d->limitReached) {
        d->subscriber->finish(); // at once: no event more
    }
    const auto deadline = d->clock.monotonic() + drainTime;
    QMetaObject::invokeMethod(
        this, [this, deadline] { d->finishAnswers(deadline); }, Qt::QueuedConnection);
}

/// In direct mode the handlers run in this thread, so it may not wait for them.
void ListenSession::Private::finishAnswers(std::chrono::nanoseconds deadline)
{
    if (sink && sink->underWay() > 0 && clock.monotonic() < deadline) {
        clock.callAfter(pollPeriod, q, [this, deadline] { finishAnswers(deadline); });
        return;
    }
    listener->close(1s);
    listenerClosed = true;
    finishEvents(deadline);
}

/// What only the memory holds has been acknowledged and would be lost.
void ListenSession::Private::finishEvents(std::chrono::nanoseconds deadline)
{
    const bool inMemory = settings.configuration.store.type == StoreConfiguration::Type::Memory;
    if (inMemory && !limitReached && subscriber->heldEvents() > 0 && exitCode == ExitCode::Success
        && clock.monotonic() < deadline) {
        clock.callAfter(pollPeriod, q, [this, deadline] { finishEvents(deadline); });
        return;
    }
    if (limitReached) {
        end();
        return;
    }
    subscriber->finish();
}

void ListenSession::Private::end()
{
    if (!listenerClosed || !subscriberFinished || std::exchange(ended, true)) {
        return;
    }
    const std::chrono::duration<double> elapsed = clock.monotonic() - started;
    write(JsonLine(u"stopped"_s)
              .add(u"reason"_s, stopReason)
              .add(u"notifications"_s, totals.notifications)
              .add(u"events"_s, totals.events)
              .add(u"duplicates"_s, totals.duplicates)
              .add(u"rejected"_s, totals.rejected)
              .add(u"handlerFailures"_s, totals.handlerFailures)
              .add(u"deadLetters"_s, totals.deadLetters)
              .add(u"heldEvents"_s, subscriber->heldEvents())
              .add(u"seconds"_s, std::round(elapsed.count() * 1000) / 1000));
    Q_EMIT q->finished(exitCode);
}

} // namespace Tbs::Cli
