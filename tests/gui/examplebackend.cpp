// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"

#include <Tbs/store/sqlitestore.h>
#include <Tbs/support/futures.h>

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

constexpr auto exampleHeaders = "Accept-Charset: utf-8\nAccept: application/fhir+json\n"
                                "User-Agent: HAPI-FHIR/7.4.0 (FHIR Client; FHIR 5.0.0/R5; apache)\n"
                                "X-Api-Key\nContent-Type: application/fhir+json\nHost: 127.0.0.1:8080";

} // namespace

ExampleBackend::ExampleBackend(Clock &clock, QObject *parent)
    : Backend(parent)
    , m_clock(clock)
{
    setConnection({.id = u"example"_s, .name = u"Example"_s});
}

ExampleBackend::~ExampleBackend() = default;

void ExampleBackend::open(const Gui::Connection &connection)
{
    m_calls << u"open "_s + connection.name;
    stop();
    setConnection(connection);
    start();
}

void ExampleBackend::start()
{
    ++m_startCount;
    const auto path = m_folder->filePath(u"store.sqlite"_s);
    m_subscriber = std::make_unique<Subscriber>(m_clock, SubscriberOptions{.retry = {.attempts = 1}},
                                                std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path}));
    for (const auto &id : {u"encounters"_s, u"patients"_s}) {
        TopicSubscription definition;
        definition.topic = u"http://example.org/topic/"_s + id;
        definition.webhookId = id;
        m_subscriber->define(definition, [this](const EventContext &) { return m_handlerResult; });
    }
    connect(m_subscriber.get(), &Subscriber::notificationStored, this,
            [this](const auto &stored) { Q_EMIT arrived({Gui::liveEntry(*stored)}); });
    connect(m_subscriber.get(), &Subscriber::notificationRejected, this,
            [this](const QString &webhookId, const Error &error) {
                Q_EMIT arrived({Gui::rejectedEntry(webhookId, error, m_clock.now())});
            });
    connect(m_subscriber.get(), &Subscriber::handlerFailed, this,
            [this](const EventContext &event, const Error &error, const QDateTime &nextAttemptAt) {
                Q_EMIT arrived({Gui::failedEntry(event, error, nextAttemptAt, m_clock.now())});
            });
    if (const auto started = m_subscriber->start(); !started) {
        setState(State::Failed, started.error());
        return;
    }
    m_history = std::make_unique<SqliteHistory>(m_clock, path);
    setState(State::Running);
}

void ExampleBackend::stop()
{
    setState(State::Stopped);
    m_history.reset();
    m_subscriber.reset();
}

NotificationHistory *ExampleBackend::history()
{
    return state() == State::Running ? m_history.get() : nullptr;
}

QUrl ExampleBackend::listenUrl() const
{
    return state() == State::Running ? QUrl(u"http://127.0.0.1:8080"_s) : QUrl();
}

QUrl ExampleBackend::endpoint(const QString &webhookId) const
{
    return QUrl(u"http://127.0.0.1:8080/webhook/"_s + webhookId);
}

QUrl ExampleBackend::serverUrl() const
{
    return state() == State::Running ? QUrl(u"http://fhir.example.org/r5"_s) : QUrl();
}

QFuture<Result<void>> ExampleBackend::subscribe(const SubscriptionConfiguration &subscription)
{
    m_calls << u"subscribe "_s + subscription.definition.webhookId;
    m_subscribed << subscription;
    return readyFuture(m_answer);
}

QFuture<Result<void>> ExampleBackend::unsubscribe(const QString &webhookId)
{
    m_calls << u"unsubscribe "_s + webhookId;
    return readyFuture(m_answer);
}

QFuture<Result<void>> ExampleBackend::suspend(const QString &webhookId)
{
    m_calls << u"suspend "_s + webhookId;
    return readyFuture(m_answer);
}

QFuture<Result<void>> ExampleBackend::resume(const QString &webhookId)
{
    m_calls << u"resume "_s + webhookId;
    return readyFuture(m_answer);
}

void ExampleBackend::check(const QString &webhookId)
{
    m_calls << u"check "_s + webhookId;
}

void ExampleBackend::reactivate(const QString &webhookId)
{
    m_calls << u"reactivate "_s + webhookId;
}

QFuture<Result<int>> ExampleBackend::replay(const QList<qint64> &notificationIds)
{
    auto call = u"replay"_s;
    for (const auto id : notificationIds) {
        call += u' ' + QString::number(id);
    }
    m_calls << call;
    return m_answer ? m_subscriber->replay(notificationIds) : readyFuture(Result<int>(failure(m_answer.error())));
}

QFuture<Result<void>> ExampleBackend::setRetention(const RetentionConfiguration &retention)
{
    m_calls << u"setRetention"_s;
    if (m_answer) {
        auto changed = connection();
        changed.configuration.store.retention = retention;
        setConnection(changed);
        m_subscriber->setRetention(retention);
    }
    return readyFuture(m_answer);
}

void ExampleBackend::setSubscriptions(const QList<Gui::ManagedSubscription> &subscriptions)
{
    m_subscriptions = subscriptions;
    Q_EMIT subscriptionsChanged();
}

void ExampleBackend::receive(const QString &webhookId, const QList<QByteArray> &bodies)
{
    receiveOnly(webhookId, bodies);
    while (hasPendingEvents()) {
        QCoreApplication::processEvents();
    }
}

void ExampleBackend::receiveOnly(const QString &webhookId, const QList<QByteArray> &bodies)
{
    const QObject context;
    qsizetype missing = bodies.size();
    connect(this, &Backend::arrived, &context, [&](const QList<Gui::LiveEntry> &entries) {
        missing -= std::count_if(entries.begin(), entries.end(), [](const auto &entry) {
            return entry.kind == Gui::LiveEntry::Kind::Notification || entry.kind == Gui::LiveEntry::Kind::Rejected;
        });
    });
    for (const auto &body : bodies) {
        m_subscriber->sink().receive(
            {.webhookId = webhookId, .body = body, .receivedAt = m_clock.now(), .headers = exampleHeaders},
            [](const Result<Receipt> &) {});
    }
    while (missing > 0) {
        QCoreApplication::processEvents();
    }
}

bool ExampleBackend::hasPendingEvents()
{
    auto pending = m_history->find({.filter = {.state = EventState::Pending}});
    pending.waitForFinished();
    return !pending.result().value_or(HistoryMatches()).ids.isEmpty();
}

} // namespace Tbs::Test
