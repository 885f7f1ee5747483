// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fixtures.h"
#include "mockclock.h"
#include "storedexamples.h"

#include <Tbs/store/sqlitehistory.h>

#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

/// Over 10,000 notifications, so that foci stand in several buckets.
class TestSqliteHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void extent();
    void findsWhatMatches_data();
    void findsWhatMatches();
    void findsWithoutFilter();
    void smallStepsFindTheSame();
    void goesOnBehindWhatWasFound();
    void summaries();
    void notification();
    void events();
    void previousEvent();
    void subscriptions();
    void seesWhatIsStoredMeanwhile();
    void readsWithoutReceiver();
    void emptyStore();
    void refuses_data();
    void refuses();
    void opensOnceItIsThere();
    void cancelled();

private:
    template <typename T> static T answer(QFuture<Result<T>> future);
    QList<qint64> findAll(HistoryQuery query);
    QList<qint64> expected(const HistoryFilter &filter, Qt::SortOrder order) const;

    Test::MockClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<SqliteStore> m_store;
    std::unique_ptr<SqliteHistory> m_history;
    QList<Test::StoredExample> m_examples;
};

template <typename T> T TestSqliteHistory::answer(QFuture<Result<T>> future)
{
    future.waitForFinished();
    const auto result = future.result();
    if (!result) {
        qFatal("%s", qUtf8Printable(result.error().toString()));
    }
    return *result;
}

QList<qint64> TestSqliteHistory::findAll(HistoryQuery query)
{
    QList<qint64> ids;
    do {
        const auto matches = answer(m_history->find(query));
        ids += matches.ids;
        query.after = matches.resumeAfter;
    } while (query.after);
    return ids;
}

QList<qint64> TestSqliteHistory::expected(const HistoryFilter &filter, Qt::SortOrder order) const
{
    QList<qint64> ids;
    for (const auto &example : m_examples) {
        if (matches(filter, example.summary, example.body)) {
            ids << example.summary.notification.id;
        }
    }
    if (order == Qt::DescendingOrder) {
        std::reverse(ids.begin(), ids.end());
    }
    return ids;
}

void TestSqliteHistory::initTestCase()
{
    m_store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = m_folder.filePath(u"store.sqlite"_s)});
    QVERIFY(m_store->open());
    auto examples = Test::storeExamples(*m_store, 10'000);
    QVERIFY(examples);
    m_examples = *examples;
    m_history = std::make_unique<SqliteHistory>(m_clock, m_folder.filePath(u"store.sqlite"_s));
}

void TestSqliteHistory::extent()
{
    QCOMPARE(answer(m_history->extent()), (HistoryExtent{1, 10'000, 10'000}));
}

void TestSqliteHistory::findsWhatMatches_data()
{
    QTest::addColumn<HistoryFilter>("filter");
    QTest::addColumn<qsizetype>("least"); // so that a fixture without any would be noticed

    const auto at = [](int seconds) {
        return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC).addSecs(seconds);
    };
    QTest::newRow("from") << HistoryFilter{.from = at(9'000)} << qsizetype(900);
    QTest::newRow("to") << HistoryFilter{.to = at(500)} << qsizetype(400);
    QTest::newRow("between") << HistoryFilter{.from = at(500), .to = at(4'500)} << qsizetype(3'900);
    QTest::newRow("never") << HistoryFilter{.from = at(500), .to = at(400)} << qsizetype(0);
    QTest::newRow("later") << HistoryFilter{.from = at(50'000)} << qsizetype(0);
    QTest::newRow("webhook") << HistoryFilter{.subscription = u"Encounters"_s} << qsizetype(5'000);
    QTest::newRow("subscription") << HistoryFilter{.subscription = u"Subscription/1"_s} << qsizetype(2'500);
    QTest::newRow("subscription id") << HistoryFilter{.subscription = u"12"_s} << qsizetype(2'500);
    QTest::newRow("no subscription") << HistoryFilter{.subscription = u"Subscription"_s} << qsizetype(0);
    QTest::newRow("silent subscription") << HistoryFilter{.subscription = u"silent"_s} << qsizetype(0);
    QTest::newRow("topic") << HistoryFilter{.topic = u"ENCOUNTER-"_s} << qsizetype(5'000);
    QTest::newRow("no topic") << HistoryFilter{.topic = u"nothing"_s} << qsizetype(0);
    QTest::newRow("focus") << HistoryFilter{.focus = u"Encounter/7"_s} << qsizetype(50);
    QTest::newRow("no focus") << HistoryFilter{.focus = u"Encounter/777"_s} << qsizetype(0);
    QTest::newRow("focus type") << HistoryFilter{.focus = u"Encounter"_s} << qsizetype(4'000);
    QTest::newRow("focus and subscription")
        << HistoryFilter{.subscription = u"patients"_s, .focus = u"Patient/7"_s} << qsizetype(10);
    QTest::newRow("heartbeats") << HistoryFilter{.types = {NotificationType::Heartbeat}} << qsizetype(400);
    QTest::newRow("no heartbeats") << HistoryFilter{.types = {NotificationType::Handshake,
                                                              NotificationType::EventNotification}}
                                   << qsizetype(8'000);
    QTest::newRow("recovered") << HistoryFilter{.origins = {NotificationOrigin::Recovery}} << qsizetype(300);
    QTest::newRow("not by websocket") << HistoryFilter{.origins = {NotificationOrigin::Webhook,
                                                                   NotificationOrigin::Recovery}}
                                      << qsizetype(10'000);
    QTest::newRow("dead letters") << HistoryFilter{.state = EventState::DeadLetter} << qsizetype(200);
    QTest::newRow("pending") << HistoryFilter{.state = EventState::Pending} << qsizetype(500);
    QTest::newRow("done") << HistoryFilter{.state = EventState::Done} << qsizetype(8'000);
    QTest::newRow("duplicates") << HistoryFilter{.withDuplicates = true} << qsizetype(300);
    QTest::newRow("replayed") << HistoryFilter{.replayed = true} << qsizetype(500);
    QTest::newRow("replayed of one subscription")
        << HistoryFilter{.subscription = u"patients"_s, .replayed = true} << qsizetype(100);
    QTest::newRow("replayed with focus") << HistoryFilter{.focus = u"Encounter"_s, .replayed = true} << qsizetype(200);
    QTest::newRow("replayed and pending")
        << HistoryFilter{.state = EventState::Pending, .replayed = true} << qsizetype(20);
    QTest::newRow("replayed and done") << HistoryFilter{.state = EventState::Done, .replayed = true} << qsizetype(400);
    QTest::newRow("replayed since") << HistoryFilter{.from = at(5'000), .replayed = true} << qsizetype(200);
    QTest::newRow("text") << HistoryFilter{.texts = {u"number 77"_s}} << qsizetype(111);
    QTest::newRow("two texts") << HistoryFilter{.texts = {u"NUMBER 1"_s, u"9\""_s}} << qsizetype(100);
    QTest::newRow("umlaut") << HistoryFilter{.texts = {u"müller"_s}} << qsizetype(10'000);
    QTest::newRow("percent sign is no wildcard") << HistoryFilter{.texts = {u"5%of"_s}} << qsizetype(0);
    QTest::newRow("special characters") << HistoryFilter{.texts = {u"50% of_M"_s}} << qsizetype(10'000);
    QTest::newRow("backslash") << HistoryFilter{.texts = {u"\\"_s}} << qsizetype(0);
    QTest::newRow("quote") << HistoryFilter{.focus = u"Encounter/'"_s, .texts = {u"'"_s}} << qsizetype(0);
    QTest::newRow("all at once") << HistoryFilter{.from = at(1'000),
                                                  .to = at(9'000),
                                                  .subscription = u"encounters"_s,
                                                  .topic = u"encounter"_s,
                                                  .focus = u"Patient"_s,
                                                  .types = {NotificationType::EventNotification},
                                                  .origins = {NotificationOrigin::Webhook},
                                                  .state = EventState::DeadLetter,
                                                  .texts = {u"Number"_s}}
                                 << qsizetype(20);
}

void TestSqliteHistory::findsWhatMatches()
{
    QFETCH(HistoryFilter, filter);
    QFETCH(qsizetype, least);
    for (const auto order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
        const auto found = findAll({.filter = filter, .order = order, .limit = 700});
        const auto wanted = expected(filter, order);
        if (filter.focus.isEmpty() || !filter.state) {
            QCOMPARE(found, wanted);
        } else { // the store knows which event is in that state, the summary only that one is
            const auto before = [order](qint64 a, qint64 b) {
                return order == Qt::AscendingOrder ? a < b : a > b;
            };
            QVERIFY(std::includes(wanted.begin(), wanted.end(), found.begin(), found.end(), before));
        }
        QVERIFY2(found.size() >= least, QByteArray::number(found.size()).constData());
    }
}

void TestSqliteHistory::findsWithoutFilter()
{
    const auto matches = answer(m_history->find({.limit = 20'000}));
    QCOMPARE(matches.ids, expected({}, Qt::DescendingOrder));
    QVERIFY(!matches.resumeAfter);
    QCOMPARE(matches.unexamined, 0);
}

void TestSqliteHistory::smallStepsFindTheSame()
{
    const HistoryFilter filter{.focus = u"Encounter/7"_s};
    const HistoryQuery query{.filter = filter, .limit = 1, .budget = std::chrono::milliseconds(0)};
    QCOMPARE(findAll(query), expected(filter, Qt::DescendingOrder));
}

void TestSqliteHistory::goesOnBehindWhatWasFound()
{
    HistoryQuery query{.limit = 10};
    const auto first = answer(m_history->find(query));
    QCOMPARE(first.ids.constFirst(), 10'000);
    QCOMPARE(first.ids.size(), 10);
    QCOMPARE(first.resumeAfter, std::optional<qint64>(9'991));
    QCOMPARE(first.unexamined, 9'990);
    query.after = first.resumeAfter;
    QCOMPARE(answer(m_history->find(query)).ids.constFirst(), 9'990);
    query.order = Qt::AscendingOrder;
    QCOMPARE(answer(m_history->find(query)).ids.constFirst(), 9'992);
}

void TestSqliteHistory::summaries()
{
    QList<NotificationSummary> wanted;
    for (const auto id : {5, 3, 9'000}) {
        wanted << m_examples.at(id - 1).summary;
    }
    QCOMPARE(answer(m_history->summaries({5, 3, 20'000, 9'000})), wanted);
    for (const auto &example : std::as_const(m_examples)) {
        QCOMPARE(answer(m_history->summaries({example.summary.notification.id})), QList{example.summary});
    }
}

void TestSqliteHistory::notification()
{
    for (const auto number : {42, 43}) {
        auto wanted = m_examples.at(number - 1).summary.notification;
        wanted.body = m_examples.at(number - 1).body;
        wanted.headers = Test::headersOf(number);
        QCOMPARE(answer(m_history->notification(number)), std::optional(wanted));
    }
    QCOMPARE(answer(m_history->notification(42'000)), std::nullopt);
}

void TestSqliteHistory::events()
{
    for (const auto &example : std::as_const(m_examples).mid(0, 100)) {
        QCOMPARE(answer(m_history->events(example.summary.notification.id)), example.events);
    }
    QVERIFY(answer(m_history->events(42'000)).isEmpty());
}

void TestSqliteHistory::previousEvent()
{
    QHash<std::pair<qint64, QString>, EventRecord> newest;
    for (const auto &example : std::as_const(m_examples)) {
        for (const auto &event : example.events) {
            const std::pair key(event.subscriptionId, event.focus);
            const auto before =
                event.focus.isEmpty() || !newest.contains(key) ? std::nullopt : std::optional(newest.value(key));
            if (event.id % 7 == 0) {
                QCOMPARE(answer(m_history->previousEvent(event)), before);
            }
            newest.insert(key, event);
        }
    }
}

void TestSqliteHistory::subscriptions()
{
    const auto records = answer(m_history->subscriptions());
    QCOMPARE(records.size(), 4);
    QCOMPARE(records.at(2).key.webhookId, u"patients"_s);
    QCOMPARE(records.at(2).topic, u"http://example.org/topic/patient"_s);
}

void TestSqliteHistory::seesWhatIsStoredMeanwhile()
{
    const QTemporaryDir folder;
    SqliteStore store({.path = folder.filePath(u"store.sqlite"_s)});
    QVERIFY(store.open());
    SqliteHistory history(m_clock, folder.filePath(u"store.sqlite"_s));
    QCOMPARE(answer(history.extent()).estimatedCount, 0);
    QVERIFY(Test::storeExamples(store, 1));
    QCOMPARE(answer(history.extent()).estimatedCount, 1);

    // Not what has not been committed, and without waiting for it.
    const auto done = store.transaction([this, &history](StoreTransaction &transaction) -> Result<void> {
        if (auto inserted =
                transaction.insertNotification({.subscriptionId = 1, .receivedAt = m_clock.now(), .body = "{}"});
            !inserted) {
            return failure(inserted.error());
        }
        auto future = history.extent();
        future.waitForFinished();
        return future.result().value_or(HistoryExtent()).estimatedCount == 1
            ? Result<void>()
            : failure(Error::Kind::Internal, u"reads what is not committed"_s);
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().message));
    QCOMPARE(answer(history.extent()).estimatedCount, 2);
}

void TestSqliteHistory::readsWithoutReceiver()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    {
        SqliteStore store({.path = path});
        QVERIFY(store.open());
        QVERIFY(Test::storeExamples(store, 3));
    }
    SqliteHistory history(m_clock, path);
    QCOMPARE(answer(history.extent()).estimatedCount, 3);
    SqliteStore receiver({.path = path});
    QVERIFY(receiver.open());
}

void TestSqliteHistory::emptyStore()
{
    const QTemporaryDir folder;
    SqliteStore store({.path = folder.filePath(u"store.sqlite"_s)});
    QVERIFY(store.open());
    SqliteHistory history(m_clock, folder.filePath(u"store.sqlite"_s));
    QCOMPARE(answer(history.extent()), HistoryExtent());
    QCOMPARE(answer(history.find({})), HistoryMatches());
    QVERIFY(answer(history.summaries({1})).isEmpty());
}

void TestSqliteHistory::refuses_data()
{
    QTest::addColumn<QStringList>("statements");
    QTest::addColumn<QString>("message");

    QTest::newRow("missing") << QStringList() << u"no store"_s;
    QTest::newRow("other program") << QStringList{u"CREATE TABLE x (y)"_s} << u"another program"_s;
    const auto ours = u"PRAGMA application_id = 1415738195"_s;
    QTest::newRow("earlier version") << QStringList{ours, u"PRAGMA user_version = 1"_s} << u"earlier version"_s;
    QTest::newRow("newer version") << QStringList{ours, u"PRAGMA user_version = 1000"_s} << u"newer version"_s;
}

void TestSqliteHistory::refuses()
{
    QFETCH(QStringList, statements);
    QFETCH(QString, message);
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    if (!statements.isEmpty()) {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        for (const auto &statement : std::as_const(statements)) {
            QVERIFY(QSqlQuery(database).exec(statement));
        }
        database = {};
        QSqlDatabase::removeDatabase(u"other"_s);
    }
    SqliteHistory history(m_clock, path);
    auto future = history.find({});
    future.waitForFinished();
    QVERIFY(!future.result());
    QCOMPARE(future.result().error().kind, Error::Kind::ActionRequired);
    QVERIFY2(future.result().error().message.contains(message), qPrintable(future.result().error().message));
    QCOMPARE(QFile::exists(path), !statements.isEmpty());
}

void TestSqliteHistory::opensOnceItIsThere()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"store.sqlite"_s);
    SqliteHistory history(m_clock, path);
    auto refused = history.extent();
    refused.waitForFinished();
    QVERIFY(!refused.result());
    SqliteStore store({.path = path});
    QVERIFY(store.open());
    QCOMPARE(answer(history.extent()), HistoryExtent());
}

void TestSqliteHistory::cancelled()
{
    QFuture<Result<HistoryExtent>> left;
    {
        SqliteHistory history(m_clock, m_folder.filePath(u"store.sqlite"_s));
        for (int i = 0; i < 1000; ++i) {
            left = history.extent();
            left.cancel();
        }
        auto kept = history.extent();
        left = history.extent();
        QCOMPARE(answer(kept).lastId, 10'000);
    }
    left.waitForFinished(); // answered or cancelled, but not left hanging
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestSqliteHistory)
#include "tst_sqlitehistory.moc"
