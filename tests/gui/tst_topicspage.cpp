// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampletopics.h"
#include "gui/application/desktop.h"
#include "gui/subscribe/subscribedialog.h"
#include "guitest.h"
#include "mockclock.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTextBrowser>
#include <QToolButton>
#include <QTreeView>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

class tst_TopicsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void loadedWhenShown();
    void loadedWhenConnected();
    void refresh();
    void refreshFails();
    void searchByKeyboardOnly();
    void nothingFound();
    void detail();
    void remarks();
    void subscriptionsAreCounted();
    void noTopics();
    void errors_data();
    void errors();
    void notConnected();
    void otherConnection();
    void copyUrl();
    void subscribeByReturn();
    void subscribeByUrl();
    void showEvents();
    void maskedDialog();
    void columnsAreRemembered();

private:
    void showPage();
    [[nodiscard]] QWidget &page() { return child<QWidget>(m_desktop->window(), u"topicsPage"_s); }
    [[nodiscard]] QTreeView &list() { return child<QTreeView>(page(), u"topicList"_s); }
    [[nodiscard]] ExampleServer &server() { return m_backend->server(); }
    [[nodiscard]] QString text(const QString &label) { return child<QLabel>(page(), label).text(); }
    [[nodiscard]] QString detailText() { return child<QTextBrowser>(page(), u"topicText"_s).toPlainText(); }
    [[nodiscard]] SubscribeDialog *dialog()
    {
        return m_desktop->window().findChild<SubscribeDialog *>(u"subscribeDialog"_s);
    }
    void trigger(const QString &action) { child<QAction>(page(), action).trigger(); }

    std::unique_ptr<MockClock> m_clock;
    std::unique_ptr<TemporarySettings> m_settings;
    std::unique_ptr<ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
};

void tst_TopicsPage::init()
{
    m_clock = std::make_unique<MockClock>();
    m_settings = std::make_unique<TemporarySettings>();
    m_backend = std::make_unique<ExampleBackend>(*m_clock);
    server().answeredTopics = exampleTopics();
    m_desktop = std::make_unique<Desktop>(*m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void tst_TopicsPage::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void tst_TopicsPage::showPage()
{
    m_backend->start();
    m_desktop->window().showPage(u"topicsPage"_s);
    QVERIFY(page().isVisible());
}

void tst_TopicsPage::loadedWhenShown()
{
    m_desktop->window().showPage(u"livePage"_s);
    m_backend->start();
    QVERIFY(server().calls.isEmpty()); // nobody wants to know yet
    m_desktop->window().showPage(u"topicsPage"_s);
    QCOMPARE(server().calls, QStringList{u"topics"_s});
    QCOMPARE(list().model()->rowCount(), 5);
    QCOMPARE(text(u"topicStatus"_s), u"Topics: 5"_s);
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->window().showPage(u"topicsPage"_s);
    QCOMPARE(server().calls.size(), 1); // once is enough
}

void tst_TopicsPage::loadedWhenConnected()
{
    m_desktop->window().showPage(u"topicsPage"_s);
    QVERIFY(server().calls.isEmpty());
    m_backend->start();
    QCOMPARE(server().calls, QStringList{u"topics"_s});
}

void tst_TopicsPage::refresh()
{
    showPage();
    list().setCurrentIndex(list().model()->index(2, 0));
    const auto current = list().currentIndex().data().toString();
    server().answeredTopics.topics.append([] {
        DiscoveredTopic topic;
        topic.topic.url = u"http://example.org/aaa"_s;
        return topic;
    }());
    QTest::keyClick(&list(), Qt::Key_F5);
    QCOMPARE(server().calls.size(), 2);
    QCOMPARE(list().model()->rowCount(), 6);
    QCOMPARE(list().currentIndex().data().toString(), current);
}

void tst_TopicsPage::refreshFails()
{
    showPage();
    server().error = Error{Error::Kind::Retry, u"GET metadata: 503"_s, {}};
    trigger(u"refresh"_s);
    QCOMPARE(list().model()->rowCount(), 5); // still readable
    QVERIFY(list().isVisible());
    QVERIFY(text(u"topicStatus"_s).contains("503"_L1));
    server().error.reset();
    trigger(u"refresh"_s);
    QCOMPARE(text(u"topicStatus"_s), u"Topics: 5"_s);
}

void tst_TopicsPage::searchByKeyboardOnly()
{
    showPage();
    QTest::keyClick(&m_desktop->window(), Qt::Key_F, Qt::ControlModifier);
    auto &search = child<QLineEdit>(page(), u"topicSearch"_s);
    QVERIFY(search.hasFocus());
    QTest::keyClicks(&search, u"account"_s);
    QCOMPARE(list().model()->rowCount(), 1);
    QCOMPARE(text(u"topicStatus"_s), u"1 of 5 topics"_s);
    QTest::keyClick(&search, Qt::Key_Down);
    QVERIFY(list().hasFocus());
    QVERIFY(!dialog());
    QTest::keyClick(&list(), Qt::Key_Home);
    QVERIFY(detailText().contains("Example topic for completed encounters"_L1));
}

void tst_TopicsPage::nothingFound()
{
    showPage();
    auto &search = child<QLineEdit>(page(), u"topicSearch"_s);
    search.setFocus();
    search.setText(u"<b>nothing"_s);
    QVERIFY(!list().isVisible());
    QVERIFY(text(u"emptyText"_s).contains("<b>nothing"_L1));
    QVERIFY(!child<QAction>(page(), u"subscribe"_s).isEnabled());
    QTest::keyClick(&search, Qt::Key_Down); // there is nothing to go to
    QVERIFY(search.hasFocus());
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyAction"_s), Qt::LeftButton);
    QVERIFY(search.text().isEmpty());
    QVERIFY(list().isVisible());
}

void tst_TopicsPage::detail()
{
    showPage();
    QVERIFY(detailText().contains("admission"_L1)); // the first one is shown
    list().setCurrentIndex(list().model()->index(2, 0));
    QVERIFY(detailText().contains("gt lt ge le"_L1));
    auto &tabs = child<QTabWidget>(page(), u"topicTabs"_s);
    QVERIFY(tabs.isTabVisible(2));
    QVERIFY(child<QPlainTextEdit>(page(), u"topicJson"_s).toPlainText().contains("\"resultForDelete\""_L1));
    QVERIFY(child<QTreeView>(page(), u"topicTree"_s).model()->rowCount() > 5);
    // Of one that is known by its URL there is no JSON.
    list().setCurrentIndex(list().model()->index(3, 0));
    QVERIFY(detailText().contains("Only its URL is known"_L1));
    QVERIFY(!tabs.isTabVisible(1));
    QVERIFY(!tabs.isTabVisible(2));
}

void tst_TopicsPage::remarks()
{
    showPage();
    auto &button = child<QToolButton>(page(), u"remarksButton"_s);
    QCOMPARE(button.text(), u"Remarks: 2"_s);
    QVERIFY(!child<QLabel>(page(), u"remarksText"_s).isVisible());
    button.setFocus();
    QTest::keyClick(&button, Qt::Key_Space);
    QVERIFY(child<QLabel>(page(), u"remarksText"_s).isVisible());
    QVERIFY(text(u"remarksText"_s).contains("404 Not Found"_L1));
    QVERIFY(text(u"remarksText"_s).contains(u"⚠ SubscriptionTopic.url"_s));
    server().answeredTopics.remarks.clear();
    trigger(u"refresh"_s);
    QVERIFY(!button.isVisible());
    QVERIFY(!child<QLabel>(page(), u"remarksText"_s).isVisible());
}

void tst_TopicsPage::subscriptionsAreCounted()
{
    showPage();
    ManagedSubscription subscription;
    subscription.wanted.definition.topic = admissionTopic().topic.url;
    subscription.wanted.definition.webhookId = u"admissions"_s;
    m_backend->setSubscriptions({subscription});
    QCOMPARE(list().model()->index(0, 2).data().toString(), u"1"_s);
    QVERIFY(detailText().contains("admissions"_L1));
    m_backend->setSubscriptions({});
    QCOMPARE(list().model()->index(0, 2).data().toString(), QString());
}

void tst_TopicsPage::noTopics()
{
    server().answeredTopics.topics.clear();
    showPage();
    QVERIFY(!list().isVisible());
    for (const auto &way : {u"SubscriptionTopic"_s, u"Basic"_s, u"CapabilityStatement"_s, u"$topic-list"_s}) {
        QVERIFY2(text(u"emptyText"_s).contains(way), qPrintable(way));
    }
    QVERIFY(child<QLabel>(page(), u"remarksText"_s).isVisible());
    auto &button = child<QPushButton>(page(), u"emptyOtherAction"_s);
    QVERIFY(button.isVisible());
    button.setFocus();
    QTest::keyClick(&button, Qt::Key_Space);
    QVERIFY(dialog());
    QCOMPARE(child<QComboBox>(*dialog(), u"topicEdit"_s).currentText(), QString());
}

void tst_TopicsPage::errors_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("advice");
    QTest::newRow("passing") << Error::Kind::Retry << u"try again"_s;
    QTest::newRow("password") << Error::Kind::ActionRequired << u"connection"_s;
    QTest::newRow("refused") << Error::Kind::Rejected << u"URL"_s;
    QTest::newRow("no FHIR") << Error::Kind::BadData << u"URL"_s;
    QTest::newRow("defect") << Error::Kind::Internal << QString();
}

void tst_TopicsPage::errors()
{
    QFETCH(const Error::Kind, kind);
    QFETCH(const QString, advice);
    server().error = Error{kind, u"What happened <i>there</i>"_s, {}};
    showPage();
    QVERIFY(!list().isVisible());
    QVERIFY(text(u"emptyText"_s).contains("What happened <i>there</i>"_L1));
    QVERIFY2(text(u"emptyText"_s).contains(advice), qPrintable(text(u"emptyText"_s)));
    QVERIFY(child<QPushButton>(page(), u"emptyOtherAction"_s).isVisible());
    server().error.reset();
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyAction"_s), Qt::LeftButton);
    QVERIFY(list().isVisible());
    QCOMPARE(list().model()->rowCount(), 5);
}

void tst_TopicsPage::notConnected()
{
    m_desktop->window().showPage(u"topicsPage"_s);
    QVERIFY(text(u"emptyText"_s).contains("Not connected"_L1));
    QVERIFY(!child<QPushButton>(page(), u"emptyOtherAction"_s).isVisible());
    for (const auto &action : {u"subscribe"_s, u"subscribeByUrl"_s, u"copyUrl"_s, u"refresh"_s}) {
        QVERIFY2(!child<QAction>(page(), action).isEnabled(), qPrintable(action));
    }
    QTest::mouseClick(&child<QPushButton>(page(), u"emptyAction"_s), Qt::LeftButton);
    QCOMPARE(m_backend->startCount(), 1);
    QVERIFY(list().isVisible());
    m_backend->stop();
    QVERIFY(!list().isVisible());
    QCOMPARE(list().model()->rowCount(), 0);
}

void tst_TopicsPage::otherConnection()
{
    showPage();
    server().answeredTopics.topics = {hapiTopic()};
    server().answeredTopics.remarks.clear();
    m_backend->open({.id = u"other"_s, .name = u"Other"_s});
    QCOMPARE(list().model()->rowCount(), 1);
    QVERIFY(detailText().contains("any change of a patient"_L1));
    QVERIFY(!child<QToolButton>(page(), u"remarksButton"_s).isVisible());
}

void tst_TopicsPage::copyUrl()
{
    showPage();
    list().setFocus();
    QTest::keyClick(&list(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), admissionTopic().topic.url);
}

void tst_TopicsPage::subscribeByReturn()
{
    showPage();
    list().setFocus();
    QTest::keyClick(&list(), Qt::Key_Return);
    QVERIFY(dialog());
    QCOMPARE(dialog()->windowTitle(), u"Subscribe to admission"_s);
    QCOMPARE(child<QComboBox>(*dialog(), u"topicEdit"_s).currentText(), admissionTopic().topic.url);
    dialog()->reject();
    QTRY_VERIFY(!dialog());
    m_desktop->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    QTest::keyClick(&list(), Qt::Key_N, Qt::ControlModifier);
    QVERIFY(dialog());
}

void tst_TopicsPage::subscribeByUrl()
{
    showPage();
    QTest::keyClick(&list(), Qt::Key_N, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(dialog());
    QCOMPARE(child<QComboBox>(*dialog(), u"topicEdit"_s).count(), 5); // to choose from
}

void tst_TopicsPage::showEvents()
{
    showPage();
    trigger(u"subscribe"_s);
    child<QPushButton>(*dialog(), u"subscribeButton"_s).click();
    const auto webhookId = m_backend->subscribed().constFirst().definition.webhookId;
    m_backend->tellJournal({{.at = m_clock->now(),
                             .kind = JournalEntry::Kind::Activated,
                             .severity = JournalEntry::Severity::Good,
                             .webhookId = webhookId,
                             .message = u"It is active"_s,
                             .advice = {}}});
    child<QPushButton>(*dialog(), u"showEventsButton"_s).click();
    auto &live = child<QWidget>(m_desktop->window(), u"livePage"_s);
    QVERIFY(live.isVisible());
    QVERIFY(child<QLineEdit>(live, u"filterEdit"_s).text().contains(webhookId));
}

void tst_TopicsPage::maskedDialog()
{
    showPage();
    child<QAction>(m_desktop->window(), u"mask"_s).setChecked(true);
    trigger(u"subscribe"_s);
    child<QPushButton>(*dialog(), u"addFilter"_s).click();
    QCOMPARE(child<QLineEdit>(*dialog(), u"filterValue"_s).echoMode(), QLineEdit::Password);
    child<QAction>(m_desktop->window(), u"mask"_s).setChecked(false);
    QCOMPARE(child<QLineEdit>(*dialog(), u"filterValue"_s).echoMode(), QLineEdit::Normal);
}

void tst_TopicsPage::columnsAreRemembered()
{
    showPage();
    list().header()->resizeSection(0, 333);
    m_desktop.reset();
    m_desktop = std::make_unique<Desktop>(*m_clock, **m_settings, *m_backend);
    QCOMPARE(list().header()->sectionSize(0), 333);
}

QTEST_MAIN(tst_TopicsPage)
#include "tst_topicspage.moc"
