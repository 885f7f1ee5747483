// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "recordingwebhook.h"
#include "servicestory.h"

#include <Tbs/service/doctor.h>
#include <Tbs/service/wantedsubscriptions.h>
#include <Tbs/subscription/subscriptiondifference.h>

#include <QLoggingCategory>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using namespace Test;
using Origin = ConfiguredSecret::Origin;

namespace {

const auto added = u"added"_s;
const auto keyHeader = u"Ocp-Apim-Subscription-Key"_s;

QStringList *logLines = nullptr;

void keepLine(QtMsgType, const QMessageLogContext &, const QString &line)
{
    logLines->append(line);
}

} // namespace

/// Headers of a subscription, which the sandbox sends along over HTTP to what stands before the webhook.
class TestSentHeaders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arriveWithNotifications_data();
    void arriveWithNotifications();
    void tokenGoesWithOthersDefinitions();
    void areChangedOnTheServer();
    void areStoredByName();
    void areNotSentByWebSocket();
    void mistakesChangeNothing_data();
    void mistakesChangeNothing();
    void appearNowhereElse();
    void theDoctorShowsThemToo();

private:
    static SubscriptionConfiguration withKey(const QString &value)
    {
        auto subscription = ServiceStory::subscription(added);
        subscription.headers = {{keyHeader, {Origin::Inline, value, {}}}};
        return subscription;
    }
};

void TestSentHeaders::arriveWithNotifications_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<bool>("fromTheStart");
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        QTest::addRow("%s, from the start", qPrintable(toCode(version))) << version << true;
        QTest::addRow("%s, while it runs", qPrintable(toCode(version))) << version << false;
    }
}

void TestSentHeaders::arriveWithNotifications()
{
    QFETCH(const FhirVersion, version);
    QFETCH(const bool, fromTheStart);
    RecordingWebhook gateway;
    ServiceStory story(version);
    story.options.configuration.webhook.publicUrl = gateway.url();
    const auto subscription = withKey(u"for: the gateway"_s);
    if (fromTheStart) {
        story.options.configuration.subscriptions = {subscription};
    }
    const auto started = story.start();
    QVERIFY(started);
    if (!fromTheStart) {
        story.define(subscription);
    }
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    QVERIFY(gateway.count(NotificationType::Handshake) > 0);
    story.fire(u"a1"_s);
    QVERIFY(story.becomes([&] { return gateway.count(NotificationType::EventNotification) == 1; }));
    for (const auto &request : gateway.requests()) {
        QCOMPARE(request.header("Ocp-Apim-Subscription-Key"), "for: the gateway");
        QCOMPARE(request.header("X-Api-Key"), "hook-secret");
    }
}

/// An application may define with the subscriber itself, and serve that itself.
void TestSentHeaders::tokenGoesWithOthersDefinitions()
{
    RecordingWebhook gateway;
    ServiceStory story(FhirVersion::R4);
    story.options.configuration.webhook.publicUrl = gateway.url();
    QVERIFY(story.start());
    QVERIFY(story.service->subscriber().define({.topic = SandboxServer::sampleTopic(), .webhookId = added},
                                               [](const EventContext &) {}));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    QCOMPARE(story.onServer(added).constFirst().headers, webhookHeaders(story.options.configuration.webhook));
}

/// A changed value is an update, and what is not wanted any more is not sent any more.
void TestSentHeaders::areChangedOnTheServer()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"key"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of a file\n") > 0);
    file.close();
    RecordingWebhook gateway;
    ServiceStory story(FhirVersion::R4);
    story.options.configuration.webhook.publicUrl = gateway.url();
    QVERIFY(story.start());
    story.define(withKey(u"first"_s));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    const auto id = story.onServer(added).constFirst().id;

    auto subscription = ServiceStory::subscription(added);
    int fired = 0;
    const auto afterwards = [&](const QByteArray &expected) {
        story.define(subscription);
        const auto sent = webhookHeaders(story.options.configuration.webhook).size() + subscription.headers.size();
        const auto isWanted = [&](const Subscription &one) {
            return one.id == id && one.headers.size() == sent
                && (expected.isEmpty() || one.headers.constLast().value == QString::fromUtf8(expected));
        };
        QVERIFY(story.becomes([&] { return story.isActive(added, isWanted); }));
        gateway.clear();
        story.fire(u"a%1"_s.arg(++fired));
        QVERIFY(story.becomes([&] { return gateway.count(NotificationType::EventNotification) == 1; }));
        QCOMPARE(gateway.requests().constLast().header("Ocp-Apim-Subscription-Key"), expected);
    };
    subscription.headers = {{keyHeader, {Origin::Inline, u"second"_s, {}}}};
    afterwards("second");
    subscription.headers = {{keyHeader, {Origin::File, {}, file.fileName()}}};
    afterwards("of a file");
    subscription.headers = {};
    afterwards({});
}

/// Without a gateway they get to our own webhook, which keeps no value of a header that may be secret.
void TestSentHeaders::areStoredByName()
{
    ServiceStory story(FhirVersion::R5);
    QVERIFY(story.start());
    QByteArray headers;
    connect(&story.service->subscriber(), &Subscriber::notificationStored, this,
            [&headers](const auto &stored) { headers = stored->arrived.headers; });
    story.define(withKey(u"s3cr3t"_s));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    story.fire(u"a1"_s);
    QVERIFY(story.becomes([&] { return story.handled(added).size() == 1; }));
    QVERIFY2(headers.split('\n').contains(keyHeader.toUtf8()), headers.constData());
    QVERIFY(!headers.contains("s3cr3t"));
}

void TestSentHeaders::areNotSentByWebSocket()
{
    ServiceStory story(FhirVersion::R5);
    QVERIFY(story.start());
    auto subscription = ServiceStory::webSocket(added);
    subscription.headers = withKey(u"s3cr3t"_s).headers;
    story.define(subscription);
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    QVERIFY(story.onServer(added).constFirst().headers.isEmpty());
}

void TestSentHeaders::mistakesChangeNothing_data()
{
    QTest::addColumn<ConfiguredHeader>("header");
    QTest::addColumn<Error::Kind>("kind");
    const auto row = [](const char *name, const QString &header, const ConfiguredSecret &value, Error::Kind kind) {
        QTest::newRow(name) << ConfiguredHeader{header, value} << kind;
    };
    const ConfiguredSecret value{Origin::Inline, u"s3cr3t"_s, {}};
    row("no name", {}, value, Error::Kind::BadData);
    row("name with a blank", u"X Key"_s, value, Error::Kind::BadData);
    row("name that adds a line", u"X-Key\r\nX-More"_s, value, Error::Kind::BadData);
    row("value that adds a line", u"X-Key"_s, {Origin::Inline, u"s3cr3t\r\nX-More: 1"_s, {}}, Error::Kind::BadData);
    row("no value", u"X-Key"_s, {}, Error::Kind::BadData);
    row("the token's", u"x-api-key"_s, value, Error::Kind::BadData);
    row("of HTTP", u"content-length"_s, value, Error::Kind::BadData);
    row("file that is not there", u"X-Key"_s, {Origin::File, {}, u"/nowhere/key"_s}, Error::Kind::ActionRequired);
    row("variable that is not set", u"X-Key"_s, {Origin::Environment, {}, u"TBS_NOT_SET"_s},
        Error::Kind::ActionRequired);
}

void TestSentHeaders::mistakesChangeNothing()
{
    QFETCH(const ConfiguredHeader, header);
    QFETCH(const Error::Kind, kind);
    ServiceStory story(FhirVersion::R4B);
    QVERIFY(story.start());
    story.define(withKey(u"first"_s));
    QVERIFY(story.becomes([&] { return story.isActive(added); }));
    auto wrong = withKey(u"second"_s);
    wrong.headers.append(header);
    const auto refused = story.service->define(wrong);
    QVERIFY(!refused);
    QCOMPARE(refused.error().size(), 1);
    QCOMPARE(refused.error().constFirst().kind, kind);
    QVERIFY(refused.error().constFirst().location.startsWith("headers."_L1));
    QVERIFY(!refused.error().constFirst().toString().contains(u"s3cr3t"_s));
    story.settle();
    const auto onServer = story.onServer(added);
    QCOMPARE(onServer.size(), 1);
    QCOMPARE(onServer.constFirst().headers.constLast().value, u"first"_s);
}

/// Not in the log, and not in what is said of differences.
void TestSentHeaders::appearNowhereElse()
{
    QStringList lines;
    logLines = &lines;
    QLoggingCategory::setFilterRules(u"tbs.*=true"_s);
    const auto previous = qInstallMessageHandler(keepLine);
    {
        ServiceStory story(FhirVersion::R5);
        story.options.configuration.subscriptions = {withKey(u"s3cr3t-1"_s)};
        QVERIFY(story.start());
        QVERIFY(story.becomes([&] { return story.isActive(added); }));
        story.define(withKey(u"s3cr3t-2"_s));
        QVERIFY(story.becomes([&] {
            return story.isActive(
                added, [](const Subscription &one) { return one.headers.constLast().value == "s3cr3t-2"_L1; });
        }));
        auto configuration = story.options.configuration;
        configuration.webhook.publicUrl = QUrl(u"http://127.0.0.1:1"_s);
        configuration.subscriptions = {withKey(u"s3cr3t-3"_s)};
        const auto wanted = wantedSubscriptions(configuration).constFirst().subscription;
        for (const auto &difference : compareSubscriptions(wanted, story.onServer(added).constFirst())) {
            lines << difference.element << difference.wanted << difference.actual;
        }
    }
    qInstallMessageHandler(previous);
    QLoggingCategory::setFilterRules({});
    logLines = nullptr;
    QVERIFY(lines.contains(u"parameter[%1]"_s.arg(keyHeader)));
    QVERIFY2(!lines.join(u'\n').contains("s3cr3t"_L1), qUtf8Printable(lines.join(u'\n')));
}

/// What stands before the webhook would refuse it otherwise.
void TestSentHeaders::theDoctorShowsThemToo()
{
    RecordingWebhook gateway;
    SystemClock clock;
    SandboxServer sandbox(clock);
    QVERIFY(sandbox.listen({}));
    Configuration configuration;
    configuration.fhirVersion = FhirVersion::R5;
    configuration.server.baseUrl = sandbox.baseUrl(FhirVersion::R5);
    configuration.webhook.publicUrl = gateway.url();
    configuration.subscriptions = {withKey(u"for the gateway"_s)};
    QNetworkAccessManager network;
    FhirClient client({.baseUrl = configuration.server.baseUrl}, network, clock);
    Doctor doctor(client, network, clock, {.configuration = configuration});
    const auto examined = doctor.examine();
    QTRY_VERIFY(examined.isFinished());
    QCOMPARE(gateway.count(), 1);
    QCOMPARE(gateway.requests().constFirst().header("Ocp-Apim-Subscription-Key"), "for the gateway");
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSentHeaders)
#include "tst_sentheaders.moc"
