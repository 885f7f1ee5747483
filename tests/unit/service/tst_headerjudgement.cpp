// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/service/headerjudgement.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using Origin = ConfiguredSecret::Origin;

namespace {

std::optional<QString> environment(const QString &name)
{
    return name == "TBS_KEY"_L1 ? std::optional(u"of the environment"_s) : std::nullopt;
}

ConfiguredSecret typed(const QString &value = u"s3cr3t"_s)
{
    return {Origin::Inline, value, {}};
}

} // namespace

class TestHeaderJudgement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ofOne_data();
    void ofOne();
    void ofBothLists();
    void ofSurroundings_data();
    void ofSurroundings();
    void warnsOfWebSocket();
    void fetchesValues();

private:
    QTemporaryDir m_folder;
    QString m_file;
};

void TestHeaderJudgement::initTestCase()
{
    m_file = m_folder.filePath(u"key"_s);
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("of a file\n") > 0);
    QVERIFY(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
}

void TestHeaderJudgement::ofOne_data()
{
    QTest::addColumn<QList<ConfiguredHeader>>("headers");
    QTest::addColumn<QString>("elements");
    const auto row = [](const char *name, const QList<ConfiguredHeader> &headers, const QString &elements) {
        QTest::newRow(name) << headers << elements;
    };
    row("none", {}, {});
    row("one", {{u"X-Key"_s, typed()}}, {});
    row("two", {{u"X-Key"_s, typed()}, {u"X_Key"_s, typed()}}, {});
    row("all signs of a token", {{u"!#$%&'*+-.^_`|~aZ09"_s, typed()}}, {});
    row("variable", {{u"X-Key"_s, {Origin::Environment, {}, u"TBS_KEY"_s}}}, {});
    row("no name", {{{}, typed()}}, u"headers."_s);
    row("colon", {{u"X-Key:"_s, typed()}}, u"headers.X-Key:"_s);
    row("umlaut", {{u"X-Schlüssel"_s, typed()}}, u"headers.X-Schlüssel"_s);
    row("line break in the value", {{u"X-Key"_s, typed(u"a\nb"_s)}}, u"headers.X-Key"_s);
    row("tab in the value", {{u"X-Key"_s, typed(u"a\tb"_s)}}, u"headers.X-Key"_s);
    row("empty value", {{u"X-Key"_s, typed({})}}, u"headers.X-Key"_s);
    row("no value", {{u"X-Key"_s, {}}}, u"headers.X-Key"_s);
    row("twice", {{u"X-Key"_s, typed()}, {u"X-Key"_s, typed()}}, u"headers.X-Key"_s);
    row("twice in another case", {{u"X-Key"_s, typed()}, {u"x-key"_s, typed()}}, u"headers.x-key"_s);
    row("file that is not there", {{u"X-Key"_s, {Origin::File, {}, u"/nowhere"_s}}}, u"headers.X-Key.file"_s);
    row("variable that is not set", {{u"X-Key"_s, {Origin::Environment, {}, u"TBS_NO"_s}}}, u"headers.X-Key.env"_s);
    for (const auto &name :
         {u"HOST"_s, u"content-length"_s, u"Transfer-Encoding"_s, u"Content-Type"_s, u"Content-Encoding"_s,
          u"Connection"_s, u"Keep-Alive"_s, u"TE"_s, u"Trailer"_s, u"Upgrade"_s, u"Expect"_s, u"Proxy-Connection"_s,
          u"User-Agent"_s, u"x-correlation-id"_s}) {
        row(qPrintable(name), {{name, typed()}}, u"headers."_s + name);
    }
    row("several at once", {{u"Host"_s, typed()}, {u"X-Good"_s, typed()}, {u"X Bad"_s, typed()}},
        u"headers.X Bad headers.Host"_s);
}

void TestHeaderJudgement::ofOne()
{
    QFETCH(const QList<ConfiguredHeader>, headers);
    QFETCH(const QString, elements);
    SubscriptionConfiguration subscription;
    subscription.headers = headers;
    const auto judged = judgeHeaders(subscription, {}, environment);
    QStringList found;
    for (const auto &mistake : judged.mistakes) {
        found << mistake.location;
        QVERIFY(!mistake.message.isEmpty());
        QVERIFY(!mistake.message.contains(u"s3cr3t"_s));
    }
    QCOMPARE(found.join(u' '), elements);
    QVERIFY(judged.warnings.isEmpty());
}

/// Those of a handler may be named as one likes: the request is ours.
void TestHeaderJudgement::ofBothLists()
{
    SubscriptionConfiguration subscription;
    subscription.headers = {{u"X A"_s, typed()}};
    subscription.handler.type = HandlerConfiguration::Type::Forward;
    subscription.handler.url = QUrl(u"https://example.org/"_s);
    subscription.handler.headers = {{u"Content-Type"_s, typed()}, {u"X B"_s, typed()}, {u"X-C"_s, {}}};
    QStringList found;
    for (const auto &mistake : judgeHeaders(subscription, {}, environment).mistakes) {
        found << mistake.location;
    }
    QCOMPARE(found,
             QStringList({u"headers.X A"_s, u"handler.forward.headers.X B"_s, u"handler.forward.headers.X-C"_s}));
    subscription.handler.type = HandlerConfiguration::Type::Log; // then they are nobody's
    QCOMPARE(judgeHeaders(subscription, {}, environment).mistakes.size(), 1);
}

void TestHeaderJudgement::ofSurroundings_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("hasToken");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<bool>("hasSignature");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("the token's") << u"x-token"_s << true << u"strict"_s << false << false;
    QTest::newRow("the token's, without a token") << u"x-token"_s << false << u"strict"_s << false << true;
    QTest::newRow("another one") << u"X-Api-Key"_s << true << u"strict"_s << false << true;
    QTest::newRow("signature") << u"x-hub-SIGNATURE"_s << false << u"athena"_s << true << false;
    QTest::newRow("of another profile") << u"X-Hub-Signature"_s << false << u"medplum"_s << true << true;
    QTest::newRow("not looked at") << u"X-Hub-Signature"_s << false << u"athena"_s << false << true;
}

void TestHeaderJudgement::ofSurroundings()
{
    QFETCH(const QString, name);
    QFETCH(const bool, hasToken);
    QFETCH(const QString, profile);
    QFETCH(const bool, hasSignature);
    QFETCH(const bool, isGood);
    Configuration configuration;
    configuration.server.profile = profile;
    configuration.webhook.tokenHeader = u"X-Token"_s;
    // What cannot be read is said of the webhook, and not of the subscription.
    const ConfiguredSecret unreadable{Origin::File, {}, u"/nowhere"_s};
    configuration.webhook.token = hasToken ? unreadable : ConfiguredSecret();
    configuration.webhook.signatureSecret = hasSignature ? unreadable : ConfiguredSecret();
    SubscriptionConfiguration subscription;
    subscription.headers = {{name, typed()}};
    QCOMPARE(judgeHeaders(subscription, configuration, environment).mistakes.isEmpty(), isGood);
}

void TestHeaderJudgement::warnsOfWebSocket()
{
    SubscriptionConfiguration subscription;
    subscription.definition.channel = ChannelType::WebSocket;
    QVERIFY(judgeHeaders(subscription, {}, environment).warnings.isEmpty());
    subscription.headers = {{u"X-Key"_s, typed()}};
    const auto judged = judgeHeaders(subscription, {}, environment);
    QVERIFY(judged.mistakes.isEmpty());
    QCOMPARE(judged.warnings.size(), 1);
    QCOMPARE(judged.warnings.constFirst().path, u"headers"_s);
    QCOMPARE(judged.warnings.constFirst().code, u"not-supported"_s);

    Configuration configuration;
    configuration.defaults.channel = ChannelType::WebSocket;
    subscription.definition.channel = {};
    QCOMPARE(judgeHeaders(subscription, configuration, environment).warnings.size(), 1);
    subscription.definition.channel = ChannelType::RestHook;
    QCOMPARE(judgeHeaders(subscription, configuration, environment).warnings.size(), 0);
}

void TestHeaderJudgement::fetchesValues()
{
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"not looked at"_s;
    subscription.definition.location = u"tbs.yaml:7"_s;
    subscription.retry.attempts = 3;
    const QList<ConfiguredHeader> headers{{u"X-A"_s, {Origin::File, {}, m_file}},
                                          {u"X-B"_s, {Origin::Environment, {}, u"TBS_KEY"_s}},
                                          {u"X-C"_s, typed()}};
    subscription.headers = headers;
    subscription.handler.type = HandlerConfiguration::Type::Forward;
    subscription.handler.url = QUrl(u"https://example.org/"_s);
    subscription.handler.headers = headers;
    const auto judged = judgeHeaders(subscription, {}, environment);
    QVERIFY(judged.mistakes.isEmpty());
    auto expected = subscription;
    expected.headers[0].value.value = u"of a file"_s;
    expected.headers[1].value.value = u"of the environment"_s;
    expected.handler.headers = expected.headers;
    QVERIFY(judged.subscription == expected); // and the rest is as it was
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestHeaderJudgement)
#include "tst_headerjudgement.moc"
