// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/service/topicsubscriptions.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/webhook/webhookserver.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <atomic>
#include <cstdio>

using namespace Qt::StringLiterals;

// What ../run measures beside the peer: the same webhooks with the same counting handler, told as the peer is.

namespace {

struct Options
{
    bool durable = false;
    QString store;
    QByteArray token;
    quint16 port = 0;
    int edgeThreads = 0;
};

Options readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"mode"_s, u"direct: handled before it is answered. durable: stored before it is answered."_s,
                        u"mode"_s, u"direct"_s},
                       {u"store"_s, u"SQLite file of the durable mode."_s, u"file"_s},
                       {u"token"_s, u"Secret that requests carry in X-Api-Key."_s, u"token"_s},
                       {u"port"_s, u"Port to listen on; 0 chooses one."_s, u"port"_s, u"0"_s},
                       {u"edge-threads"_s, u"Threads that serve connections."_s, u"count"_s, u"1"_s}});
    parser.process(application);
    const bool durable = parser.value(u"mode"_s) == "durable"_L1;
    return {.durable = durable,
            .store = parser.value(u"store"_s),
            .token = parser.value(u"token"_s).toUtf8(),
            .port = parser.value(u"port"_s).toUShort(),
            .edgeThreads = parser.value(u"edge-threads"_s).toInt()};
}

/// The webhooks enc-id and enc-full below /<prefix>/webhook.
bool serve(Tbs::TopicSubscriptions &subscriptions, Tbs::WebhookServer &server, const QString &prefix,
           const Options &options, qint64 &handled)
{
    for (const auto &webhookId : {u"enc-id"_s, u"enc-full"_s}) {
        subscriptions.define(
            {.topic = u"http://example.org/SubscriptionTopic/encounter-start"_s,
             .filterBy = {{.resourceType = u"Encounter"_s, .filterParameter = u"status"_s, .value = u"in-progress"_s}},
             .webhookId = webhookId},
            [&handled](const Tbs::EventContext &event) { handled += event.reference().isEmpty() ? 0 : 1; });
    }
    Tbs::WebhookSetup setup{.webhookPathPrefix = prefix + "/webhook"_L1, .webhookToken = options.token};
    if (options.durable) {
        setup.store =
            std::make_unique<Tbs::SqliteStore>(Tbs::SqliteStoreOptions{.path = options.store + u'.' + prefix});
    }
    const auto done = subscriptions.setup(server, std::move(setup));
    if (!done) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(done.error().constFirst().toString()));
    }
    return done.has_value();
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_NO_GLIB", "1"); // cheaper with many connections, see libtbs/doc/webhook.md
    const QCoreApplication application(argc, argv);
    const auto options = readOptions(application);

    qint64 handled = 0;
    Tbs::WebhookServer server;
    Tbs::TopicSubscriptions r4b(Tbs::FhirVersion::R4B);
    Tbs::TopicSubscriptions r5(Tbs::FhirVersion::R5);
    if (!serve(r4b, server, u"r4b"_s, options, handled) || !serve(r5, server, u"r5"_s, options, handled)) {
        return 1;
    }
    if (const auto listening = server.listen({.port = options.port, .edgeThreads = options.edgeThreads}); !listening) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(listening.error().toString()));
        return 1;
    }
    std::printf("READY %d libtbs\n", server.port());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
