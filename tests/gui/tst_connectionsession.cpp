// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakefhirserver.h"
#include "fakesecretstore.h"
#include "gui/application/desktop.h"
#include "gui/backend/embeddedbackend.h"
#include "gui/connections/newconnection.h"
#include "gui/notifications/notificationtable.h"
#include "gui/overview/overviewmodel.h"
#include "gui/overview/overviewtable.h"
#include "guitest.h"
#include "selfsignedcertificate.h"

#include <Tbs/store/sqlitestore.h>

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
    void expiredCertificateIsExplained();
    void wrongSecretIsExplained();
    void unusableStoreIsExplained_data();
    void unusableStoreIsExplained();
    void theLastOneIsOpenedAgain();

private:
    void makeDesktop();
    /// A connection with one subscription.
    [[nodiscard]] static Connection wardOf(const QUrl &server);
    /// Of the only subscription in the overview.
    [[nodiscard]] QString cell(OverviewModel::Column column) const
    {
        return in<OverviewTable>(u"overviewTable"_s).model()->index(0, column).data().toString();
    }
    /// Saves \a connection with its secrets, and opens it as a user does.
    void open(const Connection &connection);
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

Connection TestConnectionSession::wardOf(const QUrl &server)
{
    auto connection = newConnection(u"Ward"_s);
    connection.configuration.server.baseUrl = server;
    connection.configuration.webhook.port = 0;
    SubscriptionConfiguration admissions;
    admissions.definition.topic = u"http://example.org/topic/admissions"_s;
    admissions.definition.webhookId = u"admissions"_s;
    connection.configuration.subscriptions.append(admissions);
    return connection;
}

void TestConnectionSession::open(const Connection &connection)
{
    const auto id = m_desktop->connections().store().add(connection);
    QVERIFY(id);
    m_keychain.entries.insert(*id, inlineSecrets(connection.configuration));
    auto &list = inPage<QListView>(u"connectionList"_s);
    list.setCurrentIndex(list.model()->index(0, 0));
    QTest::mouseClick(&inPage<QPushButton>(u"openConnectionButton"_s), Qt::LeftButton);
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
    open(connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Failed, patience);
    const auto &text = Test::child<QLabel>(in<QWidget>(u"messageBar"_s), u"messageText"_s);
    QVERIFY2(text.isVisible() && text.text().contains(QString::number(other.serverPort())), qPrintable(text.text()));
    QVERIFY(in<QWidget>(u"connectionsPage"_s).isVisible());
    Test::child<QSpinBox>(*inPage<QStackedWidget>(u"formStack"_s).currentWidget(), u"listenPort"_s).setValue(0);
    QTest::mouseClick(&inPage<QPushButton>(u"openConnectionButton"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience); // although the server is gone
    QVERIFY(!text.isVisible());
}

/// Who connects reads in the overview what happened, where, and what to do.
void TestConnectionSession::expiredCertificateIsExplained()
{
    const auto tls = Test::expiredConfiguration();
    if (!tls) {
        QSKIP("No openssl to make a certificate with.");
    }
    const Test::FakeFhirServer server(*tls);
    auto url = server.baseUrl();
    url.setHost(u"localhost"_s); // the name in the certificate
    const auto ca = m_stores.filePath(u"hospital.pem"_s);
    QFile file(ca);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(tls->localCertificateChain().constLast().toPem()) > 0);
    file.close();
    auto connection = wardOf(url);
    connection.configuration.server.tls.ca = ca;
    open(connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    QTRY_VERIFY(in<QWidget>(u"overviewPage"_s).isVisible());
    QTRY_COMPARE(in<OverviewTable>(u"overviewTable"_s).model()->rowCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(cell(OverviewModel::Status), u"Failed"_s, patience);
    const auto reason = cell(OverviewModel::Reason);
    QVERIFY2(reason.contains(u"the certificate of localhost expired on 2024-02-01"_s), qPrintable(reason));
    QVERIFY2(reason.contains(u"have it renewed there"_s), qPrintable(reason));
    QVERIFY2(reason.contains(url.authority()), qPrintable(reason));
    QCOMPARE(cell(OverviewModel::Action), u"Connection…"_s); // where it would be trusted, were it good
    const auto &journal = *in<QTableView>(u"journalTable"_s).model();
    QVERIFY(journal.rowCount() > 0);
    const auto entry = journal.index(0, journal.columnCount() - 1).data().toString();
    QVERIFY2(entry.contains(url.authority()) && entry.contains(u"expired on 2024-02-01"_s), qPrintable(entry));
    QCOMPARE(server.requestCount(), 0);
}

void TestConnectionSession::wrongSecretIsExplained()
{
    Test::FakeFhirServer server;
    server.answerOthers([](const Test::FakeRequest &) { return Test::FakeAnswer::outcome(401, u"No"_s); });
    auto connection = wardOf(server.baseUrl());
    connection.configuration.server.authentication.type = ServerAuthentication::Type::Bearer;
    connection.configuration.server.authentication.token = {ConfiguredSecret::Origin::Inline, u"s3cr3t"_s, {}};
    open(connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Running, patience);
    QTRY_COMPARE_WITH_TIMEOUT(cell(OverviewModel::Status), u"Failed"_s, patience);
    QVERIFY2(cell(OverviewModel::Reason).contains(u"401"_s), qPrintable(cell(OverviewModel::Reason)));
    QVERIFY(!cell(OverviewModel::Reason).contains(u"s3cr3t"_s));
    QCOMPARE(cell(OverviewModel::Action), u"Connection…"_s); // where the secret is typed in
}

void TestConnectionSession::unusableStoreIsExplained_data()
{
    QTest::addColumn<QString>("store");
    QTest::addColumn<QString>("told");
    QTest::newRow("another program has it") << m_stores.filePath(u"taken.db"_s) << u"taken.db"_s;
    QTest::newRow("no database") << m_stores.filePath(u"text.db"_s) << u"text.db"_s;
    QTest::newRow("no folder") << m_stores.filePath(u"nowhere/store.db"_s) << u"nowhere"_s;
    QTest::newRow("nobody may write there") << u"/proc/store.db"_s << u"/proc/store.db"_s;
}

void TestConnectionSession::unusableStoreIsExplained()
{
    QFETCH(const QString, store);
    QFETCH(const QString, told);
    SqliteStore other({.path = m_stores.filePath(u"taken.db"_s)});
    QVERIFY(other.open());
    QFile text(m_stores.filePath(u"text.db"_s));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(10'000, 'x')) > 0);
    text.close();

    auto connection = newConnection(u"Ward"_s);
    connection.configuration.server.baseUrl = QUrl(u"http://127.0.0.1:1/fhir"_s);
    connection.configuration.webhook.port = 0;
    connection.configuration.store.path = store;
    open(connection);
    QTRY_COMPARE_WITH_TIMEOUT(m_backend->state(), Backend::State::Failed, patience);
    const auto &message = Test::child<QLabel>(in<QWidget>(u"messageBar"_s), u"messageText"_s);
    QVERIFY2(message.isVisible() && message.text().contains(told), qPrintable(message.text()));
    QVERIFY(m_desktop->window().isVisible());
    QVERIFY(text.open(QIODevice::ReadOnly));
    QCOMPARE(text.readAll(), QByteArray(10'000, 'x')); // left alone
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
