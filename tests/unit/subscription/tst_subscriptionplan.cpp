// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/subscriptionplan.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QtTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

namespace {

using Status = SubscriptionStatusCode;

const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

PlanOptions options()
{
    PlanOptions result;
    result.now = now;
    return result;
}

Subscription subscriptionFor(const QString &webhookId, ChannelType channel = ChannelType::RestHook)
{
    TopicSubscription definition;
    definition.topic = u"http://example.org/topic"_s;
    definition.webhookId = webhookId;
    definition.channel = channel;
    return requestedSubscription(withDefaults(definition, {}), QUrl(u"https://app.example.org/hook/"_s + webhookId),
                                 {{u"X-Api-Key"_s, u"secret"_s}});
}

WantedSubscription wantedFor(const QString &webhookId, ChannelType channel = ChannelType::RestHook)
{
    return {webhookId, subscriptionFor(webhookId, channel)};
}

ObservedSubscription observed(Subscription subscription, const QString &id, Status status = Status::Active,
                              const QDateTime &lastUpdated = now.addDays(-1))
{
    subscription.id = id;
    subscription.status = status;
    return {subscription, lastUpdated, {}};
}

/// `create a`, `delete 1`, `keep a 2`, ...
QStringList textOf(const SubscriptionPlan &plan)
{
    QStringList texts;
    for (const auto &step : plan.steps) {
        QStringList parts{toCode(step.action), step.webhookId, step.actual.id};
        parts.removeAll(QString());
        texts.append(parts.join(u' '));
    }
    return texts;
}

} // namespace

class TestSubscriptionPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingThere();
    void keepsWhatIsAsWanted();
    void ordersDeletionsFirst();
    void statusOfOurs_data();
    void statusOfOurs();
    void changes_data();
    void changes();
    void fixedElements_data();
    void fixedElements();
    void insistedDifferences();
    void insistedEndMoves();
    void duplicates_data();
    void duplicates();
    void duplicatesInAnyOrder();
    void foundTwice();
    void othersAreNotTouched();
    void webSocketIdentity();
    void knownAsOurs_data();
    void knownAsOurs();
    void suspendedHasNoStep();
    void orphans();
    void renewal_data();
    void renewal();
    void endedAsWanted();
    void fulfilled();
};

void TestSubscriptionPlan::nothingThere()
{
    QCOMPARE(planSubscriptions({}, {}, options()).steps.size(), 0);
    const auto plan = planSubscriptions({wantedFor(u"a"_s), wantedFor(u"b"_s)}, {}, options());
    QCOMPARE(textOf(plan), (QStringList{u"create a"_s, u"create b"_s}));
    QCOMPARE(plan.steps[1].wanted.endpoint, QUrl(u"https://app.example.org/hook/b"_s));
    QVERIFY(!plan.steps[0].reason.isEmpty());
    QVERIFY(!plan.isFulfilled());
}

void TestSubscriptionPlan::keepsWhatIsAsWanted()
{
    const auto plan = planSubscriptions({wantedFor(u"a"_s)}, {observed(subscriptionFor(u"a"_s), u"1"_s)}, options());
    QCOMPARE(textOf(plan), QStringList{u"keep a 1"_s});
    QVERIFY(plan.steps[0].differences.isEmpty());
    QVERIFY(!plan.steps[0].reason.isEmpty());
}

void TestSubscriptionPlan::ordersDeletionsFirst()
{
    auto withPruning = options();
    withPruning.pruneBelow = QUrl(u"https://app.example.org/hook"_s);
    auto late = subscriptionFor(u"b"_s);
    late.timeout = 5;
    const auto plan = planSubscriptions(
        {wantedFor(u"a"_s), wantedFor(u"b"_s)},
        {observed(late, u"1"_s), observed(late, u"2"_s), observed(subscriptionFor(u"c"_s), u"3"_s)}, withPruning);
    QCOMPARE(textOf(plan), (QStringList{u"delete b 2"_s, u"delete 3"_s, u"create a"_s, u"update b 1"_s}));
}

void TestSubscriptionPlan::statusOfOurs_data()
{
    QTest::addColumn<Status>("status");
    QTest::addColumn<QString>("step");
    QTest::newRow("active") << Status::Active << u"keep a 1"_s;
    QTest::newRow("requested") << Status::Requested << u"keep a 1"_s;
    QTest::newRow("error") << Status::Error << u"update a 1"_s;
    QTest::newRow("off") << Status::Off << u"update a 1"_s;
    QTest::newRow("entered-in-error") << Status::EnteredInError << u"replace a 1"_s;
}

void TestSubscriptionPlan::statusOfOurs()
{
    QFETCH(Status, status);
    QFETCH(QString, step);
    const auto found = observed(subscriptionFor(u"a"_s), u"1"_s, status);
    auto plan = planSubscriptions({wantedFor(u"a"_s)}, {found}, options());
    QCOMPARE(textOf(plan), QStringList{step});
    QCOMPARE(plan.steps[0].wanted.status, Status::Requested);
    QCOMPARE(plan.steps[0].reason.contains(toCode(status)), !step.startsWith(u"keep"_s));

    auto withoutUpdate = options();
    withoutUpdate.supportsUpdate = false;
    plan = planSubscriptions({wantedFor(u"a"_s)}, {found}, withoutUpdate);
    QCOMPARE(textOf(plan), QStringList{step.replace(u"update"_s, u"replace"_s)});
}

void TestSubscriptionPlan::changes_data()
{
    using Change = std::function<void(Subscription *)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("step");
    QTest::addColumn<QString>("element");

    QTest::newRow("filter") << Change([](Subscription *actual) {
        actual->filterBy = {{.filterParameter = u"status"_s, .value = u"x"_s}};
    }) << u"update a 1"_s << u"filterBy"_s;
    QTest::newRow("timeout") << Change([](Subscription *actual) { actual->timeout = 1; }) << u"update a 1"_s
                             << u"timeout"_s;
    QTest::newRow("end removed by us") << Change([](Subscription *actual) { actual->end = now.addYears(1); })
                                       << u"update a 1"_s << u"end"_s;
    QTest::newRow("token of somebody else")
        << Change([](Subscription *actual) { actual->headers[0].value = u"theirs"_s; }) << u"update a 1"_s
        << u"parameter[X-Api-Key]"_s;
    QTest::newRow("token missing") << Change([](Subscription *actual) { actual->headers.clear(); }) << u"update a 1"_s
                                   << u"parameter[X-Api-Key]"_s;
    QTest::newRow("version of the topic")
        << Change([](Subscription *actual) { actual->topic += u"|2"_s; }) << u"keep a 1"_s << QString();
    QTest::newRow("topic") << Change([](Subscription *actual) { actual->topic = u"http://example.org/other"_s; })
                           << u"replace a 1"_s << u"topic"_s;
    QTest::newRow("channel") << Change([](Subscription *actual) { actual->channelType = u"email"_s; })
                             << u"replace a 1"_s << u"channelType"_s;
}

void TestSubscriptionPlan::changes()
{
    using Change = std::function<void(Subscription *)>;
    QFETCH(Change, change);
    QFETCH(QString, step);
    QFETCH(QString, element);
    auto actual = subscriptionFor(u"a"_s);
    change(&actual);
    const auto plan = planSubscriptions({wantedFor(u"a"_s)}, {observed(actual, u"1"_s)}, options());
    QCOMPARE(textOf(plan), QStringList{step});
    QCOMPARE(plan.steps[0].differences.size(), element.isEmpty() ? 0 : 1);
    QCOMPARE(plan.steps[0].differences.value(0).element, element);
    QVERIFY(plan.steps[0].reason.contains(element));
    // What we send is ours, whatever token was found.
    QCOMPARE(plan.steps[0].wanted.headers, subscriptionFor(u"a"_s).headers);
}

void TestSubscriptionPlan::fixedElements_data()
{
    QTest::addColumn<QStringList>("fixed");
    QTest::addColumn<QString>("step");
    QTest::newRow("none") << QStringList() << u"update a 1"_s;
    QTest::newRow("others") << QStringList{u"content"_s} << u"update a 1"_s;
    QTest::newRow("one of those that differ") << QStringList{u"content"_s, u"filterBy"_s} << u"replace a 1"_s;
}

/// HAPI takes another filter and goes on with the old one.
void TestSubscriptionPlan::fixedElements()
{
    QFETCH(QStringList, fixed);
    QFETCH(QString, step);
    auto actual = subscriptionFor(u"a"_s);
    actual.filterBy = {{.filterParameter = u"gender"_s, .value = u"male"_s}};
    actual.timeout = 1;
    auto known = options();
    known.fixedElements = fixed;
    const auto plan = planSubscriptions({wantedFor(u"a"_s)}, {observed(actual, u"1"_s)}, known);
    QCOMPARE(textOf(plan), QStringList{step});

    // What the server keeps anyway is no reason to replace the rest.
    const auto differences = compareSubscriptions(wantedFor(u"a"_s).subscription, actual);
    known.insisted.insert(u"a"_s, {differences.first()});
    QCOMPARE(differences.first().element, u"filterBy"_s);
    QCOMPARE(textOf(planSubscriptions({wantedFor(u"a"_s)}, {observed(actual, u"1"_s)}, known)),
             QStringList{u"update a 1"_s});
}

void TestSubscriptionPlan::insistedDifferences()
{
    auto actual = subscriptionFor(u"a"_s);
    actual.timeout = 5;
    actual.headers.clear();
    const auto found = observed(actual, u"1"_s);
    const auto wanted = wantedFor(u"a"_s);
    auto known = options();
    known.insisted.insert(u"a"_s, compareSubscriptions(wanted.subscription, actual));
    auto plan = planSubscriptions({wanted}, {found}, known);
    QCOMPARE(textOf(plan), QStringList{u"keep a 1"_s});
    QCOMPARE(plan.steps[0].differences.size(), 2); // told all the same
    QVERIFY(plan.steps[0].reason.contains(u"timeout"_s));

    // Only those, only of this definition, and only while they stay as they are.
    known.insisted[u"a"_s].removeFirst();
    QCOMPARE(textOf(planSubscriptions({wanted}, {found}, known)), QStringList{u"update a 1"_s});
    known.insisted = {{u"b"_s, compareSubscriptions(wanted.subscription, actual)}};
    QCOMPARE(textOf(planSubscriptions({wanted}, {found}, known)), QStringList{u"update a 1"_s});
    known.insisted = {{u"a"_s, compareSubscriptions(wanted.subscription, actual)}};
    auto changed = actual;
    changed.timeout = 6;
    QCOMPARE(textOf(planSubscriptions({wanted}, {observed(changed, u"1"_s)}, known)), QStringList{u"update a 1"_s});
    auto other = wanted;
    other.subscription.timeout = 7;
    QCOMPARE(textOf(planSubscriptions({other}, {found}, known)), QStringList{u"update a 1"_s});

    // The status is none of them.
    QCOMPARE(textOf(planSubscriptions({wanted}, {observed(actual, u"1"_s, Status::Error)}, known)),
             QStringList{u"update a 1"_s});
}

void TestSubscriptionPlan::insistedEndMoves()
{
    auto actual = subscriptionFor(u"a"_s);
    actual.end = now.addDays(10);
    const auto wanted = wantedFor(u"a"_s);
    auto known = options();
    known.insisted.insert(u"a"_s, compareSubscriptions(wanted.subscription, actual));
    actual.end = now.addDays(20); // another receiver has renewed it
    QCOMPARE(textOf(planSubscriptions({wanted}, {observed(actual, u"1"_s)}, known)), QStringList{u"keep a 1"_s});
}

void TestSubscriptionPlan::duplicates_data()
{
    QTest::addColumn<QList<ObservedSubscription>>("found");
    QTest::addColumn<QString>("kept");

    const auto ours = subscriptionFor(u"a"_s);
    const auto early = now.addSecs(-100);
    const auto late = now.addSecs(-10);
    using List = QList<ObservedSubscription>;
    QTest::newRow("active before requested")
        << List{observed(ours, u"1"_s, Status::Requested, early), observed(ours, u"2"_s, Status::Active, late)}
        << u"2"_s;
    QTest::newRow("requested before error")
        << List{observed(ours, u"1"_s, Status::Error, early), observed(ours, u"2"_s, Status::Requested, late)}
        << u"2"_s;
    QTest::newRow("error and off are the same")
        << List{observed(ours, u"1"_s, Status::Error, late), observed(ours, u"2"_s, Status::Off, early)} << u"2"_s;
    QTest::newRow("oldest") << List{observed(ours, u"1"_s, Status::Active, late),
                                    observed(ours, u"2"_s, Status::Active, early)}
                            << u"2"_s;
    QTest::newRow("one without a time") << List{observed(ours, u"1"_s, Status::Active, {}),
                                                observed(ours, u"2"_s, Status::Active, late)}
                                        << u"2"_s;
    QTest::newRow("smallest id") << List{observed(ours, u"b"_s, Status::Active, early),
                                         observed(ours, u"a"_s, Status::Active, early)}
                                 << u"a"_s;
    QTest::newRow("numbers by value") << List{observed(ours, u"1000"_s, Status::Active, {}),
                                              observed(ours, u"999"_s, Status::Active, {})}
                                      << u"999"_s;
    QTest::newRow("three") << List{observed(ours, u"3"_s, Status::Off, early),
                                   observed(ours, u"2"_s, Status::Active, late),
                                   observed(ours, u"1"_s, Status::Requested, early)}
                           << u"2"_s;
}

void TestSubscriptionPlan::duplicates()
{
    QFETCH(QList<ObservedSubscription>, found);
    QFETCH(QString, kept);
    std::ranges::sort(found, {}, [](const ObservedSubscription &one) { return one.subscription.id; });
    do {
        const auto plan = planSubscriptions({wantedFor(u"a"_s)}, found, options());
        QCOMPARE(plan.steps.size(), found.size());
        QCOMPARE(plan.steps.last().actual.id, kept);
        for (const auto &step : plan.steps.first(plan.steps.size() - 1)) {
            QCOMPARE(step.action, PlanStep::Action::Delete);
            QCOMPARE(step.webhookId, u"a"_s);
            QVERIFY(step.actual.id != kept);
            QVERIFY(step.reason.contains(u"Subscription/"_s + kept));
        }
    } while (std::ranges::next_permutation(found, {}, [](const auto &one) { return one.subscription.id; }).found);
}

void TestSubscriptionPlan::duplicatesInAnyOrder()
{
    // Whatever is wanted besides and in whichever order: the same one is kept.
    QList<ObservedSubscription> found{observed(subscriptionFor(u"a"_s), u"1"_s),
                                      observed(subscriptionFor(u"a"_s), u"2"_s),
                                      observed(subscriptionFor(u"b"_s), u"3"_s)};
    const auto first = planSubscriptions({wantedFor(u"a"_s), wantedFor(u"b"_s)}, found, options());
    std::ranges::reverse(found);
    const auto second = planSubscriptions({wantedFor(u"b"_s), wantedFor(u"a"_s)}, found, options());
    QCOMPARE(textOf(first), (QStringList{u"delete a 2"_s, u"keep a 1"_s, u"keep b 3"_s}));
    QCOMPARE(textOf(second), (QStringList{u"delete a 2"_s, u"keep b 3"_s, u"keep a 1"_s}));
}

void TestSubscriptionPlan::foundTwice()
{
    const auto found = observed(subscriptionFor(u"a"_s), u"1"_s);
    QCOMPARE(textOf(planSubscriptions({wantedFor(u"a"_s)}, {found, found}, options())), QStringList{u"keep a 1"_s});
}

void TestSubscriptionPlan::othersAreNotTouched()
{
    auto elsewhere = subscriptionFor(u"a"_s);
    elsewhere.endpoint = QUrl(u"https://other.example.org/hook/a"_s);
    auto queryBased = subscriptionFor(u"a"_s); // even with our endpoint
    queryBased.topic = u"Encounter?status=finished"_s;
    auto withoutEndpoint = subscriptionFor(u"a"_s);
    withoutEndpoint.endpoint.clear();
    auto withPruning = options();
    withPruning.pruneBelow = QUrl(u"https://app.example.org/hook"_s);
    const auto plan = planSubscriptions({wantedFor(u"a"_s)},
                                        {observed(elsewhere, u"1"_s), observed(queryBased, u"2"_s),
                                         observed(withoutEndpoint, u"3"_s), observed({}, u"4"_s)},
                                        withPruning);
    QCOMPARE(textOf(plan), QStringList{u"create a"_s});
}

void TestSubscriptionPlan::webSocketIdentity()
{
    const auto wanted = wantedFor(u"a"_s, ChannelType::WebSocket);
    QVERIFY(wanted.subscription.endpoint.isEmpty());
    auto versioned = wanted.subscription;
    versioned.topic += u"|1"_s;
    auto otherReason = wanted.subscription;
    otherReason.reason = u"of somebody else"_s;
    auto otherTopic = wanted.subscription;
    otherTopic.topic = u"http://example.org/other"_s;
    auto restHook = subscriptionFor(u"a"_s);
    const QList<ObservedSubscription> others{observed(otherReason, u"1"_s), observed(otherTopic, u"2"_s),
                                             observed(restHook, u"3"_s)};
    QCOMPARE(textOf(planSubscriptions({wanted}, others, options())), QStringList{u"create a"_s});
    QCOMPARE(textOf(planSubscriptions(
                 {wanted}, others + QList{observed(versioned, u"5"_s), observed(versioned, u"6"_s)}, options())),
             (QStringList{u"delete a 6"_s, u"keep a 5"_s}));
}

void TestSubscriptionPlan::knownAsOurs_data()
{
    QTest::addColumn<WantedSubscription>("before");
    QTest::addColumn<WantedSubscription>("wanted");
    auto otherTopic = wantedFor(u"a"_s, ChannelType::WebSocket);
    otherTopic.subscription.topic = u"http://example.org/another"_s;
    QTest::newRow("rest-hook to websocket") << wantedFor(u"a"_s) << wantedFor(u"a"_s, ChannelType::WebSocket);
    QTest::newRow("websocket to rest-hook") << wantedFor(u"a"_s, ChannelType::WebSocket) << wantedFor(u"a"_s);
    QTest::newRow("another topic by websocket") << wantedFor(u"a"_s, ChannelType::WebSocket) << otherTopic;
}

/// What was registered for a definition is replaced, although nothing in it tells that it is ours.
void TestSubscriptionPlan::knownAsOurs()
{
    QFETCH(const WantedSubscription, before);
    QFETCH(const WantedSubscription, wanted);
    const QList<ObservedSubscription> present{observed(before.subscription, u"1"_s),
                                              observed(subscriptionFor(u"b"_s), u"2"_s)};
    QCOMPARE(textOf(planSubscriptions({wanted}, present, options())), QStringList{u"create a"_s});
    auto known = options();
    known.known = {{u"1"_s, u"a"_s}, {u"2"_s, u"b"_s}};
    QCOMPARE(textOf(planSubscriptions({wanted}, present, known)), QStringList{u"replace a 1"_s});
}

void TestSubscriptionPlan::suspendedHasNoStep()
{
    auto suspended = wantedFor(u"a"_s);
    suspended.isSuspended = true;
    auto prune = options();
    prune.pruneBelow = QUrl(u"https://app.example.org/hook"_s);
    const QList<ObservedSubscription> present{observed(subscriptionFor(u"a"_s), u"1"_s, Status::Off),
                                              observed(subscriptionFor(u"a"_s), u"2"_s, Status::Error),
                                              observed(subscriptionFor(u"b"_s), u"3"_s),
                                              observed(subscriptionFor(u"c"_s), u"4"_s)};
    const auto plan = planSubscriptions({suspended, wantedFor(u"b"_s)}, present, prune);
    QCOMPARE(textOf(plan), (QStringList{u"delete 4"_s, u"keep b 3"_s}));
    QCOMPARE(planSubscriptions({suspended}, {}, options()).steps.size(), 0);
}

void TestSubscriptionPlan::orphans()
{
    auto deeper = subscriptionFor(u"x"_s);
    deeper.endpoint = QUrl(u"https://app.example.org/hook/x/y"_s);
    auto noWebhookId = subscriptionFor(u"x"_s);
    noWebhookId.endpoint = QUrl(u"https://app.example.org/hook/x.php"_s);
    auto queryBased = subscriptionFor(u"x"_s);
    queryBased.topic = u"Encounter?"_s;
    const QList<ObservedSubscription> found{observed(subscriptionFor(u"a"_s), u"1"_s),
                                            observed(subscriptionFor(u"gone"_s), u"2"_s), observed(deeper, u"3"_s),
                                            observed(noWebhookId, u"4"_s), observed(queryBased, u"5"_s)};
    QCOMPARE(textOf(planSubscriptions({wantedFor(u"a"_s)}, found, options())), QStringList{u"keep a 1"_s});
    auto withPruning = options();
    withPruning.pruneBelow = QUrl(u"https://APP.example.org:443/hook/"_s);
    const auto plan = planSubscriptions({wantedFor(u"a"_s)}, found, withPruning);
    QCOMPARE(textOf(plan), (QStringList{u"delete 2"_s, u"keep a 1"_s}));
    QVERIFY(plan.steps[0].webhookId.isEmpty());
}

void TestSubscriptionPlan::renewal_data()
{
    QTest::addColumn<QDateTime>("wantedEnd");
    QTest::addColumn<QDateTime>("actualEnd");
    QTest::addColumn<QDateTime>("lastUpdated");
    QTest::addColumn<QDateTime>("renewal");

    const QDateTime never;
    QTest::newRow("no end") << never << never << now.addDays(-1) << never;
    QTest::newRow("far end") << never << now.addDays(7) << now << now.addDays(7).addSecs(-3600);
    QTest::newRow("near end") << never << now.addSecs(3600) << now.addDays(-1) << now;
    QTest::newRow("short life") << never << now.addSecs(600) << now << now.addSecs(300);
    QTest::newRow("half of a short life") << never << now.addSecs(300) << now.addSecs(-300) << now;
    QTest::newRow("nobody knows since when") << never << now.addSecs(600) << never << now.addSecs(600 - 3600);
    QTest::newRow("past") << never << now.addSecs(-10) << now.addDays(-1) << now.addSecs(-10 - 3600);
    QTest::newRow("ends as wanted") << now.addSecs(600) << now.addSecs(600) << now.addDays(-1) << never;
    QTest::newRow("ends later than wanted") << now.addSecs(600) << now.addSecs(700) << now.addDays(-1) << never;
    QTest::newRow("ends before it is wanted") << now.addDays(1) << now.addSecs(3600) << now.addDays(-1) << now;
}

void TestSubscriptionPlan::renewal()
{
    QFETCH(QDateTime, wantedEnd);
    QFETCH(QDateTime, actualEnd);
    QFETCH(QDateTime, lastUpdated);
    QFETCH(QDateTime, renewal);
    auto wanted = wantedFor(u"a"_s);
    wanted.subscription.end = wantedEnd;
    auto actual = subscriptionFor(u"a"_s);
    actual.end = actualEnd;
    const auto found = observed(actual, u"1"_s, Status::Active, lastUpdated);
    QCOMPARE(renewalTime(wanted.subscription, found, 1h), renewal);

    // The server insists on its end: only the renewal is a reason to ask again.
    auto known = options();
    known.insisted.insert(u"a"_s, compareSubscriptions(wanted.subscription, actual));
    const auto plan = planSubscriptions({wanted}, {found}, known);
    const auto isDue = renewal.isValid() && renewal <= now;
    QCOMPARE(textOf(plan), QStringList{isDue ? u"update a 1"_s : u"keep a 1"_s});
    known.now = now.addMSecs(-1);
    const auto wasDue = renewal.isValid() && renewal < now;
    QCOMPARE(textOf(planSubscriptions({wanted}, {found}, known)),
             QStringList{wasDue ? u"update a 1"_s : u"keep a 1"_s});
}

void TestSubscriptionPlan::endedAsWanted()
{
    auto wanted = wantedFor(u"a"_s);
    wanted.subscription.end = now;
    QCOMPARE(planSubscriptions({wanted}, {}, options()).steps.size(), 0);
    const auto plan = planSubscriptions({wanted}, {observed(wanted.subscription, u"1"_s, Status::Off)}, options());
    QCOMPARE(textOf(plan), QStringList{u"keep a 1"_s});
    auto before = options();
    before.now = now.addSecs(-1);
    QCOMPARE(textOf(planSubscriptions({wanted}, {observed(wanted.subscription, u"1"_s, Status::Off)}, before)),
             QStringList{u"update a 1"_s});
}

void TestSubscriptionPlan::fulfilled()
{
    QVERIFY(SubscriptionPlan().isFulfilled());
    using Action = PlanStep::Action;
    for (const auto action : {Action::Create, Action::Update, Action::Replace, Action::Delete, Action::Keep}) {
        SubscriptionPlan plan;
        plan.steps.resize(2);
        plan.steps[1].action = action;
        QCOMPARE(plan.isFulfilled(), action == Action::Keep);
    }
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSubscriptionPlan)

#include "tst_subscriptionplan.moc"
