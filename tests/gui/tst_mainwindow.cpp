// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "gui/application/desktop.h"
#include "guitest.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QListWidget>
#include <QMenuBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void connectsAndDisconnects();
    void failureIsExplained();
    void everyActionHasItsKey();
    void shortcutsAreListed();
    void about();
    void pagesByKeyboard();
    void rememberWindowAndMask();
    void everythingHasAnAccessibleName();

private:
    template <typename T> T &in(const QString &name) const { return Test::child<T>(m_desktop->window(), name); }
    void makeDesktop();

    SystemClock m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
};

void TestMainWindow::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    makeDesktop();
}

void TestMainWindow::makeDesktop()
{
    m_desktop = std::make_unique<Desktop>(m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void TestMainWindow::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void TestMainWindow::connectsAndDisconnects()
{
    auto &state = in<QLabel>(u"stateText"_s);
    QVERIFY(state.text().contains(u"Not connected"_s));
    QVERIFY(!in<QAction>(u"disconnect"_s).isEnabled());
    QTest::keyClick(&m_desktop->window(), Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(m_backend->startCount(), 1);
    QVERIFY2(state.text().contains(u"http://127.0.0.1:8080"_s), qPrintable(state.text()));
    QVERIFY(!in<QAction>(u"connect"_s).isEnabled());
    in<QAction>(u"disconnect"_s).trigger();
    QVERIFY(state.text().contains(u"Not connected"_s));
}

void TestMainWindow::failureIsExplained()
{
    auto &bar = in<QWidget>(u"messageBar"_s);
    QVERIFY(!bar.isVisible());
    m_backend->fail({{Error::Kind::ActionRequired, u"The port 8080 is taken."_s, {}},
                     {Error::Kind::ActionRequired, u"The store is locked."_s, {}}});
    QVERIFY(bar.isVisible());
    QCOMPARE(in<QLabel>(u"messageText"_s).text(), u"The port 8080 is taken.\nThe store is locked."_s);
    QTest::mouseClick(&in<QPushButton>(u"messageButton"_s), Qt::LeftButton);
    QCOMPARE(m_backend->startCount(), 1);
    QVERIFY(!bar.isVisible());
}

/// Every key once, so that each of them does something.
void TestMainWindow::everyActionHasItsKey()
{
    QHash<QKeySequence, QString> keys;
    for (const auto *entry : m_desktop->window().menuBar()->actions()) {
        for (const auto *action : entry->menu()->actions()) {
            if (!action->shortcut().isEmpty()) {
                QVERIFY2(!keys.contains(action->shortcut()), qPrintable(action->text()));
                keys.insert(action->shortcut(), action->text());
            }
        }
    }
    QVERIFY(keys.size() > 8);
    QVERIFY(keys.contains(QKeySequence(Qt::CTRL | Qt::Key_Q)));
}

void TestMainWindow::shortcutsAreListed()
{
    m_desktop->window().showPage(u"livePage"_s);
    QTest::keyClick(&m_desktop->window(), Qt::Key_F1);
    auto &dialog = in<QDialog>(u"shortcutsDialog"_s);
    QVERIFY(dialog.isVisible());
    const auto &list = Test::child<QTreeWidget>(dialog, u"shortcutList"_s);
    QCOMPARE(list.findItems(u"Pause"_s, Qt::MatchExactly | Qt::MatchRecursive).size(), 1);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QTRY_VERIFY(!m_desktop->window().findChild<QDialog *>(u"shortcutsDialog"_s));
}

void TestMainWindow::about()
{
    in<QAction>(u"about"_s).trigger();
    const auto text = in<QLabel>(u"aboutText"_s).text();
    QVERIFY(text.contains(QString::fromLatin1(qVersion())));
    QVERIFY(text.contains(u"MIT"_s));
}

void TestMainWindow::pagesByKeyboard()
{
    auto &list = in<QListWidget>(u"pageList"_s);
    for (int i = list.count() - 1; i >= 0; --i) {
        QTest::keyClick(&m_desktop->window(), static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
        QCOMPARE(list.currentRow(), i);
    }
}

void TestMainWindow::rememberWindowAndMask()
{
    m_desktop->window().resize(900, 500);
    in<QAction>(u"mask"_s).trigger();
    auto &list = in<QListWidget>(u"pageList"_s);
    list.setCurrentRow(list.count() - 1);
    m_desktop->window().close();
    makeDesktop();
    QCOMPARE(m_desktop->window().size(), QSize(900, 500));
    QVERIFY(in<QAction>(u"mask"_s).isChecked());
    QVERIFY(in<QLabel>(u"maskedText"_s).isVisible());
    auto &again = in<QListWidget>(u"pageList"_s);
    QCOMPARE(again.currentRow(), again.count() - 1);
}

void TestMainWindow::everythingHasAnAccessibleName()
{
    const auto widgets = m_desktop->window().findChildren<QWidget *>();
    for (const auto *widget : widgets) {
        const bool isView = widget->inherits("QAbstractItemView") && !widget->inherits("QHeaderView")
            && widget->parentWidget() && !widget->parentWidget()->inherits("QComboBox");
        if (isView || widget->inherits("QLineEdit") || widget->inherits("QPlainTextEdit")) {
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestMainWindow)
#include "tst_mainwindow.moc"
