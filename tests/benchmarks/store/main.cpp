// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/store/sqlitehistory.h>
#include <Tbs/store/sqlitestore.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace Qt::StringLiterals;

// Fills a store as a receiver does, in groups with one commit each, then reads it as a window does.
// --without-indexes leaves out what only readers need, to see what those indexes cost the writer.

namespace {

struct Options
{
    QString path;
    int notifications = 0;
    int group = 0;
    int bodySize = 0;
    int headersSize = 0;
    bool withoutIndexes = false;
};

Options readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"file"_s, u"The database to make."_s);
    parser.addOptions({{u"notifications"_s, u"How many."_s, u"count"_s, u"1000000"_s},
                       {u"group"_s, u"Notifications in one commit."_s, u"count"_s, u"64"_s},
                       {u"body"_s, u"Bytes of a body."_s, u"bytes"_s, u"1500"_s},
                       {u"headers"_s, u"Bytes of headers."_s, u"bytes"_s, u"300"_s},
                       {u"without-indexes"_s, u"Without the indexes for readers; nothing is read then."_s}});
    parser.process(application);
    if (parser.positionalArguments().size() != 1) {
        parser.showHelp(2);
    }
    return {.path = parser.positionalArguments().constFirst(),
            .notifications = parser.value(u"notifications"_s).toInt(),
            .group = parser.value(u"group"_s).toInt(),
            .bodySize = parser.value(u"body"_s).toInt(),
            .headersSize = parser.value(u"headers"_s).toInt(),
            .withoutIndexes = parser.isSet(u"without-indexes"_s)};
}

void exitOn(const Tbs::Error &error)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(error.toString()));
    std::exit(1);
}

void dropIndexes(const QString &path)
{
    auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"drop"_s);
    database.setDatabaseName(path);
    if (!database.open()) {
        std::fprintf(stderr, "The indexes cannot be dropped.\n");
        std::exit(1);
    }
    QSqlQuery query(database);
    for (const auto &index :
         {u"notification_by_bucket_and_subscription"_s, u"notification_by_type"_s, u"notification_by_origin"_s,
          u"event_by_notification"_s, u"event_by_bucket_and_focus"_s}) {
        query.exec(u"DROP INDEX "_s + index);
    }
}

/// One notification with one event; one in fifty is a heartbeat, one event in ten thousand a dead letter.
Tbs::Result<void> writeOne(Tbs::StoreTransaction &transaction, int number, const QByteArray &body,
                           const QByteArray &headers)
{
    const auto place = number % 8;
    auto subscription = transaction.subscription(
        {u"webhook%1"_s.arg(place), u"https://example.org/fhir"_s, u"Subscription/%1"_s.arg(place)});
    if (!subscription) {
        return failure(subscription.error());
    }
    subscription->topic = u"http://example.org/topic/%1"_s.arg(place);
    subscription->sequence.seen.insert(static_cast<quint64>(number / 8 + 1));
    if (auto done = transaction.updateSubscription(*subscription); !done) {
        return done;
    }
    const bool isHeartbeat = number % 50 == 0;
    const auto id = transaction.insertNotification(
        {.subscriptionId = subscription->id,
         .receivedAt = QDateTime::fromMSecsSinceEpoch(1'767'268'800'000 + number, Qt::UTC),
         .type = isHeartbeat ? Tbs::NotificationType::Heartbeat : Tbs::NotificationType::EventNotification,
         .bundleId = QUuid::createUuid().toString(QUuid::WithoutBraces),
         .newEvents = isHeartbeat ? 0 : 1,
         .body = body,
         .headers = headers});
    if (!id || isHeartbeat) {
        return id.map([](qint64) {});
    }
    const auto focus = number % 10'000 == 1 ? u"Patient/often"_s
                                            : u"Encounter/"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    return transaction
        .insertEvent({.notificationId = *id,
                      .subscriptionId = subscription->id,
                      .eventNumber = Tbs::EventNumber::fromInteger(number / 8 + 1),
                      .focus = focus,
                      .timestamp = u"2026-01-01T12:00:00Z"_s,
                      .state = number % 10'000 == 2 ? Tbs::EventState::DeadLetter : Tbs::EventState::Done})
        .map([](qint64) {});
}

void write(const Options &options)
{
    Tbs::SqliteStore store({.path = options.path});
    if (const auto opened = store.open(); !opened) {
        exitOn(opened.error());
    }
    if (options.withoutIndexes) {
        dropIndexes(options.path);
    }
    QByteArray body(options.bodySize, ' ');
    for (auto &byte : body) {
        byte = static_cast<char>(QRandomGenerator::global()->bounded(32, 127));
    }
    const QByteArray headers(options.headersSize, 'h');
    const auto processorTime = std::clock();
    QElapsedTimer timer;
    timer.start();
    for (int number = 1; number <= options.notifications;) {
        const int end = std::min(number + options.group, options.notifications + 1);
        const auto done = store.transaction([&](Tbs::StoreTransaction &transaction) -> Tbs::Result<void> {
            Tbs::Result<void> written;
            for (; number < end && written; ++number) {
                written = writeOne(transaction, number, body, headers);
            }
            return written;
        });
        if (!done) {
            exitOn(done.error());
        }
    }
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const double used = static_cast<double>(std::clock() - processorTime) / CLOCKS_PER_SEC;
    std::printf("%-44s %10.0f /s   %lld MiB, %.1f µs of a processor each\n", "written", options.notifications / seconds,
                static_cast<long long>(QFile(options.path).size() >> 20), 1e6 * used / options.notifications);
}

template <typename T> T answer(QFuture<Tbs::Result<T>> future)
{
    future.waitForFinished();
    if (!future.result()) {
        exitOn(future.result().error());
    }
    return *future.result();
}

/// The median and the worst of \a rounds.
template <typename Function> void measure(const char *name, int rounds, Function function)
{
    QList<double> milliseconds;
    qsizetype found = 0;
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        found = function(round);
        milliseconds << static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    std::printf("%-44s %10.2f ms  at most %.2f ms, %lld found\n", name, milliseconds.at(rounds / 2),
                milliseconds.constLast(), static_cast<long long>(found));
}

/// A page of the list: the ids and what the list shows of them.
qsizetype page(Tbs::SqliteHistory &history, const Tbs::HistoryFilter &filter, std::optional<qint64> after = {})
{
    Tbs::HistoryQuery query{.filter = filter, .after = after, .limit = 200, .budget = std::chrono::hours(1)};
    return answer(history.summaries(answer(history.find(query)).ids)).size();
}

/// Every id that passes, and how long the longest step took.
void measureAll(Tbs::SqliteHistory &history, const char *name, const Tbs::HistoryFilter &filter)
{
    Tbs::HistoryQuery query{.filter = filter, .limit = 20'000};
    qsizetype found = 0;
    double longest = 0;
    QElapsedTimer timer;
    timer.start();
    do {
        QElapsedTimer step;
        step.start();
        const auto matches = answer(history.find(query));
        longest = std::max(longest, static_cast<double>(step.nsecsElapsed()) / 1e6);
        found += matches.ids.size();
        query.after = matches.resumeAfter;
    } while (query.after);
    std::printf("%-44s %10.0f ms  longest step %.1f ms, %lld found\n", name,
                static_cast<double>(timer.nsecsElapsed()) / 1e6, longest, static_cast<long long>(found));
}

void read(const Options &options)
{
    const Tbs::SystemClock clock;
    Tbs::SqliteHistory history(clock, options.path);
    const auto count = options.notifications;
    const auto somewhere = [count] {
        return QRandomGenerator::global()->bounded(1, count);
    };
    constexpr int rounds = 50;

    measure("page of 200, newest", rounds, [&](int) { return page(history, {}); });
    measure("page of 200, anywhere", rounds, [&](int) { return page(history, {}, somewhere()); });
    measure("page of 200, from a time", rounds, [&](int) {
        return page(history, {.to = QDateTime::fromMSecsSinceEpoch(1'767'268'800'000 + somewhere(), Qt::UTC)});
    });
    measure("page of 200, one subscription", rounds,
            [&](int) { return page(history, {.subscription = u"webhook3"_s}, somewhere()); });
    measure("page of 200, topic", rounds, [&](int) { return page(history, {.topic = u"topic/5"_s}, somewhere()); });
    measure("page of 200, heartbeats", rounds,
            [&](int) { return page(history, {.types = {Tbs::NotificationType::Heartbeat}}, somewhere()); });
    measure("page of 200, handshakes (none)", rounds,
            [&](int) { return page(history, {.types = {Tbs::NotificationType::Handshake}}); });
    measure("dead letters", rounds, [&](int) { return page(history, {.state = Tbs::EventState::DeadLetter}); });
    measure("one focus", rounds, [&](int) { return page(history, {.focus = u"Patient/often"_s}); });
    measure("no such focus", rounds, [&](int) { return page(history, {.focus = u"Patient/never"_s}); });
    measure("previous event of the same focus", rounds, [&](int) {
        const auto events = answer(history.events(somewhere() / 10'000 * 10'000 + 1));
        return events.isEmpty() || !answer(history.previousEvent(events.constFirst())) ? 0 : 1;
    });
    measure("text, first page", 5, [&](int round) {
        return page(history, {.texts = {u"%1"_s.arg(QLatin1Char(static_cast<char>('a' + round)))}});
    });
    measureAll(history, "all ids", {});
    measureAll(history, "all ids of one subscription", {.subscription = u"webhook3"_s});
    measureAll(history, "a text that is nowhere", {.texts = {u"there is no such text"_s}});
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"tbs.store.info=false"_s);
    const auto options = readOptions(application);
    if (!QFile::exists(options.path)) {
        write(options);
    }
    if (!options.withoutIndexes) {
        read(options);
    }
    return 0;
}
