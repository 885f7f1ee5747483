// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "examplesubscriptions.h"
#include "gui/application/desktop.h"
#include "gui/history/historypage.h"
#include "gui/live/livepage.h"
#include "gui/mainwindow/messagebar.h"
#include "gui/notifications/notificationcolumn.h"
#include "gui/notifications/notificationtable.h"
#include "gui/replay/replaydialog.h"
#include "guitest.h"
#include "waiting.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QTabWidget>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// Handing over once more, from both pages, as a person does it.
class TestReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void handlers_data();
    void handlers();
    void planCounts();
    void byKeyboard();
    void cancelIsTheDefault();
    void severalSubscriptions();
    void subscriptionThatIsGone();
    void waitingEventsAreLeftOut();
    void historyShowsHowItEnds();
    void filterFindsThem();
    void fromLive();
    void linesWithoutEvents();
    void manyLines();
    void refused();
    void disconnectedMeanwhile();

private:
    void receiveEvents(const QString &webhookId, int first, int last);
    [[nodiscard]] QStringList replays() const { return m_backend->calls().filter(u"replay"_s); }
    [[nodiscard]] QString cell(int row, NotificationColumn column) const;
    template <typename T> T &in(const QString &name) const { return Test::child<T>(*m_page, name); }
    void showPage(const QString &name);
    /// It has counted when this returns.
    ReplayDialog *open();
    [[nodiscard]] static QStringList lines(const ReplayDialog &dialog);
    static QString text(const ReplayDialog &dialog, const QString &name)
    {
        return Test::child<QLabel>(dialog, name).text();
    }
    QString notice() const;

    SystemClock m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
    QWidget *m_page = nullptr;
    NotificationTable *m_table = nullptr;
};

void TestReplay::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    m_backend->start();
    const auto now = m_clock.now();
    auto patients = Test::exampleSubscription(u"patients"_s, HealthState::Active, now);
    patients.wanted.handler = {.type = HandlerConfiguration::Type::Forward,
                               .url = QUrl(u"https://user:secret@emr.example.org/events?key=secret"_s)};
    auto encounters = Test::exampleSubscription(u"encounters"_s, HealthState::Active, now);
    encounters.wanted.handler = {.type = HandlerConfiguration::Type::Exec,
                                 .command = {u"/usr/bin/handle-event"_s, u"--password=secret"_s}};
    m_backend->setSubscriptions({patients, encounters});
    m_desktop = std::make_unique<Desktop>(m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void TestReplay::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void TestReplay::receiveEvents(const QString &webhookId, int first, int last)
{
    const auto subscription = webhookId == "patients"_L1 ? u"Subscription/2"_s : u"Subscription/1"_s;
    QList<QByteArray> bodies;
    for (int number = first; number <= last; ++number) {
        bodies << Test::notificationBody(subscription, u"event-notification"_s, number,
                                         Test::examplePatient(QString::number(number), u"Chalmers"_s));
    }
    m_backend->receive(webhookId, bodies);
}

QString TestReplay::cell(int row, NotificationColumn column) const
{
    return m_table->model()->index(row, static_cast<int>(column)).data().toString();
}

void TestReplay::showPage(const QString &name)
{
    m_desktop->window().showPage(name);
    m_page = &Test::child<QWidget>(m_desktop->window(), name);
    m_table = &in<NotificationTable>(u"notificationTable"_s);
    m_table->setFocus();
}

ReplayDialog *TestReplay::open()
{
    auto &action = in<QAction>(u"replay"_s);
    if (!QTest::qWaitFor([&] { return action.isEnabled(); })) {
        qFatal("Nothing can be replayed.");
    }
    action.trigger();
    auto *dialog = m_page->findChild<ReplayDialog *>();
    if (!dialog || !QTest::qWaitFor([&] { return !Test::child<QWidget>(*dialog, u"replayProgress"_s).isVisible(); })) {
        qFatal("There is no dialog, or it does not end to count.");
    }
    return dialog;
}

QStringList TestReplay::lines(const ReplayDialog &dialog)
{
    const auto &targets = Test::child<QTreeWidget>(dialog, u"replayTargets"_s);
    QStringList lines;
    for (int i = 0; i < targets.topLevelItemCount(); ++i) {
        const auto *item = targets.topLevelItem(i);
        lines << u"%1 | %2 | %3"_s.arg(item->text(0), item->text(2), item->text(1));
    }
    return lines;
}

QString TestReplay::notice() const
{
    auto &bar = in<MessageBar>(u"notice"_s);
    return bar.isVisible() ? Test::child<QLabel>(bar, u"messageText"_s).text() : QString();
}

void TestReplay::handlers_data()
{
    QTest::addColumn<HandlerConfiguration>("handler");
    QTest::addColumn<QString>("text");
    using Type = HandlerConfiguration::Type;

    QTest::newRow("none") << HandlerConfiguration() << u"nothing: events are only stored and shown"_s;
    QTest::newRow("program") << HandlerConfiguration{.type = Type::Exec,
                                                     .command = {u"curl"_s, u"-H"_s, u"Authorization: secret"_s}}
                             << u"runs curl"_s;
    QTest::newRow("broken program") << HandlerConfiguration{.type = Type::Exec} << u"runs "_s;
    QTest::newRow("forward") << HandlerConfiguration{.type = Type::Forward,
                                                     .url = QUrl(u"https://user:secret@example.org/a?token=secret"_s)}
                             << u"sends it to https://example.org/a"_s;
    QTest::newRow("file") << HandlerConfiguration{.type = Type::File, .path = u"/var/log/events"_s}
                          << u"appends it to /var/log/events"_s;
    QTest::newRow("log") << HandlerConfiguration{.type = Type::Log} << u"writes to the log"_s;
}

void TestReplay::handlers()
{
    QFETCH(HandlerConfiguration, handler);
    QFETCH(QString, text);
    QCOMPARE(ReplayPlan::handlerText(handler), text);
}

void TestReplay::planCounts()
{
    const auto summary = [](const QString &webhookId, int newEvents, int pendingEvents) {
        return NotificationSummary{.notification = {.newEvents = newEvents},
                                   .subscription = {.webhookId = webhookId},
                                   .pendingEvents = pendingEvents};
    };
    ReplayPlan plan(m_backend->subscriptions());
    QCOMPARE(plan.events(), 0);
    plan.add({summary(u"patients"_s, 3, 1), summary(u"gone"_s, 5, 0), summary(u"patients"_s, 0, 0)});
    plan.add({summary(u"encounters"_s, 2, 2), summary(u"patients"_s, 1, 0)});
    QCOMPARE(plan.events(), 3);
    QCOMPARE(plan.waiting(), 3);
    QCOMPARE(plan.targets(),
             (QList<ReplayPlan::Target>{{u"gone"_s, {}, 5},
                                        {u"patients"_s, u"sends it to https://emr.example.org/events"_s, 3}}));
}

void TestReplay::byKeyboard()
{
    receiveEvents(u"patients"_s, 1, 5);
    showPage(u"historyPage"_s);
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/5"_s);
    QTest::keyClick(m_table, Qt::Key_Home, Qt::ControlModifier);
    QTest::keyClick(m_table, Qt::Key_Down, Qt::ShiftModifier);
    QTRY_VERIFY(in<QAction>(u"replay"_s).isEnabled());
    QTest::keyClick(m_table, Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = m_page->findChild<ReplayDialog *>();
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    QTRY_COMPARE(Test::child<QPushButton>(*dialog, u"replayButton"_s).text(), u"&Replay (2)"_s);
    QCOMPARE(lines(*dialog), QStringList(u"patients | 2 | sends it to https://emr.example.org/events"_s));
    QVERIFY(text(*dialog, u"replayQuestion"_s).contains(u": 2."_s));
    for (int i = 0; i < 5 && dialog->focusWidget()->objectName() != "replayButton"_L1; ++i) {
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
    }
    QTest::keyClick(dialog->focusWidget(), Qt::Key_Space);
    QTRY_COMPARE(replays(), QStringList(u"replay 4 5"_s));
    QTRY_VERIFY2(notice().contains(u": 2."_s), qPrintable(notice()));
    QTRY_COMPARE(cell(0, NotificationColumn::Kind), u"Replayed"_s);
    QTRY_COMPARE(cell(1, NotificationColumn::Kind), u"Replayed"_s);
    QCOMPARE(cell(2, NotificationColumn::Kind), u"Event"_s);
    QTest::mouseClick(&in<QPushButton>(u"messageButton"_s), Qt::LeftButton);
    QCOMPARE(notice(), QString());
}

void TestReplay::cancelIsTheDefault()
{
    receiveEvents(u"patients"_s, 1, 1);
    showPage(u"historyPage"_s);
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/1"_s);
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    QPointer<ReplayDialog> dialog = open();
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(replays(), QStringList());
    dialog = open();
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(replays(), QStringList());
    QCOMPARE(notice(), QString());
}

void TestReplay::severalSubscriptions()
{
    receiveEvents(u"patients"_s, 1, 3);
    receiveEvents(u"encounters"_s, 1, 2);
    showPage(u"historyPage"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 5);
    QTest::keyClick(m_table, Qt::Key_A, Qt::ControlModifier);
    auto *dialog = open();
    QCOMPARE(lines(*dialog),
             QStringList({u"encounters | 2 | runs /usr/bin/handle-event"_s,
                          u"patients | 3 | sends it to https://emr.example.org/events"_s}));
    QTest::mouseClick(&Test::child<QPushButton>(*dialog, u"replayButton"_s), Qt::LeftButton);
    QTRY_COMPARE(replays(), QStringList(u"replay 1 2 3 4 5"_s));
    QTRY_VERIFY2(notice().contains(u": 5."_s), qPrintable(notice()));
}

void TestReplay::subscriptionThatIsGone()
{
    receiveEvents(u"patients"_s, 1, 1);
    receiveEvents(u"encounters"_s, 1, 1);
    m_backend->setSubscriptions({m_backend->subscriptions().constFirst()});
    showPage(u"historyPage"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->selectAll();
    QPointer<ReplayDialog> dialog = open();
    QCOMPARE(lines(*dialog).at(0), u"encounters | 1 | left out: it is not defined any more"_s);
    QCOMPARE(Test::child<QPushButton>(*dialog, u"replayButton"_s).text(), u"&Replay (1)"_s);
    dialog->reject();
    QTRY_VERIFY(!dialog);
    m_backend->setSubscriptions({});
    dialog = open();
    QVERIFY(!Test::child<QPushButton>(*dialog, u"replayButton"_s).isEnabled());
}

void TestReplay::waitingEventsAreLeftOut()
{
    showPage(u"historyPage"_s);
    m_backend->receiveOnly(u"gone"_s,
                           {Test::notificationBody(u"Subscription/9"_s, u"event-notification"_s, 1,
                                                   Test::examplePatient(u"1"_s, u"Chalmers"_s))});
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    auto *dialog = open();
    QCOMPARE(lines(*dialog), QStringList());
    QVERIFY2(text(*dialog, u"replayRemarks"_s).contains(u"handler: 1."_s),
             qPrintable(text(*dialog, u"replayRemarks"_s)));
    QVERIFY(!Test::child<QPushButton>(*dialog, u"replayButton"_s).isEnabled());
}

void TestReplay::historyShowsHowItEnds()
{
    m_backend->setHandlerResult(failure(Error::Kind::Rejected, u"unwanted"_s));
    receiveEvents(u"patients"_s, 1, 1);
    showPage(u"historyPage"_s);
    const auto handling = [this] {
        return cell(0, NotificationColumn::Handling);
    };
    QTRY_VERIFY2(handling().contains(u"1"_s), qPrintable(handling())); // failed
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    QTRY_VERIFY(in<QTabWidget>(u"detailTabs"_s).isVisible());
    auto &events = in<QTreeWidget>(u"detailEvents"_s);
    QTRY_COMPARE(events.topLevelItemCount(), 1);
    QCOMPARE(events.topLevelItem(0)->text(0), u"Failed"_s);
    QVERIFY(events.isColumnHidden(5));

    m_backend->setHandlerResult({});
    QTest::mouseClick(&Test::child<QPushButton>(*open(), u"replayButton"_s), Qt::LeftButton);
    QTRY_COMPARE(handling(), u"done"_s);
    QTRY_COMPARE(events.topLevelItem(0)->text(0), u"Done"_s);
    QVERIFY(!events.isColumnHidden(5));
    QVERIFY(!events.topLevelItem(0)->text(5).isEmpty()); // when
}

void TestReplay::filterFindsThem()
{
    receiveEvents(u"patients"_s, 1, 3);
    showPage(u"historyPage"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
    in<QLineEdit>(u"filterEdit"_s).setText(u"is:replayed"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 0);
    in<QLineEdit>(u"filterEdit"_s).clear();
    QTRY_COMPARE(m_table->model()->rowCount(), 3);
    m_table->setCurrentIndex(m_table->model()->index(1, 0));
    QTest::mouseClick(&Test::child<QPushButton>(*open(), u"replayButton"_s), Qt::LeftButton);
    QTRY_VERIFY(notice().contains(u": 1."_s));
    in<QLineEdit>(u"filterEdit"_s).setText(u"is:replayed"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/2"_s);
}

void TestReplay::fromLive()
{
    showPage(u"livePage"_s);
    receiveEvents(u"patients"_s, 1, 2);
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->selectAll();
    QTest::mouseClick(&Test::child<QPushButton>(*open(), u"replayButton"_s), Qt::LeftButton);
    QTRY_COMPARE(replays(), QStringList(u"replay 1 2"_s));
    QTRY_VERIFY(notice().contains(u": 2."_s));
    QTest::keyClick(m_table, Qt::Key_Escape); // back to the newest
    QTRY_COMPARE(m_table->model()->rowCount(), 4);
    QCOMPARE(cell(0, NotificationColumn::Kind), u"Replayed"_s);
    QCOMPARE(cell(0, NotificationColumn::Focus), u"Patient/2"_s);
    QCOMPARE(cell(2, NotificationColumn::Kind), u"Event"_s);

    const auto waiting = [this] {
        return Test::waitFor(m_backend->history()->find({.filter = {.state = EventState::Pending}}))->ids;
    };
    QTRY_COMPARE(waiting(), QList<qint64>()); // what waits for its handler is not handed over again
    m_table->setCurrentIndex(m_table->model()->index(0, 0)); // a replay can be replayed
    QTest::mouseClick(&Test::child<QPushButton>(*open(), u"replayButton"_s), Qt::LeftButton);
    QTRY_COMPARE(replays(), QStringList({u"replay 1 2"_s, u"replay 2"_s}));
}

void TestReplay::linesWithoutEvents()
{
    showPage(u"livePage"_s);
    auto &action = in<QAction>(u"replay"_s);
    QVERIFY(!action.isEnabled());
    m_backend->receive(u"patients"_s, {Test::notificationBody(u"Subscription/2"_s, u"heartbeat"_s)});
    m_backend->tell({Test::entriesOfAllKinds().at(10)}); // a gap
    QTRY_COMPARE(m_table->model()->rowCount(), 2);
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    QVERIFY(!action.isEnabled());
    m_table->setCurrentIndex(m_table->model()->index(1, 0));
    QVERIFY(!action.isEnabled());
    m_table->selectAll();
    auto *dialog = open();
    QVERIFY(!Test::child<QPushButton>(*dialog, u"replayButton"_s).isEnabled());
    QVERIFY(text(*dialog, u"replayQuestion"_s).contains(u"nothing"_s));
}

void TestReplay::manyLines()
{
    constexpr int count = 1200; // more than are counted, read or followed at once
    receiveEvents(u"patients"_s, 1, count);
    showPage(u"historyPage"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), count);
    QTest::keyClick(m_table, Qt::Key_A, Qt::ControlModifier);
    auto *dialog = open();
    QCOMPARE(Test::child<QPushButton>(*dialog, u"replayButton"_s).text(),
             u"&Replay (%1)"_s.arg(QLocale().toString(count)));
    QTest::mouseClick(&Test::child<QPushButton>(*dialog, u"replayButton"_s), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(notice().contains(u": %1."_s.arg(QLocale().toString(count))), 30'000);
    QTRY_COMPARE(cell(0, NotificationColumn::Kind), u"Replayed"_s);
}

void TestReplay::refused()
{
    receiveEvents(u"patients"_s, 1, 1);
    showPage(u"historyPage"_s);
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/1"_s);
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    m_backend->setAnswer(failure(Error::Kind::Retry, u"The store is locked."_s));
    QTest::mouseClick(&Test::child<QPushButton>(*open(), u"replayButton"_s), Qt::LeftButton);
    QTRY_VERIFY2(notice().contains(u"The store is locked."_s), qPrintable(notice()));
    QVERIFY(in<QAction>(u"replay"_s).isEnabled()); // again
}

void TestReplay::disconnectedMeanwhile()
{
    receiveEvents(u"patients"_s, 1, 1);
    showPage(u"historyPage"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    m_table->setCurrentIndex(m_table->model()->index(0, 0));
    const QPointer<ReplayDialog> dialog = open();
    m_backend->stop();
    QTRY_VERIFY(!dialog);
    QVERIFY(!in<QAction>(u"replay"_s).isEnabled());
    QCOMPARE(replays(), QStringList());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestReplay)
#include "tst_replay.moc"
