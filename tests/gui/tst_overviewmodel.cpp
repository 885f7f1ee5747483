// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplesubscriptions.h"
#include "gui/application/tone.h"
#include "gui/overview/activityhistory.h"
#include "gui/overview/overviewmodel.h"
#include "mockclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestOverviewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cells();
    void cellsOfOneThatNeverSentAnything();
    void countdown_data();
    void countdown();
    void changesByRow();
    void survivesAnyOrder_data();
    void survivesAnyOrder();
    void rates();
    void titlesOfTopics();
    void serversWordsAreNoHtml();
    void worstHaveTheHighestSortKey();
    void masks();
    void busy();

private:
    [[nodiscard]] QString cell(int row, OverviewModel::Column column) const;
    [[nodiscard]] QVariant value(int row, OverviewModel::Column column, int role) const;
    [[nodiscard]] QStringList ids() const;
    [[nodiscard]] ManagedSubscription one(const QString &id, HealthState state = HealthState::Active) const;

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<ActivityHistory> m_history;
    std::unique_ptr<OverviewModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestOverviewModel::init()
{
    m_tester.reset();
    m_model.reset();
    m_clock = std::make_unique<Test::MockClock>();
    m_history = std::make_unique<ActivityHistory>();
    m_model = std::make_unique<OverviewModel>(*m_history, *m_clock);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

QString TestOverviewModel::cell(int row, OverviewModel::Column column) const
{
    return value(row, column, Qt::DisplayRole).toString();
}

QVariant TestOverviewModel::value(int row, OverviewModel::Column column, int role) const
{
    return m_model->index(row, column).data(role);
}

QStringList TestOverviewModel::ids() const
{
    QStringList ids;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        ids << cell(row, OverviewModel::Name);
    }
    return ids;
}

ManagedSubscription TestOverviewModel::one(const QString &id, HealthState state) const
{
    return Test::exampleSubscription(id, state, m_clock->now());
}

void TestOverviewModel::cells()
{
    m_model->setSubscriptions({one(u"a"_s, HealthState::Gap)});
    QCOMPARE(cell(0, OverviewModel::Status), u"Gap"_s);
    QCOMPARE(cell(0, OverviewModel::Name), u"a"_s);
    QCOMPARE(value(0, OverviewModel::Name, OverviewModel::SecondLineRole).toString(), u"http://example.org/topic/a"_s);
    QCOMPARE(cell(0, OverviewModel::LastEvent), u"45 s ago"_s);
    QCOMPARE(cell(0, OverviewModel::Heartbeat), u"6 s ago"_s);
    QCOMPARE(cell(0, OverviewModel::Behind), u"3"_s);
    QVERIFY(cell(0, OverviewModel::Reason).contains(u"1200-1202"_s));
    QCOMPARE(cell(0, OverviewModel::Action), u"Check Now"_s);
    QVERIFY(!value(0, OverviewModel::LastEvent, Qt::ToolTipRole).toString().isEmpty());
    QVERIFY(!value(0, OverviewModel::Status, Qt::DecorationRole).value<QIcon>().isNull());
    for (int column = 0; column < OverviewModel::columnsCount; ++column) {
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
        QVERIFY(!m_model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString().isEmpty());
    }
}

void TestOverviewModel::cellsOfOneThatNeverSentAnything()
{
    m_model->setSubscriptions({one(u"a"_s, HealthState::Requested)});
    QCOMPARE(cell(0, OverviewModel::LastEvent), u"none yet"_s);
    QCOMPARE(cell(0, OverviewModel::Heartbeat), u"nothing yet"_s);
    QCOMPARE(value(0, OverviewModel::Heartbeat, OverviewModel::SecondLineRole).toString(), u"none expected"_s);
    QVERIFY(!value(0, OverviewModel::Heartbeat, OverviewModel::CountdownRole).isValid());
    QVERIFY(value(0, OverviewModel::LastEvent, Qt::ToolTipRole).toString().isEmpty());
}

/// Heartbeats come every 20 s and may be 10 s late; the last notification came 6 s ago.
void TestOverviewModel::countdown_data()
{
    QTest::addColumn<int>("seconds"); // that pass
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("left");
    QTest::addColumn<Tone>("tone");
    QTest::newRow("now") << 0 << u"next in 14 s"_s << 0.7 << Tone::Neutral;
    QTest::newRow("a second before") << 13 << u"next in 1 s"_s << 0.05 << Tone::Neutral;
    QTest::newRow("due") << 14 << u"due now"_s << 0.0 << Tone::Neutral;
    QTest::newRow("tolerated") << 23 << u"due now"_s << 0.0 << Tone::Neutral;
    QTest::newRow("late") << 24 << u"10 s late"_s << 0.0 << Tone::Warning;
    QTest::newRow("very late") << 134 << u"2 min late"_s << 0.0 << Tone::Warning;
}

void TestOverviewModel::countdown()
{
    QFETCH(const int, seconds);
    QFETCH(const double, left);
    m_model->setSubscriptions({one(u"a"_s)});
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_clock->advance(std::chrono::seconds(seconds));
    m_model->updateTimes();
    QCOMPARE(changed.count(), 1);
    QTEST(value(0, OverviewModel::Heartbeat, OverviewModel::SecondLineRole).toString(), "text");
    QCOMPARE(value(0, OverviewModel::Heartbeat, OverviewModel::CountdownRole).toDouble() + 1, left + 1);
    QTEST(value(0, OverviewModel::Heartbeat, OverviewModel::ToneRole).value<Tone>(), "tone");
}

void TestOverviewModel::changesByRow()
{
    m_model->setSubscriptions({one(u"a"_s), one(u"b"_s)});
    const QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    const QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    const QPersistentModelIndex second(m_model->index(1, 0));
    m_model->setSubscriptions({one(u"a"_s), one(u"b"_s, HealthState::Error)});
    QCOMPARE(inserted.count(), 0);
    QCOMPARE(cell(second.row(), OverviewModel::Status), u"Error"_s);
    m_model->setSubscriptions({one(u"b"_s, HealthState::Error)});
    QVERIFY(second.isValid());
    QCOMPARE(second.row(), 0);
    m_model->setSubscriptions({});
    QVERIFY(!second.isValid());
    QCOMPARE(reset.count(), 0);
}

void TestOverviewModel::survivesAnyOrder_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    const auto list = [](const QString &letters) {
        return letters.isEmpty() ? QStringList() : letters.split(u' ');
    };
    const auto row = [&](const QString &before, const QString &after) {
        QTest::addRow("%s to %s", qUtf8Printable(before), qUtf8Printable(after)) << list(before) << list(after);
    };
    row({}, u"a b"_s);
    row(u"a b"_s, {});
    row(u"a b c"_s, u"c b a"_s);
    row(u"a b c d"_s, u"d x b"_s);
    row(u"a b c"_s, u"x y z"_s);
    row(u"b c"_s, u"a b c d"_s);
}

void TestOverviewModel::survivesAnyOrder()
{
    QFETCH(const QStringList, before);
    QFETCH(const QStringList, after);
    const auto set = [this](const QStringList &names) {
        QList<ManagedSubscription> subscriptions;
        for (const auto &name : names) {
            subscriptions << one(name);
        }
        m_model->setSubscriptions(subscriptions);
    };
    set(before);
    QCOMPARE(ids(), before);
    set(after);
    QCOMPARE(ids(), after);
}

void TestOverviewModel::rates()
{
    m_model->setSubscriptions({one(u"a"_s), one(u"b"_s)});
    for (int second = 0; second < 60; ++second) {
        const ActivityCounts counts{.events = second < 50 ? 1 : 4};
        m_history->add({.at = m_clock->now().addSecs(second), .total = counts, .subscriptions = {{u"a"_s, counts}}});
    }
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->updateRates();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(cell(0, OverviewModel::Rate), u"4.0/s"_s);
    QCOMPARE(value(0, OverviewModel::Rate, OverviewModel::SecondLineRole).toString(), u"1 min: 1.5/s"_s);
    const auto line = value(0, OverviewModel::Rate, OverviewModel::SparklineRole).value<QList<double>>();
    QCOMPARE(line.size(), 60);
    QCOMPARE(line.constLast(), 4.0);
    QCOMPARE(line.at(57), 1.0);
    QCOMPARE(line.constFirst(), 0.0);
    QCOMPARE(cell(1, OverviewModel::Rate), u"0.0/s"_s);
}

void TestOverviewModel::titlesOfTopics()
{
    auto versioned = one(u"b"_s);
    versioned.wanted.definition.topic += u"|1.0"_s;
    m_model->setSubscriptions({one(u"a"_s), versioned, one(u"c"_s)});
    const auto second = [this](int row) {
        return value(row, OverviewModel::Name, OverviewModel::SecondLineRole).toString();
    };
    const auto elide = [this](int row) {
        return value(row, OverviewModel::Name, OverviewModel::ElideRole).value<Qt::TextElideMode>();
    };
    QCOMPARE(elide(0), Qt::ElideLeft);
    const auto named = [](const QString &id, const QString &title) {
        DiscoveredTopic topic;
        topic.topic.url = u"http://example.org/topic/"_s + id;
        topic.topic.title = title;
        return topic;
    };
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setTopics({named(u"a"_s, u"Admissions"_s), named(u"b"_s, u"Births"_s), named(u"c"_s, {})});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(second(0), u"Admissions"_s);
    QCOMPARE(elide(0), Qt::ElideRight);
    QCOMPARE(second(1), u"Births"_s);
    QCOMPARE(second(2), u"http://example.org/topic/c"_s); // the server names none
    QCOMPARE(elide(2), Qt::ElideLeft);
    const auto toolTip = value(1, OverviewModel::Name, Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(u"Births<br/>http://example.org/topic/b|1.0<br/>Subscription/b"_s), qPrintable(toolTip));
    m_model->setTopics({});
    QCOMPARE(second(0), u"http://example.org/topic/a"_s);
}

void TestOverviewModel::serversWordsAreNoHtml()
{
    SubscriptionFacts facts;
    facts.status = SubscriptionStatusCode::Error;
    facts.errors << u"<b>bold</b>"_s;
    m_model->setSubscriptions({Test::exampleSubscription(u"a"_s, facts, m_clock->now())});
    const auto toolTip = value(0, OverviewModel::Reason, Qt::ToolTipRole).toString();
    QVERIFY2(!toolTip.contains(u"<b>"_s) && toolTip.contains(u"&lt;b&gt;bold"_s), qPrintable(toolTip));
}

void TestOverviewModel::worstHaveTheHighestSortKey()
{
    m_model->setSubscriptions(Test::subscriptionsWithAllLights(m_clock->now()));
    int last = -1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const int key = value(row, OverviewModel::Status, OverviewModel::SortRole).toInt();
        QVERIFY(key >= last);
        last = key;
    }
    QVERIFY(last > 0);
}

void TestOverviewModel::masks()
{
    SubscriptionFacts facts;
    facts.status = SubscriptionStatusCode::Error;
    facts.errors << u"Patient/17"_s;
    m_model->setSubscriptions({Test::exampleSubscription(u"a"_s, facts, m_clock->now())});
    QVERIFY(cell(0, OverviewModel::Reason).contains(u"Patient/17"_s));
    const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setMasked(true);
    m_model->setMasked(true);
    QCOMPARE(changed.count(), 1);
    for (int column = 0; column < OverviewModel::columnsCount; ++column) {
        for (const int role : {static_cast<int>(Qt::DisplayRole), static_cast<int>(Qt::ToolTipRole)}) {
            QVERIFY(!m_model->index(0, column).data(role).toString().contains(u"17"_s));
        }
    }
}

void TestOverviewModel::busy()
{
    m_model->setSubscriptions({one(u"a"_s, HealthState::Off)});
    QVERIFY(value(0, OverviewModel::Action, OverviewModel::EnabledRole).toBool());
    m_model->setBusy(u"a"_s, true);
    QVERIFY(!value(0, OverviewModel::Action, OverviewModel::EnabledRole).toBool());
    QVERIFY(cell(0, OverviewModel::Action) != u"Reactivate"_s);
    m_model->setBusy(u"a"_s, false);
    QCOMPARE(cell(0, OverviewModel::Action), u"Reactivate"_s);
    m_model->setBusy(u"gone"_s, true);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestOverviewModel)
#include "tst_overviewmodel.moc"
