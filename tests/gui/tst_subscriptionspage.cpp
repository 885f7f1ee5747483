// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "examplelisting.h"
#include "exampletopics.h"
#include "gui/application/desktop.h"
#include "gui/subscribe/subscribedialog.h"
#include "gui/subscriptions/subscriptionmodel.h"
#include "guitest.h"
#include "mockclock.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

class tst_SubscriptionsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void loadedWhenShown();
    void refreshedByKey();
    void refreshedAfterChanges();
    void lateAnswerOfAnotherConnection();
    void listingFails();
    void empty();
    void notConnected();
    void searchByKeyboardOnly();
    void owners();
    void showsSubscription();
    void selectionSurvives();
    void columnsAreRemembered();
    void copiesWhatIsShown();
    void masks();
    void toolTipsSayWhyNot();
    void newSubscription();
    void edit();
    void deactivateOurs();
    void deactivateOthers();
    void activate_data();
    void activate();
    void activateOthers();
    void checkNow();
    void deleteOurs();
    void deleteIsCancelled();
    void deleteOthersByKeyboard();
    void deleteAllLeftOver();
    void oneOfSeveralIsNotDeleted();
    void refused_data();
    void refused();
    void whatIsGoneIsNotCalledRefused();
    void goneMeanwhile();
    void becameOursMeanwhile();
    void underWay();
    void lateFailureOfAnotherRow();
    void showEvents();
    void statusAndEventsByKeyboard();
    void dialogsEndWithTheConnection();

private:
    void select(const QString &name);
    void key(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(&table(), Qt::Key(key), modifiers);
    }
    void click(const QString &button) { QTest::mouseClick(&child<QPushButton>(page(), button), Qt::LeftButton); }
    [[nodiscard]] QString statusOf(const QString &name);
    [[nodiscard]] int rowOf(const QString &name);
    [[nodiscard]] QWidget &page() { return child<QWidget>(m_desktop->window(), u"subscriptionsPage"_s); }
    [[nodiscard]] QTableView &table() { return child<QTableView>(page(), u"subscriptionTable"_s); }
    [[nodiscard]] QAction &action(const QString &name) { return child<QAction>(page(), name); }
    [[nodiscard]] ExampleServer &server() { return m_backend->server(); }
    [[nodiscard]] QDialog *dialog(const QString &name) { return page().findChild<QDialog *>(name); }
    [[nodiscard]] bool hasConfirmDialog();
    void activateConfirmDialog();
    [[nodiscard]] QString failure();
    [[nodiscard]] qsizetype listings() { return server().calls.count(u"subscriptions"_s); }

    std::unique_ptr<MockClock> m_clock;
    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
    ExampleListing m_listing;
};

void tst_SubscriptionsPage::init()
{
    m_clock = std::make_unique<MockClock>();
    m_settings = std::make_unique<TemporarySettings>();
    m_backend = std::make_unique<ExampleBackend>(*m_clock);
    m_listing = exampleListing(m_clock->now());
    server().answeredSubscriptions = m_listing.listed;
    m_backend->start();
    m_backend->setSubscriptions(m_listing.managed);
    m_desktop = std::make_unique<Desktop>(*m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    m_desktop->window().showPage(u"subscriptionsPage"_s);
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    table().setFocus();
}

void tst_SubscriptionsPage::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

int tst_SubscriptionsPage::rowOf(const QString &name)
{
    const auto &model = *table().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (const auto column : {SubscriptionModel::WebhookId, SubscriptionModel::Id}) {
            if (model.index(row, column).data().toString() == name) {
                return row;
            }
        }
    }
    return -1;
}

void tst_SubscriptionsPage::select(const QString &name)
{
    QVERIFY(rowOf(name) >= 0);
    table().setCurrentIndex(table().model()->index(rowOf(name), 0));
}

QString tst_SubscriptionsPage::statusOf(const QString &name)
{
    return table().model()->index(rowOf(name), SubscriptionModel::Status).data().toString();
}

bool tst_SubscriptionsPage::hasConfirmDialog()
{
    const auto *found = dialog(u"confirmDialog"_s);
    return found && found->isVisible();
}

void tst_SubscriptionsPage::activateConfirmDialog()
{
    QVERIFY(hasConfirmDialog());
    dialog(u"confirmDialog"_s)->activateWindow(); // which window systems do by themselves
    QTRY_VERIFY(dialog(u"confirmDialog"_s)->isActiveWindow());
}

QString tst_SubscriptionsPage::failure()
{
    const auto &bar = child<QWidget>(page(), u"failureBar"_s);
    return bar.isVisible() ? child<QLabel>(bar, u"messageText"_s).text() : QString();
}

void tst_SubscriptionsPage::loadedWhenShown()
{
    QCOMPARE(listings(), 1);
    QCOMPARE(table().model()->rowCount(), 12);
    QVERIFY(child<QLabel>(page(), u"subscriptionStatus"_s).text().startsWith("Subscriptions: 12"_L1));
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->window().showPage(u"subscriptionsPage"_s);
    QCOMPARE(listings(), 1); // once is enough
    // What changes while nobody looks is asked for when somebody does.
    m_desktop->window().showPage(u"livePage"_s);
    m_listing.managed[0].registered->versionId = u"3"_s;
    m_backend->setSubscriptions(m_listing.managed);
    QTest::qWait(250);
    QCOMPARE(listings(), 1);
    m_desktop->window().showPage(u"subscriptionsPage"_s);
    QCOMPARE(listings(), 2);
}

void tst_SubscriptionsPage::refreshedByKey()
{
    server().answeredSubscriptions.removeLast();
    key(Qt::Key_F5);
    QCOMPARE(listings(), 2);
    QCOMPARE(table().model()->rowCount(), 11);
}

void tst_SubscriptionsPage::refreshedAfterChanges()
{
    // That time passes is no change of what the server has.
    m_listing.managed[0].facts.highest = 2000;
    m_backend->setSubscriptions(m_listing.managed);
    QTest::qWait(250);
    QCOMPARE(listings(), 1);
    m_listing.managed[0].facts.status = SubscriptionStatusCode::Error;
    m_backend->setSubscriptions(m_listing.managed);
    m_backend->setSubscriptions(m_listing.managed);
    QTRY_COMPARE(listings(), 2);
    QTest::qWait(250);
    QCOMPARE(listings(), 2); // together
}

void tst_SubscriptionsPage::lateAnswerOfAnotherConnection()
{
    server().holdAnswers = true;
    key(Qt::Key_F5);
    QVERIFY(!action(u"refresh"_s).isEnabled());
    QVERIFY(child<QLabel>(page(), u"subscriptionStatus"_s).text().contains(u"Asking"_s));
    server().holdAnswers = false;
    server().answeredSubscriptions.clear();
    m_backend->setSubscriptions({});
    m_backend->open({.id = u"other"_s, .name = u"Other"_s});
    QCOMPARE(table().model()->rowCount(), 0);
    server().release(); // of the connection before
    QTest::qWait(10);
    QCOMPARE(table().model()->rowCount(), 0);
}

void tst_SubscriptionsPage::listingFails()
{
    server().error = Error{Error::Kind::Retry, u"GET Subscription: 503"_s, {}};
    key(Qt::Key_F5);
    auto &bar = child<QWidget>(page(), u"listFailureBar"_s);
    QVERIFY(bar.isVisible());
    QVERIFY(child<QLabel>(bar, u"messageText"_s).text().contains("503"_L1));
    QVERIFY(child<QLabel>(bar, u"messageText"_s).text().contains("as they were before"_L1));
    QCOMPARE(table().model()->rowCount(), 12); // still readable
    server().error.reset();
    QTest::mouseClick(&child<QPushButton>(bar, u"messageButton"_s), Qt::LeftButton);
    QVERIFY(!bar.isVisible());
    // From the beginning: ours are known all the same.
    server().error = Error{Error::Kind::Rejected, u"403"_s, {}};
    m_backend->stop();
    m_backend->start();
    QCOMPARE(table().model()->rowCount(), 6);
    QVERIFY(child<QLabel>(bar, u"messageText"_s).text().contains("only ours"_L1));
}

void tst_SubscriptionsPage::empty()
{
    server().answeredSubscriptions.clear();
    m_backend->setSubscriptions({});
    key(Qt::Key_F5);
    auto &text = child<QLabel>(page(), u"emptyText"_s);
    QVERIFY(text.isVisible());
    QVERIFY(text.text().contains("no subscription yet"_L1));
    QVERIFY(!child<QWidget>(page(), u"subscriptionText"_s).isVisible());
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyOtherAction"_s), Qt::LeftButton);
    QVERIFY(dialog(u"subscribeDialog"_s));
    delete dialog(u"subscribeDialog"_s);
    server().error = Error{Error::Kind::ActionRequired, u"401"_s, {}};
    action(u"refresh"_s).trigger();
    QVERIFY(text.text().startsWith("401"_L1));
    server().error.reset();
    server().answeredSubscriptions = m_listing.listed;
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyAction"_s), Qt::LeftButton);
    QVERIFY(table().model()->rowCount() > 0);
}

void tst_SubscriptionsPage::notConnected()
{
    m_backend->stop();
    QCOMPARE(table().model()->rowCount(), 0);
    QVERIFY(child<QLabel>(page(), u"emptyText"_s).text().contains("Not connected"_L1));
    QVERIFY(!action(u"newSubscription"_s).isEnabled());
    QVERIFY(!action(u"refresh"_s).isEnabled());
    QVERIFY(!action(u"delete"_s).isEnabled());
    QVERIFY(!action(u"deleteLeftOver"_s).isEnabled());
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyAction"_s), Qt::LeftButton);
    QVERIFY(m_backend->state() == Backend::State::Running);
    QCOMPARE(table().model()->rowCount(), 12);
}

void tst_SubscriptionsPage::searchByKeyboardOnly()
{
    QTest::keyClick(&m_desktop->window(), Qt::Key_F, Qt::ControlModifier);
    auto &search = child<QLineEdit>(page(), u"subscriptionSearch"_s);
    QVERIFY(search.hasFocus());
    QTest::keyClicks(&search, u"clinic.example"_s);
    QCOMPARE(table().model()->rowCount(), 1);
    QVERIFY(child<QLabel>(page(), u"subscriptionStatus"_s).text().startsWith("1 of 12"_L1));
    QTest::keyClick(&search, Qt::Key_Down);
    QVERIFY(table().hasFocus());
    QVERIFY(child<QTextBrowser>(page(), u"subscriptionText"_s).toPlainText().contains("clinic.example.org"_L1));
    search.setFocus();
    QTest::keyClick(&search, Qt::Key_Delete); // deletes text, not a subscription
    QVERIFY(!hasConfirmDialog());
    search.setText(u"<b>nowhere"_s);
    QVERIFY(child<QLabel>(page(), u"emptyText"_s).text().contains("<b>nowhere"_L1));
    QVERIFY(!action(u"delete"_s).isEnabled()); // of what is not seen
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyAction"_s), Qt::LeftButton);
    QCOMPARE(table().model()->rowCount(), 12);
}

void tst_SubscriptionsPage::owners()
{
    auto &tabs = child<QTabBar>(page(), u"ownerTabs"_s);
    QCOMPARE(tabs.tabText(0), u"All 12"_s);
    QCOMPARE(tabs.tabText(1), u"Ours 6"_s);
    QCOMPARE(tabs.tabText(2), u"Left over 2"_s);
    QCOMPARE(tabs.tabText(3), u"Others 4"_s);
    tabs.setFocus();
    QTest::keyClick(&tabs, Qt::Key_Right);
    QCOMPARE(table().model()->rowCount(), 6);
    QTest::mouseClick(&tabs, Qt::LeftButton, {}, tabs.tabRect(2).center());
    QCOMPARE(table().model()->rowCount(), 2);
    server().answeredSubscriptions.clear();
    action(u"refresh"_s).trigger();
    QVERIFY(child<QLabel>(page(), u"emptyText"_s).text().contains("none of these"_L1));
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyAction"_s), Qt::LeftButton);
    QCOMPARE(table().model()->rowCount(), 6);
}

void tst_SubscriptionsPage::showsSubscription()
{
    child<QTabBar>(page(), u"ownerTabs"_s).setCurrentIndex(3);
    m_desktop->window().showPage(u"subscriptionsPage"_s, u"lab-results"_s);
    QCOMPARE(table().currentIndex().siblingAtColumn(SubscriptionModel::WebhookId).data().toString(), u"lab-results"_s);
    QVERIFY(child<QTextBrowser>(page(), u"subscriptionText"_s).toPlainText().contains("1200-1202"_L1));
    m_desktop->window().showPage(u"subscriptionsPage"_s, u"nobody"_s); // changes nothing
    QCOMPARE(table().currentIndex().siblingAtColumn(SubscriptionModel::WebhookId).data().toString(), u"lab-results"_s);
}

void tst_SubscriptionsPage::selectionSurvives()
{
    select(u"40"_s);
    server().answeredSubscriptions.removeFirst();
    key(Qt::Key_F5);
    m_listing.managed.removeFirst();
    m_backend->setSubscriptions(m_listing.managed);
    QCOMPARE(table().currentIndex().siblingAtColumn(SubscriptionModel::Id).data().toString(), u"40"_s);
    QVERIFY(child<QTextBrowser>(page(), u"subscriptionText"_s).toPlainText().contains("Subscription/40"_L1));
}

void tst_SubscriptionsPage::columnsAreRemembered()
{
    QVERIFY(table().isColumnHidden(SubscriptionModel::Filters));
    QTimer::singleShot(0, this, [this] {
        auto &menu = child<QMenu>(page(), u"columnMenu"_s);
        for (auto *column : menu.actions()) {
            if (column->text() == "Filters"_L1) {
                column->trigger();
            }
        }
        menu.close();
    });
    key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!table().isColumnHidden(SubscriptionModel::Filters));
    table().sortByColumn(SubscriptionModel::Topic, Qt::DescendingOrder);
    m_desktop = std::make_unique<Desktop>(*m_clock, **m_settings, *m_backend);
    QVERIFY(!table().isColumnHidden(SubscriptionModel::Filters));
    QCOMPARE(table().horizontalHeader()->sortIndicatorSection(), int(SubscriptionModel::Topic));
}

void tst_SubscriptionsPage::copiesWhatIsShown()
{
    select(u"encounters"_s);
    key(Qt::Key_C, Qt::ControlModifier);
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY(copied.contains("\"id\": \"11\""_L1));
    QVERIFY(copied.contains("X-Api-Key"_L1));
    QVERIFY(!copied.contains("secret-1"_L1));
    select(u"referrals"_s);
    QVERIFY(!action(u"copyJson"_s).isEnabled());
}

void tst_SubscriptionsPage::masks()
{
    select(u"43"_s);
    child<QAction>(m_desktop->window(), u"mask"_s).setChecked(true);
    QVERIFY(!child<QTextBrowser>(page(), u"subscriptionText"_s).toPlainText().contains("4711"_L1));
    key(Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!QGuiApplication::clipboard()->text().contains("4711"_L1));
    key(Qt::Key_Delete);
    QVERIFY(hasConfirmDialog());
    for (const auto *label : dialog(u"confirmDialog"_s)->findChildren<QLabel *>()) {
        QVERIFY(!label->text().contains("4711"_L1));
    }
}

void tst_SubscriptionsPage::toolTipsSayWhyNot()
{
    select(u"40"_s);
    QVERIFY(!action(u"edit"_s).isEnabled());
    QVERIFY(action(u"edit"_s).toolTip().contains("not defined in this connection"_L1));
    QVERIFY(action(u"activate"_s).toolTip().contains("It is active."_L1));
    QCOMPARE(action(u"delete"_s).toolTip(), u"Delete"_s);
    select(u"43"_s);
    QVERIFY(action(u"events"_s).toolTip().contains("no topic"_L1));
    // Also in the menu, which has all of them.
    QTimer::singleShot(0, this, [this] {
        auto &menu = child<QMenu>(page(), u"subscriptionMenu"_s);
        QVERIFY(menu.toolTipsVisible());
        QCOMPARE(menu.actions(), page().actions());
        menu.close();
    });
    Q_EMIT table().customContextMenuRequested({10, 10});
}

void tst_SubscriptionsPage::newSubscription()
{
    server().answeredTopics = exampleTopics();
    key(Qt::Key_N, Qt::ControlModifier);
    auto *opened = page().findChild<SubscribeDialog *>(u"subscribeDialog"_s);
    QVERIFY(opened);
    Q_EMIT opened->eventsRequested(u"patients"_s);
    QVERIFY(child<QWidget>(m_desktop->window(), u"livePage"_s).isVisible());
}

void tst_SubscriptionsPage::edit()
{
    // As it is written, not with its defaults.
    auto connection = m_backend->connection();
    connection.configuration.subscriptions.append(m_listing.managed.at(1).wanted);
    connection.configuration.subscriptions[0].definition.heartbeatPeriod.reset();
    m_backend->open(connection);
    table().setFocus();
    select(u"patients"_s);
    key(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(dialog(u"subscribeDialog"_s));
    delete dialog(u"subscribeDialog"_s);
    key(Qt::Key_Return);
    QVERIFY(dialog(u"subscribeDialog"_s));
    delete dialog(u"subscribeDialog"_s);
    select(u"40"_s);
    key(Qt::Key_Return); // not ours
    key(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(!dialog(u"subscribeDialog"_s));
}

void tst_SubscriptionsPage::deactivateOurs()
{
    select(u"encounters"_s);
    key(Qt::Key_P, Qt::ControlModifier);
    QVERIFY(child<QLabel>(page(), u"confirmQuestion"_s).text().contains("encounters"_L1));
    click(u"confirmButton"_s);
    QCOMPARE(m_backend->calls().constLast(), u"suspend encounters"_s);
    QTRY_COMPARE(listings(), 2); // and looked at again
}

void tst_SubscriptionsPage::deactivateOthers()
{
    select(u"40"_s);
    action(u"deactivate"_s).trigger();
    QCOMPARE(child<QLabel>(page(), u"confirmQuestion"_s).text(),
             u"Deactivate Subscription/40, which is somebody else’s?"_s);
    QVERIFY(!server().calls.contains(u"setStatus 40 off"_s));
    click(u"confirmButton"_s);
    QVERIFY(server().calls.contains(u"setStatus 40 off"_s));
    QTRY_COMPARE(listings(), 2);
}

void tst_SubscriptionsPage::activate_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("call");
    QTest::newRow("suspended") << u"allergies"_s << u"resume allergies"_s;
    QTest::newRow("in error") << u"immunizations"_s << u"reactivate immunizations"_s;
}

void tst_SubscriptionsPage::activate()
{
    QFETCH(const QString, name);
    QFETCH(const QString, call);
    select(name);
    key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!hasConfirmDialog());
    QCOMPARE(m_backend->calls().constLast(), call);
}

void tst_SubscriptionsPage::activateOthers()
{
    select(u"42"_s);
    key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    click(u"confirmButton"_s);
    QVERIFY(server().calls.contains(u"setStatus 42 requested"_s));
}

void tst_SubscriptionsPage::checkNow()
{
    const auto busy = u"checking…"_s;
    select(u"encounters"_s);
    key(Qt::Key_K, Qt::ControlModifier);
    QCOMPARE(m_backend->calls().constLast(), u"check encounters"_s);
    QCOMPARE(statusOf(u"encounters"_s), busy);
    QVERIFY(!action(u"checkNow"_s).isEnabled());
    m_backend->tellJournal({{.webhookId = u"patients"_s}});
    QCOMPARE(statusOf(u"encounters"_s), busy); // that was about another one
    m_backend->tellJournal({{.webhookId = u"encounters"_s}});
    QCOMPARE(statusOf(u"encounters"_s), u"active"_s);
    // Or by what it shows,
    action(u"checkNow"_s).trigger();
    m_backend->setSubscriptions(m_listing.managed);
    QCOMPARE(statusOf(u"encounters"_s), busy);
    m_listing.managed[0].health.reason = u"Something else."_s;
    m_backend->setSubscriptions(m_listing.managed);
    QCOMPARE(statusOf(u"encounters"_s), u"active"_s);
    // or when nothing came of it.
    action(u"checkNow"_s).trigger();
    m_clock->advance(std::chrono::seconds(9));
    QCOMPARE(statusOf(u"encounters"_s), busy);
    m_clock->advance(std::chrono::seconds(1));
    QCOMPARE(statusOf(u"encounters"_s), u"active"_s);
}

void tst_SubscriptionsPage::deleteOurs()
{
    select(u"patients"_s);
    key(Qt::Key_Delete);
    QVERIFY(hasConfirmDialog());
    click(u"confirmButton"_s);
    QCOMPARE(m_backend->calls().constLast(), u"unsubscribe patients"_s);
    QVERIFY(!server().calls.contains(u"remove 12"_s)); // the backend does that
}

void tst_SubscriptionsPage::deleteIsCancelled()
{
    select(u"31"_s);
    key(Qt::Key_Delete);
    QVERIFY(child<QPushButton>(page(), u"cancelButton"_s).isDefault());
    activateConfirmDialog();
    QVERIFY(child<QPushButton>(page(), u"cancelButton"_s).hasFocus());
    QTest::keyClick(dialog(u"confirmDialog"_s), Qt::Key_Return);
    QTRY_VERIFY(!dialog(u"confirmDialog"_s));
    action(u"delete"_s).trigger();
    QTest::keyClick(dialog(u"confirmDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(!dialog(u"confirmDialog"_s));
    QVERIFY(!server().calls.contains(u"remove 31"_s));
}

void tst_SubscriptionsPage::deleteOthersByKeyboard()
{
    select(u"40"_s);
    key(Qt::Key_Delete);
    auto &confirm = child<QPushButton>(page(), u"confirmButton"_s);
    QVERIFY(!confirm.isEnabled());
    activateConfirmDialog();
    QTest::keyClick(dialog(u"confirmDialog"_s), Qt::Key_I, Qt::AltModifier);
    QTRY_VERIFY(child<QCheckBox>(page(), u"confirmCheck"_s).isChecked());
    QVERIFY(confirm.isEnabled());
    confirm.setFocus();
    QTest::keyClick(&confirm, Qt::Key_Space);
    QVERIFY(server().calls.contains(u"remove 40"_s));
    QTRY_COMPARE(listings(), 2);
}

void tst_SubscriptionsPage::deleteAllLeftOver()
{
    server().holdAnswers = true;
    key(Qt::Key_Delete, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(child<QTreeWidget>(page(), u"confirmList"_s).topLevelItemCount(), 2);
    click(u"confirmButton"_s);
    QCOMPARE(statusOf(u"31"_s), u"deleting…"_s);
    QCOMPARE(statusOf(u"32"_s), u"deleting…"_s);
    QVERIFY(!action(u"deleteLeftOver"_s).isEnabled());
    QVERIFY(server().calls.contains(u"remove 31"_s));
    QVERIFY(!server().calls.contains(u"remove 32"_s)); // one after the other
    server().release();
    QTRY_VERIFY(server().calls.contains(u"remove 32"_s));
    server().release();
    QTRY_COMPARE(statusOf(u"32"_s), u"active"_s); // until it is listed again
    QVERIFY(failure().isEmpty());
}

void tst_SubscriptionsPage::oneOfSeveralIsNotDeleted()
{
    server().errors.insert(u"remove 31"_s, {Error::Kind::Rejected, u"DELETE Subscription/31: 403"_s, {}});
    action(u"deleteLeftOver"_s).trigger();
    click(u"confirmButton"_s);
    QVERIFY(server().calls.contains(u"remove 32"_s));
    QVERIFY(failure().contains("Subscription/31 was not deleted. DELETE Subscription/31: 403"_L1));
    server().errors.insert(u"remove 32"_s, {Error::Kind::Rejected, u"DELETE Subscription/32: 403"_s, {}});
    action(u"deleteLeftOver"_s).trigger();
    click(u"confirmButton"_s);
    QVERIFY(failure().contains("31"_L1) && failure().contains("32"_L1)); // all of them
}

void tst_SubscriptionsPage::refused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("deactivate ours") << u"encounters"_s << u"deactivate"_s << u"encounters was not deactivated."_s;
    QTest::newRow("deactivate others") << u"40"_s << u"deactivate"_s << u"Subscription/40 was not deactivated."_s;
    QTest::newRow("resume") << u"allergies"_s << u"activate"_s << u"allergies was not activated."_s;
    QTest::newRow("activate others") << u"41"_s << u"activate"_s << u"Subscription/41 was not activated."_s;
    QTest::newRow("delete ours") << u"patients"_s << u"delete"_s << u"patients was not deleted."_s;
    QTest::newRow("delete left over") << u"31"_s << u"delete"_s << u"Subscription/31 was not deleted."_s;
}

void tst_SubscriptionsPage::refused()
{
    QFETCH(const QString, name);
    QFETCH(const QString, action);
    QFETCH(const QString, sentence);
    const Error refusal{Error::Kind::Rejected, u"422 <b>never</b>"_s, {}};
    m_backend->setAnswer(tl::unexpected(refusal));
    server().error = refusal;
    select(name);
    this->action(action).trigger();
    if (hasConfirmDialog()) {
        click(u"confirmButton"_s);
    }
    QVERIFY2(failure().startsWith(sentence), qPrintable(failure()));
    QVERIFY(failure().contains("422 <b>never</b>"_L1));
    QVERIFY(failure().contains("The server refuses it."_L1)); // and what to do
    QVERIFY(rowOf(name) >= 0);
    QTest::mouseClick(&child<QPushButton>(child<QWidget>(page(), u"failureBar"_s), u"messageButton"_s), Qt::LeftButton);
    QVERIFY(failure().isEmpty());
}

void tst_SubscriptionsPage::whatIsGoneIsNotCalledRefused()
{
    server().error = Error{Error::Kind::Rejected, u"PUT Subscription/40: 410"_s, {}, 410};
    select(u"40"_s);
    action(u"deactivate"_s).trigger();
    click(u"confirmButton"_s);
    QVERIFY2(failure().contains("does not have it any more"_L1), qPrintable(failure()));
    QVERIFY(!failure().contains("credentials"_L1));
}

void tst_SubscriptionsPage::goneMeanwhile()
{
    select(u"31"_s);
    action(u"delete"_s).trigger();
    server().answeredSubscriptions.clear();
    action(u"refresh"_s).trigger();
    click(u"confirmButton"_s);
    QVERIFY(!server().calls.contains(u"remove 31"_s));
    QVERIFY(failure().contains("Subscription/31 has changed or gone"_L1));
}

void tst_SubscriptionsPage::becameOursMeanwhile()
{
    select(u"40"_s);
    action(u"delete"_s).trigger();
    child<QCheckBox>(page(), u"confirmCheck"_s).setChecked(true);
    m_listing.managed[5].registered = Subscription();
    m_listing.managed[5].registered->id = u"40"_s;
    m_backend->setSubscriptions(m_listing.managed);
    click(u"confirmButton"_s);
    QVERIFY(!server().calls.contains(u"remove 40"_s));
}

void tst_SubscriptionsPage::underWay()
{
    server().holdAnswers = true;
    select(u"40"_s);
    action(u"deactivate"_s).trigger();
    click(u"confirmButton"_s);
    QCOMPARE(statusOf(u"40"_s), u"deactivating…"_s);
    QVERIFY(!action(u"deactivate"_s).isEnabled());
    QVERIFY(!action(u"delete"_s).isEnabled());
    QVERIFY(action(u"status"_s).isEnabled());
    select(u"41"_s); // others can be worked with
    QVERIFY(action(u"deactivate"_s).isEnabled());
    server().holdAnswers = false;
    server().release();
    QTRY_COMPARE(statusOf(u"40"_s), u"active"_s);
}

void tst_SubscriptionsPage::lateFailureOfAnotherRow()
{
    server().holdAnswers = true;
    server().errors.insert(u"setStatus 40 off"_s, {Error::Kind::Retry, u"timeout"_s, {}});
    select(u"40"_s);
    action(u"deactivate"_s).trigger();
    click(u"confirmButton"_s);
    // The row goes, and another connection comes: nobody is told of what was before.
    select(u"encounters"_s);
    server().answeredSubscriptions.clear();
    m_backend->stop();
    server().release();
    QTest::qWait(10);
    QVERIFY(failure().isEmpty());
    server().holdAnswers = false;
    m_backend->start();
    select(u"encounters"_s);
    QVERIFY(action(u"deactivate"_s).isEnabled());
}

void tst_SubscriptionsPage::showEvents()
{
    select(u"40"_s);
    QVERIFY(!action(u"showEvents"_s).isEnabled());
    select(u"patients"_s);
    key(Qt::Key_B, Qt::ControlModifier);
    auto &live = child<QWidget>(m_desktop->window(), u"livePage"_s);
    QVERIFY(live.isVisible());
    QVERIFY(child<QLineEdit>(live, u"filterEdit"_s).text().contains("patients"_L1));
}

void tst_SubscriptionsPage::statusAndEventsByKeyboard()
{
    select(u"lab-results"_s);
    key(Qt::Key_I, Qt::ControlModifier);
    QVERIFY(dialog(u"statusDialog"_s));
    QVERIFY(server().calls.contains(u"status 13"_s));
    dialog(u"statusDialog"_s)->close();
    QTRY_VERIFY(!dialog(u"statusDialog"_s));
    action(u"events"_s).trigger();
    QVERIFY(dialog(u"eventsDialog"_s));
    QCOMPARE(child<QLineEdit>(page(), u"firstNumber"_s).text(), u"1200"_s); // what is missing
    QCOMPARE(child<QLineEdit>(page(), u"lastNumber"_s).text(), u"1202"_s);
    child<QAction>(m_desktop->window(), u"mask"_s).setChecked(true); // reaches it
    click(u"fetchButton"_s);
    QVERIFY(server().calls.contains(u"events 13 1200-1202"_s));
}

void tst_SubscriptionsPage::dialogsEndWithTheConnection()
{
    select(u"31"_s);
    for (const auto &name : {u"delete"_s, u"status"_s, u"events"_s}) {
        action(name).trigger();
        QVERIFY(!page().findChildren<QDialog *>().isEmpty());
        m_backend->stop();
        QTRY_VERIFY(page().findChildren<QDialog *>().isEmpty());
        m_backend->start();
        select(u"31"_s);
    }
    QVERIFY(!server().calls.contains(u"remove 31"_s));
}

QTEST_MAIN(tst_SubscriptionsPage)
#include "tst_subscriptionspage.moc"
