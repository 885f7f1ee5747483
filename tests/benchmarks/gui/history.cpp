// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "history.h"

#include "examplebackend.h"
#include "gui/application/desktop.h"
#include "gui/notifications/notificationtable.h"
#include "stallmeter.h"

#include <Tbs/store/sqlitehistory.h>

#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace GuiBenchmark {

namespace {

class HistoryBackend final : public Tbs::Test::ExampleBackend
{
public:
    HistoryBackend(Tbs::Clock &clock, const QString &store)
        : ExampleBackend(clock)
        , m_history(clock, store)
    {
    }

    void start() override { setState(State::Running); }
    void stop() override { setState(State::Stopped); }
    [[nodiscard]] Tbs::NotificationHistory *history() override
    {
        return state() == State::Running ? &m_history : nullptr;
    }

private:
    Tbs::SqliteHistory m_history;
};

bool measure(Tbs::Gui::MainWindow &window)
{
    window.showPage(u"historyPage"_s);
    const auto *page = window.findChild<QWidget *>(u"historyPage"_s);
    auto *table = page->findChild<Tbs::Gui::NotificationTable *>(u"notificationTable"_s);
    auto *edit = page->findChild<QLineEdit *>(u"filterEdit"_s);
    auto *progress = page->findChild<QWidget *>(u"historyProgress"_s);
    const auto isSearching = [progress] {
        return progress->isVisible();
    };
    const auto isLoaded = [table] {
        const auto index = table->indexAt({1, 1});
        return !index.isValid() || index.data().toString().size() > 1;
    };
    {
        const StallMeter meter("history: open");
        edit->setText(u"subscription:nobody"_s);
        runUntil([&] { return !isSearching(); });
        edit->clear();
        runUntil([&] { return !isSearching() && isLoaded(); });
    }
    std::printf("%d lines\n", table->model()->rowCount());
    if (table->model()->rowCount() == 0) {
        return false;
    }
    {
        const StallMeter meter("history: scroll to 100 places");
        for (int place = 100; place > 0; --place) {
            table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum() / 100 * place);
            runUntil(isLoaded);
        }
    }
    for (const auto &filter :
         {u"subscription:webhook3"_s, u"type:heartbeat"_s, u"focus:Patient/often"_s, u"nowhere"_s}) {
        const StallMeter meter("history: filter " + filter.toUtf8());
        edit->setText(filter);
        runUntil([&] { return !isSearching() && isLoaded(); });
    }
    return true;
}

} // namespace

bool measureHistory(const QString &database)
{
    const QTemporaryDir folder;
    Tbs::SystemClock clock;
    Tbs::Gui::Settings settings(folder.filePath(u"settings.ini"_s));
    HistoryBackend backend(clock, database);
    Tbs::Gui::Desktop desktop(clock, settings, backend);
    desktop.window().show();
    backend.start();
    return measure(desktop.window());
}

} // namespace GuiBenchmark
