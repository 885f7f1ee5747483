// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakesecretstore.h"
#include "gui/application/desktop.h"
#include "gui/backend/embeddedbackend.h"
#include "gui/connections/newconnection.h"
#include "gui/notifications/notificationtable.h"
#include "guitest.h"

#include <QAction>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

constexpr int patience = 30'000; // ms

/// The window with the real receiver behind it.
class TestConnectionSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newcomerSeesLife();
    void takenPortIsExplainedAndMended();
    void theLastOneIsOpenedAgain();

private:
    void makeDesktop();
    template <typename T> [[nodiscard]] T &in(const QString &name) const
    {
        return Test::child<T>(m_desktop->window(), name);
    }
    template <typename T> [[nodiscard]] T &inPage(const QString &name) const
    {
        return Test::child<T>(in<QWidget>(u"connectionsPage"_s), name);
    }

    SystemClock m_clock;
    QTemporaryDir m_stores;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<EmbeddedBackend> m_backend;
    Test::FakeSecretStore::Content m_keychain;
    std::unique_ptr<Desktop> m_desktop;
};

void TestConnectionSession::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_keychain = {};
    makeDesktop();
}

void TestConnectionSession::makeDesktop()
{
    m_desktop.reset();
    m_backend = std::make_unique<EmbeddedBackend>(m_clock, m_stores.path());
    m_desktop = std::make_unique<Desktop>(m_clock, **m_settings, *m_backend,
                                          std::make_unique<Test::FakeSecretStore>(m_keychain));
    m_desktop->window().show();
    m_desktop->start();
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void TestConnectionSession::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void TestConnectionSession::newcomerSeesLife()
{
    QTest::mouseClick(&inPage<QPushButton>(u"emptyOtherAction"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    QVERIFY(in<QWidget>(u"overviewPage"_s).isVisible());
    auto &live = Test::child<QWidget>(m_desktop->window(), u"livePage"_s);
    const auto &table = Test::child<NotificationTable>(live, u"notificationTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(table.model()->rowCount() > 2, patience);
    // What the operator does to its subscriptions is remembered.
    const auto &store = m_desktop->connections().store();
    QCOMPARE(store.connections().constFirst().configuration.subscriptions.size(), 2);
    auto suspended = m_backend->suspend(u"patients"_s);
    QTRY_VERIFY_WITH_TIMEOUT(suspended.isFinished(), patience);
    QTRY_COMPARE(store.connections().constFirst().suspended, QStringList{u"patients"_s});
}

void TestConnectionSession::takenPortIsExplainedAndMended()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    auto connection = newConnection(u"Ward"_s);
    connection.configuration.server.baseUrl = QUrl(u"http://127.0.0.1:1/fhir"_s);
    connection.configuration.webhook.port = other.serverPort();
    std::ignore = m_desktop->connections().store().add(connection);
    inPage<QListView>(u"connectionList"_s).setCurrentIndex(inPage<QListView>(u"connectionList"_s).model()->index(0, 0));
    QTest::mouseClick(&inPage<QPushButton>(u"openConnectionButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Failed, patience);
    const auto &text = Test::child<QLabel>(in<QWidget>(u"messageBar"_s), u"messageText"_s);
    QVERIFY2(text.isVisible() && text.text().contains(QString::number(other.serverPort())), qPrintable(text.text()));
    QVERIFY(in<QWidget>(u"connectionsPage"_s).isVisible());
    Test::child<QSpinBox>(*inPage<QStackedWidget>(u"formStack"_s).currentWidget(), u"listenPort"_s).setValue(0);
    QTest::mouseClick(&inPage<QPushButton>(u"openConnectionButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience); // although the server is gone
    QVERIFY(!text.isVisible());
}

void TestConnectionSession::theLastOneIsOpenedAgain()
{
    QTest::mouseClick(&inPage<QPushButton>(u"emptyOtherAction"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    m_backend->stop();
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Stopped, patience);
    makeDesktop();
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    QCOMPARE(m_backend->connection().server, Connection::Server::Sandbox);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestConnectionSession)
#include "tst_connectionsession.moc"
