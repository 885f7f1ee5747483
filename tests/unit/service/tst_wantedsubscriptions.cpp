// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/service/wantedsubscriptions.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;

namespace {

WebhookConfiguration webhook(const QString &publicUrl, const QString &prefix = u"webhook"_s)
{
    WebhookConfiguration webhook;
    webhook.publicUrl = QUrl(publicUrl);
    webhook.pathPrefix = prefix;
    return webhook;
}

SubscriptionConfiguration subscription(const QString &id, ChannelType channel = ChannelType::RestHook)
{
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.definition.webhookId = id;
    subscription.definition.channel = channel;
    return subscription;
}

} // namespace

class tst_WantedSubscriptions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endpoints_data();
    void endpoints();
    void headers();
    void wanted();
    void ownAreTold();
};

void tst_WantedSubscriptions::endpoints_data()
{
    QTest::addColumn<QString>("publicUrl");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("endpoint");
    const auto row = [](const char *name, const char *publicUrl, const char *prefix, const char *base,
                        const char *endpoint) {
        QTest::newRow(name) << QString::fromLatin1(publicUrl) << QString::fromLatin1(prefix)
                            << QString::fromLatin1(base) << QString::fromLatin1(endpoint);
    };
    row("plain", "https://app.example.org", "webhook", "https://app.example.org/webhook",
        "https://app.example.org/webhook/w");
    row("slash", "https://app.example.org/", "webhook", "https://app.example.org/webhook",
        "https://app.example.org/webhook/w");
    row("path", "https://app.example.org/a/", "b/c", "https://app.example.org/a/b/c",
        "https://app.example.org/a/b/c/w");
    row("no prefix", "http://127.0.0.1:8080", "", "http://127.0.0.1:8080", "http://127.0.0.1:8080/w");
    row("encoded", "https://app.example.org/a%2Fb", "webhook", "https://app.example.org/a%2Fb/webhook",
        "https://app.example.org/a%2Fb/webhook/w");
    row("none", "", "webhook", "", "");
}

void tst_WantedSubscriptions::endpoints()
{
    QFETCH(const QString, publicUrl);
    QFETCH(const QString, prefix);
    QFETCH(const QString, base);
    QFETCH(const QString, endpoint);
    QCOMPARE(webhookBaseUrl(webhook(publicUrl, prefix)).toString(QUrl::FullyEncoded), base);
    QCOMPARE(webhookEndpoint(webhook(publicUrl, prefix), u"w"_s).toString(QUrl::FullyEncoded), endpoint);
}

void tst_WantedSubscriptions::headers()
{
    auto settings = webhook(u"https://app.example.org"_s);
    QVERIFY(webhookHeaders(settings).isEmpty());
    settings.token = {ConfiguredSecret::Origin::Inline, u"t"_s, {}};
    QCOMPARE(webhookHeaders(settings), (QList<SubscriptionHeader>{{u"X-Api-Key"_s, u"t"_s}}));
    settings.tokenHeader = u"authorization"_s;
    QCOMPARE(webhookHeaders(settings), (QList<SubscriptionHeader>{{u"authorization"_s, u"Bearer t"_s}}));
}

void tst_WantedSubscriptions::wanted()
{
    Configuration configuration;
    configuration.webhook = webhook(u"https://app.example.org"_s);
    configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"t"_s, {}};
    configuration.defaults.heartbeatPeriod = 7;
    configuration.subscriptions = {subscription(u"a"_s), subscription(u"b"_s, ChannelType::WebSocket),
                                   subscription(u"c"_s)};
    for (auto *one : {&configuration.subscriptions[0], &configuration.subscriptions[1]}) {
        one->headers = {{u"X-Gateway"_s, {ConfiguredSecret::Origin::File, u"key"_s, u"/run/key"_s}}};
    }
    const auto wanted = wantedSubscriptions(configuration);
    QCOMPARE(wanted.size(), 3);
    QCOMPARE(wanted.at(0).webhookId, u"a"_s);
    QCOMPARE(wanted.at(0).subscription.endpoint, QUrl(u"https://app.example.org/webhook/a"_s));
    const QList<SubscriptionHeader> both{{u"X-Api-Key"_s, u"t"_s}, {u"X-Gateway"_s, u"key"_s}};
    QCOMPARE(wanted.at(0).subscription.headers, both);
    QCOMPARE(wanted.at(2).subscription.headers, both.first(1));
    QCOMPARE(wanted.at(0).subscription.heartbeatPeriod, std::optional<quint32>(7));
    QVERIFY(wanted.at(1).subscription.endpoint.isEmpty());
    QVERIFY(wanted.at(1).subscription.headers.isEmpty());
}

void tst_WantedSubscriptions::ownAreTold()
{
    Configuration configuration;
    configuration.webhook = webhook(u"https://app.example.org"_s);
    configuration.subscriptions = {subscription(u"a"_s)};
    const auto at = [](const QString &id, const QString &endpoint) {
        Subscription subscription;
        subscription.id = id;
        subscription.topic = u"http://example.org/topic"_s;
        subscription.endpoint = QUrl(endpoint);
        return ObservedSubscription{subscription, {}, {}};
    };
    const auto own = ownSubscriptions(configuration,
                                      {at(u"1"_s, u"https://app.example.org/webhook/a/"_s),
                                       at(u"2"_s, u"https://app.example.org/webhook/gone"_s),
                                       at(u"3"_s, u"https://other.example.org/webhook/a"_s)},
                                      QDateTime::currentDateTimeUtc());
    QCOMPARE(own, (QHash<QString, QString>{{u"1"_s, u"a"_s}, {u"2"_s, QString()}}));
}

QTEST_GUILESS_MAIN(tst_WantedSubscriptions)
#include "tst_wantedsubscriptions.moc"
