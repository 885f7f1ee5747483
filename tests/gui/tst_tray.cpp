// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "examplesubscriptions.h"
#include "gui/application/desktop.h"
#include "gui/tray/trayicon.h"
#include "guitest.h"
#include "mockclock.h"

#include <QAction>
#include <QMenuBar>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// Remembers what it was given.
class ExampleTray final : public TrayDisplay
{
public:
    [[nodiscard]] bool isAvailable() const override { return available; }
    void setIcon(const QIcon &icon) override { shown = icon; }
    void setToolTip(const QString &text) override { toolTip = text; }
    void setMenu(QMenu &given) override { menu = &given; }
    void showMessage(const QString &title, const QString &text, Tone /*tone*/) override
    {
        messages << title + u": "_s + text;
    }
    void trigger(const QString &name) const { Test::child<QAction>(*menu, name).trigger(); }

    bool available = true;
    QIcon shown;
    QString toolTip;
    QMenu *menu = nullptr;
    QStringList messages;
};

QImage picture(const QIcon &icon)
{
    return icon.pixmap(32).toImage();
}

} // namespace

class TestTray : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void withoutATrayNothingIsOffered();
    void comesAndGoes();
    void iconAndToolTip();
    void iconsDiffer();
    void announces();
    void clickOnAMessageShowsTheOverview();
    void mutesForAnHour();
    void mutedAgain();
    void connectsAndDisconnects();
    void failureIsToldToWhoDoesNotSeeIt();
    void closingEndsUnlessWanted();
    void closingKeepsIt();
    void quits();

private:
    [[nodiscard]] MainWindow &window() { return m_desktop->window(); }
    void gap();
    [[nodiscard]] bool isOffered();

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<ExampleTray> m_display;
    std::unique_ptr<Tray> m_tray;
};

void TestTray::init()
{
    m_clock = std::make_unique<Test::MockClock>();
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(*m_clock);
    m_desktop = std::make_unique<Desktop>(*m_clock, **m_settings, *m_backend);
    m_display = std::make_unique<ExampleTray>();
    m_tray = std::make_unique<Tray>(*m_backend, **m_settings, *m_clock, window(), *m_display);
    window().show();
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
}

void TestTray::cleanup()
{
    m_tray.reset();
    m_display.reset();
    m_desktop.reset();
    m_backend.reset();
}

/// Something worth telling, and the time until it is told.
void TestTray::gap()
{
    m_backend->tellJournal({{m_clock->now(),
                             JournalEntry::Kind::Gap,
                             JournalEntry::Severity::Warning,
                             u"a"_s,
                             u"Events are missing."_s,
                             {}}});
    m_clock->advance(std::chrono::seconds(10));
}

/// By the menu of files, as it is opened.
bool TestTray::isOffered()
{
    auto &menu = *window().menuBar()->actions().constFirst()->menu();
    menu.popup(window().pos());
    const bool offered = Test::child<QAction>(window(), u"keepInTray"_s).isVisible();
    menu.close();
    return offered;
}

void TestTray::withoutATrayNothingIsOffered()
{
    Test::child<QAction>(window(), u"keepInTray"_s).trigger();
    m_display->available = false;
    QVERIFY(!isOffered());
    const QSignalSpy closed(&window(), &MainWindow::closed);
    window().close();
    QCOMPARE(closed.count(), 1);
    QVERIFY(m_display->messages.isEmpty());
}

void TestTray::comesAndGoes()
{
    m_display->available = false;
    QVERIFY(!isOffered());
    m_display->available = true;
    QVERIFY(isOffered());
    m_tray.reset();
    QVERIFY(!isOffered());
}

void TestTray::iconAndToolTip()
{
    QCOMPARE(picture(m_display->shown), picture(disconnectedTrayIcon()));
    QVERIFY2(m_display->toolTip.contains(u"Not connected"_s), qPrintable(m_display->toolTip));
    m_backend->start();
    auto subscriptions = Test::healthySubscriptions(5, m_clock->now());
    m_backend->setSubscriptions(subscriptions);
    QCOMPARE(picture(m_display->shown), picture(trayIcon(SubscriptionLight::Active)));
    QVERIFY2(m_display->toolTip.endsWith(u"5 of 5 healthy"_s), qPrintable(m_display->toolTip));
    subscriptions << Test::exampleSubscription(u"a"_s, HealthState::Gap, m_clock->now());
    m_backend->setSubscriptions(subscriptions);
    QCOMPARE(picture(m_display->shown), picture(trayIcon(SubscriptionLight::Gap)));
    QVERIFY2(m_display->toolTip.endsWith(u"5 of 6 healthy\nGap (1)\nEvents behind: 3"_s),
             qPrintable(m_display->toolTip));
    m_backend->stop();
    QCOMPARE(picture(m_display->shown), picture(disconnectedTrayIcon()));
}

void TestTray::iconsDiffer()
{
    QList<QImage> pictures{picture(disconnectedTrayIcon())};
    for (int i = 0; i < subscriptionLightCount; ++i) {
        const auto one = picture(trayIcon(static_cast<SubscriptionLight>(i)));
        QVERIFY(!pictures.contains(one));
        QVERIFY(one.pixelColor(16, 2).alpha() > 200); // the disc
        QCOMPARE(one.pixelColor(0, 0).alpha(), 0);
        pictures << one;
    }
}

void TestTray::announces()
{
    gap();
    QCOMPARE(m_display->messages, QStringList{u"a: Gap: Events are missing."_s});
}

void TestTray::clickOnAMessageShowsTheOverview()
{
    window().showPage(u"historyPage"_s);
    window().hide();
    Q_EMIT m_display->messageClicked();
    QVERIFY(window().isVisible());
    QVERIFY(Test::child<QWidget>(window(), u"overviewPage"_s).isVisible());
    window().showPage(u"historyPage"_s);
    window().hide();
    Q_EMIT m_display->activated();
    QVERIFY(window().isVisible());
    QVERIFY(Test::child<QWidget>(window(), u"historyPage"_s).isVisible());
    window().hide();
    m_display->trigger(u"trayShow"_s);
    QVERIFY(window().isVisible());
}

void TestTray::mutesForAnHour()
{
    m_display->trigger(u"trayMute"_s);
    gap();
    QVERIFY(m_display->messages.isEmpty());
    m_clock->advance(std::chrono::minutes(58));
    gap();
    QVERIFY(m_display->messages.isEmpty());
    m_clock->advance(std::chrono::minutes(2));
    QVERIFY(!Test::child<QAction>(*m_display->menu, u"trayMute"_s).isChecked());
    gap();
    QCOMPARE(m_display->messages.size(), 1);
}

/// An hour from the last time on.
void TestTray::mutedAgain()
{
    m_display->trigger(u"trayMute"_s);
    m_clock->advance(std::chrono::minutes(50));
    m_display->trigger(u"trayMute"_s);
    m_display->trigger(u"trayMute"_s);
    m_clock->advance(std::chrono::minutes(50));
    gap();
    QVERIFY(m_display->messages.isEmpty());
    m_clock->advance(std::chrono::minutes(11));
    gap();
    QCOMPARE(m_display->messages.size(), 1);
}

void TestTray::connectsAndDisconnects()
{
    const auto &action = Test::child<QAction>(*m_display->menu, u"trayConnect"_s);
    QCOMPARE(action.text(), u"&Connect"_s);
    m_display->trigger(u"trayConnect"_s);
    QCOMPARE(m_backend->state(), Backend::State::Running);
    QCOMPARE(action.text(), u"&Disconnect"_s);
    m_display->trigger(u"trayConnect"_s);
    QCOMPARE(m_backend->state(), Backend::State::Stopped);
}

void TestTray::failureIsToldToWhoDoesNotSeeIt()
{
    const QList<Error> errors{{Error::Kind::ActionRequired, u"The port is taken."_s, {}}};
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    m_backend->fail(errors);
    QVERIFY(m_display->messages.isEmpty());
    QVERIFY2(m_display->toolTip.contains(u"failed"_s), qPrintable(m_display->toolTip));
    m_backend->stop();
    window().hide();
    m_backend->fail(errors);
    QCOMPARE(m_display->messages, QStringList{u"The connection failed: The port is taken."_s});
}

void TestTray::closingEndsUnlessWanted()
{
    const QSignalSpy closed(&window(), &MainWindow::closed);
    QVERIFY(!Test::child<QAction>(window(), u"keepInTray"_s).isChecked()); // off by default
    window().close();
    QCOMPARE(closed.count(), 1);
    QVERIFY(m_display->messages.isEmpty());
}

void TestTray::closingKeepsIt()
{
    const QSignalSpy closed(&window(), &MainWindow::closed);
    Test::child<QAction>(window(), u"keepInTray"_s).trigger();
    QVERIFY((**m_settings).value(Setting::KeepInTray).toBool());
    window().close();
    QVERIFY(!window().isVisible());
    QCOMPARE(closed.count(), 0);
    QCOMPARE(m_display->messages.size(), 1); // said once
    QVERIFY2(m_display->messages.constFirst().contains(u"Quit"_s), qPrintable(m_display->messages.constFirst()));
    Q_EMIT m_display->activated();
    QVERIFY(window().isVisible());
    window().close();
    QCOMPARE(m_display->messages.size(), 1);
}

void TestTray::quits()
{
    const QSignalSpy closed(&window(), &MainWindow::closed);
    Test::child<QAction>(window(), u"keepInTray"_s).trigger();
    window().close();
    QCOMPARE(closed.count(), 0);
    m_display->trigger(u"trayQuit"_s);
    QCOMPARE(closed.count(), 1);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestTray)
#include "tst_tray.moc"
