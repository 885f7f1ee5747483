// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "examplesubscriptions.h"
#include "gui/application/desktop.h"
#include "gui/overview/overviewmodel.h"
#include "gui/overview/overviewpage.h"
#include "gui/overview/overviewtable.h"
#include "gui/overview/timechart.h"
#include "guitest.h"
#include "mockclock.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// The page in its window, as an operator uses it.
class TestOverviewPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isTheFirstPage();
    void emptyStatesSayWhatToDo();
    void worstComesFirst();
    void totals();
    void buttonHelps_data();
    void buttonHelps();
    void returnHelps();
    void busyUntilSomethingHappens();
    void resumeMayFail();
    void suspendAsksFirst();
    void showsEvents();
    void showsConnection();
    void contextMenu();
    void selectionSurvivesChanges();
    void countdownsTickWhileVisible();
    void hiddenItOnlyCounts();
    void isRightTheMomentItIsShown();
    void hiddenItGoesToWhatIsNew();
    void titlesOfTopics();
    void titlesAreAskedForOnce();
    void charts();
    void journalIsFiltered();
    void journalStandsStillWhileItIsRead();
    void journalIsCopied();
    void copiesASubscription();
    void otherConnectionStartsAfresh();
    void masks();
    void worstLightInTheListOfPages();
    void columnsAreRemembered();
    void columnsAreChosen();
    void messageGoesWithItsConnection();

private:
    template <typename T> T &in(const QString &name) const { return Test::child<T>(*m_page, name); }
    [[nodiscard]] QModelIndex at(int row, OverviewModel::Column column) const;
    [[nodiscard]] QString cell(int row, OverviewModel::Column column) const
    {
        return at(row, column).data().toString();
    }
    [[nodiscard]] QString figure(const QString &name) const;
    void set(const QList<HealthState> &states);
    void select(int row);

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
    OverviewPage *m_page = nullptr;
    OverviewTable *m_table = nullptr;
};

void TestOverviewPage::init()
{
    m_clock = std::make_unique<Test::MockClock>();
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(*m_clock);
    m_desktop = std::make_unique<Desktop>(*m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    m_page = &Test::child<OverviewPage>(m_desktop->window(), u"overviewPage"_s);
    m_table = &in<OverviewTable>(u"overviewTable"_s);
    m_backend->start();
}

void TestOverviewPage::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

QModelIndex TestOverviewPage::at(int row, OverviewModel::Column column) const
{
    return m_table->model()->index(row, column);
}

QString TestOverviewPage::figure(const QString &name) const
{
    return Test::child<QLabel>(in<QWidget>(name), u"figureText"_s).text();
}

/// The first has the id a, and so on.
void TestOverviewPage::set(const QList<HealthState> &states)
{
    QList<ManagedSubscription> subscriptions;
    for (const auto state : states) {
        const QChar letter(static_cast<ushort>('a' + subscriptions.size()));
        subscriptions << Test::exampleSubscription(letter, state, m_clock->now());
    }
    m_backend->setSubscriptions(subscriptions);
}

void TestOverviewPage::select(int row)
{
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {},
                      m_table->visualRect(at(row, OverviewModel::Name)).center());
}

void TestOverviewPage::isTheFirstPage()
{
    QVERIFY(m_page->isVisible());
    QTest::keyClick(&m_desktop->window(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(!m_page->isVisible());
    QTest::keyClick(&m_desktop->window(), Qt::Key_1, Qt::ControlModifier);
    QVERIFY(m_page->isVisible());
}

void TestOverviewPage::emptyStatesSayWhatToDo()
{
    auto &text = in<QLabel>(u"emptyText"_s);
    auto &button = in<QPushButton>(u"emptyAction"_s);
    const QSignalSpy requested(m_page, &Page::pageRequested);
    QVERIFY(text.isVisible());
    QVERIFY2(text.text().contains(u"topic"_s), qPrintable(text.text()));
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(requested.constLast().constFirst().toString(), u"topicsPage"_s);
    m_desktop->window().showPage(u"overviewPage"_s);
    m_backend->stop();
    QVERIFY2(text.text().contains(u"Not connected"_s), qPrintable(text.text()));
    QTest::mouseClick(&button, Qt::LeftButton);
    QCOMPARE(requested.constLast().constFirst().toString(), u"connectionsPage"_s);
    m_desktop->window().showPage(u"overviewPage"_s);
    m_backend->fail({{Error::Kind::ActionRequired, u"The port is taken."_s, {}}});
    QVERIFY2(text.text().contains(u"failed"_s), qPrintable(text.text()));
    QCOMPARE(figure(u"healthyFigure"_s), u"–"_s);
    m_backend->start();
    set({HealthState::Active});
    QVERIFY(!text.isVisible());
    QVERIFY(m_table->isVisible());
}

void TestOverviewPage::worstComesFirst()
{
    set({HealthState::Active, HealthState::Gap, HealthState::Off, HealthState::Requested});
    QCOMPARE(cell(0, OverviewModel::Status), u"Off"_s);
    QCOMPARE(cell(1, OverviewModel::Status), u"Gap"_s);
    QCOMPARE(cell(2, OverviewModel::Status), u"Requested"_s);
    QCOMPARE(cell(3, OverviewModel::Status), u"Active"_s);
    set({HealthState::Error, HealthState::Gap, HealthState::Active, HealthState::Requested});
    QCOMPARE(cell(0, OverviewModel::Name), u"a"_s); // it rises by itself
    m_table->sortByColumn(OverviewModel::Name, Qt::DescendingOrder);
    QCOMPARE(cell(0, OverviewModel::Name), u"d"_s);
}

void TestOverviewPage::totals()
{
    set({HealthState::Active, HealthState::Active, HealthState::Gap});
    QCOMPARE(figure(u"healthyFigure"_s), u"2 of 3"_s);
    QCOMPARE(figure(u"behindFigure"_s), u"3"_s);
    auto &sentence = in<QLabel>(u"overviewSentence"_s);
    QVERIFY2(sentence.text().contains(u"Gap (1)"_s), qPrintable(sentence.text()));
    set({HealthState::Active, HealthState::Active});
    QVERIFY2(sentence.text().contains(u"well"_s), qPrintable(sentence.text()));
    QCOMPARE(figure(u"rateFigure"_s), u"0.0/s"_s);
    using std::chrono::milliseconds;
    m_backend->tellActivity({.at = m_clock->now(),
                             .total = {.events = 4,
                                       .handled = 6,
                                       .failed = 2,
                                       .timed = 4,
                                       .totalLatency = milliseconds(80),
                                       .maximumLatency = milliseconds(50)}});
    QCOMPARE(figure(u"rateFigure"_s), u"4.0/s"_s);
    QCOMPARE(figure(u"handlingFigure"_s), u"2"_s);
    const auto meaning = Test::child<QLabel>(in<QWidget>(u"handlingFigure"_s), u"figureMeaning"_s).text();
    QVERIFY2(meaning.contains(u"20 ms"_s) && meaning.contains(u"50 ms"_s), qPrintable(meaning));
}

void TestOverviewPage::buttonHelps_data()
{
    QTest::addColumn<HealthState>("state");
    QTest::addColumn<QString>("call");
    QTest::newRow("off") << HealthState::Off << u"reactivate a"_s;
    QTest::newRow("error") << HealthState::Error << u"reactivate a"_s;
    QTest::newRow("gap") << HealthState::Gap << u"check a"_s;
    QTest::newRow("silent") << HealthState::Silent << u"check a"_s;
    QTest::newRow("active") << HealthState::Active << QString();
}

void TestOverviewPage::buttonHelps()
{
    QFETCH(const HealthState, state);
    QFETCH(const QString, call);
    set({state});
    const auto calls = m_backend->calls();
    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, {},
                      m_table->visualRect(at(0, OverviewModel::Action)).center());
    QCOMPARE(m_backend->calls().mid(calls.size()), call.isEmpty() ? QStringList() : QStringList{call});
}

/// Without a mouse.
void TestOverviewPage::returnHelps()
{
    set({HealthState::Active, HealthState::Off, HealthState::Silent});
    QTest::keyClick(&m_desktop->window(), Qt::Key_F, Qt::ControlModifier);
    QVERIFY(m_table->hasFocus());
    m_table->setCurrentIndex(at(0, OverviewModel::Status));
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(m_backend->calls().constLast(), u"reactivate b"_s);
    QTest::keyClick(m_table, Qt::Key_Down);
    QTest::keyClick(m_table, Qt::Key_Enter);
    QCOMPARE(m_backend->calls().constLast(), u"check c"_s);
    QTest::keyClick(m_table, Qt::Key_Down);
    const auto calls = m_backend->calls();
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(m_backend->calls(), calls);
}

void TestOverviewPage::busyUntilSomethingHappens()
{
    set({HealthState::Off});
    select(0);
    QTest::keyClick(m_table, Qt::Key_Return);
    QVERIFY(!at(0, OverviewModel::Action).data(OverviewModel::EnabledRole).toBool());
    const auto calls = m_backend->calls();
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(m_backend->calls(), calls); // asked for once
    m_backend->tellJournal({{m_clock->now(), JournalEntry::Kind::Reactivating, {}, u"other"_s, u"x"_s, {}}});
    QVERIFY(!at(0, OverviewModel::Action).data(OverviewModel::EnabledRole).toBool());
    m_backend->tellJournal({{m_clock->now(), JournalEntry::Kind::Reactivating, {}, u"a"_s, u"x"_s, {}}});
    QVERIFY(at(0, OverviewModel::Action).data(OverviewModel::EnabledRole).toBool());
    QTest::keyClick(m_table, Qt::Key_Return);
    m_clock->advance(std::chrono::seconds(9));
    QVERIFY(!at(0, OverviewModel::Action).data(OverviewModel::EnabledRole).toBool());
    m_clock->advance(std::chrono::seconds(2)); // nothing was heard of it
    QVERIFY(at(0, OverviewModel::Action).data(OverviewModel::EnabledRole).toBool());
}

void TestOverviewPage::resumeMayFail()
{
    auto suspended = Test::exampleSubscription(u"a"_s, HealthState::Off, m_clock->now());
    suspended.suspended = true;
    m_backend->setSubscriptions({suspended});
    m_backend->setAnswer(failure(Error::Kind::Rejected, u"The server said 409."_s));
    select(0);
    auto &message = in<QWidget>(u"overviewMessage"_s);
    QVERIFY(!message.isVisible());
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(m_backend->calls().constLast(), u"resume a"_s);
    QVERIFY(message.isVisible());
    QCOMPARE(Test::child<QLabel>(message, u"messageText"_s).text(), u"a: The server said 409."_s);
    QTest::mouseClick(&Test::child<QPushButton>(message, u"messageButton"_s), Qt::LeftButton);
    QVERIFY(!message.isVisible());
    m_backend->setAnswer({});
    QTest::keyClick(m_table, Qt::Key_Return);
    QVERIFY(!message.isVisible());
    QVERIFY(at(0, OverviewModel::Action).data(OverviewModel::EnabledRole).toBool());
}

void TestOverviewPage::suspendAsksFirst()
{
    set({HealthState::Active});
    select(0);
    const auto calls = m_backend->calls();
    QTest::keyClick(m_table, Qt::Key_P, Qt::ControlModifier);
    auto *box = &in<QMessageBox>(u"suspendDialog"_s);
    QVERIFY(box->text().contains(u"“a”"_s));
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(m_backend->calls(), calls);
    QTRY_VERIFY(!m_page->findChild<QMessageBox *>());
    m_desktop->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    QTest::keyClick(m_table, Qt::Key_P, Qt::ControlModifier);
    box = &in<QMessageBox>(u"suspendDialog"_s);
    for (auto *button : box->buttons()) {
        if (button->text() == "&Suspend"_L1) {
            QTest::mouseClick(button, Qt::LeftButton);
        }
    }
    QCOMPARE(m_backend->calls().constLast(), u"suspend a"_s);
}

void TestOverviewPage::showsEvents()
{
    set({HealthState::Active, HealthState::Off});
    select(1);
    QTest::keyClick(m_table, Qt::Key_B, Qt::ControlModifier);
    const auto &live = Test::child<Page>(m_desktop->window(), u"livePage"_s);
    QVERIFY(live.isVisible());
    QCOMPARE(Test::child<QLineEdit>(live, u"filterEdit"_s).text(), u"subscription:a"_s);
}

void TestOverviewPage::showsConnection()
{
    auto locked = Test::exampleSubscription(u"a"_s, SubscriptionFacts(), m_clock->now());
    locked.error = Error{Error::Kind::ActionRequired, u"The credentials are wrong."_s, {}};
    m_backend->setSubscriptions({locked});
    const QSignalSpy requested(m_page, &Page::pageRequested);
    select(0);
    QTest::keyClick(m_table, Qt::Key_Return);
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.constFirst().constFirst().toString(), u"connectionsPage"_s);
}

void TestOverviewPage::contextMenu()
{
    set({HealthState::Gap});
    select(0);
    QStringList texts;
    QTimer::singleShot(0, this, [&texts] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (const auto *action : menu->actions()) {
            texts << action->text().remove(u'&');
        }
        menu->close();
    });
    Q_EMIT m_table->customContextMenuRequested(QPoint(5, 5));
    QVERIFY2(texts.contains(u"Do What Helps: Check Now"_s), qPrintable(texts.join(u',')));
    QVERIFY(texts.contains(u"Show Events"_s));
    QVERIFY(texts.contains(u"Reactivate"_s));
}

void TestOverviewPage::selectionSurvivesChanges()
{
    set({HealthState::Active, HealthState::Gap});
    select(1);
    QCOMPARE(m_table->currentModelRow(), 0);
    set({HealthState::Off, HealthState::Gap, HealthState::Silent});
    QCOMPARE(m_table->currentModelRow(), 0);
    QCOMPARE(m_table->currentIndex().row(), 0); // it is the worst now
    QVERIFY(in<QAction>(u"helpSubscription"_s).text().contains(u"Reactivate"_s));
}

void TestOverviewPage::countdownsTickWhileVisible()
{
    set({HealthState::Active});
    const auto text = [this] {
        return at(0, OverviewModel::Heartbeat).data(OverviewModel::SecondLineRole).toString();
    };
    QSignalSpy changed(m_table->model(), &QAbstractItemModel::dataChanged);
    QCOMPARE(text(), u"next in 14 s"_s);
    m_clock->advance(std::chrono::seconds(3));
    QCOMPARE(changed.count(), 3);
    QCOMPARE(text(), u"next in 11 s"_s);
    QCOMPARE(m_clock->pendingCalls(), 1);
}

void TestOverviewPage::hiddenItOnlyCounts()
{
    set({HealthState::Active});
    m_desktop->window().showPage(u"livePage"_s);
    m_clock->advance(std::chrono::seconds(5));
    QCOMPARE(m_clock->pendingCalls(), 0);
    const QSignalSpy changed(m_table->model(), &QAbstractItemModel::dataChanged);
    set({HealthState::Off});
    m_backend->tellActivity({.at = m_clock->now(), .total = {.events = 7}});
    QCOMPARE(changed.count(), 0);
    m_desktop->window().showPage(u"overviewPage"_s);
    QCOMPARE(cell(0, OverviewModel::Status), u"Off"_s);
    QCOMPARE(figure(u"rateFigure"_s), u"7.0/s"_s);
    QCOMPARE(m_clock->pendingCalls(), 1);
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->window().showPage(u"overviewPage"_s); // before the next second
    QCOMPARE(m_clock->pendingCalls(), 1);
}

/// What time alone has changed too.
void TestOverviewPage::isRightTheMomentItIsShown()
{
    set({HealthState::Active, HealthState::Active});
    m_table->sortByColumn(OverviewModel::Name, Qt::AscendingOrder);
    select(1);
    m_desktop->window().showPage(u"livePage"_s);
    set({HealthState::Active, HealthState::Silent, HealthState::Off});
    m_clock->advance(std::chrono::minutes(2));
    m_desktop->window().showPage(u"overviewPage"_s);
    QCOMPARE(m_table->model()->rowCount(), 3);
    QCOMPARE(cell(1, OverviewModel::Status), u"Silent"_s);
    QCOMPARE(cell(0, OverviewModel::LastEvent), u"2 min ago"_s);
    QCOMPARE(m_table->currentIndex().row(), 1);
    QVERIFY(in<QAction>(u"helpSubscription"_s).text().contains(u"Check"_s)); // of what it is now
    QCOMPARE(figure(u"healthyFigure"_s), u"1 of 3"_s);
    m_desktop->window().hide(); // into the tray
    set({HealthState::Error});
    QCOMPARE(m_table->model()->rowCount(), 3);
    m_desktop->window().show();
    QCOMPARE(m_table->model()->rowCount(), 1);
    QCOMPARE(cell(0, OverviewModel::Status), u"Error"_s);
}

void TestOverviewPage::hiddenItGoesToWhatIsNew()
{
    set({HealthState::Active});
    m_desktop->window().hide();
    set({HealthState::Active, HealthState::Gap});
    m_desktop->window().showPage(u"overviewPage"_s, u"b"_s);
    m_desktop->window().show();
    QVERIFY(m_table->isVisible());
    QCOMPARE(m_table->currentIndex().siblingAtColumn(OverviewModel::Name).data().toString(), u"b"_s);
}

void TestOverviewPage::titlesOfTopics()
{
    DiscoveredTopic topic;
    topic.topic.url = u"http://example.org/topic/a"_s;
    topic.topic.title = u"Admissions to a ward"_s;
    auto &server = m_backend->server();
    server.answeredTopics.topics = {topic};
    const auto second = [this] {
        return at(0, OverviewModel::Name).data(OverviewModel::SecondLineRole).toString();
    };
    server.holdAnswers = true;
    set({HealthState::Active});
    QCOMPARE(second(), topic.topic.url);
    server.release();
    QTRY_COMPARE(second(), topic.topic.title);
    m_backend->open({.id = u"other"_s, .name = u"Other"_s}); // which calls it nothing
    server.answeredTopics.topics.clear();
    server.holdAnswers = false;
    m_backend->start();
    set({HealthState::Active});
    QCOMPARE(second(), topic.topic.url);
}

void TestOverviewPage::titlesAreAskedForOnce()
{
    auto &server = m_backend->server();
    const auto asked = [&server] {
        return server.calls.count(u"topics"_s);
    };
    QCOMPARE(asked(), 0); // nobody wants to know yet
    server.errors[u"topics"_s] = Error{Error::Kind::Retry, u"503"_s, {}};
    set({HealthState::Active});
    QCOMPARE(asked(), 1);
    set({HealthState::Gap});
    QCOMPARE(asked(), 1);
    QVERIFY(!in<QWidget>(u"overviewMessage"_s).isVisible()); // it is no matter of concern
    server.errors.clear();
    m_clock->advance(std::chrono::seconds(61));
    set({HealthState::Active});
    QCOMPARE(asked(), 2);
    m_clock->advance(std::chrono::hours(2));
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->window().showPage(u"overviewPage"_s);
    QCOMPARE(asked(), 2);
    m_backend->stop();
    m_backend->start(); // its topics may be others now
    set({HealthState::Active});
    QCOMPARE(asked(), 3);
}

void TestOverviewPage::charts()
{
    set({HealthState::Active});
    const auto activity = Test::exampleActivity({u"a"_s}, m_clock->now(), true);
    for (const auto &second : activity) {
        m_backend->tellActivity(second);
    }
    auto &rate = in<TimeChart>(u"rateChart"_s);
    QVERIFY2(rate.accessibleDescription().contains(u"rejected"_s), qPrintable(rate.accessibleDescription()));
    QTest::keyClick(&rate, Qt::Key_Left);
    QCOMPARE(rate.cursor(), ActivitySeries::seconds - 1);
    const auto &latency = in<TimeChart>(u"latencyChart"_s);
    QVERIFY2(latency.accessibleDescription().contains(u"ms"_s), qPrintable(latency.accessibleDescription()));
}

void TestOverviewPage::journalIsFiltered()
{
    auto &journal = in<QTableView>(u"journalTable"_s);
    QVERIFY(in<QLabel>(u"journalEmpty"_s).isVisible());
    set({HealthState::Active, HealthState::Active});
    const auto entry = [this](JournalEntry::Severity severity, const QString &id) {
        return JournalEntry{m_clock->now(), JournalEntry::Kind::Gap, severity, id, u"of "_s + id, {}};
    };
    m_backend->tellJournal({entry(JournalEntry::Severity::Bad, u"a"_s), entry(JournalEntry::Severity::Good, u"b"_s),
                            entry(JournalEntry::Severity::Warning, u"b"_s)});
    QCOMPARE(journal.model()->rowCount(), 3);
    QVERIFY(!in<QLabel>(u"journalEmpty"_s).isVisible());
    auto &severity = in<QComboBox>(u"journalSeverity"_s);
    QTest::keyClick(&severity, Qt::Key_Down);
    QCOMPARE(journal.model()->rowCount(), 2);
    QTest::keyClick(&severity, Qt::Key_Down);
    QCOMPARE(journal.model()->rowCount(), 1);
    severity.setCurrentIndex(0);
    select(1);
    QCOMPARE(journal.model()->rowCount(), 3);
    in<QCheckBox>(u"journalOnlySelected"_s).click();
    QCOMPARE(journal.model()->rowCount(), 2);
    select(0);
    QCOMPARE(journal.model()->rowCount(), 1);
    severity.setCurrentIndex(1);
    select(1);
    QCOMPARE(journal.model()->rowCount(), 1);
}

void TestOverviewPage::journalStandsStillWhileItIsRead()
{
    auto &journal = in<QTableView>(u"journalTable"_s);
    const auto top = [&journal] {
        return journal.indexAt(QPoint(0, 0)).row();
    };
    for (int i = 0; i < 10; ++i) {
        m_backend->tellJournal(Test::exampleJournal(m_clock->now()));
    }
    QCoreApplication::processEvents();
    QCOMPARE(top(), 0); // the newest is seen
    journal.verticalScrollBar()->setValue(20);
    const QPersistentModelIndex read = journal.indexAt(QPoint(0, 0));
    QVERIFY(read.row() > 0);
    m_backend->tellJournal(Test::exampleJournal(m_clock->now()));
    QCoreApplication::processEvents();
    QCOMPARE(top(), read.row());
    journal.verticalScrollBar()->setValue(journal.verticalScrollBar()->maximum());
    const QPersistentModelIndex last = journal.indexAt(QPoint(0, 0));
    m_backend->tellJournal(Test::exampleJournal(m_clock->now()));
    QCoreApplication::processEvents();
    QCOMPARE(top(), last.row());
}

void TestOverviewPage::journalIsCopied()
{
    auto &journal = in<QTableView>(u"journalTable"_s);
    m_backend->tellJournal(Test::exampleJournal(m_clock->now()));
    journal.setFocus();
    journal.selectRow(1);
    QVERIFY(in<QLabel>(u"journalWhole"_s).isVisible());
    QVERIFY(in<QLabel>(u"journalWhole"_s).text().contains(u"server's log"_s));
    QTest::keyClick(&journal, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(&journal, Qt::Key_C, Qt::ControlModifier);
    const auto lines = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(0).contains(u"immunizations\tGave up\t"_s), qPrintable(lines.at(0)));
    QVERIFY(lines.at(1).contains(u"referrals"_s));
}

void TestOverviewPage::copiesASubscription()
{
    set({HealthState::Gap});
    select(0);
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"a\tGap\t"_s));
}

void TestOverviewPage::otherConnectionStartsAfresh()
{
    set({HealthState::Active});
    m_backend->tellActivity({.at = m_clock->now(), .total = {.events = 7}});
    m_backend->tellJournal(Test::exampleJournal(m_clock->now()));
    m_backend->stop();
    m_backend->start();
    QVERIFY(in<QTableView>(u"journalTable"_s).model()->rowCount() > 0);
    m_backend->open({.id = u"other"_s, .name = u"Other"_s});
    QCOMPARE(in<QTableView>(u"journalTable"_s).model()->rowCount(), 0);
    QCOMPARE(figure(u"rateFigure"_s), u"0.0/s"_s);
}

void TestOverviewPage::masks()
{
    SubscriptionFacts facts;
    facts.status = SubscriptionStatusCode::Error;
    facts.errors << u"Patient/17"_s;
    m_backend->setSubscriptions({Test::exampleSubscription(u"a"_s, facts, m_clock->now())});
    select(0);
    QTest::keyClick(&m_desktop->window(), Qt::Key_M, Qt::ControlModifier);
    QVERIFY(!cell(0, OverviewModel::Reason).contains(u"17"_s));
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    QVERIFY(!QGuiApplication::clipboard()->text().contains(u"17"_s));
}

void TestOverviewPage::worstLightInTheListOfPages()
{
    const auto *item = Test::child<QListWidget>(m_desktop->window(), u"pageList"_s).item(0);
    const auto picture = [item] {
        return item->icon().pixmap(16).toImage();
    };
    const auto plain = picture();
    set({HealthState::Active});
    QCOMPARE(picture(), plain);
    m_desktop->window().showPage(u"livePage"_s);
    set({HealthState::Off});
    QVERIFY(picture() != plain);
    m_backend->stop();
    QCOMPARE(picture(), plain);
}

void TestOverviewPage::columnsAreRemembered()
{
    set({HealthState::Active});
    m_table->horizontalHeader()->resizeSection(OverviewModel::Name, 222);
    m_table->sortByColumn(OverviewModel::Behind, Qt::AscendingOrder);
    Desktop again(*m_clock, **m_settings, *m_backend);
    const auto &table = Test::child<OverviewTable>(again.window(), u"overviewTable"_s);
    QCOMPARE(table.columnWidth(OverviewModel::Name), 222);
    QCOMPARE(table.horizontalHeader()->sortIndicatorSection(), static_cast<int>(OverviewModel::Behind));
}

/// Without a mouse.
void TestOverviewPage::columnsAreChosen()
{
    set({HealthState::Active});
    m_table->setFocus();
    QStringList offered;
    QTimer::singleShot(0, this, [&offered] {
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        const auto actions = menu->actions();
        for (const auto *action : actions) {
            QVERIFY(action->isChecked());
            offered << action->text();
        }
        for (int down = 0; down <= OverviewModel::Behind; ++down) {
            QTest::keyClick(menu, Qt::Key_Down);
        }
        QTest::keyClick(menu, Qt::Key_Return);
        menu->close();
    });
    QTest::keyClick(m_table, Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(offered.size(), static_cast<qsizetype>(OverviewModel::columnsCount));
    QVERIFY(m_table->isColumnHidden(OverviewModel::Behind));
    Desktop again(*m_clock, **m_settings, *m_backend);
    const auto &table = Test::child<OverviewTable>(again.window(), u"overviewTable"_s);
    QVERIFY(table.isColumnHidden(OverviewModel::Behind));
    QVERIFY(!table.isColumnHidden(OverviewModel::Reason));
}

void TestOverviewPage::messageGoesWithItsConnection()
{
    set({HealthState::Off});
    auto suspended = m_backend->subscriptions().constFirst();
    suspended.suspended = true;
    m_backend->setSubscriptions({suspended});
    m_backend->setAnswer(failure(Error::Kind::Rejected, u"The server said 409."_s));
    select(0);
    QTest::keyClick(m_table, Qt::Key_Return);
    QVERIFY(in<QWidget>(u"overviewMessage"_s).isVisible());
    m_backend->open({.id = u"other"_s, .name = u"Other"_s});
    QVERIFY(!in<QWidget>(u"overviewMessage"_s).isVisible());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestOverviewPage)
#include "tst_overviewpage.moc"
