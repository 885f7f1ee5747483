// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "gui/application/desktop.h"
#include "gui/live/livepage.h"
#include "gui/notifications/notificationcolumn.h"
#include "guitest.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// The page in its window, as a person uses it.
class TestLivePage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptyStatesSayWhatToDo();
    void showsWhatArrives();
    void standsStillWhileTheUserReads();
    void scrollingDownPauses();
    void pauses();
    void filtersAsTheUserTypes();
    void wrongFilterIsExplained();
    void detailOfAnEvent();
    void detailOfWhatIsNoNotification();
    void comparesWithTheEventBefore();
    void showsFailedHandlers();
    void copies();
    void copiesMasked();
    void follows();
    void mutesASubscription();
    void columnsAreRemembered();
    void keepsUpWithTheFlood();

private:
    void receiveEvents(int first, int last);
    void click(int row);
    [[nodiscard]] QString cell(int row, NotificationColumn column) const;
    template <typename T> T &in(const QString &name) const { return Test::child<T>(*m_page, name); }
    void openMenu(const std::function<void(QMenu &)> &use);

    SystemClock m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
    LivePage *m_page = nullptr;
    NotificationTable *m_table = nullptr;
};

void TestLivePage::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    m_desktop = std::make_unique<Desktop>(m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    m_desktop->window().showPage(u"livePage"_s);
    m_page = &Test::child<LivePage>(m_desktop->window(), u"livePage"_s);
    m_table = &in<NotificationTable>(u"notificationTable"_s);
    m_backend->start();
    QCOMPARE(m_backend->state(), Backend::State::Running);
}

void TestLivePage::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void TestLivePage::receiveEvents(int first, int last)
{
    QList<QByteArray> bodies;
    for (int number = first; number <= last; ++number) {
        bodies << Test::notificationBody(u"Subscription/1"_s, u"event-notification"_s, number,
                                         Test::exampleEncounter(QString::number(number), u"completed"_s));
    }
    m_backend->receive(u"encounters"_s, bodies);
}

void TestLivePage::click(int row)
{
    const auto index = m_table->model()->index(row, static_cast<int>(NotificationColumn::Topic));
    m_table->scrollTo(index);
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {}, m_table->visualRect(index).center());
}

QString TestLivePage::cell(int row, NotificationColumn column) const
{
    return m_table->model()->index(row, static_cast<int>(column)).data().toString();
}

void TestLivePage::openMenu(const std::function<void(QMenu &)> &use)
{
    QTimer::singleShot(0, this, [use] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        use(*menu);
        menu->close();
    });
}

void TestLivePage::emptyStatesSayWhatToDo()
{
    const auto empty = m_page->grab().toImage();
    m_backend->stop();
    QVERIFY(m_page->grab().toImage() != empty);
    QCOMPARE(m_table->model()->rowCount(), 0);
    QVERIFY(in<QLabel>(u"detailMessage"_s).isVisible());
}

void TestLivePage::showsWhatArrives()
{
    m_backend->receive(u"encounters"_s, {Test::notificationBody(u"Subscription/1"_s, u"handshake"_s)});
    receiveEvents(1, 2);
    m_backend->receive(u"encounters"_s, {"{", Test::notificationBody(u"Subscription/1"_s, u"heartbeat"_s, 2)});
    QCOMPARE(m_table->model()->rowCount(), 5);
    QCOMPARE(cell(4, NotificationColumn::Kind), u"Handshake"_s);
    QCOMPARE(cell(2, NotificationColumn::Kind), u"Event"_s);
    QCOMPARE(cell(2, NotificationColumn::Focus), u"Encounter/2"_s);
    QCOMPARE(cell(2, NotificationColumn::Topic), u"encounter-complete"_s);
    const QStringList last{cell(0, NotificationColumn::Kind), cell(1, NotificationColumn::Kind)};
    QVERIFY(last.contains(u"Heartbeat"_s));
    QVERIFY(last.contains(u"Rejected"_s));
}

void TestLivePage::standsStillWhileTheUserReads()
{
    receiveEvents(1, 3);
    click(1);
    QCOMPARE(cell(m_table->currentIndex().row(), NotificationColumn::Focus), u"Encounter/2"_s);
    receiveEvents(4, 6);
    QCOMPARE(m_table->model()->rowCount(), 3);
    auto &button = in<QPushButton>(u"newButton"_s);
    QVERIFY(button.isVisible());
    QVERIFY2(button.text().startsWith(u'3'), qPrintable(button.text()));
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(m_table->model()->rowCount(), 6);
    QVERIFY(!button.isVisible());
    QVERIFY(!m_table->currentIndex().isValid());

    click(0);
    receiveEvents(7, 7);
    QTest::keyClick(m_table, Qt::Key_Escape);
    QCOMPARE(m_table->model()->rowCount(), 7);
}

void TestLivePage::scrollingDownPauses()
{
    receiveEvents(1, 100);
    QTRY_VERIFY(m_table->verticalScrollBar()->maximum() > 20);
    m_table->verticalScrollBar()->setValue(20);
    receiveEvents(101, 101);
    QCOMPARE(m_table->model()->rowCount(), 100);
    m_table->verticalScrollBar()->setValue(0);
    QCOMPARE(m_table->model()->rowCount(), 101);
}

void TestLivePage::pauses()
{
    QTest::keyClick(m_table, Qt::Key_P, Qt::ControlModifier);
    QVERIFY(in<QAction>(u"pause"_s).isChecked());
    receiveEvents(1, 2);
    QCOMPARE(m_table->model()->rowCount(), 0);
    QVERIFY(in<QLabel>(u"liveCounts"_s).text().contains(u"paused"_s));
    QTest::keyClick(m_table, Qt::Key_P, Qt::ControlModifier);
    QCOMPARE(m_table->model()->rowCount(), 2);
    QTest::keyClick(m_table, Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(m_table->model()->rowCount(), 0);
}

void TestLivePage::filtersAsTheUserTypes()
{
    m_backend->receive(u"encounters"_s, {Test::notificationBody(u"Subscription/1"_s, u"handshake"_s)});
    receiveEvents(1, 3);
    QTest::keyClick(&m_desktop->window(), Qt::Key_F, Qt::ControlModifier);
    auto &edit = in<QLineEdit>(u"filterEdit"_s);
    QTest::keyClicks(&edit, u"focus:Encounter/2"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    edit.clear();
    QTRY_COMPARE(m_table->model()->rowCount(), 4);
    QTest::keyClicks(&edit, u"-type:event"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QCOMPARE(cell(0, NotificationColumn::Kind), u"Handshake"_s);
    edit.clear();
    QTRY_COMPARE(m_table->model()->rowCount(), 4);
    QTest::keyClicks(&edit, u"\"encounter/3\""_s); // in the body only
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    edit.clear();
    QTRY_COMPARE(m_table->model()->rowCount(), 4);
}

void TestLivePage::wrongFilterIsExplained()
{
    receiveEvents(1, 3);
    auto &edit = in<QLineEdit>(u"filterEdit"_s);
    auto &message = in<QLabel>(u"filterMessage"_s);
    const auto plain = edit.palette().color(QPalette::Base);
    QTest::keyClicks(&edit, u"type:event"_s);
    const auto good = edit.palette().color(QPalette::Base);
    QVERIFY(good != plain);
    QVERIFY(!message.isVisible());
    QTest::keyClicks(&edit, u"s,x"_s);
    const auto bad = edit.palette().color(QPalette::Base);
    QVERIFY(bad != plain && bad != good);
    QVERIFY(message.isVisible());
    QVERIFY2(message.text().contains(u"handshake"_s), qPrintable(message.text()));
    QTRY_COMPARE(m_table->model()->rowCount(), 0); // of type:events, the last that was understood
}

void TestLivePage::detailOfAnEvent()
{
    receiveEvents(1, 1);
    click(0);
    auto &tabs = in<QTabWidget>(u"detailTabs"_s);
    QTRY_VERIFY(tabs.isVisible());
    QVERIFY(in<QPlainTextEdit>(u"detailRaw"_s).toPlainText().contains(u"\"resourceType\": \"Encounter\""_s));
    auto &tree = in<QTreeView>(u"detailTree"_s);
    QCOMPARE(tree.model()->index(0, 1).data().toString(), u"Bundle"_s);
    auto &resources = in<QTreeWidget>(u"detailResources"_s);
    QCOMPARE(resources.topLevelItemCount(), 1);
    QCOMPARE(resources.topLevelItem(0)->text(0), u"Encounter/1"_s);
    auto &events = in<QTreeWidget>(u"detailEvents"_s);
    QTRY_COMPARE(events.topLevelItemCount(), 1);
    QCOMPARE(events.topLevelItem(0)->text(0), u"Done"_s);
    auto &headers = in<QTreeWidget>(u"detailHeaders"_s);
    QCOMPARE(headers.topLevelItemCount(), 6);
    QCOMPARE(headers.topLevelItem(1)->text(0), u"Accept"_s);
    QCOMPARE(headers.topLevelItem(1)->text(1), u"application/fhir+json"_s);
    QCOMPARE(headers.topLevelItem(3)->text(0), u"X-Api-Key"_s);
    QVERIFY(headers.topLevelItem(3)->text(1).startsWith(u"not stored"_s));
    QVERIFY(tabs.isTabVisible(6));
}

void TestLivePage::detailOfWhatIsNoNotification()
{
    m_backend->receive(u"encounters"_s, {"no JSON"});
    click(0);
    auto &tabs = in<QTabWidget>(u"detailTabs"_s);
    QTRY_VERIFY(tabs.isVisible());
    QStringList texts;
    for (const auto *label : in<QWidget>(u"detailSummary"_s).findChildren<QLabel *>()) {
        texts << label->text();
    }
    QVERIFY2(texts.join(u' ').contains(u"Rejected"_s), qPrintable(texts.join(u' ')));
    QVERIFY(!tabs.isTabVisible(2));
    QVERIFY(!tabs.isTabVisible(6));
    QVERIFY(!in<QAction>(u"copyJson"_s).isEnabled());
}

void TestLivePage::comparesWithTheEventBefore()
{
    m_backend->receive(u"patients"_s,
                       {Test::notificationBody(u"Subscription/2"_s, u"event-notification"_s, 1,
                                               Test::examplePatient(u"1"_s, u"Chalmers"_s)),
                        Test::notificationBody(u"Subscription/2"_s, u"event-notification"_s, 2,
                                               Test::examplePatient(u"1"_s, u"Windsor"_s))});
    click(0);
    auto &changes = in<QTreeWidget>(u"detailChanges"_s);
    QTRY_COMPARE(changes.topLevelItemCount(), 1);
    const auto *change = changes.topLevelItem(0);
    QCOMPARE(change->text(1), u"name[0].family"_s);
    QCOMPARE(change->text(2), u"Chalmers"_s);
    QCOMPARE(change->text(3), u"Windsor"_s);
    click(1);
    QTRY_VERIFY(!in<QTabWidget>(u"detailTabs"_s).isTabVisible(5));
}

void TestLivePage::showsFailedHandlers()
{
    m_backend->setHandlerResult(failure(Error::Kind::Rejected, u"no room"_s));
    receiveEvents(1, 1);
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    const int failed = cell(0, NotificationColumn::Kind) == "Failed"_L1 ? 0 : 1; // told by different parts
    QCOMPARE(cell(failed, NotificationColumn::Kind), u"Failed"_s);
    QVERIFY(cell(failed, NotificationColumn::Details).contains(u"no room"_s));
    click(1 - failed);
    auto &events = in<QTreeWidget>(u"detailEvents"_s);
    QTRY_COMPARE(events.topLevelItemCount(), 1);
    QTRY_COMPARE(events.topLevelItem(0)->text(0), u"Failed"_s);
    QCOMPARE(events.topLevelItem(0)->text(6), u"no room"_s);
}

void TestLivePage::copies()
{
    receiveEvents(1, 1);
    click(0);
    QTRY_VERIFY(in<QAction>(u"copyJson"_s).isEnabled());
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Encounter/1"_s));
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const auto command = QGuiApplication::clipboard()->text();
    QVERIFY(command.startsWith(u"curl "_s));
    QVERIFY(command.contains(u"http://127.0.0.1:8080/webhook/encounters"_s));
}

void TestLivePage::copiesMasked()
{
    m_backend->receive(u"patients"_s,
                       {Test::notificationBody(u"Subscription/2"_s, u"event-notification"_s, 1,
                                               Test::examplePatient(u"17"_s, u"Chalmers"_s))});
    click(0);
    QTRY_VERIFY(in<QAction>(u"copyJson"_s).isEnabled());
    QTest::keyClick(&m_desktop->window(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(Test::child<QLabel>(m_desktop->window(), u"maskedText"_s).isVisible());
    QCOMPARE(cell(0, NotificationColumn::Focus), u"Patient/•••"_s);
    QVERIFY(!in<QPlainTextEdit>(u"detailRaw"_s).toPlainText().contains(u"Chalmers"_s));
    for (const auto modifiers : {Qt::KeyboardModifiers(Qt::ControlModifier), Qt::ControlModifier | Qt::ShiftModifier}) {
        QTest::keyClick(m_table, Qt::Key_C, modifiers);
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u"Chalmers"_s));
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u"Patient/17"_s));
    }
}

void TestLivePage::follows()
{
    receiveEvents(1, 3);
    m_backend->receive(u"patients"_s,
                       {Test::notificationBody(u"Subscription/2"_s, u"event-notification"_s, 1,
                                               Test::examplePatient(u"1"_s, u"Chalmers"_s))});
    click(1);
    QTRY_VERIFY(in<QAction>(u"followFocus"_s).isEnabled());
    QTest::keyClick(m_table, Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(in<QLineEdit>(u"filterEdit"_s).text(), u"focus:Encounter/3"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    in<QLineEdit>(u"filterEdit"_s).setText(u"subscription:x focus:Patient/1"_s);
    in<QLineEdit>(u"filterEdit"_s).clear();
    QTRY_COMPARE(m_table->model()->rowCount(), 4);
    click(1);
    QTRY_VERIFY(in<QAction>(u"followSubscription"_s).isEnabled());
    QTest::keyClick(m_table, Qt::Key_B, Qt::ControlModifier);
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
}

void TestLivePage::mutesASubscription()
{
    receiveEvents(1, 2);
    m_backend->receive(u"patients"_s, {Test::notificationBody(u"Subscription/2"_s, u"handshake"_s)});
    QCOMPARE(m_table->model()->rowCount(), 3);
    openMenu([](QMenu &menu) {
        const auto actions = menu.actions();
        QCOMPARE(actions.first()->text(), u"encounters"_s);
        QVERIFY(actions.first()->isChecked());
        actions.first()->trigger();
    });
    auto &button = in<QToolButton>(u"subscriptionsButton"_s);
    QTest::mouseClick(&button, Qt::LeftButton);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QVERIFY2(button.text().contains(u'1'), qPrintable(button.text()));
}

void TestLivePage::columnsAreRemembered()
{
    constexpr int column = static_cast<int>(NotificationColumn::Bundle);
    QVERIFY(m_table->isColumnHidden(column));
    openMenu([](QMenu &menu) {
        const auto actions = menu.actions();
        QVERIFY(std::none_of(actions.begin(), actions.end(), [](const QAction *action) {
            return action->text() == columnTitle(NotificationColumn::Handling);
        }));
        const auto bundle = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
            return action->text() == columnTitle(NotificationColumn::Bundle);
        });
        (*bundle)->trigger();
    });
    QTest::keyClick(m_table, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!m_table->isColumnHidden(column));
    Desktop again(m_clock, **m_settings, *m_backend);
    const auto &page = Test::child<LivePage>(again.window(), u"livePage"_s);
    QVERIFY(!Test::child<NotificationTable>(page, u"notificationTable"_s).isColumnHidden(column));
}

/// 2,000 notifications a second in batches ten times a second: each may take a tenth of that, and takes far less.
void TestLivePage::keepsUpWithTheFlood()
{
    const QByteArray body(2000, 'x');
    int number = 0;
    qint64 longest = 0;
    for (int batch = 0; batch < 60; ++batch) {
        QList<LiveEntry> entries;
        for (int i = 0; i < 200; ++i) {
            entries << Test::eventEntry(++number, u"encounters"_s, body);
        }
        QElapsedTimer timer;
        timer.start();
        m_backend->tell(entries);
        QCoreApplication::processEvents();
        longest = std::max(longest, timer.elapsed());
    }
    QCOMPARE(m_page->model().heldCount(), 10'000);
    QVERIFY(m_page->model().heldBytes() <= 64 * 1024 * 1024);
    QVERIFY2(longest < 1000, qPrintable(QString::number(longest)));
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestLivePage)
#include "tst_livepage.moc"
