// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampleentries.h"
#include "gui/live/livemodel.h"
#include "gui/notifications/notificationcolumn.h"
#include "gui/notifications/subscriptionstyles.h"
#include "guitest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// Each test has a model that holds ten entries or a hundred bytes, under the eyes of Qt's tester.
class TestLiveModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newestFirst();
    void entriesAreBounded();
    void bytesAreBounded();
    void aBodyBeyondTheBoundIsKeptAlone();
    void filters();
    void filtersWhatArrives();
    void arrivesWhileItFilters();
    void paused();
    void pausedIsBounded();
    void filteredWhilePaused();
    void mutes();
    void masks();
    void clears();
    void rowsStayWithTheirEntries();

private:
    [[nodiscard]] QList<int> numbers() const;
    void add(int first, int last, const QString &webhookId = u"encounters"_s, const QByteArray &body = "{}");
    void filter(const QString &text);

    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<SubscriptionStyles> m_styles;
    std::unique_ptr<LiveModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestLiveModel::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_styles = std::make_unique<SubscriptionStyles>(**m_settings);
    m_model = std::make_unique<LiveModel>(*m_styles, LiveModel::Limits{.entries = 10, .bytes = 100});
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestLiveModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

QList<int> TestLiveModel::numbers() const
{
    QList<int> numbers;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        numbers << static_cast<int>(m_model->entry(row).summary.notification.id);
    }
    return numbers;
}

void TestLiveModel::add(int first, int last, const QString &webhookId, const QByteArray &body)
{
    QList<LiveEntry> entries;
    for (int number = first; number <= last; ++number) {
        entries << Test::eventEntry(number, webhookId, body);
    }
    m_model->add(entries);
}

void TestLiveModel::filter(const QString &text)
{
    const auto expression = FilterExpression::parse(text, QDateTime::currentDateTimeUtc());
    QVERIFY(expression);
    m_model->setExpression(*expression);
    QTRY_VERIFY(!m_model->isFiltering());
}

void TestLiveModel::newestFirst()
{
    add(1, 2);
    add(3, 4);
    QCOMPARE(numbers(), (QList{4, 3, 2, 1}));
    QCOMPARE(m_model->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString(), u"Kind"_s);
}

void TestLiveModel::entriesAreBounded()
{
    add(1, 8);
    add(9, 12);
    QCOMPARE(numbers(), (QList{12, 11, 10, 9, 8, 7, 6, 5, 4, 3}));
    add(13, 40);
    QCOMPARE(m_model->heldCount(), 10);
    QCOMPARE(numbers().constFirst(), 40);
    QCOMPARE(numbers().constLast(), 31);
}

void TestLiveModel::bytesAreBounded()
{
    add(1, 5, u"encounters"_s, QByteArray(30, 'x'));
    QCOMPARE(numbers(), (QList{5, 4, 3}));
    QCOMPARE(m_model->heldBytes(), 90);
}

void TestLiveModel::aBodyBeyondTheBoundIsKeptAlone()
{
    add(1, 2);
    add(3, 3, u"encounters"_s, QByteArray(1000, 'x'));
    QCOMPARE(numbers(), QList{3});
    add(4, 4);
    QCOMPARE(numbers(), QList{4});
}

void TestLiveModel::filters()
{
    add(1, 3);
    m_model->add({Test::eventEntry(4, u"patients"_s, "{\"family\":\"Windsor\"}")});
    filter(u"windsor"_s);
    QCOMPARE(numbers(), QList{4});
    filter(u"focus:Encounter/2"_s);
    QCOMPARE(numbers(), QList{2});
    filter(u"nothing"_s);
    QCOMPARE(numbers(), QList<int>());
    filter(QString());
    QCOMPARE(numbers(), (QList{4, 3, 2, 1}));
}

void TestLiveModel::filtersWhatArrives()
{
    filter(u"subscription:patients"_s);
    add(1, 2);
    add(3, 3, u"patients"_s);
    add(4, 5);
    QCOMPARE(numbers(), QList{3});
    add(6, 14);
    QCOMPARE(numbers(), QList<int>());
    filter(QString());
    QCOMPARE(m_model->rowCount(), 10);
}

void TestLiveModel::arrivesWhileItFilters()
{
    add(1, 3);
    const auto expression = FilterExpression::parse(u"focus:Encounter/5"_s, QDateTime::currentDateTimeUtc());
    m_model->setExpression(*expression);
    QVERIFY(m_model->isFiltering());
    add(4, 6);
    QCOMPARE(numbers(), (QList{3, 2, 1}));
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(numbers(), QList{5});
    QCOMPARE(m_model->waitingCount(), 0);
    QCOMPARE(m_model->heldCount(), 6);
}

void TestLiveModel::paused()
{
    add(1, 2);
    m_model->setPaused(true);
    QSignalSpy spy(m_model.get(), &LiveModel::waitingCountChanged);
    add(3, 5);
    QCOMPARE(numbers(), (QList{2, 1}));
    QCOMPARE(m_model->waitingCount(), 3);
    QCOMPARE(spy.count(), 1);
    m_model->setPaused(false);
    QCOMPARE(numbers(), (QList{5, 4, 3, 2, 1}));
    QCOMPARE(m_model->waitingCount(), 0);
}

void TestLiveModel::pausedIsBounded()
{
    add(1, 10);
    m_model->setPaused(true);
    add(11, 100);
    QCOMPARE(numbers().constFirst(), 10);
    m_model->setPaused(false);
    QCOMPARE(m_model->heldCount(), 10);
    QCOMPARE(numbers().constFirst(), 100);
    QCOMPARE(numbers().constLast(), 91);
}

void TestLiveModel::filteredWhilePaused()
{
    m_model->setPaused(true);
    add(1, 3);
    add(4, 4, u"patients"_s);
    filter(u"subscription:patients"_s);
    QCOMPARE(m_model->waitingCount(), 1);
    m_model->setPaused(false);
    QCOMPARE(numbers(), QList{4});
}

void TestLiveModel::mutes()
{
    add(1, 2);
    add(3, 3, u"patients"_s);
    QCOMPARE(m_styles->known(), (QStringList{u"encounters"_s, u"patients"_s}));
    m_styles->setMuted(u"encounters"_s, true);
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(numbers(), QList{3});
    add(4, 4);
    QCOMPARE(numbers(), QList{3});
    m_styles->setMuted(u"encounters"_s, false);
    QTRY_VERIFY(!m_model->isFiltering());
    QCOMPARE(numbers(), (QList{4, 3, 2, 1}));
}

void TestLiveModel::masks()
{
    add(1, 1);
    const auto focus = m_model->index(0, static_cast<int>(NotificationColumn::Focus));
    QCOMPARE(focus.data().toString(), u"Encounter/1"_s);
    m_model->setMasked(true);
    QCOMPARE(focus.data().toString(), u"Encounter/•••"_s);
}

void TestLiveModel::clears()
{
    add(1, 5);
    m_model->setPaused(true);
    add(6, 7);
    m_model->clear();
    QCOMPARE(m_model->rowCount(), 0);
    QCOMPARE(m_model->heldBytes(), 0);
    QCOMPARE(m_model->waitingCount(), 0);
    m_model->setPaused(false);
    add(8, 8);
    QCOMPARE(numbers(), QList{8});
}

void TestLiveModel::rowsStayWithTheirEntries()
{
    add(1, 5);
    const QPersistentModelIndex third(m_model->index(2, 0));
    add(6, 9);
    QCOMPARE(third.row(), 6);
    QCOMPARE(m_model->entry(third.row()).summary.notification.id, 3);
    add(10, 20);
    QVERIFY(!third.isValid());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestLiveModel)
#include "tst_livemodel.moc"
