// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplelisting.h"
#include "examplesubscriptions.h"
#include "gui/subscriptions/subscriptionaction.h"
#include "gui/subscriptions/subscriptionfiltermodel.h"
#include "gui/subscriptions/subscriptionmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

namespace {

QDateTime now()
{
    return QDateTime(QDate(2026, 11, 25), QTime(9, 30), Qt::UTC);
}

QStringList names(const SubscriptionModel &model)
{
    QStringList names;
    for (const auto &row : model.rows()) {
        names << row.name();
    }
    return names;
}

} // namespace

/// Each test has a model with everything in it, under the eyes of Qt's tester.
class tst_SubscriptionModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void joins();
    void oursBeforeTheyAreListed();
    void joinsByIdFirst();
    void listedTwice();
    void endpointChangedByOthers();
    void changesByRow();
    void manyChanges();
    void whoseChanges();
    void operations();
    void newestStatus();
    void cells_data();
    void cells();
    void textsOfServersAreNoHtml();
    void masks();
    void search_data();
    void search();
    void owners();
    void sorting();
    void obstacles_data();
    void obstacles();

private:
    [[nodiscard]] QString text(const QString &identity, int column, int role = Qt::DisplayRole) const;
    [[nodiscard]] SubscriptionRow row(const QString &name) const;

    ExampleListing m_listing;
    std::unique_ptr<SubscriptionModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_SubscriptionModel::init()
{
    m_listing = exampleListing(now());
    m_model = std::make_unique<SubscriptionModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setManaged(m_listing.managed);
    m_model->setListed(m_listing.listed);
}

void tst_SubscriptionModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
}

QString tst_SubscriptionModel::text(const QString &identity, int column, int role) const
{
    return m_model->index(m_model->find(identity), column).data(role).toString();
}

SubscriptionRow tst_SubscriptionModel::row(const QString &name) const
{
    for (const auto &row : m_model->rows()) {
        if (row.name() == name) {
            return row;
        }
    }
    return {};
}

void tst_SubscriptionModel::joins()
{
    QCOMPARE(names(*m_model),
             (QStringList{u"encounters"_s, u"patients"_s, u"lab-results"_s, u"immunizations"_s, u"allergies"_s,
                          u"referrals"_s, u"Subscription/31"_s, u"Subscription/32"_s, u"Subscription/40"_s,
                          u"Subscription/41"_s, u"Subscription/42"_s, u"Subscription/43"_s}));
    QCOMPARE(m_model->count(SubscriptionOwner::Ours), 6);
    QCOMPARE(m_model->count(SubscriptionOwner::LeftOver), 2);
    QCOMPARE(m_model->count(SubscriptionOwner::Others), 4);
    QCOMPARE(row(u"encounters"_s).id(), u"11"_s);
    QVERIFY(row(u"encounters"_s).observed);
    QVERIFY(!row(u"referrals"_s).actual());
    QCOMPARE(row(u"Subscription/32"_s).secondOf, u"encounters"_s);
    QVERIFY(row(u"Subscription/31"_s).secondOf.isEmpty());
    QVERIFY(!row(u"Subscription/43"_s).isTopicBased());
    QVERIFY(row(u"Subscription/42"_s).isTopicBased());
}

void tst_SubscriptionModel::oursBeforeTheyAreListed()
{
    m_model->clearListed();
    QCOMPARE(m_model->rowCount(), 6);
    QVERIFY(!m_model->isListed());
    QCOMPARE(row(u"encounters"_s).id(), u"11"_s); // as it was registered
    QCOMPARE(text(u"webhook/referrals"_s, SubscriptionModel::Status), u"not known"_s);
    m_model->setListed({});
    QCOMPARE(text(u"webhook/referrals"_s, SubscriptionModel::Status), u"not on the server"_s);
}

void tst_SubscriptionModel::joinsByIdFirst()
{
    // The second one of encounters stands first in the list of the server.
    m_listing.listed.move(m_listing.listed.size() - 2, 0);
    QCOMPARE(m_listing.listed.constFirst().observed.subscription.id, u"32"_s);
    m_model->setListed(m_listing.listed);
    QCOMPARE(row(u"encounters"_s).id(), u"11"_s);
    // Of what is not known to be registered any will do.
    m_listing.managed[0].registered.reset();
    m_model->setManaged(m_listing.managed);
    QCOMPARE(row(u"encounters"_s).id(), u"32"_s);
    QCOMPARE(row(u"Subscription/11"_s).secondOf, u"encounters"_s);
}

void tst_SubscriptionModel::listedTwice()
{
    m_model->setListed(m_listing.listed + m_listing.listed);
    QCOMPARE(m_model->count(SubscriptionOwner::Others), 4);
    QCOMPARE(m_model->count(SubscriptionOwner::LeftOver), 2); // nothing of ours
}

void tst_SubscriptionModel::endpointChangedByOthers()
{
    // It is still the one that we have registered.
    m_listing.listed[0].isOurs = false;
    m_listing.listed[0].webhookId.clear();
    m_model->setListed(m_listing.listed);
    QCOMPARE(m_model->count(SubscriptionOwner::Others), 4);
    QVERIFY(row(u"encounters"_s).observed);
}

void tst_SubscriptionModel::changesByRow()
{
    const QPersistentModelIndex patients = m_model->index(1, 0);
    const QPersistentModelIndex others = m_model->index(8, 0);
    QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    m_listing.managed.removeFirst();
    m_listing.managed << exampleSubscription(u"specimens"_s, HealthState::Requested, now());
    m_model->setManaged(m_listing.managed);
    QCOMPARE(patients.row(), 0);
    QCOMPARE(m_model->row(others.row()).name(), u"Subscription/40"_s);
    m_listing.managed.move(0, 2);
    m_model->setManaged(m_listing.managed);
    QCOMPARE(patients.row(), 2);
    m_listing.listed.clear();
    m_model->setListed(m_listing.listed);
    QVERIFY(!others.isValid());
    QVERIFY(patients.isValid());
    QCOMPARE(resets.count(), 0);
    QVERIFY(inserted.count() > 0);
    m_model->setManaged({});
    QCOMPARE(m_model->rowCount(), 0);
}

void tst_SubscriptionModel::manyChanges()
{
    // Any list becomes any other one.
    auto random = QRandomGenerator(7);
    for (int round = 0; round < 50; ++round) {
        auto managed = m_listing.managed;
        auto listed = m_listing.listed;
        std::shuffle(managed.begin(), managed.end(), random);
        std::shuffle(listed.begin(), listed.end(), random);
        managed.resize(static_cast<qsizetype>(random.bounded(static_cast<quint32>(managed.size() + 1))));
        listed.resize(static_cast<qsizetype>(random.bounded(static_cast<quint32>(listed.size() + 1))));
        m_model->setManaged(managed);
        m_model->setListed(listed);
        for (int i = 0; i < managed.size(); ++i) {
            QCOMPARE(m_model->row(i).webhookId(), managed.at(i).webhookId());
            QCOMPARE(m_model->find(m_model->row(i).identity()), i);
        }
    }
}

void tst_SubscriptionModel::whoseChanges()
{
    // Once no definition wants it, it is left over, and not the row that it was.
    m_listing.managed.removeFirst();
    m_listing.listed[0].webhookId.clear();
    m_model->setManaged(m_listing.managed);
    m_model->setListed(m_listing.listed);
    QCOMPARE(m_model->find(u"webhook/encounters"_s), -1);
    QVERIFY(row(u"Subscription/11"_s).owner == SubscriptionOwner::LeftOver);
}

void tst_SubscriptionModel::operations()
{
    QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
    m_model->setOperations({{u"server/40"_s, u"deleting…"_s}, {u"server/gone"_s, u"deleting…"_s}});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(text(u"server/40"_s, SubscriptionModel::Status), u"deleting…"_s);
    m_model->setListed(m_listing.listed); // stays
    QCOMPARE(text(u"server/40"_s, SubscriptionModel::Status), u"deleting…"_s);
    m_model->setOperations({});
    QCOMPARE(text(u"server/40"_s, SubscriptionModel::Status), u"active"_s);
}

void tst_SubscriptionModel::newestStatus()
{
    // What the server lists is newer than what it told before ...
    m_listing.listed[0].observed.subscription.status = SubscriptionStatusCode::Off;
    m_model->setListed(m_listing.listed);
    QCOMPARE(text(u"webhook/encounters"_s, SubscriptionModel::Status), u"off"_s);
    m_model->setManaged(m_listing.managed);
    QCOMPARE(text(u"webhook/encounters"_s, SubscriptionModel::Status), u"off"_s);
    // ... and older than what it tells afterwards.
    m_listing.managed[0].facts.status = SubscriptionStatusCode::Error;
    m_model->setManaged(m_listing.managed);
    QCOMPARE(text(u"webhook/encounters"_s, SubscriptionModel::Status), u"error"_s);
}

void tst_SubscriptionModel::cells_data()
{
    QTest::addColumn<QString>("identity");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("shown");
    const auto add = [](const char *name, const QString &identity, int column, const QString &shown) {
        QTest::newRow(name) << identity << column << shown;
    };
    add("ours", u"webhook/patients"_s, SubscriptionModel::Owner, u"Ours"_s);
    add("left over", u"server/31"_s, SubscriptionModel::Owner, u"Left over"_s);
    add("others", u"server/40"_s, SubscriptionModel::Owner, u"Others"_s);
    add("status", u"server/41"_s, SubscriptionModel::Status, u"error"_s);
    add("health", u"webhook/lab-results"_s, SubscriptionModel::Health, u"Gap"_s);
    add("suspended", u"webhook/allergies"_s, SubscriptionModel::Health, u"Suspended"_s);
    add("no health of others", u"server/40"_s, SubscriptionModel::Health, {});
    add("webhook", u"webhook/patients"_s, SubscriptionModel::WebhookId, u"patients"_s);
    add("no webhook of others", u"server/40"_s, SubscriptionModel::WebhookId, {});
    add("topic", u"webhook/patients"_s, SubscriptionModel::Topic, u"patients"_s);
    add("query", u"server/43"_s, SubscriptionModel::Topic,
        u"No topic: Observation?code=http://loinc.org|1975-2&patient=Patient/4711"_s);
    add("channel", u"server/42"_s, SubscriptionModel::Channel, u"websocket"_s);
    add("no password", u"server/41"_s, SubscriptionModel::Endpoint, u"https://user@ward.example.org/hook"_s);
    add("content", u"server/40"_s, SubscriptionModel::Content, u"id-only"_s);
    add("filters", u"webhook/patients"_s, SubscriptionModel::Filters, u"Encounter?subject=Patient/4711"_s);
    add("as on the server", u"webhook/patients"_s, SubscriptionModel::Heartbeat, u"60 s"_s);
    add("no heartbeat", u"server/43"_s, SubscriptionModel::Heartbeat, u"none"_s);
    add("no end", u"server/40"_s, SubscriptionModel::End, {});
    add("id", u"webhook/patients"_s, SubscriptionModel::Id, u"12"_s);
    add("no id", u"webhook/referrals"_s, SubscriptionModel::Id, {});
    add("wanted topic", u"webhook/referrals"_s, SubscriptionModel::Topic, u"referrals"_s);
}

void tst_SubscriptionModel::cells()
{
    QFETCH(const QString, identity);
    QFETCH(const int, column);
    QFETCH(const QString, shown);
    QVERIFY(m_model->find(identity) >= 0);
    QCOMPARE(text(identity, column), shown);
}

void tst_SubscriptionModel::textsOfServersAreNoHtml()
{
    auto evil = listedSubscription(u"66"_s, u"<img src='http://evil.example.org/'>"_s, {});
    evil.observed.subscription.channelType = u"<b>x</b>"_s;
    m_model->setListed({evil});
    for (int column = 0; column < SubscriptionModel::ColumnCount; ++column) {
        const auto toolTip = text(u"server/66"_s, column, Qt::ToolTipRole);
        QVERIFY2(!toolTip.contains("<img"_L1) && !toolTip.contains("<b>"_L1), qPrintable(toolTip));
    }
}

void tst_SubscriptionModel::masks()
{
    m_model->setMasked(true);
    QCOMPARE(text(u"webhook/patients"_s, SubscriptionModel::Filters), u"Encounter?subject=•••"_s);
    QCOMPARE(text(u"server/43"_s, SubscriptionModel::Topic), u"No topic: Observation?code=•••&patient=•••"_s);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 0; column < SubscriptionModel::ColumnCount; ++column) {
            for (const auto role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(SubscriptionModel::SearchRole)}) {
                const auto shown = m_model->index(row, column).data(role).toString();
                QVERIFY2(!shown.contains("4711"_L1), qPrintable(shown));
            }
        }
    }
    m_model->setMasked(false);
    QCOMPARE(text(u"webhook/patients"_s, SubscriptionModel::Filters), u"Encounter?subject=Patient/4711"_s);
}

void tst_SubscriptionModel::search_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing") << QString() << 12;
    QTest::newRow("id") << u"subscription/40"_s << 1;
    QTest::newRow("id alone") << u"43"_s << 1;
    QTest::newRow("topic") << u"topic/admissions"_s << 2;
    QTest::newRow("endpoint") << u"CLINIC.example"_s << 1;
    QTest::newRow("reason") << u"ward round"_s << 6;
    QTest::newRow("status") << u"error"_s << 2;
    QTest::newRow("health") << u"suspended"_s << 1;
    QTest::newRow("whose and topic") << u"left encounters"_s << 2;
    QTest::newRow("webhook") << u"lab-results"_s << 1;
    QTest::newRow("why") << u"(422)"_s << 1;
    QTest::newRow("not there") << u"active nowhere"_s << 0;
}

void tst_SubscriptionModel::search()
{
    QFETCH(const QString, text);
    QFETCH(const int, count);
    SubscriptionFilterModel filtered(*m_model);
    const QAbstractItemModelTester tester(&filtered, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filtered.setSearch(text);
    QCOMPARE(filtered.rowCount(), count);
}

void tst_SubscriptionModel::owners()
{
    SubscriptionFilterModel filtered(*m_model);
    filtered.setOwner(SubscriptionOwner::LeftOver);
    QCOMPARE(filtered.rowCount(), 2);
    filtered.setSearch(u"old"_s);
    QCOMPARE(filtered.rowCount(), 1);
    filtered.setOwner(std::nullopt);
    filtered.setSearch({});
    QCOMPARE(filtered.rowCount(), 12);
    // What becomes another's is shown among those.
    filtered.setOwner(SubscriptionOwner::Others);
    QCOMPARE(filtered.rowCount(), 4);
    m_listing.managed.removeFirst();
    m_model->setManaged(m_listing.managed);
    m_listing.listed[0].isOurs = false;
    m_model->setListed(m_listing.listed);
    QCOMPARE(filtered.rowCount(), 5);
}

void tst_SubscriptionModel::sorting()
{
    SubscriptionFilterModel sorted(*m_model);
    sorted.sort(SubscriptionModel::Owner);
    QCOMPARE(sorted.index(0, SubscriptionModel::WebhookId).data().toString(), u"allergies"_s); // by name among ours
    QCOMPARE(sorted.index(6, SubscriptionModel::Id).data().toString(), u"31"_s);
    sorted.sort(SubscriptionModel::Heartbeat, Qt::DescendingOrder);
    QCOMPARE(sorted.index(0, SubscriptionModel::Heartbeat).data().toString(), u"60 s"_s);
    sorted.sort(SubscriptionModel::Health, Qt::DescendingOrder);
    QCOMPARE(sorted.index(0, SubscriptionModel::WebhookId).data().toString(), u"referrals"_s); // the worst
    sorted.sort(SubscriptionModel::LastUpdated, Qt::DescendingOrder);
    QCOMPARE(sorted.index(0, SubscriptionModel::Owner).data().toString(), u"Ours"_s);
}

void tst_SubscriptionModel::obstacles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("possible"); // in the order of SubscriptionAction
    QTest::newRow("active") << u"encounters"_s << u"Edit Deactivate CheckNow Delete Status Events ShowEvents"_s;
    QTest::newRow("in error") << u"immunizations"_s
                              << u"Edit Deactivate Activate CheckNow Delete Status Events ShowEvents"_s;
    QTest::newRow("suspended") << u"allergies"_s << u"Edit Activate Delete Status Events ShowEvents"_s;
    QTest::newRow("not on the server") << u"referrals"_s << u"Edit Deactivate CheckNow Delete ShowEvents"_s;
    QTest::newRow("left over") << u"Subscription/31"_s << u"Deactivate Delete Status Events"_s;
    QTest::newRow("others, active") << u"Subscription/40"_s << u"Deactivate Delete Status Events"_s;
    QTest::newRow("others, in error") << u"Subscription/41"_s << u"Deactivate Activate Delete Status Events"_s;
    QTest::newRow("others, off") << u"Subscription/42"_s << u"Activate Delete Status Events"_s;
    QTest::newRow("query-based") << u"Subscription/43"_s << u"Deactivate Delete Status"_s;
    QTest::newRow("under way") << u"Subscription/40 busy"_s << u"Status Events"_s;
    QTest::newRow("entered in error") << u"Subscription/40 mistaken"_s << u"Delete Status Events"_s;
    QTest::newRow("requested") << u"Subscription/40 requested"_s << u"Deactivate Delete Status Events"_s;
}

void tst_SubscriptionModel::obstacles()
{
    QFETCH(const QString, name);
    QFETCH(const QString, possible);
    auto tried = row(name.section(u' ', 0, 0));
    QVERIFY(!tried.name().isEmpty());
    const auto change = name.section(u' ', 1);
    if (change == "busy"_L1) {
        tried.operation = u"deleting…"_s;
    } else if (!change.isEmpty()) {
        tried.observed->subscription.status =
            change == "mistaken"_L1 ? SubscriptionStatusCode::EnteredInError : SubscriptionStatusCode::Requested;
    }
    const QList<std::pair<SubscriptionAction, QString>> actions{
        {SubscriptionAction::Edit, u"Edit"_s},         {SubscriptionAction::Deactivate, u"Deactivate"_s},
        {SubscriptionAction::Activate, u"Activate"_s}, {SubscriptionAction::CheckNow, u"CheckNow"_s},
        {SubscriptionAction::Delete, u"Delete"_s},     {SubscriptionAction::Status, u"Status"_s},
        {SubscriptionAction::Events, u"Events"_s},     {SubscriptionAction::ShowEvents, u"ShowEvents"_s}};
    QStringList found;
    for (const auto &[action, word] : actions) {
        const auto obstacle = obstacleTo(action, tried);
        if (obstacle.isEmpty()) {
            found << word;
        } else {
            QVERIFY2(obstacle.endsWith(u'.'), qPrintable(obstacle)); // a sentence
        }
    }
    QCOMPARE(found.join(u' '), possible);
}

QTEST_MAIN(tst_SubscriptionModel)
#include "tst_subscriptionmodel.moc"
