// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "mockclock.h"
#include "waiting.h"

#include <Tbs/sandbox/sandboxserver.h>

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

#include <cli/listening/listensession.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Cli {

namespace {

/// A port that nobody listens on now.
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

} // namespace

/// `tbs listen` with manageSubscriptions and handleDeliveryErrors, a sandbox server, and time that goes on when it is
/// told to. What the session prints is the story.
class Story
{
public:
    explicit Story(FhirVersion fhirVersion, const QString &channel = u"rest-hook"_s)
        : version(fhirVersion)
        , hasWebhook(channel == "rest-hook"_L1)
        , serverPort(freePort())
        , webhookPort(freePort())
    {
        configuration.fhirVersion = version;
        configuration.server.baseUrl = QUrl(u"http://127.0.0.1:%1/%2"_s.arg(serverPort).arg(toCode(version).toLower()));
        configuration.webhook.port = webhookPort;
        configuration.webhook.publicUrl = QUrl(u"http://127.0.0.1:%1"_s.arg(webhookPort));
        configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"hook-secret"_s, {}};
        configuration.store.path = folder.filePath(u"events.db"_s);
        configuration.manageSubscriptions.enabled = true;
        configuration.handleDeliveryErrors.enabled = true;
        SubscriptionConfiguration subscription;
        subscription.definition = {.topic = SandboxServer::sampleTopic(), .webhookId = u"w1"_s};
        subscription.definition.channel = *channelTypeFromCode(channel);
        configuration.subscriptions = {subscription};
        input.open(QIODevice::ReadOnly);
        output.open(QIODevice::ReadWrite);
        error.open(QIODevice::ReadWrite);
    }

    ~Story() { session.reset(); }

    void startServer()
    {
        server = std::make_unique<SandboxServer>(clock);
        const auto listening = server->listen({.port = serverPort});
        QVERIFY2(listening, listening ? "" : qPrintable(listening.error().toString()));
    }

    void startReceiver()
    {
        ListenSettings settings;
        settings.configuration = configuration;
        session = std::make_unique<ListenSession>(clock, console, std::move(settings));
        const auto started = session->start();
        QVERIFY2(started, started ? "" : qPrintable(started.error().constFirst().toString()));
    }

    void stopReceiver()
    {
        bool finished = false;
        QObject::connect(session.get(), &ListenSession::finished, session.get(), [&finished] { finished = true; });
        session->stop(u"test"_s);
        QTRY_VERIFY((step(), finished));
        session.reset();
    }

    /// Lets a second pass, and what happens meanwhile happen.
    void step()
    {
        clock.advance(1s);
        for (int i = 0; i < roundTrips; ++i) {
            visit(serverPort, server != nullptr);
            visit(webhookPort, session != nullptr && hasWebhook);
        }
    }

    /// Waits for the answer of whoever listens at \a port: what had arrived there before has been answered then.
    void visit(quint16 port, bool listens)
    {
        if (!listens) {
            QCoreApplication::processEvents();
            return;
        }
        const std::unique_ptr<QNetworkReply> reply(
            network.get(QNetworkRequest(QUrl(u"http://127.0.0.1:%1/$sandbox/state"_s.arg(port)))));
        QVERIFY(Test::waitUntil([&reply] { return reply->isFinished(); }));
    }

    [[nodiscard]] QList<QJsonObject> lines(const QString &type) const
    {
        QList<QJsonObject> found;
        for (const auto &line : output.data().split('\n')) {
            const auto object = QJsonDocument::fromJson(line).object();
            if (object["type"_L1] == type) {
                found.append(object);
            }
        }
        return found;
    }

    /// Waits until \a type has been printed \a count times.
    void expect(const QString &type, qsizetype count = 1)
    {
        const auto deadline = QDeadlineTimer(20s);
        while (lines(type).size() < count && !deadline.hasExpired()) {
            step();
        }
        QVERIFY2(lines(type).size() >= count,
                 qPrintable(u"%1: %2 of %3 in\n%4"_s.arg(type)
                                .arg(lines(type).size())
                                .arg(count)
                                .arg(QString::fromUtf8(output.data()))));
    }

    void fire(int count = 1)
    {
        for (int i = 0; i < count; ++i) {
            fired.append(server->fireSampleEvent(version));
        }
    }

    /// Everything that was fired has been handled, and only once.
    void verifyAllHandled()
    {
        const auto deadline = QDeadlineTimer(20s);
        while (handled().size() < fired.size() && !deadline.hasExpired()) {
            step();
        }
        auto all = handled();
        auto wanted = fired;
        all.sort();
        wanted.sort();
        QVERIFY2(all == wanted, output.data().constData());
    }

    [[nodiscard]] QStringList handled() const
    {
        QStringList foci;
        for (const auto &event : lines(u"event"_s)) {
            foci.append(event["focus"_L1].toString());
        }
        return foci;
    }

    /// A notification and its answer, and what each of them brings about.
    static constexpr int roundTrips = 4;

    FhirVersion version;
    bool hasWebhook;
    QNetworkAccessManager network;
    quint16 serverPort;
    quint16 webhookPort;
    Test::MockClock clock;
    QTemporaryDir folder;
    Configuration configuration;
    QStringList fired;
    QBuffer input;
    QBuffer output;
    QBuffer error;
    Console console{input, output, error};
    std::unique_ptr<SandboxServer> server;
    std::unique_ptr<ListenSession> session;
};

/// Every fault of the sandbox, and the restart of either side: in the end each event is handled once, and the lines
/// say what happened.
class tst_ListenRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lostEvents_data();
    void lostEvents();
    void duplicates_data();
    void duplicates();
    void reordering_data();
    void reordering();
    void counterReset_data();
    void counterReset();
    void heartbeatSilence_data();
    void heartbeatSilence();
    void statusErrorAndRestartOfTheReceiver_data();
    void statusErrorAndRestartOfTheReceiver();
    void restartOfTheServer_data();
    void restartOfTheServer();
    void serverThatFailsForAWhile_data();
    void serverThatFailsForAWhile();
    void allAtOnce_data();
    void allAtOnce();
    void webSocket_data();
    void webSocket();

private:
    static void versions();
};

#define START(story)                                                                                                   \
    (story).startServer();                                                                                             \
    (story).startReceiver();                                                                                           \
    (story).expect(u"activated"_s);                                                                                    \
    if (QTest::currentTestFailed())                                                                                    \
    return

void tst_ListenRecovery::versions()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::newRow("R4") << FhirVersion::R4;
    QTest::newRow("R4B") << FhirVersion::R4B;
    QTest::newRow("R5") << FhirVersion::R5;
}

void tst_ListenRecovery::lostEvents_data()
{
    versions();
}

void tst_ListenRecovery::lostEvents()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.server->setFaults({.dropEventNumbers = {2, 3, 5}});
    story.fire(6);
    story.verifyAllHandled();
    story.expect(u"gap"_s, 2);
    story.expect(u"recovered"_s, 2);
    story.expect(u"gapClosed"_s);
    QCOMPARE(story.lines(u"lost"_s).size(), 0);
}

void tst_ListenRecovery::duplicates_data()
{
    versions();
}

void tst_ListenRecovery::duplicates()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.server->setFaults({.duplicateEventNumbers = {1, 3}});
    story.fire(4);
    story.expect(u"duplicate"_s, 2);
    story.verifyAllHandled();
}

void tst_ListenRecovery::reordering_data()
{
    versions();
}

void tst_ListenRecovery::reordering()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.server->setFaults({.reorderEventNumbers = {1, 3}});
    story.fire(4);
    story.verifyAllHandled();
    QCOMPARE(story.lines(u"gap"_s).size(), 0);
}

void tst_ListenRecovery::counterReset_data()
{
    versions();
}

void tst_ListenRecovery::counterReset()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.fire(3);
    story.verifyAllHandled();
    story.clock.advance(2min);
    story.server->resetCounters();
    story.fire(2);
    story.expect(u"reset"_s);
    story.verifyAllHandled();
}

void tst_ListenRecovery::heartbeatSilence_data()
{
    versions();
}

void tst_ListenRecovery::heartbeatSilence()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.expect(u"heartbeat"_s);
    story.server->setFaults({.dropEventNumbers = {1}, .silenceHeartbeats = true});
    story.fire(); // lost, and nothing comes that could tell: only $status can
    story.expect(u"heartbeatLate"_s);
    story.expect(u"recovered"_s);
    story.verifyAllHandled();
    story.server->setFaults({});
    story.expect(u"heartbeatBack"_s);
}

void tst_ListenRecovery::statusErrorAndRestartOfTheReceiver_data()
{
    versions();
}

/// While the receiver is down the server gives up; when it is back the Subscription is activated again, and what was
/// missed is fetched.
void tst_ListenRecovery::statusErrorAndRestartOfTheReceiver()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.fire(2);
    story.verifyAllHandled();
    story.stopReceiver();
    story.fire(3);
    QTRY_VERIFY((story.step(), QJsonDocument(story.server->state()).toJson().contains(R"("status": "error")")));
    story.fire(2);
    story.startReceiver();
    story.expect(u"activated"_s, 2);
    story.fire();
    story.verifyAllHandled();
    QCOMPARE(story.lines(u"created"_s).size(), 1);
}

void tst_ListenRecovery::restartOfTheServer_data()
{
    versions();
}

/// The sandbox forgets everything when it ends, its Subscriptions too.
void tst_ListenRecovery::restartOfTheServer()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.fire(2);
    story.verifyAllHandled();
    story.server.reset();
    for (int i = 0; i < 30; ++i) {
        story.step();
    }
    story.startServer();
    story.expect(u"vanished"_s);
    story.expect(u"activated"_s, 2);
    story.fire(2);
    story.verifyAllHandled();
}

void tst_ListenRecovery::serverThatFailsForAWhile_data()
{
    versions();
}

/// The FHIR side answers 500: the receiver goes on receiving, and asks again.
void tst_ListenRecovery::serverThatFailsForAWhile()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.server->setFaults({.dropEventNumbers = {1}, .failRequests = 500, .failRequestCount = 2});
    story.fire(3);
    story.expect(u"gap"_s);
    story.verifyAllHandled();
    story.expect(u"recovered"_s);
}

void tst_ListenRecovery::allAtOnce_data()
{
    versions();
}

void tst_ListenRecovery::allAtOnce()
{
    QFETCH(const FhirVersion, version);
    Story story(version);
    START(story);
    story.server->setFaults({.drop = 0.3, .duplicate = 0.3, .reorder = 0.3, .overlap = true});
    for (int i = 0; i < 20; ++i) {
        story.fire(5);
        story.step();
    }
    story.server->setFaults({});
    story.fire(); // with which the last losses show
    story.verifyAllHandled();
    QVERIFY(!story.lines(u"recovered"_s).isEmpty());
    QVERIFY(!story.lines(u"duplicate"_s).isEmpty());
}

void tst_ListenRecovery::webSocket_data()
{
    versions();
}

/// The same without an open port: the socket breaks, and what was sent meanwhile is fetched.
void tst_ListenRecovery::webSocket()
{
    QFETCH(const FhirVersion, version);
    Story story(version, u"websocket"_s);
    START(story);
    story.expect(u"connected"_s);
    story.fire(2);
    story.verifyAllHandled();
    story.server->closeWebSockets();
    story.fire(2);
    story.expect(u"disconnected"_s);
    story.expect(u"connected"_s, 2);
    story.fire();
    story.verifyAllHandled();
}

} // namespace Tbs::Cli

QTEST_GUILESS_MAIN(Tbs::Cli::tst_ListenRecovery)

#include "tst_listenrecovery.moc"
