// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationfixture.h"

#include <Tbs/service/configurationdraft.h>
#include <Tbs/service/configurationwriter.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using Origin = ConfiguredSecret::Origin;

class TestConfigurationDraft : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsNothingInWhatIsRight();
    void findsMistakesByElement_data();
    void findsMistakesByElement();
    void namesNoSecrets();
    void fillsInSecrets();
    void warnsByElement();
    void warnsOfAnUnencryptedWebhook();
    void warnsOfAFreePort_data();
    void warnsOfAFreePort();
    void readsWhatIsNotComplete();
    void readsWhatIsNotThere();
    void refusesWhatWouldGetLost_data();
    void refusesWhatWouldGetLost();

private:
    [[nodiscard]] static Configuration usual();
    [[nodiscard]] static ConfigurationJudgement judge(const Configuration &configuration);
    [[nodiscard]] static tl::expected<Configuration, QList<Error>> readAgain(const Configuration &configuration);
};

Configuration TestConfigurationDraft::usual()
{
    Configuration configuration;
    configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    configuration.server.authentication.type = ServerAuthentication::Type::Bearer;
    configuration.server.authentication.token = {Origin::Inline, u"hush"_s, {}};
    configuration.webhook.publicUrl = QUrl(u"https://receiver.example.org"_s);
    configuration.webhook.token = {Origin::Environment, {}, u"TBS_TOKEN"_s};
    configuration.manageSubscriptions.enabled = true;
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"https://example.org/topic"_s;
    subscription.definition.webhookId = u"topic"_s;
    subscription.definition.location = u"tbs.yaml:12"_s;
    configuration.subscriptions.append(subscription);
    return configuration;
}

ConfigurationJudgement TestConfigurationDraft::judge(const Configuration &configuration)
{
    return judgeConfiguration(configuration, Test::testEnvironment, Test::testNow());
}

tl::expected<Configuration, QList<Error>> TestConfigurationDraft::readAgain(const Configuration &configuration)
{
    auto read = readConfigurationDraft(writeConfiguration(configuration), u"/somewhere/draft.yaml"_s, Test::testNow());
    if (read) {
        for (qsizetype i = 0; i < read->subscriptions.size(); ++i) {
            read->subscriptions[i].definition.location = configuration.subscriptions.at(i).definition.location;
        }
    }
    return read;
}

void TestConfigurationDraft::findsNothingInWhatIsRight()
{
    const auto judgement = judge(usual());
    QVERIFY(judgement.mistakes.isEmpty());
    QVERIFY(judgement.warnings.isEmpty());
}

void TestConfigurationDraft::findsMistakesByElement_data()
{
    QTest::addColumn<std::function<void(Configuration &)>>("change");
    QTest::addColumn<QString>("element");
    QTest::addColumn<QString>("message");
    QTest::addColumn<Error::Kind>("kind");

    const auto row = [](const char *name, const QString &element, const QString &message,
                        std::function<void(Configuration &)> change, Error::Kind kind = Error::Kind::BadData) {
        QTest::newRow(name) << std::move(change) << element << message << kind;
    };
    row("relative URL", u"server.baseUrl"_s, u"Is to be a URL"_s, [](auto &c) { c.server.baseUrl = QUrl(u"fhir"_s); });
    row("URL with password", u"server.baseUrl"_s, u"Contains a user"_s,
        [](auto &c) { c.server.baseUrl = QUrl(u"https://me:hush@example.org"_s); });
    row("no server", u"manageSubscriptions"_s, u"Needs server.baseUrl"_s, [](auto &c) { c.server = {}; });
    row("unknown profile", u"server.profile"_s, u"Is `hapy`"_s, [](auto &c) { c.server.profile = u"hapy"_s; });
    row("no user", u"server.auth.username"_s, u"Is missing"_s, [](auto &c) {
        c.server.authentication = {.type = ServerAuthentication::Type::Basic, .password = {Origin::Inline, u"x"_s, {}}};
    });
    row(
        "unset variable", u"server.auth.tokenEnv"_s, u"The environment variable NOT_SET is not set"_s,
        [](auto &c) {
            c.server.authentication.token = {Origin::Environment, {}, u"NOT_SET"_s};
        },
        Error::Kind::ActionRequired);
    row(
        "missing file", u"server.tls.ca"_s, u"Cannot read /not/there"_s,
        [](auto &c) { c.server.tls.ca = u"/not/there"_s; }, Error::Kind::ActionRequired);
    row("certificate alone", u"webhook.tls.key"_s, u"Is missing"_s,
        [](auto &c) { c.webhook.tls.certificate = QCoreApplication::applicationFilePath(); });
    row("no public URL", u"manageSubscriptions"_s, u"Needs webhook.publicUrl"_s,
        [](auto &c) { c.webhook.publicUrl = {}; });
    row("prefix", u"webhook.pathPrefix"_s, u"Is to be a path"_s, [](auto &c) { c.webhook.pathPrefix = u"a b"_s; });
    row("subscription", u"subscriptions[0].topic"_s, u"topic"_s,
        [](auto &c) { c.subscriptions[0].definition.topic = u"x"_s; });
}

void TestConfigurationDraft::findsMistakesByElement()
{
    QFETCH(std::function<void(Configuration &)>, change);
    auto configuration = usual();
    change(configuration);
    const auto mistakes = judge(configuration).mistakes;
    QCOMPARE(mistakes.size(), 1);
    QTEST(mistakes.constFirst().location, "element");
    QTEST(mistakes.constFirst().kind, "kind");
    QFETCH(QString, message);
    QVERIFY2(mistakes.constFirst().message.contains(message), qPrintable(mistakes.constFirst().message));
}

void TestConfigurationDraft::namesNoSecrets()
{
    auto configuration = usual();
    configuration.server.authentication.token.value = u"hush\nhush"_s;
    const auto mistakes = judge(configuration).mistakes;
    QCOMPARE(mistakes.size(), 1);
    QCOMPARE(mistakes.constFirst().location, u"server.auth.token"_s);
    QVERIFY(!mistakes.constFirst().message.contains(u"hush"_s));
}

void TestConfigurationDraft::fillsInSecrets()
{
    auto expected = usual();
    expected.webhook.token.value = Test::testEnvironment(u"TBS_TOKEN"_s).value();
    QVERIFY(judge(usual()).configuration == expected);
}

void TestConfigurationDraft::warnsByElement()
{
    auto configuration = usual();
    configuration.server.baseUrl.setScheme(u"http"_s);
    configuration.webhook.token = {};
    configuration.webhook.address = QHostAddress(QHostAddress::Any);
    const auto warnings = judge(configuration).warnings;
    QStringList elements;
    for (const auto &warning : warnings) {
        elements << warning.path;
    }
    elements.sort();
    QCOMPARE(elements, (QStringList{u"server.baseUrl"_s, u"webhook.listen"_s}));
}

/// Nothing is sent to it where everything comes by websocket.
void TestConfigurationDraft::warnsOfAnUnencryptedWebhook()
{
    auto configuration = usual();
    configuration.webhook.publicUrl.setScheme(u"http"_s);
    const auto warnings = judge(configuration).warnings;
    QCOMPARE(warnings.size(), 1);
    QCOMPARE(warnings.constFirst().path, u"webhook.publicUrl"_s);
    configuration.defaults.channel = ChannelType::WebSocket;
    QVERIFY(judge(configuration).warnings.isEmpty());
}

void TestConfigurationDraft::warnsOfAFreePort_data()
{
    QTest::addColumn<std::function<void(Configuration &)>>("change");
    QTest::addColumn<bool>("warns");
    const auto row = [](const char *name, bool warns, std::function<void(Configuration &)> change) {
        QTest::newRow(name) << std::move(change) << warns;
    };
    row("kept at the server", true, [](auto &) {});
    row("turned off", true, [](auto &c) { c.manageSubscriptions.atShutdown = RemovalPolicy::Off; });
    row("deleted", false, [](auto &c) { c.manageSubscriptions.atShutdown = RemovalPolicy::Delete; });
    row("not registered by us", false, [](auto &c) { c.manageSubscriptions.enabled = false; });
    row("a port", false, [](auto &c) { c.webhook.port = 9000; });
    row("none subscribed to yet", true, [](auto &c) { c.subscriptions.clear(); });
    row("reached without anything in front", true, [](auto &c) {
        c.webhook.publicUrl.clear();
        c.subscriptions.clear();
    });
    row("websockets", false, [](auto &c) { c.subscriptions[0].definition.channel = ChannelType::WebSocket; });
    row("websockets by default", false, [](auto &c) { c.defaults.channel = ChannelType::WebSocket; });
    row("websockets later", false, [](auto &c) {
        c.defaults.channel = ChannelType::WebSocket;
        c.subscriptions.clear();
    });
    row("a webhook besides", true, [](auto &c) {
        c.defaults.channel = ChannelType::WebSocket;
        c.subscriptions[0].definition.channel = ChannelType::RestHook;
    });
}

void TestConfigurationDraft::warnsOfAFreePort()
{
    QFETCH(const std::function<void(Configuration &)>, change);
    QFETCH(const bool, warns);
    auto configuration = usual();
    configuration.webhook.port = 0;
    change(configuration);
    const auto judgement = judge(configuration);
    QVERIFY(judgement.mistakes.isEmpty());
    QCOMPARE(judgement.warnings.size(), warns ? 1 : 0);
    if (warns) {
        QCOMPARE(judgement.warnings.constFirst().path, u"webhook.port"_s);
        const auto message = judgement.warnings.constFirst().message;
        QVERIFY(message.contains(u"another one after each start"_s));
        // With a fixed endpoint the Subscription is found again.
        const bool isFixed = !configuration.webhook.publicUrl.isEmpty();
        QCOMPARE(message.contains(u"its Subscription stays there"_s), !isFixed);
        QCOMPARE(message.contains(u"webhook.publicUrl"_s), isFixed);
    }
}

void TestConfigurationDraft::readsWhatIsNotComplete()
{
    auto configuration = usual();
    configuration.server.baseUrl.clear();
    configuration.server.authentication.token.value.clear();
    configuration.webhook.publicUrl.clear();
    configuration.subscriptions[0].definition.end = QDateTime({2020, 1, 1}, {0, 0}, Qt::UTC); // in the past
    const auto again = readAgain(configuration);
    QVERIFY(again);
    configuration.server.authentication.token = {}; // what is empty is not written
    QVERIFY(*again == configuration);
    QVERIFY(readAgain({}));
}

void TestConfigurationDraft::readsWhatIsNotThere()
{
    auto configuration = usual();
    configuration.server.authentication.token = {Origin::File, {}, u"/not/there"_s};
    configuration.server.tls = {.certificate = u"/no/a"_s, .key = u"/no/b"_s, .ca = u"/no/c"_s};
    configuration.webhook.token = {Origin::Environment, {}, u"NOT_SET"_s};
    configuration.webhook.tls = {.certificate = u"/no/d"_s, .key = u"/no/e"_s, .clientCa = u"/no/f"_s};
    configuration.subscriptions[0].handler = {.type = HandlerConfiguration::Type::Exec, .command = {u"/no/g"_s}};
    const auto again = readAgain(configuration);
    QVERIFY(again);
    QVERIFY(*again == configuration);
}

void TestConfigurationDraft::refusesWhatWouldGetLost_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QString>("location");
    QTest::newRow("not YAML") << QByteArray("server: [") << u"/d.yaml:1"_s;
    QTest::newRow("a list") << QByteArray("- server") << u"/d.yaml:1"_s;
    QTest::newRow("unknown key") << QByteArray("server:\n  baseUrll: https://example.org") << u"/d.yaml:2"_s;
    QTest::newRow("no URL") << QByteArray("server:\n  baseUrl: here") << u"/d.yaml:2"_s;
    QTest::newRow("no number") << QByteArray("defaults:\n  maxCount: many") << u"/d.yaml:2"_s;
    QTest::newRow("twice") << QByteArray("fhirVersion: R4\nfhirVersion: R5") << u"/d.yaml:2"_s;
}

void TestConfigurationDraft::refusesWhatWouldGetLost()
{
    QFETCH(QByteArray, yaml);
    const auto read = readConfigurationDraft(yaml, u"/d.yaml"_s, Test::testNow());
    QVERIFY(!read);
    QTEST(read.error().constFirst().location, "location");
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestConfigurationDraft)
#include "tst_configurationdraft.moc"
