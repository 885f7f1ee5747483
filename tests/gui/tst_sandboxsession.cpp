// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/application/desktop.h"
#include "gui/backend/embeddedbackend.h"
#include "gui/live/livepage.h"
#include "gui/notifications/notificationcolumn.h"
#include "guitest.h"

#include <QAction>
#include <QLabel>
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
    void storeInUseIsExplained();

private:
    static QSet<QString> kinds(const QAbstractItemModel &model);
};

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
    Test::child<QAction>(window, u"connect"_s).trigger();
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

void TestSandboxSession::storeInUseIsExplained()
{
    SystemClock clock;
    const QTemporaryDir folder;
    EmbeddedBackend first(clock, folder.filePath(u"store.sqlite"_s));
    first.start();
    QTRY_VERIFY_WITH_TIMEOUT(first.state() == Backend::State::Running, 30'000);
    EmbeddedBackend second(clock, folder.filePath(u"store.sqlite"_s));
    second.start();
    QTRY_VERIFY_WITH_TIMEOUT(second.state() == Backend::State::Failed, 30'000);
    QVERIFY(second.errors().constFirst().message.contains(u"in use"_s));
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestSandboxSession)
#include "tst_sandboxsession.moc"
