// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings.h"

#include <Tbs/service/subscriptionjudge_p.h>
#include <Tbs/service/wantedsubscriptions.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const auto now = QDateTime::fromString(u"2026-03-01T12:00:00Z"_s, Qt::ISODate);

Configuration configuration()
{
    Configuration configuration;
    configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    configuration.webhook.publicUrl = QUrl(u"https://app.example.org"_s);
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.definition.webhookId = u"w"_s;
    configuration.subscriptions.append(subscription);
    return configuration;
}

/// Ours, as the server has it.
ObservedSubscription registered(const QString &id, SubscriptionStatusCode status)
{
    auto subscription = wantedSubscriptions(configuration()).constFirst().subscription;
    subscription.id = id;
    subscription.status = status;
    return {subscription, now.addSecs(-10), {}};
}

QList<Finding> judged(const QList<ObservedSubscription> &observed)
{
    return SubscriptionJudge(configuration(), now).judge(observed);
}

} // namespace

class tst_SubscriptionJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void missing();
    void statuses_data();
    void statuses();
    void requestedForLong();
    void errorsAreRepeated();
    void differences();
    void duplicatesAndLeftOvers();
    void othersAreLeftAlone();
};

void tst_SubscriptionJudge::missing()
{
    QCOMPARE(verdicts(judged({})), u"warn subscription"_s);
    QVERIFY(judged({}).constFirst().advice.contains("tbs apply"_L1));
}

void tst_SubscriptionJudge::statuses_data()
{
    QTest::addColumn<SubscriptionStatusCode>("status");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("active") << SubscriptionStatusCode::Active << u"ok subscription"_s;
    QTest::newRow("requested") << SubscriptionStatusCode::Requested << u"warn subscription"_s;
    QTest::newRow("error") << SubscriptionStatusCode::Error << u"fail subscription"_s;
    QTest::newRow("off") << SubscriptionStatusCode::Off << u"fail subscription"_s;
    QTest::newRow("entered-in-error") << SubscriptionStatusCode::EnteredInError << u"fail subscription"_s;
}

void tst_SubscriptionJudge::statuses()
{
    QFETCH(const SubscriptionStatusCode, status);
    QFETCH(const QString, verdict);
    const auto findings = judged({registered(u"1"_s, status)});
    QCOMPARE(verdicts(findings), verdict);
    QCOMPARE(findings.constFirst().subject, u"w"_s);
    QVERIFY(findings.constFirst().message.contains("Subscription/1"_L1));
}

void tst_SubscriptionJudge::requestedForLong()
{
    auto observed = registered(u"1"_s, SubscriptionStatusCode::Requested);
    QVERIFY(judged({observed}).constFirst().message.contains("not active yet"_L1));
    observed.lastUpdated = now.addSecs(-600);
    QVERIFY(judged({observed}).constFirst().message.contains("since 2026-03-01T11:50:00Z"_L1));
    observed.lastUpdated = {};
    QVERIFY(judged({observed}).constFirst().message.contains("not active yet"_L1));
}

void tst_SubscriptionJudge::errorsAreRepeated()
{
    auto observed = registered(u"7"_s, SubscriptionStatusCode::Error);
    observed.subscription.error = u"connection refused"_s;
    const auto finding = judged({observed}).constFirst();
    QVERIFY(finding.message.contains("connection refused"_L1));
    QVERIFY(finding.advice.contains("tbs subscriptions activate 7"_L1));
}

void tst_SubscriptionJudge::differences()
{
    auto observed = registered(u"1"_s, SubscriptionStatusCode::Active);
    observed.subscription.heartbeatPeriod = 3600;
    const auto findings = judged({observed});
    QCOMPARE(verdicts(findings), u"ok subscription, warn subscription"_s);
    QVERIFY2(findings.at(1).message.contains("heartbeatPeriod"_L1), qPrintable(toText(findings)));
}

void tst_SubscriptionJudge::duplicatesAndLeftOvers()
{
    auto leftOver = registered(u"3"_s, SubscriptionStatusCode::Active);
    leftOver.subscription.endpoint = QUrl(u"https://app.example.org/webhook/gone"_s);
    const auto findings = judged({registered(u"1"_s, SubscriptionStatusCode::Active),
                                  registered(u"2"_s, SubscriptionStatusCode::Active), leftOver});
    const auto text = toText(findings);
    QVERIFY2(text.contains("warn subscription w: Subscription/2 is one too many"_L1), qPrintable(text));
    QVERIFY2(text.contains("warn subscription Subscription/3: "_L1) && text.contains("--prune"_L1), qPrintable(text));
    QVERIFY2(text.contains("ok subscription w: Subscription/1 is active"_L1), qPrintable(text));
    QCOMPARE(findings.size(), 3);
}

void tst_SubscriptionJudge::othersAreLeftAlone()
{
    auto other = registered(u"9"_s, SubscriptionStatusCode::Error);
    other.subscription.endpoint = QUrl(u"https://other.example.org/webhook/w"_s);
    QVERIFY(!toText(judged({other})).contains("Subscription/9"_L1));
}

QTEST_GUILESS_MAIN(tst_SubscriptionJudge)
#include "tst_subscriptionjudge.moc"
