// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "examplelisting.h"
#include "gui/subscriptions/confirmdialog.h"
#include "gui/subscriptions/eventsdialog.h"
#include "gui/subscriptions/statusdialog.h"
#include "guitest.h"
#include "mockclock.h"

#include <QCheckBox>
#include <QClipboard>
#include <QFormLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeView>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

namespace {

/// An answer of $events with two events about a patient.
RecoveredEvents twoEvents()
{
    auto bundle = QJsonDocument::fromJson(
                      notificationBody(u"Subscription/2"_s, u"query-event"_s, 7, examplePatient(u"1"_s, u"Chalmers"_s)))
                      .object();
    auto entries = bundle.value("entry"_L1).toArray();
    auto entry = entries.at(0).toObject();
    auto status = entry.value("resource"_L1).toObject();
    auto events = status.value("notificationEvent"_L1).toArray();
    events.append(QJsonObject{{u"eventNumber"_s, u"8"_s}, {u"focus"_s, QJsonObject{{u"reference"_s, u"Patient/2"_s}}}});
    status.insert(u"notificationEvent"_s, events);
    entry.insert(u"resource"_s, status);
    entries.replace(0, entry);
    bundle.insert(u"entry"_s, entries);
    RecoveredEvents answer;
    answer.bundle = QJsonDocument(bundle).toJson();
    answer.numbers.insert({7, 8});
    return answer;
}

} // namespace

class tst_SubscriptionDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void status();
    void statusByKeyboard();
    void statusFails();
    void statusIsMasked();
    void statusAnswersLate();
    void suggestedRange_data();
    void suggestedRange();
    void events();
    void countIsAskedFor();
    void eventsByKeyboard();
    void ranges_data();
    void ranges();
    void someEventsOnly();
    void noEvents();
    void eventsAreRefused();
    void answerIsNoNotification();
    void eventsAreMasked();
    void numbersKeepTheirSpelling();
    void eventsAnswerLate();
    void confirmations_data();
    void confirmations();
    void confirmSeveral();
    void confirmationIsText();

private:
    void makeStatus(bool masked = false);
    void makeEvents(bool masked = false);
    void click(const QString &button) { QTest::mouseClick(&child<QPushButton>(*m_dialog, button), Qt::LeftButton); }
    [[nodiscard]] QString message(const QString &bar);
    [[nodiscard]] QStringList statusFacts();
    [[nodiscard]] QTreeWidget &eventList() { return child<QTreeWidget>(*m_dialog, u"eventList"_s); }
    [[nodiscard]] QString resourceText() { return child<QPlainTextEdit>(*m_dialog, u"eventResource"_s).toPlainText(); }
    [[nodiscard]] ExampleServer &server() { return m_backend->server(); }

    std::unique_ptr<QDialog> m_dialog;
    std::unique_ptr<MockClock> m_clock;
    std::unique_ptr<ExampleBackend> m_backend;
};

void tst_SubscriptionDialogs::init()
{
    m_dialog.reset();
    m_clock = std::make_unique<MockClock>();
    m_backend = std::make_unique<ExampleBackend>(*m_clock);
    m_backend->start();
    auto &answer = server().answeredStatus;
    answer.bundle =
        notificationBody(u"Subscription/2"_s, u"query-status"_s, 1204, examplePatient(u"1"_s, u"Chalmers"_s));
    answer.status.status = SubscriptionStatusCode::Error;
    answer.status.type = NotificationType::QueryStatus;
    answer.status.eventsSinceSubscriptionStart = EventNumber::fromInteger(1204);
    answer.status.errors = {u"Jane <b>was</b> not delivered"_s};
    answer.status.topic = u"http://example.org/topic/patients"_s;
    server().answeredEvents = twoEvents();
}

void tst_SubscriptionDialogs::makeStatus(bool masked)
{
    m_dialog = std::make_unique<StatusDialog>(*m_backend, u"2"_s, u"patients"_s, masked);
    m_dialog->show();
}

void tst_SubscriptionDialogs::makeEvents(bool masked)
{
    EventsDialog::Target target{.id = u"2"_s, .name = u"patients"_s, .missing = {}, .count = 1204};
    target.missing.insert({7, 8});
    target.missing.insert(12);
    m_dialog = std::make_unique<EventsDialog>(*m_backend, target, masked);
    m_dialog->show();
}

QString tst_SubscriptionDialogs::message(const QString &bar)
{
    auto &found = child<QWidget>(*m_dialog, bar);
    return found.isVisible() ? child<QLabel>(found, u"messageText"_s).text() : QString();
}

QStringList tst_SubscriptionDialogs::statusFacts()
{
    QStringList facts;
    for (const auto *label : m_dialog->findChildren<QLabel *>(u"statusFact"_s)) {
        facts << label->text();
    }
    return facts;
}

void tst_SubscriptionDialogs::status()
{
    makeStatus();
    QCOMPARE(server().calls, QStringList{u"status 2"_s});
    QVERIFY(m_dialog->windowTitle().contains("patients"_L1));
    QCOMPARE(statusFacts(),
             (QStringList{u"error"_s, u"query-status"_s, u"1,204"_s, u"Jane <b>was</b> not delivered"_s,
                          u"http://example.org/topic/patients"_s}));
    QVERIFY(child<QTreeView>(*m_dialog, u"statusTree"_s).model()->rowCount() > 3);
    click(u"copyAnswer"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains("\"resourceType\": \"Bundle\""_L1));
}

void tst_SubscriptionDialogs::statusByKeyboard()
{
    makeStatus();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    server().answeredStatus.status.status = SubscriptionStatusCode::Active;
    QTest::keyClick(m_dialog.get(), Qt::Key_F5);
    QTRY_COMPARE(server().calls.size(), 2); // a button is pressed for a moment
    QCOMPARE(statusFacts().constFirst(), u"active"_s);
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void tst_SubscriptionDialogs::statusFails()
{
    server().error = Error{Error::Kind::Rejected, u"The server has no $status."_s, {}};
    makeStatus();
    QVERIFY(message(u"statusMessage"_s).contains("The server has no $status."_L1));
    QVERIFY(message(u"statusMessage"_s).contains("The server refuses it."_L1));
    QVERIFY(!child<QPushButton>(*m_dialog, u"copyAnswer"_s).isEnabled());
    server().error.reset();
    click(u"askAgain"_s);
    QVERIFY(message(u"statusMessage"_s).isEmpty());
    QCOMPARE(statusFacts().size(), 5);
    server().error = Error{Error::Kind::Retry, u"timeout"_s, {}};
    click(u"askAgain"_s);
    QCOMPARE(statusFacts().size(), 5); // what came before stays readable
    QVERIFY(message(u"statusMessage"_s).contains("timeout"_L1));
}

void tst_SubscriptionDialogs::statusIsMasked()
{
    makeStatus(true);
    QVERIFY(!statusFacts().join(u' ').contains("Jane"_L1));
    click(u"copyAnswer"_s);
    const auto copied = QGuiApplication::clipboard()->text();
    QVERIFY(!copied.contains("Chalmers"_L1));
    QVERIFY(copied.contains("query-status"_L1));
    static_cast<StatusDialog &>(*m_dialog).setMasked(false);
    QVERIFY(statusFacts().join(u' ').contains("Jane"_L1));
}

void tst_SubscriptionDialogs::statusAnswersLate()
{
    server().holdAnswers = true;
    makeStatus();
    QVERIFY(message(u"statusMessage"_s).contains(u"Asking"_s));
    QVERIFY(!child<QPushButton>(*m_dialog, u"askAgain"_s).isEnabled());
    static_cast<StatusDialog &>(*m_dialog).setMasked(true); // nothing is there yet
    m_dialog.reset();
    server().release(); // to nobody
    QTest::qWait(5);
}

void tst_SubscriptionDialogs::suggestedRange_data()
{
    QTest::addColumn<QString>("missing");
    QTest::addColumn<quint64>("count");
    QTest::addColumn<quint64>("first");
    QTest::addColumn<quint64>("last");
    QTest::newRow("missing") << u"12-14,20"_s << quint64(30) << quint64(12) << quint64(14);
    QTest::newRow("many missing") << u"5-100000"_s << quint64(0) << quint64(5) << quint64(1004);
    QTest::newRow("last ten") << QString() << quint64(1204) << quint64(1195) << quint64(1204);
    QTest::newRow("ten") << QString() << quint64(10) << quint64(1) << quint64(10);
    QTest::newRow("few") << QString() << quint64(3) << quint64(1) << quint64(3);
    QTest::newRow("not known") << QString() << quint64(0) << quint64(1) << quint64(10);
}

void tst_SubscriptionDialogs::suggestedRange()
{
    QFETCH(const QString, missing);
    QFETCH(const quint64, count);
    QFETCH(const quint64, first);
    QFETCH(const quint64, last);
    const auto range = Gui::suggestedRange(NumberRanges::fromString(missing).value_or(NumberRanges()), count);
    QCOMPARE(range.first, first);
    QCOMPARE(range.last, last);
}

void tst_SubscriptionDialogs::events()
{
    makeEvents();
    QVERIFY(server().calls.isEmpty()); // the range is the user's
    QCOMPARE(child<QLineEdit>(*m_dialog, u"firstNumber"_s).text(), u"7"_s);
    QCOMPARE(child<QLineEdit>(*m_dialog, u"lastNumber"_s).text(), u"8"_s);
    QVERIFY(child<QLabel>(*m_dialog, u"eventsHint"_s).text().contains("7-8,12"_L1));
    click(u"fetchButton"_s);
    QCOMPARE(server().calls, QStringList{u"events 2 7-8"_s});
    QCOMPARE(eventList().topLevelItemCount(), 2);
    QCOMPARE(eventList().topLevelItem(0)->text(0), u"7"_s);
    QVERIFY(!eventList().topLevelItem(0)->text(1).isEmpty());
    QCOMPARE(eventList().topLevelItem(0)->text(2), u"Patient/1"_s);
    QVERIFY(resourceText().contains("Chalmers"_L1));
    QVERIFY(message(u"eventsMessage"_s).isEmpty());
    click(u"copyResource"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains("\"family\": \"Chalmers\""_L1));
    click(u"copyAnswer"_s);
    QVERIFY(QGuiApplication::clipboard()->text().contains("\"resourceType\": \"Bundle\""_L1));
    eventList().setCurrentItem(eventList().topLevelItem(1)); // without a resource
    QVERIFY(resourceText().isEmpty());
    QVERIFY(!child<QPushButton>(*m_dialog, u"copyResource"_s).isEnabled());
}

void tst_SubscriptionDialogs::countIsAskedFor()
{
    const EventsDialog::Target unknown{.id = u"40"_s, .name = u"Subscription/40"_s, .missing = {}, .count = 0};
    m_dialog = std::make_unique<EventsDialog>(*m_backend, unknown, false);
    QCOMPARE(server().calls, QStringList{u"status 40"_s});
    auto &first = child<QLineEdit>(*m_dialog, u"firstNumber"_s);
    QCOMPARE(first.text(), u"1195"_s);
    QVERIFY(child<QLabel>(*m_dialog, u"eventsHint"_s).text().contains("1,204"_L1));
    // Nobody's typing is overwritten.
    server().holdAnswers = true;
    m_dialog = std::make_unique<EventsDialog>(*m_backend, unknown, false);
    QTest::keyClicks(&child<QLineEdit>(*m_dialog, u"firstNumber"_s), u"5"_s);
    server().release();
    QTRY_VERIFY(child<QLabel>(*m_dialog, u"eventsHint"_s).text().contains("1,204"_L1));
    QCOMPARE(child<QLineEdit>(*m_dialog, u"firstNumber"_s).text(), u"5"_s);
    // Without $status it is as it was.
    server().holdAnswers = false;
    server().error = Error{Error::Kind::Rejected, u"none"_s, {}};
    m_dialog = std::make_unique<EventsDialog>(*m_backend, unknown, false);
    QCOMPARE(child<QLineEdit>(*m_dialog, u"lastNumber"_s).text(), u"10"_s);
    QVERIFY(message(u"eventsMessage"_s).isEmpty());
}

void tst_SubscriptionDialogs::eventsByKeyboard()
{
    makeEvents();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
    auto &first = child<QLineEdit>(*m_dialog, u"firstNumber"_s);
    QTRY_VERIFY(first.hasFocus());
    QTest::keyClicks(&first, u"3"_s); // all of it was selected
    QTest::keyClick(&first, Qt::Key_Return);
    QCOMPARE(server().calls, QStringList{u"events 2 3-8"_s});
    QTest::keyClick(&first, Qt::Key_T, Qt::AltModifier);
    QVERIFY(child<QLineEdit>(*m_dialog, u"lastNumber"_s).hasFocus());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

void tst_SubscriptionDialogs::ranges_data()
{
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("call");
    QTest::newRow("one") << u"5"_s << u"5"_s << u"events 2 5-5"_s;
    QTest::newRow("from zero") << u"0"_s << u"2"_s << u"events 2 0-2"_s;
    QTest::newRow("blanks") << u" 5 "_s << u"6 "_s << u"events 2 5-6"_s;
    QTest::newRow("as many as may be") << u"1"_s << u"1000"_s << u"events 2 1-1000"_s;
    QTest::newRow("large") << u"9223372036854775806"_s << u"9223372036854775807"_s
                           << u"events 2 9223372036854775806-9223372036854775807"_s;
    QTest::newRow("backwards") << u"6"_s << u"5"_s << QString();
    QTest::newRow("too many") << u"1"_s << u"1001"_s << QString();
    QTest::newRow("too large") << u"1"_s << u"9999999999999999999"_s << QString();
    QTest::newRow("empty") << QString() << u"5"_s << QString();
    QTest::newRow("negative") << u"-1"_s << u"5"_s << QString();
    QTest::newRow("fraction") << u"1.5"_s << u"5"_s << QString();
    QTest::newRow("no number") << u"one"_s << u"5"_s << QString();
}

void tst_SubscriptionDialogs::ranges()
{
    QFETCH(const QString, first);
    QFETCH(const QString, last);
    QFETCH(const QString, call);
    makeEvents();
    child<QLineEdit>(*m_dialog, u"firstNumber"_s).setText(first);
    child<QLineEdit>(*m_dialog, u"lastNumber"_s).setText(last);
    QCOMPARE(child<QLabel>(*m_dialog, u"rangeMistake"_s).isVisible(), call.isEmpty());
    QCOMPARE(child<QPushButton>(*m_dialog, u"fetchButton"_s).isEnabled(), !call.isEmpty());
    click(u"fetchButton"_s);
    QCOMPARE(server().calls.join(u' '), call);
}

void tst_SubscriptionDialogs::someEventsOnly()
{
    makeEvents();
    child<QLineEdit>(*m_dialog, u"lastNumber"_s).setText(u"10"_s);
    click(u"fetchButton"_s);
    QCOMPARE(message(u"eventsMessage"_s), u"The server sent 2 of 4 events. It did not send: 9-10"_s);
}

void tst_SubscriptionDialogs::noEvents()
{
    makeEvents();
    click(u"fetchButton"_s);
    server().answeredEvents = {};
    click(u"fetchButton"_s);
    QVERIFY(message(u"eventsMessage"_s).contains("none of these events"_L1));
    QCOMPARE(eventList().topLevelItemCount(), 0);
    QVERIFY(resourceText().isEmpty());
    QVERIFY(!child<QPushButton>(*m_dialog, u"copyAnswer"_s).isEnabled());
}

void tst_SubscriptionDialogs::eventsAreRefused()
{
    server().error = Error{Error::Kind::Rejected, u"The server does not have $events."_s, {}};
    makeEvents();
    click(u"fetchButton"_s);
    QVERIFY(message(u"eventsMessage"_s).startsWith("The server does not have $events."_L1));
    QVERIFY(message(u"eventsMessage"_s).contains("need not have"_L1)); // and what is left to do
    QVERIFY(child<QPushButton>(*m_dialog, u"fetchButton"_s).isEnabled());
    server().error = Error{Error::Kind::Retry, u"timeout"_s, {}};
    click(u"fetchButton"_s);
    QVERIFY(message(u"eventsMessage"_s).contains("try again"_L1));
}

void tst_SubscriptionDialogs::answerIsNoNotification()
{
    server().answeredEvents.bundle = "{\"resourceType\": \"Patient\"}";
    makeEvents();
    click(u"fetchButton"_s);
    QVERIFY(message(u"eventsMessage"_s).contains("could not be understood"_L1));
    QCOMPARE(eventList().topLevelItemCount(), 0);
    click(u"copyAnswer"_s); // to show it to somebody
    QVERIFY(QGuiApplication::clipboard()->text().contains("Patient"_L1));
}

void tst_SubscriptionDialogs::eventsAreMasked()
{
    makeEvents(true);
    click(u"fetchButton"_s);
    QCOMPARE(eventList().topLevelItem(0)->text(2), u"Patient/•••"_s);
    QVERIFY(resourceText().contains("\"family\""_L1));
    QVERIFY(!resourceText().contains("Chalmers"_L1));
    for (const auto &button : {u"copyResource"_s, u"copyAnswer"_s}) {
        click(button);
        QVERIFY(!QGuiApplication::clipboard()->text().contains("Chalmers"_L1));
        QVERIFY(!QGuiApplication::clipboard()->text().contains("Patient/1"_L1));
    }
    eventList().setCurrentItem(eventList().topLevelItem(1));
    static_cast<EventsDialog &>(*m_dialog).setMasked(false);
    QCOMPARE(eventList().currentItem()->text(2), u"Patient/2"_s); // the one that it was
}

void tst_SubscriptionDialogs::numbersKeepTheirSpelling()
{
    auto patient = examplePatient(u"1"_s, u"Chalmers"_s);
    patient.insert(u"multipleBirthInteger"_s, u"MARK"_s);
    server().answeredEvents.bundle =
        notificationBody(u"Subscription/2"_s, u"query-event"_s, 7, patient).replace("\"MARK\"", "1.50");
    makeEvents();
    click(u"fetchButton"_s);
    QVERIFY(resourceText().contains("1.50"_L1));
}

void tst_SubscriptionDialogs::eventsAnswerLate()
{
    server().holdAnswers = true;
    makeEvents();
    click(u"fetchButton"_s);
    QVERIFY(message(u"eventsMessage"_s).contains(u"Asking"_s));
    QVERIFY(!child<QPushButton>(*m_dialog, u"fetchButton"_s).isEnabled());
    child<QLineEdit>(*m_dialog, u"lastNumber"_s).setText(u"9"_s); // the answer is to what was asked
    server().release();
    QTRY_COMPARE(eventList().topLevelItemCount(), 2);
    QVERIFY(message(u"eventsMessage"_s).isEmpty());
    click(u"fetchButton"_s);
    m_dialog.reset();
    server().release(); // to nobody
    QTest::qWait(5);
}

void tst_SubscriptionDialogs::confirmations_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("intent");
    QTest::addColumn<QString>("question");
    QTest::addColumn<QStringList>("facts");
    QTest::addColumn<QString>("consequence");
    QTest::addColumn<bool>("needsCheck");
    const auto deleting = static_cast<int>(ConfirmDialog::Intent::Delete);
    const auto deactivating = static_cast<int>(ConfirmDialog::Intent::Deactivate);
    const auto activating = static_cast<int>(ConfirmDialog::Intent::Activate);
    const auto topic = u"http://example.org/topic/encounters"_s;
    QTest::newRow("delete ours") << u"encounters"_s << deleting << u"Delete encounters?"_s
                                 << QStringList{u"11"_s, topic, u"http://127.0.0.1:8080/webhook/encounters"_s}
                                 << u"definition in this connection is forgotten"_s << false;
    QTest::newRow("delete what is not there")
        << u"referrals"_s << deleting << u"Delete referrals?"_s
        << QStringList{u"none; the server does not have it"_s, u"http://example.org/topic/referrals"_s}
        << u"forgotten"_s << false;
    QTest::newRow("delete left over") << u"Subscription/31"_s << deleting << u"Delete Subscription/31?"_s
                                      << QStringList{u"31"_s, topic, u"http://127.0.0.1:8080/webhook/old"_s}
                                      << u"nothing in this connection wants"_s << false;
    QTest::newRow("delete others") << u"Subscription/40"_s << deleting
                                   << u"Delete Subscription/40, which is somebody else’s?"_s
                                   << QStringList{u"40"_s, topic, u"https://clinic.example.org/hook"_s}
                                   << u"cannot be brought back"_s << true;
    QTest::newRow("deactivate ours") << u"encounters"_s << deactivating << u"Deactivate encounters?"_s
                                     << QStringList{u"11"_s} << u"depends on the server"_s << false;
    QTest::newRow("deactivate others") << u"Subscription/40"_s << deactivating
                                       << u"Deactivate Subscription/40, which is somebody else’s?"_s
                                       << QStringList{u"40"_s} << u"until somebody activates it again"_s << false;
    QTest::newRow("activate others") << u"Subscription/42"_s << activating
                                     << u"Activate Subscription/42, which is somebody else’s?"_s << QStringList{u"42"_s}
                                     << u"for a reason"_s << false;
}

void tst_SubscriptionDialogs::confirmations()
{
    QFETCH(const QString, name);
    QFETCH(const int, intent);
    QFETCH(const QString, question);
    QFETCH(const QStringList, facts);
    QFETCH(const QString, consequence);
    QFETCH(const bool, needsCheck);
    const auto example = exampleListing(m_clock->now());
    const auto rows = joined(example.managed, listing(example.listed, example.managed));
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row.name() == name; });
    QVERIFY(found != rows.end());
    m_dialog = std::make_unique<ConfirmDialog>(static_cast<ConfirmDialog::Intent>(intent), QList{*found},
                                               QUrl(u"http://fhir.example.org/r5"_s), false);
    m_dialog->show();
    QCOMPARE(child<QLabel>(*m_dialog, u"confirmQuestion"_s).text(), question);
    QVERIFY(child<QLabel>(*m_dialog, u"confirmConsequence"_s).text().contains(consequence));
    QStringList shown;
    for (const auto *label : m_dialog->findChildren<QLabel *>(u"confirmFact"_s)) {
        shown << label->text();
    }
    for (const auto &fact : facts + QStringList{u"http://fhir.example.org/r5"_s}) {
        QVERIFY2(shown.contains(fact), qPrintable(fact + u'\n' + shown.join(u'\n')));
    }
    auto &confirm = child<QPushButton>(*m_dialog, u"confirmButton"_s);
    QCOMPARE(confirm.isEnabled(), !needsCheck);
    QCOMPARE(m_dialog->findChild<QCheckBox *>(u"confirmCheck"_s) != nullptr, needsCheck);
    QVERIFY(child<QPushButton>(*m_dialog, u"cancelButton"_s).isDefault());
    if (needsCheck) {
        auto &check = child<QCheckBox>(*m_dialog, u"confirmCheck"_s);
        check.setChecked(true);
        QVERIFY(confirm.isEnabled());
        check.setChecked(false);
        QVERIFY(!confirm.isEnabled());
        check.setChecked(true);
    }
    QTest::mouseClick(&confirm, Qt::LeftButton);
    QCOMPARE(m_dialog->result(), int(QDialog::Accepted));
}

void tst_SubscriptionDialogs::confirmSeveral()
{
    const auto example = exampleListing(m_clock->now());
    auto rows = joined(example.managed, listing(example.listed, example.managed));
    rows.removeIf([](const auto &row) { return row.owner != SubscriptionOwner::LeftOver; });
    m_dialog = std::make_unique<ConfirmDialog>(ConfirmDialog::Intent::Delete, rows, QUrl(), false);
    m_dialog->show();
    auto &list = child<QTreeWidget>(*m_dialog, u"confirmList"_s);
    QCOMPARE(list.topLevelItemCount(), 2);
    QCOMPARE(list.topLevelItem(0)->text(0), u"31"_s);
    QCOMPARE(list.topLevelItem(1)->text(2), u"http://127.0.0.1:8080/webhook/encounters"_s);
    QCOMPARE(child<QLabel>(*m_dialog, u"confirmQuestion"_s).text(), u"Delete 2 subscriptions that are left over?"_s);
    QVERIFY(child<QPushButton>(*m_dialog, u"confirmButton"_s).isEnabled());
}

void tst_SubscriptionDialogs::confirmationIsText()
{
    const auto evil = u"<img src='http://evil.example.org/'> %1"_s;
    const auto rows = joined({}, listing({listedSubscription(u"66"_s, evil, {})}, {}));
    m_dialog = std::make_unique<ConfirmDialog>(ConfirmDialog::Intent::Delete, rows, QUrl(), false);
    for (const auto *label : m_dialog->findChildren<QLabel *>(u"confirmFact"_s)) {
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }
}

QTEST_MAIN(tst_SubscriptionDialogs)
#include "tst_subscriptiondialogs.moc"
