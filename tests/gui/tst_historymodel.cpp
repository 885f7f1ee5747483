// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/history/historymodel.h"
#include "gui/notifications/notificationcolumn.h"
#include "gui/notifications/subscriptionstyles.h"
#include "guitest.h"
#include "mockclock.h"
#include "storedexamples.h"

#include <Tbs/store/sqlitehistory.h>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// Over a real store of 3,000 notifications, under the eyes of Qt's tester.
class TestHistoryModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsAll();
    void oldestFirst();
    void filters();
    void lastFilterCounts();
    void rowsAreReadWhenSomebodyLooks();
    void forgetsAndReadsAgain();
    void findsNewer();
    void masks();
    void stops();
    void withoutHistory();
    void deletedRows();
    void brokenStore();

private:
    [[nodiscard]] QString cell(int row, NotificationColumn column) const;
    void search(const HistoryFilter &filter) { m_model->search(m_history.get(), filter); }
    void waitForSearch() const;
    void load(int row) const;

    Test::MockClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<SqliteHistory> m_history;
    QList<Test::StoredExample> m_examples;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<SubscriptionStyles> m_styles;
    std::unique_ptr<HistoryModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestHistoryModel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    const auto path = m_folder->filePath(u"store.sqlite"_s);
    m_store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path});
    QVERIFY(m_store->open());
    const auto examples = Test::storeExamples(*m_store, 3000);
    QVERIFY(examples);
    m_examples = *examples;
    m_history = std::make_unique<SqliteHistory>(m_clock, path);
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_styles = std::make_unique<SubscriptionStyles>(**m_settings);
    m_model = std::make_unique<HistoryModel>(*m_styles);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    search({});
    waitForSearch();
}

void TestHistoryModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_history.reset();
    m_store.reset();
}

QString TestHistoryModel::cell(int row, NotificationColumn column) const
{
    return m_model->index(row, static_cast<int>(column)).data().toString();
}

void TestHistoryModel::waitForSearch() const
{
    QTRY_VERIFY(!m_model->isSearching());
}

void TestHistoryModel::load(int row) const
{
    QTRY_VERIFY(m_model->entry(row));
}

void TestHistoryModel::findsAll()
{
    QCOMPARE(m_model->rowCount(), 3000);
    QCOMPARE(m_model->id(0), 3000);
    QCOMPARE(m_model->id(2999), 1);
}

void TestHistoryModel::oldestFirst()
{
    m_model->setOrder(Qt::AscendingOrder);
    waitForSearch();
    QCOMPARE(m_model->rowCount(), 3000);
    QCOMPARE(m_model->id(0), 1);
}

void TestHistoryModel::filters()
{
    const HistoryFilter filter{.focus = u"Patient/7"_s};
    search(filter);
    waitForSearch();
    QList<qint64> expected;
    for (auto example = m_examples.crbegin(); example != m_examples.crend(); ++example) {
        if (matches(filter, example->summary, example->body)) {
            expected << example->summary.notification.id;
        }
    }
    QVERIFY(!expected.isEmpty());
    QCOMPARE(m_model->rowCount(), static_cast<int>(expected.size()));
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QCOMPARE(m_model->id(row), expected.at(row));
    }
}

void TestHistoryModel::lastFilterCounts()
{
    for (const auto &text : {u"Number 1"_s, u"Number 2"_s, u"Number 3"_s, u"Number 2999"_s}) {
        search({.texts = {text}});
    }
    waitForSearch();
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(m_model->id(0), 2999);
}

void TestHistoryModel::rowsAreReadWhenSomebodyLooks()
{
    QSignalSpy spy(m_model.get(), &HistoryModel::rowLoaded);
    QVERIFY(!m_model->entry(1500));
    QCOMPARE(cell(1500, NotificationColumn::Kind), u"…"_s);
    load(1500);
    QCOMPARE(m_model->entry(1500)->summary, m_examples.at(m_model->id(1500) - 1).summary);
    QVERIFY(cell(1500, NotificationColumn::Subscription).size() > 1);
    const auto isOfThePage = [](const auto &arguments) {
        return arguments.at(0).toInt() / 100 == 15;
    };
    QCOMPARE(std::count_if(spy.begin(), spy.end(), isOfThePage), 100);
    QVERIFY(m_styles->known().size() >= 2);
}

void TestHistoryModel::forgetsAndReadsAgain()
{
    load(1500);
    search({.texts = {u"Number"_s}});
    waitForSearch();
    QVERIFY(!m_model->entry(1500));
    load(1500);
}

void TestHistoryModel::findsNewer()
{
    load(0);
    const auto more = Test::storeExamples(*m_store, 0);
    QVERIFY(more);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QVERIFY(m_store->transaction([this](StoreTransaction &transaction) -> Result<void> {
        for (int i = 0; i < 3; ++i) {
            auto id = transaction.insertNotification(
                {.subscriptionId = 1, .receivedAt = m_clock.now(), .bundleId = u"new"_s, .body = "{}"});
            if (!id) {
                return failure(id.error());
            }
        }
        return {};
    }));
    m_model->findNewer();
    QTRY_COMPARE(m_model->rowCount(), 3003);
    QCOMPARE(inserted.count(), 1);
    QCOMPARE(m_model->id(0), 3003);
    QCOMPARE(m_model->id(3), 3000);
    load(0);
    QCOMPARE(cell(0, NotificationColumn::Bundle), u"new"_s);
    m_model->findNewer();
    search({.texts = {u"Number 3000"_s}}); // begins anew, whatever was under way
    waitForSearch();
    QCOMPARE(m_model->rowCount(), 1);
}

void TestHistoryModel::masks()
{
    search({.focus = u"Patient/7"_s});
    waitForSearch();
    load(0);
    m_model->setMasked(true);
    QVERIFY(!cell(0, NotificationColumn::Focus).contains(u"/7"_s));
    QVERIFY(cell(0, NotificationColumn::Focus).contains(u"•••"_s));
}

void TestHistoryModel::stops()
{
    search({.texts = {u"nowhere"_s}});
    QVERIFY(m_model->isSearching());
    m_model->stop();
    QVERIFY(!m_model->isSearching());
    search({});
    waitForSearch();
    QCOMPARE(m_model->rowCount(), 3000);
}

void TestHistoryModel::withoutHistory()
{
    m_model->search(nullptr, {});
    QCOMPARE(m_model->rowCount(), 0);
    QVERIFY(!m_model->isSearching());
    m_model->findNewer();
    m_model->search(nullptr, {.withDuplicates = true});
    QCOMPARE(m_model->rowCount(), 0);
}

void TestHistoryModel::deletedRows()
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        database.setDatabaseName(m_folder->filePath(u"store.sqlite"_s));
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(u"DELETE FROM event WHERE notification_id = 2490"_s));
        QVERIFY(query.exec(u"DELETE FROM notification WHERE id = 2490"_s));
    }
    QSqlDatabase::removeDatabase(u"other"_s);
    load(500);
    QCOMPARE(cell(510, NotificationColumn::Kind), u"Deleted"_s);
    QVERIFY(!m_model->entry(510));
}

void TestHistoryModel::brokenStore()
{
    QSignalSpy spy(m_model.get(), &HistoryModel::failed);
    SqliteHistory missing(m_clock, m_folder->filePath(u"missing.sqlite"_s));
    m_model->search(&missing, {});
    QTRY_COMPARE(spy.count(), 1);
    QVERIFY(!m_model->isSearching());
    QVERIFY(spy.at(0).at(0).value<Error>().message.contains(u"missing.sqlite"_s));
    m_model->search(nullptr, {});
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestHistoryModel)
#include "tst_historymodel.moc"
