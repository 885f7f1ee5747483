// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "gui/application/desktop.h"
#include "gui/history/historypage.h"
#include "gui/notifications/notificationcolumn.h"
#include "guitest.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QTabWidget>
#include <QTreeWidget>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

/// The page in its window, as a person uses it.
class TestHistoryPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhatIsStored();
    void showsWhatComesLater();
    void filtersAndSorts();
    void whatIsNotStoredIsExplained();
    void detail();
    void exportsAll();
    void exportsSelectedAndMasked();
    void exportFails();
    void disconnected();

private:
    void receiveEvents(int first, int last);
    [[nodiscard]] QString cell(int row, NotificationColumn column) const;
    template <typename T> T &in(const QString &name) const { return Test::child<T>(*m_page, name); }
    void saveAs(const QString &path);

    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
    HistoryPage *m_page = nullptr;
    NotificationTable *m_table = nullptr;
};

void TestHistoryPage::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    m_backend->start();
    receiveEvents(1, 20);
    m_desktop = std::make_unique<Desktop>(m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    m_desktop->window().showPage(u"historyPage"_s);
    m_page = &Test::child<HistoryPage>(m_desktop->window(), u"historyPage"_s);
    m_table = &in<NotificationTable>(u"notificationTable"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 20);
}

void TestHistoryPage::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void TestHistoryPage::receiveEvents(int first, int last)
{
    QList<QByteArray> bodies;
    for (int number = first; number <= last; ++number) {
        bodies << Test::notificationBody(u"Subscription/1"_s, u"event-notification"_s, number,
                                         Test::examplePatient(QString::number(number), u"Chalmers"_s));
    }
    m_backend->receive(u"patients"_s, bodies);
}

QString TestHistoryPage::cell(int row, NotificationColumn column) const
{
    return m_table->model()->index(row, static_cast<int>(column)).data().toString();
}

void TestHistoryPage::saveAs(const QString &path)
{
    auto &dialog = in<QFileDialog>(u"exportDialog"_s);
    QVERIFY(dialog.isVisible());
    Test::child<QLineEdit>(dialog, u"fileNameEdit"_s).setText(path);
    QTest::keyClick(&Test::child<QLineEdit>(dialog, u"fileNameEdit"_s), Qt::Key_Return);
}

void TestHistoryPage::showsWhatIsStored()
{
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/20"_s);
    QCOMPARE(cell(19, NotificationColumn::Focus), u"Patient/1"_s);
    QCOMPARE(cell(0, NotificationColumn::Handling), u"done"_s);
    QVERIFY2(in<QLabel>(u"historyStatus"_s).text().startsWith(u"20"_s),
             qPrintable(in<QLabel>(u"historyStatus"_s).text()));
}

void TestHistoryPage::showsWhatComesLater()
{
    receiveEvents(21, 22);
    QTRY_COMPARE(m_table->model()->rowCount(), 22);
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/22"_s);
}

void TestHistoryPage::filtersAndSorts()
{
    QTest::keyClick(&m_desktop->window(), Qt::Key_F, Qt::ControlModifier);
    auto &edit = in<QLineEdit>(u"filterEdit"_s);
    QTest::keyClicks(&edit, u"focus:Patient/7"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 1);
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/7"_s);
    edit.setText(u"nothing"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 0);
    edit.clear();
    QTRY_COMPARE(m_table->model()->rowCount(), 20);
    QTest::keyClick(&m_desktop->window(), Qt::Key_T, Qt::ControlModifier);
    QTRY_COMPARE(cell(0, NotificationColumn::Focus), u"Patient/1"_s);
}

void TestHistoryPage::whatIsNotStoredIsExplained()
{
    in<QLineEdit>(u"filterEdit"_s).setText(u"is:gap"_s);
    QTRY_COMPARE(m_table->model()->rowCount(), 0);
    in<QLineEdit>(u"filterEdit"_s).clear();
    QTRY_COMPARE(m_table->model()->rowCount(), 20);
}

void TestHistoryPage::detail()
{
    QTRY_COMPARE(cell(3, NotificationColumn::Focus), u"Patient/17"_s);
    m_table->setFocus();
    m_table->selectRow(2);
    QTest::keyClick(m_table, Qt::Key_Down);
    const auto text = [this] {
        return Test::child<QWidget>(*m_page, u"detailRaw"_s).property("plainText").toString();
    };
    QTRY_VERIFY(text().contains(u"Patient/17"_s)); // and not that of the line before
    QVERIFY(in<QTabWidget>(u"detailTabs"_s).isVisible());
    QCOMPARE(in<QTreeWidget>(u"detailHeaders"_s).topLevelItemCount(), 6);
    QTest::keyClick(&m_desktop->window(), Qt::Key_R, Qt::ControlModifier);
    QCOMPARE(in<QLineEdit>(u"filterEdit"_s).text(), u"focus:Patient/17"_s);
}

void TestHistoryPage::exportsAll()
{
    QTest::keyClick(&m_desktop->window(), Qt::Key_E, Qt::ControlModifier);
    const auto path = m_folder.filePath(u"all.ndjson"_s);
    saveAs(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 20);
    QTRY_VERIFY(in<QLabel>(u"historyStatus"_s).text().contains(u"all.ndjson"_s));
}

void TestHistoryPage::exportsSelectedAndMasked()
{
    Test::child<QAction>(m_desktop->window(), u"mask"_s).trigger();
    m_table->selectRow(4);
    QTest::keyClick(&m_desktop->window(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
    const auto path = m_folder.filePath(u"one.json"_s);
    saveAs(path);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto text = file.readAll();
    QCOMPARE(text.count("webhookId"), 1);
    QVERIFY(!text.contains("Chalmers"));
}

void TestHistoryPage::exportFails()
{
    QTest::keyClick(&m_desktop->window(), Qt::Key_E, Qt::ControlModifier);
    Q_EMIT in<QFileDialog>(u"exportDialog"_s).fileSelected(m_folder.filePath(u"missing/a.json"_s));
    QTRY_VERIFY(m_page->findChild<QMessageBox *>(u"exportFailed"_s));
    QVERIFY(in<QMessageBox>(u"exportFailed"_s).text().contains(u"missing"_s));
}

void TestHistoryPage::disconnected()
{
    m_backend->stop();
    QCOMPARE(m_table->model()->rowCount(), 0);
    QVERIFY(!in<QAction>(u"export"_s).isEnabled());
    m_backend->start();
    QTRY_COMPARE(m_table->model()->rowCount(), 20);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestHistoryPage)
#include "tst_historypage.moc"
