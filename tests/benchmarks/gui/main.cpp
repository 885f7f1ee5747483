// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "gui/application/application.h"
#include "gui/application/desktop.h"
#include "gui/notifications/notificationtable.h"

#include <Tbs/store/sqlitehistory.h>

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QFile>
#include <QLineEdit>
#include <QScrollBar>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

// How long the window does not answer while it has a lot to do: the flood of the Live page, and the History page on the
// store that store_benchmark has made. Every millisecond the event loop is asked; a stall is how late it comes.

namespace {

class BenchmarkBackend final : public Tbs::Test::ExampleBackend
{
public:
    BenchmarkBackend(Tbs::Clock &clock, const QString &store)
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

/// Measures until it is destroyed, and prints.
class StallMeter
{
public:
    explicit StallMeter(const char *name)
        : m_name(name)
    {
        m_sinceTick.start();
        m_total.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] {
            m_longest = std::max(m_longest, m_sinceTick.nsecsElapsed());
            m_sinceTick.restart();
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(1);
    }
    ~StallMeter()
    {
        m_longest = std::max(m_longest, m_sinceTick.nsecsElapsed());
        std::printf("%-44s %8lld ms, longest stall %6.1f ms\n", m_name, static_cast<long long>(m_total.elapsed()),
                    static_cast<double>(m_longest) / 1e6);
    }
    Q_DISABLE_COPY_MOVE(StallMeter)

private:
    const char *m_name;
    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_total;
    qint64 m_longest = 0;
};

/// Runs the event loop until \a done, a minute at most.
template <typename Condition> void runUntil(Condition done)
{
    QElapsedTimer timer;
    timer.start();
    while (!done() && timer.elapsed() < 60'000) {
        QApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

void runFor(qint64 milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    runUntil([&timer, milliseconds] { return timer.elapsed() >= milliseconds; });
}

QList<Tbs::Gui::LiveEntry> batch(int count, int &number, const QByteArray &body)
{
    QList<Tbs::Gui::LiveEntry> entries;
    for (int i = 0; i < count; ++i) {
        Tbs::Gui::LiveEntry entry;
        entry.body = body;
        entry.summary = {.notification = {.receivedAt = QDateTime::currentDateTimeUtc(), .newEvents = 1},
                         .bodySize = body.size(),
                         .subscription = {u"webhook%1"_s.arg(++number % 8), {}, u"Subscription/1"_s},
                         .topic = u"http://example.org/topic/1"_s,
                         .foci = {u"Encounter/%1"_s.arg(number)}};
        entries << entry;
    }
    return entries;
}

void measureFlood(BenchmarkBackend &backend, QMainWindow &window, int perSecond)
{
    constexpr int batchesPerSecond = 10;
    constexpr qint64 duration = 8'000;
    const QByteArray body(2000, 'x');
    int number = 0;
    QTimer source;
    QObject::connect(&source, &QTimer::timeout, &backend,
                     [&] { Q_EMIT backend.arrived(batch(perSecond / batchesPerSecond, number, body)); });
    source.start(1000 / batchesPerSecond);
    {
        const StallMeter meter("live: events arrive");
        runFor(duration);
    }
    {
        const StallMeter meter("live: full-text filter meanwhile");
        window.findChild<QWidget *>(u"livePage"_s)->findChild<QLineEdit *>(u"filterEdit"_s)->setText(u"nowhere"_s);
        runFor(duration / 4);
    }
    source.stop();
    std::printf("%d a second were offered, %d in all\n", perSecond, number);
}

void measureHistory(Tbs::Gui::MainWindow &window)
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
    {
        const StallMeter meter("history: scroll to 100 places");
        for (int place = 100; place > 0; --place) {
            table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum() / 100 * place);
            runUntil(isLoaded);
        }
    }
    for (const auto &filter :
         {u"subscription:webhook3"_s, u"type:heartbeat"_s, u"focus:Patient/often"_s, u"nowhere"_s}) {
        const auto name = u"history: filter "_s + filter;
        const auto text = name.toUtf8();
        const StallMeter meter(text.constData());
        edit->setText(filter);
        runUntil([&] { return !isSearching() && isLoaded(); });
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    Tbs::Gui::setUpApplication(application);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addPositionalArgument(u"store"_s, u"The database of store_benchmark."_s);
    parser.addOption({u"rate"_s, u"Notifications a second."_s, u"count"_s, u"2000"_s});
    parser.process(application);
    if (parser.positionalArguments().size() != 1) {
        parser.showHelp(2);
    }
    const QTemporaryDir folder;
    Tbs::SystemClock clock;
    Tbs::Gui::Settings settings(folder.filePath(u"settings.ini"_s));
    BenchmarkBackend backend(clock, parser.positionalArguments().constFirst());
    Tbs::Gui::Desktop desktop(clock, settings, backend);
    desktop.window().show();
    backend.start();
    measureFlood(backend, desktop.window(), parser.value(u"rate"_s).toInt());
    measureHistory(desktop.window());
    return 0;
}
