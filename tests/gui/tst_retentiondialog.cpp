// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "gui/application/desktop.h"
#include "gui/history/historypage.h"
#include "gui/mainwindow/messagebar.h"
#include "gui/notifications/notificationtable.h"
#include "gui/retention/retentiondialog.h"
#include "gui/retention/unitbox.h"
#include "guitest.h"
#include "mockclock.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Gui {

class TestRetentionDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void units_data();
    void units();
    void showsWhatIsConfigured_data();
    void showsWhatIsConfigured();
    void tellsWhatWouldBeDeleted_data();
    void tellsWhatWouldBeDeleted();
    void nothingIsStored();
    void deletesByKeyboard();
    void returnDeletesNothing();
    void nothingIsLimited();
    void refused();
    void disconnectedMeanwhile();
    void historyWithoutConnection();

private:
    void receiveEvents(int first, int last);
    void configure(const RetentionConfiguration &retention);
    void open();
    [[nodiscard]] const RetentionConfiguration &retention() const
    {
        return m_backend->connection().configuration.store.retention;
    }
    template <typename T> T &in(const QString &name) const { return Test::child<T>(*m_dialog, name); }
    QSpinBox &number(const QString &limit) const
    {
        return Test::child<QSpinBox>(in<QWidget>(limit + u"Value"_s), u"number"_s);
    }
    QString forecast() const { return in<QLabel>(u"retentionForecast"_s).text(); }
    QPushButton &save() const { return in<QPushButton>(u"retentionSave"_s); }

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    std::unique_ptr<Desktop> m_desktop;
    QWidget *m_page = nullptr;
    QPointer<RetentionDialog> m_dialog;
};

void TestRetentionDialog::init()
{
    m_clock = std::make_unique<Test::MockClock>();
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(*m_clock);
    m_backend->start();
    m_desktop = std::make_unique<Desktop>(*m_clock, **m_settings, *m_backend);
    m_desktop->window().show();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
    m_desktop->window().showPage(u"historyPage"_s);
    m_page = &Test::child<QWidget>(m_desktop->window(), u"historyPage"_s);
}

void TestRetentionDialog::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void TestRetentionDialog::receiveEvents(int first, int last)
{
    for (int number = first; number <= last; ++number) {
        m_backend->receive(u"patients"_s,
                           {Test::notificationBody(u"Subscription/2"_s, u"event-notification"_s, number,
                                                   Test::examplePatient(QString::number(number), u"Chalmers"_s))});
        m_clock->advance(1h);
    }
}

void TestRetentionDialog::configure(const RetentionConfiguration &retention)
{
    auto connection = m_backend->connection();
    connection.configuration.store.retention = retention;
    m_backend->open(connection);
}

void TestRetentionDialog::open()
{
    auto &table = Test::child<QWidget>(*m_page, u"notificationTable"_s);
    QTest::keyClick(&table, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    m_dialog = m_page->findChild<RetentionDialog *>();
    QVERIFY(m_dialog);
    QVERIFY(QTest::qWaitForWindowActive(m_dialog));
    QTRY_VERIFY(!forecast().isEmpty());
}

void TestRetentionDialog::units_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<qint64>("taken");

    QTest::newRow("days") << qint64(90 * 24 * 60) << u"90 days"_s << qint64(90 * 24 * 60);
    QTest::newRow("hours") << qint64(36 * 60) << u"36 hours"_s << qint64(36 * 60);
    QTest::newRow("minutes") << qint64(61) << u"61 minutes"_s << qint64(61);
    QTest::newRow("zero") << qint64(0) << u"1 days"_s << qint64(24 * 60);
    QTest::newRow("too much") << qint64(10'000'000) * 24 * 60 << u"1000 days"_s << qint64(1000 * 24 * 60);
}

void TestRetentionDialog::units()
{
    QFETCH(qint64, value);
    QFETCH(QString, shown);
    QFETCH(qint64, taken);
    UnitBox box({{u"minutes"_s, 1}, {u"hours"_s, 60}, {u"days"_s, 24 * 60}}, 1000 * 24 * 60, u"Age"_s);
    box.setValue(value);
    const auto number = Test::child<QSpinBox>(box, u"number"_s).value();
    QCOMPARE(u"%1 %2"_s.arg(number).arg(Test::child<QComboBox>(box, u"unit"_s).currentText()), shown);
    QCOMPARE(box.value(), taken);
}

void TestRetentionDialog::showsWhatIsConfigured_data()
{
    QTest::addColumn<RetentionConfiguration>("retention");
    QTest::newRow("nothing") << RetentionConfiguration();
    QTest::newRow("age") << RetentionConfiguration{.maximumAge = 36h};
    QTest::newRow("number") << RetentionConfiguration{.maximumNotifications = 1234};
    QTest::newRow("size") << RetentionConfiguration{.maximumSize = 1'500'000'000};
    QTest::newRow("everything") << RetentionConfiguration{
        .maximumAge = 24h * 365, .maximumNotifications = 1, .maximumSize = 1'000'000};
}

void TestRetentionDialog::showsWhatIsConfigured()
{
    QFETCH(RetentionConfiguration, retention);
    configure(retention);
    open();
    QCOMPARE(in<QCheckBox>(u"ageWanted"_s).isChecked(), retention.maximumAge.has_value());
    QCOMPARE(in<QWidget>(u"sizeValue"_s).isEnabled(), retention.maximumSize.has_value());
    // What is shown is what is saved.
    QTest::mouseClick(&save(), Qt::LeftButton);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(this->retention(), retention);
}

void TestRetentionDialog::tellsWhatWouldBeDeleted_data()
{
    QTest::addColumn<RetentionConfiguration>("retention");
    QTest::addColumn<QString>("begins");
    QTest::addColumn<QString>("button");

    QTest::newRow("nothing") << RetentionConfiguration() << u"Everything is kept."_s << u"&Save"_s;
    QTest::newRow("age") << RetentionConfiguration{.maximumAge = 150min} << u"About 8 of 10 "_s
                         << u"&Delete and Save"_s;
    QTest::newRow("old age") << RetentionConfiguration{.maximumAge = 24h} << u"None of about 10 "_s << u"&Save"_s;
    QTest::newRow("all by age") << RetentionConfiguration{.maximumAge = 1min} << u"About 10 of 10 "_s
                                << u"&Delete and Save"_s;
    QTest::newRow("number") << RetentionConfiguration{.maximumNotifications = 4} << u"About 6 of 10 "_s
                            << u"&Delete and Save"_s;
    QTest::newRow("large number") << RetentionConfiguration{.maximumNotifications = 10} << u"None of about 10 "_s
                                  << u"&Save"_s;
    QTest::newRow("the stricter one") << RetentionConfiguration{.maximumAge = 5h + 30min, .maximumNotifications = 9}
                                      << u"About 5 of 10 "_s << u"&Delete and Save"_s;
    QTest::newRow("size") << RetentionConfiguration{.maximumSize = 1'000'000'000} << u"How many of about 10 "_s
                          << u"&Delete and Save"_s;
}

void TestRetentionDialog::tellsWhatWouldBeDeleted()
{
    QFETCH(RetentionConfiguration, retention);
    QFETCH(QString, begins);
    QFETCH(QString, button);
    receiveEvents(1, 10); // ten hours ago, nine hours ago ...
    auto connection = m_backend->connection();
    connection.configuration.store.retention = retention; // only shown; nothing is thrown away by it
    m_backend->open(connection);
    open();
    QTRY_VERIFY2(forecast().startsWith(begins), qPrintable(forecast()));
    QCOMPARE(save().text(), button);
    QCOMPARE(save().isDefault(), button == "&Save"_L1);
}

void TestRetentionDialog::nothingIsStored()
{
    configure({.maximumAge = 24h});
    open();
    QVERIFY2(forecast().startsWith(u"Nothing is stored"_s), qPrintable(forecast()));
    QCOMPARE(save().text(), u"&Save"_s);
}

void TestRetentionDialog::deletesByKeyboard()
{
    receiveEvents(1, 10);
    auto &table = Test::child<NotificationTable>(*m_page, u"notificationTable"_s);
    QTRY_COMPARE(table.model()->rowCount(), 10);
    open();
    QCOMPARE(m_dialog->focusWidget(), &in<QCheckBox>(u"ageWanted"_s));
    QTest::keyClick(m_dialog, Qt::Key_N, Qt::AltModifier); // keep at most so many notifications
    QTRY_VERIFY(in<QCheckBox>(u"notificationsWanted"_s).isChecked());
    while (m_dialog->focusWidget() != &in<QCheckBox>(u"notificationsWanted"_s)) {
        QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    }
    QTest::keyClick(m_dialog->focusWidget(), Qt::Key_Tab);
    QCOMPARE(m_dialog->focusWidget(), &number(u"notifications"_s));
    number(u"notifications"_s).selectAll();
    QTest::keyClicks(&number(u"notifications"_s), u"3"_s);
    QTRY_VERIFY2(forecast().startsWith(u"About 7 of 10 "_s), qPrintable(forecast()));
    QTest::keyClick(m_dialog, Qt::Key_D, Qt::AltModifier);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(retention(), RetentionConfiguration{.maximumNotifications = 3});
    QVERIFY(Test::child<MessageBar>(*m_page, u"notice"_s).isVisible());
    const auto stored = [&] {
        table.model()->revert();
        QTest::keyClick(&table, Qt::Key_F5);
        auto extent = m_backend->history()->extent();
        extent.waitForFinished();
        return extent.result()->firstId;
    };
    QTRY_COMPARE(stored(), 8);
}

void TestRetentionDialog::returnDeletesNothing()
{
    receiveEvents(1, 3);
    open();
    in<QCheckBox>(u"notificationsWanted"_s).setChecked(true);
    number(u"notifications"_s).setValue(1);
    QTRY_VERIFY(forecast().startsWith(u"About 2 of 3 "_s));
    QTest::keyClick(m_dialog, Qt::Key_Return);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(retention(), RetentionConfiguration());
    QVERIFY(!m_backend->calls().contains(u"setRetention"_s));
}

void TestRetentionDialog::nothingIsLimited()
{
    configure({.maximumAge = 24h, .maximumSize = 5'000'000'000});
    open();
    in<QCheckBox>(u"ageWanted"_s).setChecked(false);
    in<QCheckBox>(u"sizeWanted"_s).setChecked(false);
    QTest::mouseClick(&save(), Qt::LeftButton);
    QTRY_VERIFY(!m_dialog);
    QCOMPARE(retention(), RetentionConfiguration());
}

void TestRetentionDialog::refused()
{
    open();
    m_backend->setAnswer(failure(Error::Kind::ActionRequired, u"The receiver does not run."_s));
    in<QCheckBox>(u"ageWanted"_s).setChecked(true);
    QTest::mouseClick(&save(), Qt::LeftButton);
    QTRY_VERIFY2(forecast().contains(u"The receiver does not run."_s), qPrintable(forecast()));
    QVERIFY(m_dialog->isVisible());
    QVERIFY(save().isEnabled());
    QCOMPARE(retention(), RetentionConfiguration());
}

void TestRetentionDialog::disconnectedMeanwhile()
{
    open();
    m_backend->stop();
    QTRY_VERIFY(!m_dialog);
    QVERIFY(!m_backend->calls().contains(u"setRetention"_s));
}

void TestRetentionDialog::historyWithoutConnection()
{
    QVERIFY(Test::child<QAction>(*m_page, u"retention"_s).isEnabled());
    m_backend->stop();
    QTRY_VERIFY(!Test::child<QAction>(*m_page, u"retention"_s).isEnabled());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestRetentionDialog)
#include "tst_retentiondialog.moc"
