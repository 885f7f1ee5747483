// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "configurationfixture.h"

#include <Tbs/service/configurationwriter.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestConfigurationWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips_data();
    void roundTrips();
    void writesDefaultsAsNothing();
    void secretsStayWhereTheyAre();
    void writesTheShortFormWhereItSuffices();
    void quotesWhatLooksLikeSomethingElse();

private:
    [[nodiscard]] static Configuration withoutLocations(Configuration configuration);

    Test::ConfigurationFixture m_fixture;
};

Configuration TestConfigurationWriter::withoutLocations(Configuration configuration)
{
    for (auto &subscription : configuration.subscriptions) {
        subscription.definition.location.clear();
    }
    configuration.warnings.clear();
    return configuration;
}

void TestConfigurationWriter::roundTrips_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &name : m_fixture.cases()) {
        if (!name.startsWith(u"broken-")) {
            QTest::newRow(qPrintable(name)) << name;
        }
    }
}

void TestConfigurationWriter::roundTrips()
{
    QFETCH(QString, name);
    const auto read = readConfigurationFile(m_fixture.path(name + u".yaml"_s), Test::testEnvironment, Test::testNow());
    QVERIFY(read);
    const auto yaml = writeConfiguration(*read);
    const auto again = readConfiguration(yaml, u"/elsewhere/tbs.yaml"_s, Test::testEnvironment, Test::testNow());
    QVERIFY2(again, yaml.constData());
    QVERIFY2(withoutLocations(*again) == withoutLocations(*read), yaml.constData());
}

void TestConfigurationWriter::writesDefaultsAsNothing()
{
    QCOMPARE(writeConfiguration({}), "{}\n");
}

void TestConfigurationWriter::secretsStayWhereTheyAre()
{
    Configuration configuration;
    configuration.webhook.token = {ConfiguredSecret::Origin::File, u"s3cr3t"_s, u"/run/secrets/token"_s};
    configuration.webhook.signatureSecret = {ConfiguredSecret::Origin::Environment, u"s3cr3t"_s, u"TBS_KEY"_s};
    configuration.server.authentication.headers = {
        {u"X-A"_s, {ConfiguredSecret::Origin::File, u"s3cr3t"_s, u"/run/secrets/a"_s}},
        {u"X-B"_s, {ConfiguredSecret::Origin::Environment, u"s3cr3t"_s, u"TBS_B"_s}}};
    const auto yaml = writeConfiguration(configuration);
    QVERIFY2(!yaml.contains("s3cr3t"), yaml.constData());
    QVERIFY(yaml.contains("tokenFile: \"/run/secrets/token\""));
    QVERIFY(yaml.contains("signatureSecretEnv: \"TBS_KEY\""));
    QVERIFY(yaml.contains("file: \"/run/secrets/a\""));
    QVERIFY(yaml.contains("env: \"TBS_B\""));

    configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"s3cr3t"_s, {}};
    QVERIFY(writeConfiguration(configuration).contains("token: \"s3cr3t\""));
}

void TestConfigurationWriter::writesTheShortFormWhereItSuffices()
{
    Configuration configuration;
    configuration.manageSubscriptions.enabled = true;
    configuration.handleDeliveryErrors.enabled = true;
    QCOMPARE(writeConfiguration(configuration), "manageSubscriptions: true\nhandleDeliveryErrors: true\n");

    configuration.manageSubscriptions.atShutdown = RemovalPolicy::Off;
    configuration.handleDeliveryErrors = {.enabled = false, .statusPeriod = std::chrono::minutes(1)};
    QCOMPARE(writeConfiguration(configuration),
             "manageSubscriptions:\n  enabled: true\n  atShutdown: \"off\"\n"
             "handleDeliveryErrors:\n  enabled: false\n  statusPeriod: \"1m\"\n");
}

void TestConfigurationWriter::quotesWhatLooksLikeSomethingElse()
{
    for (const auto &text :
         {u"123"_s, u"true"_s, u"~"_s, u"null"_s, u"a: b"_s, u"- a"_s, u"# a"_s, u"\"'\\"_s, u" ü€ "_s, u"{a}"_s,
          u"*a"_s, u"!a"_s, u"%a"_s, u"1.5"_s, QString::fromUcs4(U"\U0001F600")}) {
        Configuration configuration;
        configuration.webhook.token = {ConfiguredSecret::Origin::Inline, text, {}};
        configuration.subscriptions.append(
            {.definition = {.topic = u"https://example.org/t"_s,
                            .filterBy = {{.filterParameter = u"a"_s, .value = text}}},
             .handler = {.type = HandlerConfiguration::Type::Exec, .command = {u"a"_s, text}}});
        const auto yaml = writeConfiguration(configuration);
        const auto read = readConfiguration(yaml, u"tbs.yaml"_s, Test::testEnvironment, Test::testNow());
        QVERIFY2(read, yaml.constData());
        QVERIFY2(withoutLocations(*read) == configuration, yaml.constData());
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestConfigurationWriter)
#include "tst_configurationwriter.moc"
