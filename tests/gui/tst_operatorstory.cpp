// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakesecretstore.h"
#include "gui/application/desktop.h"
#include "gui/backend/embeddedbackend.h"
#include "gui/notifications/notificationcolumn.h"
#include "gui/overview/overviewmodel.h"
#include "guitest.h"

#include <Tbs/sandbox/sandboxserver.h>

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPushButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QTableView>
#include <QTabWidget>
#include <QTcpServer>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

namespace {

constexpr int patience = 60'000; // milliseconds, of what another program has to do
constexpr auto version = FhirVersion::R5;
const auto webhookId = u"women"_s;

QJsonObject patient(const QString &id, const QString &gender)
{
    return {{u"resourceType"_s, u"Patient"_s},
            {u"id"_s, id},
            {u"gender"_s, gender},
            {u"name"_s, QJsonArray{QJsonObject{{u"family"_s, u"Chalmers"_s}}}}};
}

} // namespace

/// What an operator does from the first start to the last click, in the real window, with a FHIR server over HTTP. The
/// functions are the chapters of one story: each goes on where the one before has ended.
class tst_OperatorStory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QVERIFY2(!m_isBroken, "An earlier chapter has failed."); }
    void cleanup() { m_isBroken = m_isBroken || QTest::currentTestFailed(); }
    void cleanupTestCase();

    void connectsToServer();
    void findsTopic();
    void subscribesWithFilter();
    void seesHandshakeHeartbeatAndEvents();
    void pauses();
    void filters();
    void opensDetail();
    void masksPatients();
    void replays();
    void exports();
    void seesGapAndRecovery();
    void seesBrokenServer();
    void suspendsAndResumes();
    void deletesSubscription();
    void comesBack();

private:
    void openDesktop();
    [[nodiscard]] QMainWindow &window() { return m_desktop->window(); }
    [[nodiscard]] QWidget &page(const QString &name) { return child<QWidget>(window(), name); }
    /// By its keys, as the page of shortcuts tells them.
    void showPage(const QString &name, Qt::Key number);
    void press(QWidget &parent, const QString &button);
    void type(QWidget &parent, const QString &field, const QString &text);
    void trigger(QWidget &parent, const QString &action);
    [[nodiscard]] QTableView &liveTable() { return child<QTableView>(page(u"livePage"_s), u"notificationTable"_s); }
    [[nodiscard]] QStringList liveKinds();
    [[nodiscard]] QString light();
    [[nodiscard]] QJsonArray serverSubscriptions() const;

    SystemClock m_clock;
    bool m_isBroken = false;
    QTemporaryDir m_folder;
    quint16 m_port = 0;
    FakeSecretStore::Content m_keychain;
    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<SandboxServer> m_sandbox;
    std::unique_ptr<EmbeddedBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
};

void tst_OperatorStory::initTestCase()
{
    m_sandbox = std::make_unique<SandboxServer>(m_clock);
    QVERIFY(m_sandbox->listen({}));
    QTcpServer finder;
    QVERIFY(finder.listen(QHostAddress::LocalHost));
    m_port = finder.serverPort();
    m_settings = std::make_unique<TemporarySettings>();
    openDesktop();
}

void tst_OperatorStory::openDesktop()
{
    m_backend = std::make_unique<EmbeddedBackend>(m_clock, m_folder.path());
    m_desktop =
        std::make_unique<Desktop>(m_clock, **m_settings, *m_backend, std::make_unique<FakeSecretStore>(m_keychain));
    window().show();
    m_desktop->start();
    QVERIFY(QTest::qWaitForWindowActive(&window()));
}

void tst_OperatorStory::cleanupTestCase()
{
    m_desktop.reset();
    m_backend.reset();
}

void tst_OperatorStory::showPage(const QString &name, Qt::Key number)
{
    window().activateWindow(); // after a dialog a window manager does that
    QTRY_COMPARE(QApplication::activeWindow(), &window());
    QTest::keyClick(&window(), number, Qt::ControlModifier);
    QVERIFY2(page(name).isVisible(), qPrintable(name));
}

void tst_OperatorStory::press(QWidget &parent, const QString &button)
{
    auto &found = child<QAbstractButton>(parent, button);
    QTRY_VERIFY_WITH_TIMEOUT(found.isVisible() && found.isEnabled(), patience);
    QTest::mouseClick(&found, Qt::LeftButton);
}

void tst_OperatorStory::type(QWidget &parent, const QString &field, const QString &text)
{
    auto &widget = child<QWidget>(parent, field);
    widget.setFocus();
    QTest::keyClick(&widget, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&widget, text);
}

void tst_OperatorStory::trigger(QWidget &parent, const QString &action)
{
    auto &found = child<QAction>(parent, action);
    QTRY_VERIFY2_WITH_TIMEOUT(found.isEnabled(), qPrintable(action), patience);
    found.trigger();
}

QStringList tst_OperatorStory::liveKinds()
{
    QStringList kinds;
    const auto *model = liveTable().model();
    for (int row = 0; row < model->rowCount(); ++row) {
        kinds << model->index(row, static_cast<int>(NotificationColumn::Kind)).data().toString();
    }
    return kinds;
}

QString tst_OperatorStory::light()
{
    const auto &table = child<QTableView>(page(u"overviewPage"_s), u"overviewTable"_s);
    return table.model()->index(0, OverviewModel::Status).data().toString();
}

QJsonArray tst_OperatorStory::serverSubscriptions() const
{
    const auto versions = m_sandbox->state().value(u"versions"_s).toArray();
    for (const auto &one : versions) {
        if (one.toObject().value(u"version"_s).toString() == toCode(version)) {
            return one.toObject().value(u"subscriptions"_s).toArray();
        }
    }
    return {};
}

void tst_OperatorStory::connectsToServer()
{
    auto &connections = page(u"connectionsPage"_s);
    QVERIFY(connections.isVisible()); // there is nothing else to do yet
    trigger(connections, u"newConnection"_s);
    type(connections, u"connectionName"_s, u"Ward 7"_s);
    type(connections, u"baseUrl"_s, m_sandbox->baseUrl(version).toString());
    type(connections, u"listenPort"_s, QString::number(m_port));
    trigger(connections, u"saveConnection"_s);
    trigger(connections, u"openConnection"_s);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    QTRY_VERIFY_WITH_TIMEOUT(page(u"overviewPage"_s).isVisible(), patience);
    QVERIFY(child<QLabel>(window(), u"stateText"_s).text().contains(u"Ward 7"_s));
}

void tst_OperatorStory::findsTopic()
{
    showPage(u"topicsPage"_s, Qt::Key_4);
    auto &topics = page(u"topicsPage"_s);
    auto &list = child<QTreeView>(topics, u"topicList"_s);
    QTRY_VERIFY_WITH_TIMEOUT(list.model()->rowCount() >= 3, patience);
    QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"observation changed"_s);
    QTRY_COMPARE(list.model()->rowCount(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QTRY_VERIFY(list.currentIndex().isValid());
}

void tst_OperatorStory::subscribesWithFilter()
{
    auto &topics = page(u"topicsPage"_s);
    QTest::keyClick(&topics, Qt::Key_N, Qt::ControlModifier);
    QTRY_VERIFY(window().findChild<QDialog *>(u"subscribeDialog"_s));
    auto &dialog = child<QDialog>(window(), u"subscribeDialog"_s);
    dialog.activateWindow(); // what a window manager does
    QTRY_COMPARE(QApplication::activeWindow(), &dialog);
    QTest::keyClick(&dialog, Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier); // adds a filter
    for (const auto &part : {u"Patient"_s, u"gender"_s, u""_s, u"female"_s}) {
        QTest::keyClicks(QApplication::focusWidget(), part);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    type(dialog, u"webhookIdEdit"_s, webhookId);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    auto &showEvents = child<QPushButton>(dialog, u"showEventsButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(showEvents.isVisible() && showEvents.isEnabled(), patience);
    QCOMPARE(serverSubscriptions().size(), 1);
    QCOMPARE(serverSubscriptions().at(0).toObject().value(u"status"_s).toString(), u"active"_s);
    QTest::mouseClick(&showEvents, Qt::LeftButton);
    QTRY_VERIFY(page(u"livePage"_s).isVisible());
}

void tst_OperatorStory::seesHandshakeHeartbeatAndEvents()
{
    child<QLineEdit>(page(u"livePage"_s), u"filterEdit"_s).clear();
    QVERIFY(m_sandbox->putResource(version, patient(u"1"_s, u"male"_s)));
    QVERIFY(m_sandbox->putResource(version, patient(u"2"_s, u"female"_s)));
    m_sandbox->sendHeartbeats();
    QTRY_VERIFY_WITH_TIMEOUT(liveKinds().contains(u"Handshake"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(liveKinds().contains(u"Heartbeat"_s), patience);
    QTRY_VERIFY_WITH_TIMEOUT(liveKinds().contains(u"Event"_s), patience);
    QCOMPARE(liveKinds().count(u"Event"_s), 1); // the man does not pass the filter
    showPage(u"overviewPage"_s, Qt::Key_1);
    QTRY_COMPARE_WITH_TIMEOUT(light(), u"Active"_s, patience);
}

void tst_OperatorStory::pauses()
{
    showPage(u"livePage"_s, Qt::Key_2);
    auto &live = page(u"livePage"_s);
    QTest::keyClick(&live, Qt::Key_P, Qt::ControlModifier);
    QVERIFY(m_sandbox->putResource(version, patient(u"3"_s, u"female"_s)));
    auto &button = child<QPushButton>(live, u"newButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(button.isVisible(), patience);
    QVERIFY(button.text().contains(u'1'));
    QCOMPARE(liveKinds().count(u"Event"_s), 1);
    QTest::mouseClick(&button, Qt::LeftButton);
    QTRY_COMPARE(liveKinds().count(u"Event"_s), 2);
    QVERIFY(!child<QAction>(live, u"pause"_s).isChecked());
}

void tst_OperatorStory::filters()
{
    auto &live = page(u"livePage"_s);
    QTest::keyClick(&window(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"focus:Patient/2"_s);
    QTRY_COMPARE(liveTable().model()->rowCount(), 1);
    child<QLineEdit>(live, u"filterEdit"_s).setText(u"focus:Patient/1"_s);
    QTRY_COMPARE(liveTable().model()->rowCount(), 0);
    child<QLineEdit>(live, u"filterEdit"_s).setText(u"type:event"_s);
    QTRY_COMPARE(liveTable().model()->rowCount(), 2);
}

void tst_OperatorStory::opensDetail()
{
    liveTable().setFocus();
    QTest::keyClick(&liveTable(), Qt::Key_Home, Qt::ControlModifier);
    auto &tabs = child<QTabWidget>(page(u"livePage"_s), u"detailTabs"_s);
    QTRY_VERIFY_WITH_TIMEOUT(tabs.isVisible(), patience);
    for (int i = 0; i < tabs.count(); ++i) {
        QTest::keyClick(tabs.tabBar(), Qt::Key_Right);
        QVERIFY(tabs.currentWidget()->isVisible());
    }
}

void tst_OperatorStory::masksPatients()
{
    QTest::keyClick(&window(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(child<QLabel>(window(), u"maskedText"_s).isVisible());
    QTest::keyClick(&window(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(!child<QLabel>(window(), u"maskedText"_s).isVisible());
}

void tst_OperatorStory::replays()
{
    showPage(u"historyPage"_s, Qt::Key_3);
    auto &history = page(u"historyPage"_s);
    auto &table = child<QTableView>(history, u"notificationTable"_s);
    child<QLineEdit>(history, u"filterEdit"_s).setText(u"type:event"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table.model()->rowCount(), 2, patience);
    table.setFocus();
    table.selectRow(0);
    trigger(history, u"replay"_s);
    QTRY_VERIFY(window().findChild<QWidget *>(u"replayDialog"_s));
    press(child<QWidget>(window(), u"replayDialog"_s), u"replayButton"_s);
    showPage(u"livePage"_s, Qt::Key_2);
    child<QLineEdit>(page(u"livePage"_s), u"filterEdit"_s).clear();
    // Where the list stands still since a line is read, it says how many are new.
    auto &newLines = child<QPushButton>(page(u"livePage"_s), u"newButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(newLines.isVisible() || liveKinds().contains(u"Replayed"_s), patience);
    if (newLines.isVisible()) {
        QTest::mouseClick(&newLines, Qt::LeftButton);
    }
    QTRY_VERIFY_WITH_TIMEOUT(liveKinds().contains(u"Replayed"_s), patience);
}

void tst_OperatorStory::exports()
{
    showPage(u"historyPage"_s, Qt::Key_3);
    auto &history = page(u"historyPage"_s);
    const auto file = m_folder.filePath(u"events.ndjson"_s);
    trigger(history, u"export"_s);
    auto &dialog = child<QFileDialog>(history, u"exportDialog"_s);
    auto &name = child<QLineEdit>(dialog, u"fileNameEdit"_s);
    name.setText(file); // typing has Qt's completer come between
    QTest::keyClick(&name, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), patience);
    const auto lines = [&file] {
        QFile written(file);
        return written.open(QIODevice::ReadOnly) ? written.readAll().count('\n') : 0;
    };
    QTRY_COMPARE_WITH_TIMEOUT(lines(), 2, patience); // the filter is still there
}

void tst_OperatorStory::seesGapAndRecovery()
{
    showPage(u"overviewPage"_s, Qt::Key_1);
    m_sandbox->setFaults({.dropEventNumbers = {3}, .failRequests = 503});
    QVERIFY(m_sandbox->putResource(version, patient(u"4"_s, u"female"_s)));
    QVERIFY(m_sandbox->putResource(version, patient(u"5"_s, u"female"_s)));
    QTRY_COMPARE_WITH_TIMEOUT(light(), u"Gap"_s, patience);
    m_sandbox->setFaults({});
    QTRY_COMPARE_WITH_TIMEOUT(light(), u"Active"_s, patience);
    showPage(u"livePage"_s, Qt::Key_2);
    QTRY_VERIFY_WITH_TIMEOUT(liveKinds().contains(u"Recovered"_s), patience);
}

void tst_OperatorStory::seesBrokenServer()
{
    showPage(u"overviewPage"_s, Qt::Key_1);
    auto &overview = page(u"overviewPage"_s);
    auto &table = child<QTableView>(overview, u"overviewTable"_s);
    // The server loses our Subscription, and does not get through to us when it is created once more.
    const auto id = serverSubscriptions().at(0).toObject().value(u"id"_s).toString();
    QNetworkAccessManager network;
    auto *removed = network.deleteResource(
        QNetworkRequest(QUrl(m_sandbox->baseUrl(version).toString() + u"/Subscription/"_s + id)));
    QTRY_VERIFY_WITH_TIMEOUT(removed->isFinished(), patience);
    m_sandbox->setFaults({.refuseHandshake = true});
    table.selectRow(0);
    trigger(overview, u"checkSubscription"_s);
    QTRY_COMPARE_WITH_TIMEOUT(light(), u"Error"_s, patience);
    m_sandbox->setFaults({});
    trigger(overview, u"reactivateSubscription"_s);
    QTRY_COMPARE_WITH_TIMEOUT(light(), u"Active"_s, patience);
}

void tst_OperatorStory::suspendsAndResumes()
{
    showPage(u"subscriptionsPage"_s, Qt::Key_5);
    auto &subscriptions = page(u"subscriptionsPage"_s);
    auto &table = child<QAbstractItemView>(subscriptions, u"subscriptionTable"_s);
    QTRY_COMPARE_WITH_TIMEOUT(table.model()->rowCount(), 1, patience);
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    trigger(subscriptions, u"deactivate"_s);
    press(child<QWidget>(window(), u"confirmDialog"_s), u"confirmButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(serverSubscriptions().at(0).toObject().value(u"status"_s).toString(), u"off"_s, patience);
    showPage(u"overviewPage"_s, Qt::Key_1);
    QTRY_COMPARE_WITH_TIMEOUT(light(), u"Suspended"_s, patience);
    showPage(u"subscriptionsPage"_s, Qt::Key_5);
    trigger(subscriptions, u"activate"_s);
    showPage(u"overviewPage"_s, Qt::Key_1);
    QTRY_COMPARE_WITH_TIMEOUT(light(), u"Active"_s, patience);
}

void tst_OperatorStory::deletesSubscription()
{
    showPage(u"subscriptionsPage"_s, Qt::Key_5);
    auto &subscriptions = page(u"subscriptionsPage"_s);
    auto &table = child<QAbstractItemView>(subscriptions, u"subscriptionTable"_s);
    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, 0));
    QTRY_VERIFY_WITH_TIMEOUT(child<QAction>(subscriptions, u"delete"_s).isEnabled(), patience);
    QTest::keyClick(&table, Qt::Key_Delete);
    QTRY_VERIFY(window().findChild<QWidget *>(u"confirmDialog"_s));
    auto &dialog = child<QWidget>(window(), u"confirmDialog"_s);
    QTest::keyClick(&dialog, Qt::Key_Escape); // Cancel is what one gets by mistake
    QCOMPARE(serverSubscriptions().size(), 1);
    QTRY_VERIFY(!window().findChild<QWidget *>(u"confirmDialog"_s));
    showPage(u"subscriptionsPage"_s, Qt::Key_5);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Delete);
    QTRY_VERIFY(window().findChild<QWidget *>(u"confirmDialog"_s));
    press(child<QWidget>(window(), u"confirmDialog"_s), u"confirmButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(serverSubscriptions().size(), 0, patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->subscriptions().size(), 0, patience);
}

void tst_OperatorStory::comesBack()
{
    showPage(u"subscriptionsPage"_s, Qt::Key_5);
    QTest::keyClick(&window(), Qt::Key_Q, Qt::ControlModifier);
    QTRY_VERIFY(!window().isVisible());
    m_desktop.reset();
    m_backend.reset();
    openDesktop();
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    QCOMPARE(m_backend->connection().name, u"Ward 7"_s);
    QVERIFY(page(u"subscriptionsPage"_s).isVisible());
    showPage(u"historyPage"_s, Qt::Key_3);
    auto &table = child<QTableView>(page(u"historyPage"_s), u"notificationTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table.model()->rowCount() > 5, patience);
}

QTEST_MAIN(tst_OperatorStory)
#include "tst_operatorstory.moc"
