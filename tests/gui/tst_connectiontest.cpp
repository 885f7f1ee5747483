// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakefhirserver.h"
#include "gui/connections/connectiontest.h"
#include "gui/connections/findingmodel.h"
#include "gui/connections/newconnection.h"
#include "gui/connections/testdialog.h"
#include "guitest.h"
#include "selfsignedcertificate.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Severity = Finding::Severity;

/// The doctor behind the button, against real sockets.
class TestConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sandboxIsFine();
    void findingsComeOneByOne();
    void wrongServersAreExplained_data();
    void wrongServersAreExplained();
    void unknownCertificateIsExplained();
    void expiredCertificateIsExplained();
    void unusableFilesAreFindings();
    void modelIsOne();
    void dialogShowsAndCopies();
    void dialogStops();
    void dialogTestsAgain();
    void closingCancels();

private:
    [[nodiscard]] QList<Finding> findingsOf(const Connection &connection);
    [[nodiscard]] static Connection to(const QUrl &url);
    [[nodiscard]] static std::optional<Finding> failureIn(const QList<Finding> &findings, const QString &check);
    static void answerMetadata(Test::FakeFhirServer &server);

    SystemClock m_clock;
};

Connection TestConnectionTest::to(const QUrl &url)
{
    auto connection = newConnection(u"Ward"_s);
    connection.configuration.server.baseUrl = url;
    return connection;
}

QList<Finding> TestConnectionTest::findingsOf(const Connection &connection)
{
    ConnectionTest test(connection, m_clock);
    QList<Finding> findings;
    connect(&test, &ConnectionTest::found, this, [&findings](const Finding &finding) { findings << finding; });
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start();
    if (!finished.wait(30'000)) {
        qFatal("The test did not end");
    }
    return findings;
}

std::optional<Finding> TestConnectionTest::failureIn(const QList<Finding> &findings, const QString &check)
{
    const auto found = std::find_if(findings.begin(), findings.end(), [&check](const Finding &finding) {
        return finding.check == check && finding.severity == Severity::Failure;
    });
    return found == findings.end() ? std::nullopt : std::optional(*found);
}

void TestConnectionTest::answerMetadata(Test::FakeFhirServer &server)
{
    const QJsonObject statement{{u"resourceType"_s, u"CapabilityStatement"_s},
                                {u"fhirVersion"_s, u"4.0.1"_s},
                                {u"format"_s, QJsonArray{u"json"_s}},
                                {u"rest"_s, QJsonArray{QJsonObject{{u"mode"_s, u"server"_s}}}}};
    server.answer("GET", u"metadata"_s, Test::FakeAnswer::json(statement));
}

void TestConnectionTest::sandboxIsFine()
{
    const auto findings = findingsOf(sandboxConnection(u"Sandbox"_s));
    QVERIFY(findings.size() > 5);
    for (const auto &finding : findings) {
        QVERIFY2(finding.severity == Severity::Ok, qPrintable(finding.message)); // nothing scares a newcomer
    }
}

void TestConnectionTest::findingsComeOneByOne()
{
    Test::FakeFhirServer server;
    answerMetadata(server);
    server.answer("GET", u"Subscription"_s, Test::FakeAnswer::searchset({}).hold());
    server.answerOthers([](const auto &) { return Test::FakeAnswer::searchset({}); });
    ConnectionTest test(to(server.baseUrl()), m_clock);
    QSignalSpy found(&test, &ConnectionTest::found);
    QSignalSpy finished(&test, &ConnectionTest::finished);
    test.start();
    QTRY_COMPARE(server.heldAnswers(), 1);
    QVERIFY(!found.isEmpty()); // while it still looks at the rest
    QVERIFY(finished.isEmpty());
    const auto before = found.size();
    server.release();
    QVERIFY(finished.wait(30'000));
    QVERIFY(found.size() > before);
}

void TestConnectionTest::wrongServersAreExplained_data()
{
    QTest::addColumn<Test::FakeAnswer>("answer");
    QTest::addColumn<QString>("check");
    QTest::newRow("wrong secret") << Test::FakeAnswer::outcome(401, u"Token is not valid"_s) << u"server"_s;
    QTest::newRow("not a FHIR server") << Test::FakeAnswer::text(200, "<html>It works!</html>") << u"server"_s;
    QTest::newRow("wrong path") << Test::FakeAnswer::text(404, "Not found") << u"server"_s;
    QTest::newRow("broken") << Test::FakeAnswer::close() << u"server"_s;
}

void TestConnectionTest::wrongServersAreExplained()
{
    QFETCH(Test::FakeAnswer, answer);
    QFETCH(QString, check);
    Test::FakeFhirServer server;
    server.answerOthers([answer](const auto &) { return answer; });
    auto connection = to(server.baseUrl());
    connection.configuration.server.authentication = {.type = ServerAuthentication::Type::Bearer,
                                                      .token = {ConfiguredSecret::Origin::Inline, u"hush"_s, {}}};
    const auto findings = findingsOf(connection);
    QCOMPARE(worstOf(findings), Severity::Failure);
    const auto failure = std::find_if(findings.begin(), findings.end(),
                                      [](const auto &finding) { return finding.severity == Severity::Failure; });
    QVERIFY(!failure->message.isEmpty());
    QVERIFY2(!failure->advice.isEmpty(), qPrintable(failure->message));
    for (const auto &finding : findings) {
        QVERIFY(!finding.message.contains(u"hush"_s));
    }
}

void TestConnectionTest::unknownCertificateIsExplained()
{
    const auto tls = Test::selfSignedConfiguration();
    if (!tls) {
        QSKIP("No openssl to make a certificate with.");
    }
    Test::FakeFhirServer server(*tls);
    answerMetadata(server);
    const auto findings = findingsOf(to(server.baseUrl()));
    QVERIFY(failureIn(findings, u"tls"_s) || failureIn(findings, u"server"_s));
    QCOMPARE(worstOf(findings), Severity::Failure);
}

/// What happened, where, and what to do, as an operator reads it in the dialog.
void TestConnectionTest::expiredCertificateIsExplained()
{
    const auto tls = Test::expiredConfiguration();
    if (!tls) {
        QSKIP("No openssl to make a certificate with.");
    }
    const QTemporaryDir folder;
    const auto ca = folder.filePath(u"hospital.pem"_s);
    QFile file(ca);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(tls->localCertificateChain().constLast().toPem()) > 0);
    file.close();
    Test::FakeFhirServer server(*tls);
    answerMetadata(server);
    auto url = server.baseUrl();
    url.setHost(u"localhost"_s); // the name in the certificate: nothing else is wrong with it
    auto connection = to(url);
    connection.configuration.server.tls.ca = ca;
    TestDialog dialog(connection, m_clock);
    dialog.show();
    QTRY_VERIFY_WITH_TIMEOUT(Test::child<QPushButton>(dialog, u"testAgain"_s).isEnabled(), 30'000);
    const auto &model = *Test::child<QTableView>(dialog, u"findingTable"_s).model();
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row) {
        texts << model.index(row, FindingModel::MessageColumn).data().toString();
    }
    const auto read = texts.join(u'\n');
    QVERIFY2(read.contains(url.authority()), qPrintable(read));
    QVERIFY2(read.contains(u"expired on 2024-02-01"_s), qPrintable(read));
    QVERIFY2(read.contains(u"Have the server's certificate renewed"_s), qPrintable(read));
    QVERIFY2(!read.contains(u"Give the authority"_s), qPrintable(read)); // which it has got
    QVERIFY(Test::child<QLabel>(dialog, u"testSummary"_s).text().contains(u"will not work"_s));
    QCOMPARE(server.requestCount(), 0); // nothing was sent to whoever that is
}

void TestConnectionTest::unusableFilesAreFindings()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath(u"ca.pem"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("no certificate\n") > 0);
    file.close();
    auto connection = to(QUrl(u"https://127.0.0.1:1/fhir"_s));
    connection.configuration.server.tls.ca = path;
    const auto unusable = findingsOf(connection);
    QCOMPARE(unusable.size(), 1);
    QCOMPARE(unusable.constFirst().severity, Severity::Failure);
    QCOMPARE(unusable.constFirst().subject, path);
    connection.configuration.server.tls.ca = u"/not/there.pem"_s;
    const auto missing = findingsOf(connection);
    QCOMPARE(missing.size(), 1);
    QVERIFY(missing.constFirst().message.contains(u"/not/there.pem"_s));
    connection.configuration.server.tls = {};
    QTcpServer unused; // a port where nobody listens
    QVERIFY(unused.listen(QHostAddress::LocalHost));
    const auto port = unused.serverPort();
    unused.close();
    const auto gone = findingsOf(to(QUrl(u"http://127.0.0.1:%1/fhir"_s.arg(port))));
    QVERIFY(failureIn(gone, u"server"_s));
}

void TestConnectionTest::modelIsOne()
{
    FindingModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.add({Severity::Ok, u"server"_s, {}, u"It answers."_s, {}});
    model.add({Severity::Warning, u"tls"_s, u"https://x"_s, u"It expires."_s, u"Renew it."_s});
    model.add({Severity::Failure, u"topics"_s, {}, u"There are none."_s, u"Ask."_s});
    QCOMPARE(model.rowCount(), 3);
    const auto message = model.index(1, FindingModel::MessageColumn).data().toString();
    QVERIFY(message.contains(u"https://x: It expires."_s) && message.contains(u"Renew it."_s));
    // A word and a symbol of its own for each.
    QSet<QString> words;
    for (int row = 0; row < 3; ++row) {
        const auto index = model.index(row, FindingModel::SeverityColumn);
        words << index.data().toString();
        QVERIFY(!index.data(Qt::DecorationRole).value<QIcon>().isNull());
    }
    QCOMPARE(words.size(), 3);
    QCOMPARE(model.summary(), u"1 fine, 1 to look at, 1 that will not work"_s);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestConnectionTest::dialogShowsAndCopies()
{
    TestDialog dialog(sandboxConnection(u"Sandbox"_s), m_clock);
    dialog.show();
    auto &table = Test::child<QTableView>(dialog, u"findingTable"_s);
    auto &again = Test::child<QPushButton>(dialog, u"testAgain"_s);
    QVERIFY(Test::child<QWidget>(dialog, u"testProgress"_s).isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(again.isEnabled(), 30'000);
    QVERIFY(!Test::child<QWidget>(dialog, u"testProgress"_s).isVisible());
    QVERIFY(table.model()->rowCount() > 5);
    const auto summary = Test::child<QLabel>(dialog, u"testSummary"_s).text();
    QVERIFY2(summary.contains(u"fine"_s), qPrintable(summary));
    QTest::mouseClick(&Test::child<QPushButton>(dialog, u"testCopy"_s), Qt::LeftButton);
    const auto text = QGuiApplication::clipboard()->text();
    QVERIFY(text.contains(summary));
    QCOMPARE(text.count(u'\n') >= table.model()->rowCount(), true);
    QTest::keyClick(&dialog, Qt::Key_Escape);
    QVERIFY(!dialog.isVisible());
}

void TestConnectionTest::dialogStops()
{
    Test::FakeFhirServer server;
    server.answerOthers([](const auto &) { return Test::FakeAnswer::searchset({}).hold(); });
    TestDialog dialog(to(server.baseUrl()), m_clock);
    dialog.show();
    QTRY_COMPARE(server.heldAnswers(), 1);
    auto &stop = Test::child<QPushButton>(dialog, u"testCancel"_s);
    QTest::mouseClick(&stop, Qt::LeftButton);
    QVERIFY(!stop.isEnabled());
    QVERIFY(Test::child<QLabel>(dialog, u"testSummary"_s).text().startsWith(u"Stopped"_s));
    const auto &table = Test::child<QTableView>(dialog, u"findingTable"_s);
    const int rows = table.model()->rowCount();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    server.release();
    QTest::qWait(0);
    QCOMPARE(table.model()->rowCount(), rows);
}

void TestConnectionTest::dialogTestsAgain()
{
    Test::FakeFhirServer server;
    server.answerOthers([](const auto &) { return Test::FakeAnswer::text(404, "Not found"); });
    TestDialog dialog(to(server.baseUrl()), m_clock);
    dialog.show();
    auto &again = Test::child<QPushButton>(dialog, u"testAgain"_s);
    QTRY_VERIFY_WITH_TIMEOUT(again.isEnabled(), 30'000);
    const auto &table = Test::child<QTableView>(dialog, u"findingTable"_s);
    QVERIFY(table.selectionModel()->hasSelection()); // at the first thing to mend
    const int rows = table.model()->rowCount();
    const int requests = server.requestCount();
    QTest::mouseClick(&again, Qt::LeftButton);
    QVERIFY(!again.isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(again.isEnabled(), 30'000);
    QVERIFY(server.requestCount() > requests);
    QCOMPARE(table.model()->rowCount(), rows); // and not twice as many
}

void TestConnectionTest::closingCancels()
{
    Test::FakeFhirServer server;
    server.answerOthers([](const auto &) { return Test::FakeAnswer::searchset({}).hold(); });
    auto dialog = std::make_unique<TestDialog>(to(server.baseUrl()), m_clock);
    dialog->show();
    QTRY_COMPARE(server.heldAnswers(), 1);
    dialog.reset();
    server.release();
    QTest::qWait(0);
    QCOMPARE(server.requestCount(), 1);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestConnectionTest)
#include "tst_connectiontest.moc"
