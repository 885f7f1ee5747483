// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "examplesubscriptions.h"
#include "gui/application/desktop.h"
#include "gui/health/healthsummary.h"
#include "gui/health/helpfulaction.h"
#include "gui/health/statuslight.h"
#include "guitest.h"

#include <QLineEdit>
#include <QListWidget>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// From the facts about a subscription to what the operator sees and can do.
class TestHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lightAndAction_data();
    void lightAndAction();
    void everyLightIsRecognisable();
    void everyActionIsExplained();
    void reason_data();
    void reason();
    void summary();
    void statusLightFollows();
    void pagesAskForPages();
};

void TestHealth::lightAndAction_data()
{
    QTest::addColumn<ManagedSubscription>("subscription");
    QTest::addColumn<SubscriptionLight>("light");
    QTest::addColumn<HelpfulAction>("action");

    const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    const auto row = [&](HealthState state, SubscriptionLight light, HelpfulAction action) {
        QTest::addRow("%s", qUtf8Printable(toCode(state)))
            << Test::exampleSubscription(u"a"_s, state, now) << light << action;
    };
    row(HealthState::Active, SubscriptionLight::Active, HelpfulAction::None);
    row(HealthState::Requested, SubscriptionLight::Requested, HelpfulAction::CheckNow);
    row(HealthState::HeartbeatLate, SubscriptionLight::HeartbeatLate, HelpfulAction::CheckNow);
    row(HealthState::Drift, SubscriptionLight::Drift, HelpfulAction::CheckNow);
    row(HealthState::Gap, SubscriptionLight::Gap, HelpfulAction::CheckNow);
    row(HealthState::Silent, SubscriptionLight::Silent, HelpfulAction::CheckNow);
    row(HealthState::Error, SubscriptionLight::Error, HelpfulAction::Reactivate);
    row(HealthState::Off, SubscriptionLight::Off, HelpfulAction::Reactivate);

    for (const auto state : {HealthState::Active, HealthState::Off, HealthState::Silent}) {
        auto suspended = Test::exampleSubscription(u"a"_s, state, now);
        suspended.suspended = true;
        QTest::addRow("suspended and %s", qUtf8Printable(toCode(state)))
            << suspended << SubscriptionLight::Suspended << HelpfulAction::Resume;
    }

    auto unregistered = Test::exampleSubscription(u"a"_s, SubscriptionFacts(), now);
    unregistered.registered.reset();
    QTest::newRow("not registered") << unregistered << SubscriptionLight::NotRegistered << HelpfulAction::TryAgain;
    auto received = Test::exampleSubscription(u"a"_s, HealthState::Active, now);
    received.registered.reset();
    QTest::newRow("registered by others, but it arrives")
        << received << SubscriptionLight::Active << HelpfulAction::None;

    auto failed = unregistered;
    failed.error = Error{Error::Kind::Rejected, u"No such topic."_s, {}};
    QTest::newRow("refused") << failed << SubscriptionLight::Failed << HelpfulAction::TryAgain;
    failed.error->kind = Error::Kind::Retry;
    QTest::newRow("server not reached") << failed << SubscriptionLight::Failed << HelpfulAction::TryAgain;
    failed.error->kind = Error::Kind::ActionRequired;
    QTest::newRow("credentials wrong") << failed << SubscriptionLight::Failed << HelpfulAction::ShowConnection;
    auto broken = Test::exampleSubscription(u"a"_s, HealthState::Active, now);
    broken.error = Error{Error::Kind::Retry, u"The websocket broke."_s, {}};
    QTest::newRow("channel broken") << broken << SubscriptionLight::Failed << HelpfulAction::TryAgain;
    broken.suspended = true;
    QTest::newRow("suspended before all else") << broken << SubscriptionLight::Suspended << HelpfulAction::Resume;
}

void TestHealth::lightAndAction()
{
    QFETCH(const ManagedSubscription, subscription);
    QTEST(lightOf(subscription), "light");
    QTEST(helpfulActionFor(subscription), "action");
    QVERIFY(!lightReason(subscription, false).isEmpty());
}

/// Without colours: by word and by symbol.
void TestHealth::everyLightIsRecognisable()
{
    QSet<QString> words;
    QSet<QString> symbols;
    QSet<QByteArray> pictures;
    for (int i = 0; i < subscriptionLightCount; ++i) {
        const auto light = static_cast<SubscriptionLight>(i);
        words << lightText(light);
        symbols << lightSymbol(light);
        const auto image =
            lightIcon(light, QPalette(Qt::white)).pixmap(16).toImage().convertToFormat(QImage::Format_Alpha8);
        pictures << QByteArray(reinterpret_cast<const char *>(image.constBits()), image.sizeInBytes());
    }
    QCOMPARE(words.size(), subscriptionLightCount);
    QCOMPARE(symbols.size(), subscriptionLightCount);
    QCOMPARE(pictures.size(), subscriptionLightCount);
}

void TestHealth::everyActionIsExplained()
{
    QVERIFY(actionText(HelpfulAction::None).isEmpty());
    QVERIFY(actionExplanation(HelpfulAction::None).isEmpty());
    for (const auto action : {HelpfulAction::CheckNow, HelpfulAction::Reactivate, HelpfulAction::Resume,
                              HelpfulAction::TryAgain, HelpfulAction::ShowConnection}) {
        QVERIFY(!actionText(action).isEmpty());
        QVERIFY(actionExplanation(action).endsWith(u'.'));
    }
}

void TestHealth::reason_data()
{
    QTest::addColumn<bool>("masked");
    QTest::addColumn<bool>("quoted");
    QTest::newRow("as the server says it") << false << true;
    QTest::newRow("masked") << true << false;
}

void TestHealth::reason()
{
    QFETCH(const bool, masked);
    SubscriptionFacts facts;
    facts.status = SubscriptionStatusCode::Error;
    facts.errors = {u"Patient/17 cannot be sent"_s};
    const auto subscription = Test::exampleSubscription(u"a"_s, facts, QDateTime::currentDateTimeUtc());
    const auto text = lightReason(subscription, masked);
    QTEST(text.contains(u"Patient/17"_s), "quoted");
    QVERIFY(text.startsWith(u"The server does not deliver."_s));
}

void TestHealth::summary()
{
    const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);
    const HealthSummary nothing;
    QCOMPARE(nothing.text(), u"No subscriptions"_s);
    QCOMPARE(nothing.worst(), SubscriptionLight::Active);
    const HealthSummary well(Test::healthySubscriptions(3, now));
    QCOMPARE(well.text(), u"3 of 3 healthy"_s);
    QCOMPARE(well.details(), QString());
    QCOMPARE(well.eventsBehind(), 0U);

    auto subscriptions = Test::healthySubscriptions(2, now);
    subscriptions << Test::exampleSubscription(u"a"_s, HealthState::Gap, now)
                  << Test::exampleSubscription(u"b"_s, HealthState::Off, now)
                  << Test::exampleSubscription(u"c"_s, HealthState::Gap, now);
    const HealthSummary mixed(subscriptions);
    QCOMPARE(mixed.text(), u"2 of 5 healthy"_s);
    QCOMPARE(mixed.worst(), SubscriptionLight::Off);
    QCOMPARE(mixed.details(), u"Off (1), Gap (2)"_s);
    QCOMPARE(mixed.eventsBehind(), 6U);
}

void TestHealth::statusLightFollows()
{
    SystemClock clock;
    Test::TemporarySettings settings;
    Test::ExampleBackend backend(clock);
    Desktop desktop(clock, *settings, backend);
    desktop.window().show();
    auto &light = Test::child<StatusLight>(desktop.window(), u"statusLight"_s);
    QVERIFY(!light.isVisible());
    backend.start();
    QVERIFY(!light.isVisible()); // there are no subscriptions
    auto subscriptions = Test::healthySubscriptions(2, clock.now());
    backend.setSubscriptions(subscriptions);
    QVERIFY(light.isVisible());
    QCOMPARE(light.text(), u"2 of 2 healthy"_s);
    QVERIFY2(light.toolTip().contains(u"well"_s), qPrintable(light.toolTip()));
    subscriptions << Test::exampleSubscription(u"a"_s, HealthState::Error, clock.now());
    backend.setSubscriptions(subscriptions);
    QCOMPARE(light.text(), u"2 of 3 healthy"_s);
    QCOMPARE(light.toolTip(), u"Error (1)"_s);
    desktop.window().showPage(u"historyPage"_s);
    QTest::mouseClick(&light, Qt::LeftButton);
    QVERIFY(Test::child<Page>(desktop.window(), u"overviewPage"_s).isVisible());
    backend.stop();
    QVERIFY(!light.isVisible());
}

void TestHealth::pagesAskForPages()
{
    SystemClock clock;
    Test::TemporarySettings settings;
    Test::ExampleBackend backend(clock);
    Desktop desktop(clock, *settings, backend);
    auto &history = Test::child<Page>(desktop.window(), u"historyPage"_s);
    auto &live = Test::child<Page>(desktop.window(), u"livePage"_s);
    desktop.window().show();
    desktop.window().showPage(u"historyPage"_s);
    QVERIFY(history.isVisible());
    Q_EMIT history.pageRequested(u"livePage"_s, u"encounters"_s);
    QVERIFY(live.isVisible());
    QCOMPARE(Test::child<QLineEdit>(live, u"filterEdit"_s).text(), u"subscription:encounters"_s);
    Q_EMIT live.pageRequested(u"historyPage"_s, {});
    QVERIFY(history.isVisible());
    QVERIFY(Test::child<QLineEdit>(history, u"filterEdit"_s).text().isEmpty());
    Q_EMIT history.pageRequested(u"noSuchPage"_s, u"encounters"_s);
    QVERIFY(history.isVisible());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestHealth)
#include "tst_health.moc"
