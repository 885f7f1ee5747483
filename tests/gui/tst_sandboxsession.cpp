// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/application/desktop.h"
#include "gui/backend/embeddedbackend.h"
#include "gui/backend/sandboxsource.h"
#include "gui/live/livepage.h"
#include "gui/notifications/notificationcolumn.h"
#include "gui/overview/overviewmodel.h"
#include "gui/overview/overviewtable.h"
#include "guitest.h"

#include <QAction>
#include <QLabel>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTabWidget>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// The window with a real receiver, connected with a sandbox over HTTP.
class TestSandboxSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void seesLifeAtOnce();
    void overviewTellsHowItDoes();
    void storeInUseIsExplained();

private:
    static Connection sandboxConnection();
    static QSet<QString> kinds(const QAbstractItemModel &model);
};

Connection TestSandboxSession::sandboxConnection()
{
    Connection connection{.id = u"sandbox"_s, .name = u"Sandbox"_s, .server = Connection::Server::Sandbox};
    for (const auto &definition : SandboxSource::definitions()) {
        connection.configuration.subscriptions.append({.definition = definition});
    }
    return connection;
}

QSet<QString> TestSandboxSession::kinds(const QAbstractItemModel &model)
{
    QSet<QString> kinds;
    for (int row = 0; row < model.rowCount(); ++row) {
        kinds << model.index(row, static_cast<int>(NotificationColumn::Kind)).data().toString();
    }
    return kinds;
}

void TestSandboxSession::seesLifeAtOnce()
{
    SystemClock clock;
    Test::TemporarySettings settings;
    EmbeddedBackend backend(clock);
    Desktop desktop(clock, *settings, backend);
    auto &window = desktop.window();
    window.show();
    backend.open(sandboxConnection());
    QTRY_VERIFY_WITH_TIMEOUT(backend.state() == Backend::State::Running, 30'000);
    QVERIFY(Test::child<QLabel>(window, u"stateText"_s).text().contains(u"127.0.0.1"_s));

    window.showPage(u"livePage"_s);
    auto &page = Test::child<LivePage>(window, u"livePage"_s);
    auto &table = Test::child<NotificationTable>(page, u"notificationTable"_s);
    const auto &model = *table.model();
    QTRY_VERIFY_WITH_TIMEOUT(kinds(model).contains(u"Handshake"_s) && kinds(model).contains(u"Event"_s), 30'000);

    table.selectRow(0);
    QTRY_VERIFY_WITH_TIMEOUT(Test::child<QTabWidget>(page, u"detailTabs"_s).isVisible(), 30'000);
    Test::child<QAction>(window, u"disconnect"_s).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(backend.state() == Backend::State::Stopped, 30'000);
    Test::child<QAction>(window, u"connect"_s).trigger();
    QTRY_VERIFY_WITH_TIMEOUT(backend.state() == Backend::State::Running, 30'000);
}

/// From the first light to a suspended subscription and back, with the keyboard only.
void TestSandboxSession::overviewTellsHowItDoes()
{
    SystemClock clock;
    Test::TemporarySettings settings;
    EmbeddedBackend backend(clock);
    Desktop desktop(clock, *settings, backend);
    auto &window = desktop.window();
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.showPage(u"overviewPage"_s);
    backend.open(sandboxConnection());
    auto &page = Test::child<QWidget>(window, u"overviewPage"_s);
    auto &table = Test::child<OverviewTable>(page, u"overviewTable"_s);
    const auto cell = [&table](OverviewModel::Column column) {
        return table.model()->index(0, column).data().toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(cell(OverviewModel::Status), u"Active"_s, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(cell(OverviewModel::Rate) != u"0.0/s"_s, 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(cell(OverviewModel::LastEvent) != u"none yet"_s, 30'000);
    QVERIFY(Test::child<QAbstractItemView>(page, u"journalTable"_s).model()->rowCount() > 0);

    table.setFocus();
    table.setCurrentIndex(table.model()->index(0, OverviewModel::Name));
    QTest::keyClick(&table, Qt::Key_P, Qt::ControlModifier);
    auto &question = Test::child<QMessageBox>(page, u"suspendDialog"_s);
    QVERIFY(QTest::qWaitForWindowActive(&question));
    QTest::keyClick(&question, Qt::Key_S);
    QTRY_COMPARE_WITH_TIMEOUT(cell(OverviewModel::Status), u"Suspended"_s, 30'000);
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTRY_COMPARE_WITH_TIMEOUT(cell(OverviewModel::Action), u"Resume"_s, 30'000);
    QTest::keyClick(&table, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(cell(OverviewModel::Status), u"Active"_s, 30'000);
}

void TestSandboxSession::storeInUseIsExplained()
{
    SystemClock clock;
    const QTemporaryDir folder;
    Connection connection{.id = u"1"_s, .name = u"Ward"_s};
    connection.configuration.webhook.port = 0;
    EmbeddedBackend first(clock, folder.path());
    first.open(connection);
    QTRY_VERIFY_WITH_TIMEOUT(first.state() == Backend::State::Running, 30'000);
    EmbeddedBackend second(clock, folder.path());
    second.open(connection);
    QTRY_VERIFY_WITH_TIMEOUT(second.state() == Backend::State::Failed, 30'000);
    QVERIFY(second.errors().constFirst().message.contains(u"in use"_s));
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestSandboxSession)
#include "tst_sandboxsession.moc"
