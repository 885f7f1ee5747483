// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "gui/application/application.h"
#include "gui/application/desktop.h"
#include "gui/mainwindow/aboutdialog.h"
#include "gui/mainwindow/shortcutsdialog.h"
#include "guitest.h"
#include "pictures.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QMenuBar>
#include <QTableView>
#include <QTabWidget>

using namespace Qt::StringLiterals;

// Renders every page to PNG, so that somebody can look at it: render_pages FOLDER

namespace Tbs::Test {

namespace {

constexpr int loadMilliseconds = 10'000;

class Renderer
{
public:
    explicit Renderer(QString folder)
        : m_folder(std::move(folder))
    {
    }

    void renderAll(bool dark);

private:
    void save(QWidget &widget, const QString &name);
    void renderLive(Gui::Desktop &desktop);
    void renderDetails(Gui::Desktop &desktop);
    void renderHistory(Gui::Desktop &desktop);
    static void fill(ExampleBackend &backend);
    static void waitForDetail(QWidget &page);

    QString m_folder;
    QString m_suffix;
};

void Renderer::save(QWidget &widget, const QString &name)
{
    Pictures{m_folder, m_suffix}.save(widget, name);
}

void Renderer::fill(ExampleBackend &backend)
{
    backend.receive(u"encounters"_s,
                    {notificationBody(u"Subscription/1"_s, u"handshake"_s),
                     notificationBody(u"Subscription/1"_s, u"event-notification"_s, 1,
                                      exampleEncounter(u"17"_s, u"in-progress"_s))});
    backend.receive(
        u"patients"_s,
        {notificationBody(u"Subscription/2"_s, u"event-notification"_s, 1, examplePatient(u"1"_s, u"Chalmers"_s)),
         notificationBody(u"Subscription/2"_s, u"heartbeat"_s, 1)});
    backend.tell(entriesOfAllKinds());
    auto renamed = examplePatient(u"1"_s, u"Windsor"_s);
    renamed.insert(u"gender"_s, u"female"_s);
    backend.receive(u"patients"_s, {notificationBody(u"Subscription/2"_s, u"event-notification"_s, 2, renamed)});
}

void Renderer::waitForDetail(QWidget &page)
{
    QElapsedTimer timer;
    timer.start();
    while (!child<QTabWidget>(page, u"detailTabs"_s).isVisible() && timer.elapsed() < loadMilliseconds) {
        QApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 100);
    }
}

void Renderer::renderLive(Gui::Desktop &desktop)
{
    auto &page = child<QWidget>(desktop.window(), u"livePage"_s);
    desktop.window().showPage(u"livePage"_s);
    save(desktop.window(), u"live"_s);
    auto &filter = child<QLineEdit>(page, u"filterEdit"_s);
    filter.setText(u"type:heartbeat"_s);
    save(desktop.window(), u"live-filter"_s);
    filter.setText(u"type:heartbeats status"_s);
    save(desktop.window(), u"live-filter-wrong"_s);
    filter.clear();
}

void Renderer::renderDetails(Gui::Desktop &desktop)
{
    auto &page = child<QWidget>(desktop.window(), u"livePage"_s);
    auto &table = child<QTableView>(page, u"notificationTable"_s);
    QApplication::processEvents();
    table.selectRow(0);
    waitForDetail(page);
    auto &tabs = child<QTabWidget>(page, u"detailTabs"_s);
    for (int i = 0; i < tabs.count(); ++i) {
        tabs.setCurrentIndex(i);
        save(desktop.window(), u"detail-%1"_s.arg(i + 1));
    }
    child<QAction>(desktop.window(), u"mask"_s).setChecked(true);
    tabs.setCurrentIndex(1);
    save(desktop.window(), u"detail-masked"_s);
}

void Renderer::renderHistory(Gui::Desktop &desktop)
{
    child<QAction>(desktop.window(), u"mask"_s).setChecked(false);
    desktop.window().showPage(u"historyPage"_s);
    auto &page = child<QWidget>(desktop.window(), u"historyPage"_s);
    auto &table = child<QTableView>(page, u"notificationTable"_s);
    const auto firstCell = [&table] {
        return table.model()->index(0, 0).data().toString();
    };
    QElapsedTimer timer;
    timer.start();
    constexpr int storedCount = 5; // by fill()
    while ((table.model()->rowCount() < storedCount || firstCell().size() < 2) && timer.elapsed() < loadMilliseconds) {
        child<QAction>(page, u"refresh"_s).trigger();
        QApplication::processEvents(QEventLoop::AllEvents, 100);
    }
    save(desktop.window(), u"history"_s);
    table.selectRow(1);
    waitForDetail(page);
    child<QTabWidget>(page, u"detailTabs"_s).setCurrentIndex(2);
    save(desktop.window(), u"history-detail"_s);
    child<QLineEdit>(page, u"filterEdit"_s).setText(u"is:gap"_s);
    save(desktop.window(), u"history-gap"_s);
}

void Renderer::renderAll(bool dark)
{
    setDarkMode(dark);
    m_suffix = dark ? u"-dark"_s : u"-light"_s;
    SystemClock clock;
    TemporarySettings settings;
    ExampleBackend backend(clock);
    Gui::Desktop desktop(clock, *settings, backend);
    desktop.window().show();
    save(desktop.window(), u"empty"_s);
    backend.fail({{Error::Kind::ActionRequired,
                   u"The port 8080 of 127.0.0.1 is taken. Stop the other program or choose another port."_s,
                   {}}});
    save(desktop.window(), u"failed"_s);
    backend.start();
    fill(backend);
    renderLive(desktop);
    renderDetails(desktop);
    renderHistory(desktop);
    Gui::AboutDialog about(&desktop.window());
    about.show();
    save(about, u"about"_s);
    Gui::ShortcutsDialog shortcuts(*desktop.window().menuBar(), &desktop.window());
    shortcuts.show();
    save(shortcuts, u"shortcuts"_s);
    renderConnections({m_folder, m_suffix});
    renderOverview({m_folder, m_suffix});
    renderSubscribe({m_folder, m_suffix});
    renderStore({m_folder, m_suffix});
    renderSubscriptions({m_folder, m_suffix});
}

} // namespace

} // namespace Tbs::Test

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Tbs::Gui::setUpApplication(application);
    const auto arguments = QApplication::arguments();
    if (arguments.size() != 2 || !QDir().mkpath(arguments.at(1))) {
        qFatal("render_pages FOLDER");
    }
    Tbs::Test::Renderer renderer(arguments.at(1));
    renderer.renderAll(false);
    renderer.renderAll(true);
    return 0;
}
