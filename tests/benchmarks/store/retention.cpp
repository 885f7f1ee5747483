// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/service/retention.h>
#include <Tbs/store/sqlitestore.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTimer>
#include <QUuid>

#include <algorithm>
#include <cstdio>
#include <mutex>

using namespace Qt::StringLiterals;

// Stores notifications at a given rate, as a receiver does that has as many senders, while retention throws the oldest
// away. Says how long each waited for its commit, and how large the file became.

namespace {

struct Options
{
    QString path;
    int rate = 0; ///< a second
    int bodySize = 0; ///< bytes
    int seconds = 0;
    Tbs::RetentionConfiguration limits;
};

Options readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"file"_s, u"The database to make, or to go on with."_s);
    parser.addOptions({{u"rate"_s, u"Notifications a second."_s, u"count"_s, u"1000"_s},
                       {u"body"_s, u"Bytes of a body."_s, u"bytes"_s, u"1500"_s},
                       {u"seconds"_s, u"How long."_s, u"seconds"_s, u"60"_s},
                       {u"maximum-size"_s, u"Mebibytes that are kept; 0: no limit."_s, u"MiB"_s, u"0"_s},
                       {u"maximum-number"_s, u"Notifications that are kept; 0: no limit."_s, u"count"_s, u"0"_s}});
    parser.process(application);
    if (parser.positionalArguments().size() != 1) {
        parser.showHelp(2);
    }
    Options options{.path = parser.positionalArguments().constFirst(),
                    .rate = parser.value(u"rate"_s).toInt(),
                    .bodySize = parser.value(u"body"_s).toInt(),
                    .seconds = parser.value(u"seconds"_s).toInt()};
    if (const auto size = parser.value(u"maximum-size"_s).toLongLong(); size > 0) {
        options.limits.maximumSize = size << 20;
    }
    if (const auto number = parser.value(u"maximum-number"_s).toLongLong(); number > 0) {
        options.limits.maximumNotifications = number;
    }
    return options;
}

class Sender
{
public:
    Sender(Tbs::StoreWorker &worker, const Options &options)
        : m_worker(worker)
        , m_options(options)
        , m_body(options.bodySize, ' ')
        , m_base(QDateTime::currentMSecsSinceEpoch())
    {
        for (auto &byte : m_body) {
            byte = static_cast<char>(QRandomGenerator::global()->bounded(32, 127));
        }
        m_timer.start();
    }

    /// What is due by now.
    void send()
    {
        const auto due = m_timer.elapsed() * m_options.rate / 1000;
        for (; m_sent < due; ++m_sent) {
            const auto begun = m_timer.nsecsElapsed();
            m_worker.post([this, number = m_base + m_sent](
                              Tbs::StoreTransaction &transaction) { return write(transaction, number); },
                          [this, begun](const Tbs::Result<void> &done) {
                              if (!done) {
                                  qFatal("%s", qUtf8Printable(done.error().toString()));
                              }
                              const std::lock_guard lock(m_mutex);
                              m_waited.push_back(static_cast<double>(m_timer.nsecsElapsed() - begun) / 1e6);
                          });
        }
    }

    void print()
    {
        const std::lock_guard lock(m_mutex);
        if (m_waited.empty()) {
            return;
        }
        std::sort(m_waited.begin(), m_waited.end());
        const auto at = [this](double part) {
            return m_waited.at(static_cast<std::size_t>(part * static_cast<double>(m_waited.size() - 1)));
        };
        std::printf(
            "%zu stored, waited for the commit: median %.1f ms, 99 %% %.1f ms, 99.9 %% %.1f ms, at most %.1f ms\n",
            m_waited.size(), at(0.5), at(0.99), at(0.999), at(1));
    }

private:
    Tbs::Result<void> write(Tbs::StoreTransaction &transaction, qint64 number)
    {
        const auto subscription =
            transaction.subscription({u"webhook"_s, u"https://example.org/fhir"_s, u"Subscription/1"_s});
        if (!subscription) {
            return failure(subscription.error());
        }
        const auto id = transaction.insertNotification({.subscriptionId = subscription->id,
                                                        .receivedAt = QDateTime::currentDateTimeUtc(),
                                                        .bundleId = QUuid::createUuid().toString(),
                                                        .newEvents = 1,
                                                        .body = m_body});
        if (!id) {
            return failure(id.error());
        }
        return transaction
            .insertEvent({.notificationId = *id,
                          .subscriptionId = subscription->id,
                          .eventNumber = Tbs::EventNumber::fromInteger(number),
                          .focus = u"Encounter/"_s + QUuid::createUuid().toString(QUuid::WithoutBraces),
                          .timestamp = u"2026-01-01T12:00:00Z"_s,
                          .state = Tbs::EventState::Done})
            .map([](qint64) {});
    }

    Tbs::StoreWorker &m_worker;
    const Options &m_options;
    QByteArray m_body;
    qint64 m_base; ///< event numbers go on from here, also in the next run
    QElapsedTimer m_timer;
    qint64 m_sent = 0;
    std::mutex m_mutex;
    std::vector<double> m_waited; ///< ms
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"tbs.*.info=false"_s);
    const auto options = readOptions(application);
    Tbs::SystemClock clock;
    Tbs::StoreWorker worker(std::make_unique<Tbs::SqliteStore>(Tbs::SqliteStoreOptions{.path = options.path}));
    if (const auto started = worker.start(); !started) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(started.error().toString()));
        return 1;
    }
    Sender sender(worker, options);
    qint64 removed = 0;
    qint64 largest = 0;
    {
        Tbs::Retention retention(clock, worker);
        QObject::connect(&retention, &Tbs::Retention::removed, [&](qint64 count) { removed += count; });
        retention.setLimits(options.limits);
        retention.start();
        QTimer feed;
        QObject::connect(&feed, &QTimer::timeout, [&] {
            sender.send();
            largest = std::max(largest, QFileInfo(options.path).size());
        });
        feed.start(1);
        QTimer::singleShot(options.seconds * 1000, &application, &QCoreApplication::quit);
        QCoreApplication::exec();
    }
    worker.stop();
    sender.print();
    std::printf("%lld removed, the file had at most %lld MiB, at the end %lld MiB\n", static_cast<long long>(removed),
                static_cast<long long>(largest >> 20), static_cast<long long>(QFileInfo(options.path).size() >> 20));
    return 0;
}
