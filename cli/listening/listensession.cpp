// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "listensession.h"

#include "listenformat.h"
#include "listenlines.h"
#include "managementlines.h"
#include "reportinghandler.h"
#include "samplesource.h"

#include <Tbs/service/managedsubscriptions.h>
#include <Tbs/service/receiverservice.h>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

struct Totals
{
    qint64 notifications = 0;
    qint64 events = 0;
    qint64 duplicates = 0;
    qint64 rejected = 0;
    qint64 handlerFailures = 0;
    qint64 deadLetters = 0;
};

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

    [[nodiscard]] ReceiverServiceOptions receiverOptions();
    Started startSamples();
    void connectSubscriber();
    void writeManagement(const ManagedSubscriptions &management);
    void noteSampleFailure(const QString &webhookId, const Error &error);
    void announce();

    [[nodiscard]] Result<void> report(const EventContext &event, const QString &handler);
    void write(const JsonLine &line);
    void noteOutput(const Result<void> &result);
    void noteVersion(const StoredNotification &stored);

    void end();

    ListenSession *q;
    Clock &clock;
    Console console;
    ListenSettings settings;
    LineWriter writer;
    Totals totals;
    QString stopReason;
    ExitCode exitCode = ExitCode::Success;
    bool limitReached = false;
    bool versionWarned = false;
    std::chrono::nanoseconds started{0};
    std::unique_ptr<SampleSource> samples;
    std::unique_ptr<ReceiverService> receiver;
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
    if (d->settings.sandbox) {
        if (auto started = d->startSamples(); !started) {
            return started;
        }
    }
    d->receiver = std::make_unique<ReceiverService>(d->clock, d->receiverOptions());
    d->connectSubscriber();
    if (auto started = d->receiver->start(); !started) {
        return started;
    }
    d->announce();
    if (const auto *management = d->receiver->management()) {
        d->writeManagement(*management);
    }
    if (d->settings.duration) {
        d->clock.callAfter(*d->settings.duration, this, [this] { stop(u"for"_s); });
    }
    return {};
}

ReceiverServiceOptions ListenSession::Private::receiverOptions()
{
    return {.configuration = settings.configuration,
            .direct = settings.direct,
            .edgeThreads = settings.edgeThreads,
            .handlers = {.timeout = settings.handlerTimeout, .synchronizeFiles = settings.synchronizeFiles},
            .wrapHandler = [this](const SubscriptionConfiguration &subscription, EventHandler handler) {
                return reportingHandler(
                    std::move(handler),
                    [this, name = handlerName(subscription.handler.type)](const EventContext &event) {
                        return report(event, name);
                    },
                    *q);
            }};
}

void ListenSession::Private::connectSubscriber()
{
    const auto *from = &receiver->subscriber();
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
                const auto line = failedLine(event, error, nextAttemptAt, !settings.direct);
                ++(line.text(u"type"_s) == "deadLetter"_L1 ? totals.deadLetters : totals.handlerFailures);
                write(line);
            });
    connect(receiver.get(), &ReceiverService::finished, q, [this] { end(); });
}

ListenSession::Private::Started ListenSession::Private::startSamples()
{
    samples = std::make_unique<SampleSource>(clock, *settings.sandbox);
    if (const auto listening = samples->start(); !listening) {
        return failures(listening.error());
    }
    // The sandbox is a server as any other: what it is asked for is registered and looked after in the same way.
    auto &configuration = settings.configuration;
    configuration.server = {};
    configuration.server.baseUrl = samples->baseUrl();
    configuration.fhirVersion = settings.sandbox;
    configuration.webhook.publicUrl.clear();
    configuration.manageSubscriptions = {.enabled = true};
    configuration.handleDeliveryErrors = {.enabled = true};
    auto &first = configuration.subscriptions.first().definition;
    const auto channel = first.channel;
    first = SampleSource::definition(first.webhookId);
    first.channel = channel;
    return {};
}

void ListenSession::Private::writeManagement(const ManagedSubscriptions &management)
{
    Cli::writeManagement(management, q, [this](const JsonLine &line) { write(line); });
    if (!samples) {
        return;
    }
    connect(&management, &ManagedSubscriptions::began, q, [this, &management] {
        connect(management.registrar(), &SubscriptionRegistrar::failed, q,
                [this](const QString &webhookId, const Error &error) { noteSampleFailure(webhookId, error); });
    });
}

/// Without the Subscription to its samples nothing would ever come; what else is defined the sandbox need not have.
void ListenSession::Private::noteSampleFailure(const QString &webhookId, const Error &error)
{
    const auto sampled = receiver->subscriber().definitions().constFirst().webhookId;
    if (webhookId != sampled || error.kind == Error::Kind::Retry) {
        return;
    }
    console.say(error.toString());
    exitCode = ExitCode::Failure;
    q->stop(u"error"_s);
}

void ListenSession::Private::announce()
{
    if (samples) {
        write(JsonLine(u"sandbox"_s)
                  .add(u"baseUrl"_s, samples->baseUrl().toString())
                  .add(u"fhirVersion"_s, toCode(*settings.sandbox)));
    }
    const auto definitions = receiver->subscriber().definitions();
    for (qsizetype i = 0; i < definitions.size(); ++i) {
        const auto &definition = definitions.at(i);
        const auto handler = handlerName(settings.configuration.subscriptions.at(i).handler.type);
        JsonLine line(u"listening"_s);
        if (definition.channel == ChannelType::RestHook) {
            line.add(u"url"_s, receiver->localEndpoint(definition.webhookId).toString(QUrl::FullyEncoded));
        } else {
            line.add(u"channel"_s, toCode(*definition.channel));
        }
        write(line.add(u"webhookId"_s, definition.webhookId)
                  .add(u"store"_s, receiver->storeName())
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
    const bool atOnce = d->limitReached || d->exitCode != ExitCode::Success;
    d->receiver->stop(atOnce ? ReceiverService::Ending::AtOnce : ReceiverService::Ending::Finish);
}

void ListenSession::Private::end()
{
    const std::chrono::duration<double> elapsed = clock.monotonic() - started;
    write(JsonLine(u"stopped"_s)
              .add(u"reason"_s, stopReason)
              .add(u"notifications"_s, totals.notifications)
              .add(u"events"_s, totals.events)
              .add(u"duplicates"_s, totals.duplicates)
              .add(u"rejected"_s, totals.rejected)
              .add(u"handlerFailures"_s, totals.handlerFailures)
              .add(u"deadLetters"_s, totals.deadLetters)
              .add(u"heldEvents"_s, receiver->subscriber().heldEvents())
              .add(u"seconds"_s, std::round(elapsed.count() * 1000) / 1000));
    Q_EMIT q->finished(exitCode);
}

} // namespace Tbs::Cli
