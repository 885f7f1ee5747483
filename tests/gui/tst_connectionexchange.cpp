// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "fakesecretstore.h"
#include "gui/application/desktop.h"
#include "gui/connections/connectionspage.h"
#include "gui/connections/exportdialog.h"
#include "gui/connections/newconnection.h"
#include "guitest.h"

#include <Tbs/service/configurationreader.h>

#include <QDialog>
#include <QLabel>
#include <QListView>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Origin = ConfiguredSecret::Origin;

/// Connections from and to tbs.yaml.
class TestConnectionExchange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void importsAtOnce();
    void importAsksAboutWarnings();
    void importsWhatIsNotThere();
    void mistakesAreNamedByLine_data();
    void mistakesAreNamedByLine();
    void missingFileIsTold();
    void exportsWithoutSecrets();
    void exportsWithSecrets();
    void lockedKeychainExportsNothing();
    void unwritableFileIsTold();
    void comesBackAsItWent();

private:
    [[nodiscard]] ConnectionsPage &page() const
    {
        return Test::child<ConnectionsPage>(m_desktop->window(), u"connectionsPage"_s);
    }
    [[nodiscard]] ConnectionStore &store() const { return m_desktop->connections().store(); }
    [[nodiscard]] QString write(const QByteArray &yaml) const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder->filePath(name); }
    [[nodiscard]] static QByteArray content(const QString &path);
    [[nodiscard]] QString addWithSecrets();
    [[nodiscard]] ExportDialog &openExport() const;
    [[nodiscard]] static QStringList texts(const QListWidget &list);

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    Test::FakeSecretStore::Content m_keychain;
    std::unique_ptr<Desktop> m_desktop;
};

void TestConnectionExchange::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    m_keychain = {};
    m_desktop = std::make_unique<Desktop>(m_clock, **m_settings, *m_backend,
                                          std::make_unique<Test::FakeSecretStore>(m_keychain));
    m_desktop->window().show();
    m_desktop->window().showPage(u"connectionsPage"_s);
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void TestConnectionExchange::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

QString TestConnectionExchange::write(const QByteArray &yaml) const
{
    const auto name = path(u"ward.yaml"_s);
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly) || file.write(yaml) != yaml.size()) {
        qFatal("Not written");
    }
    return name;
}

QByteArray TestConnectionExchange::content(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString TestConnectionExchange::addWithSecrets()
{
    auto connection = newConnection(u"Ward 3/Süd"_s);
    auto &configuration = connection.configuration;
    configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    configuration.server.authentication.type = ServerAuthentication::Type::Bearer;
    configuration.server.authentication.token = {Origin::Inline, u"hush-1"_s, {}};
    configuration.server.authentication.headers = {{u"X-Key"_s, {Origin::Inline, u"hush-2"_s, {}}}};
    configuration.webhook.publicUrl = QUrl(u"https://receiver.example.org"_s);
    configuration.webhook.token = {Origin::Inline, u"hush-3"_s, {}};
    SubscriptionConfiguration patients;
    patients.definition.topic = u"https://example.org/patients"_s;
    patients.definition.webhookId = u"patients"_s;
    patients.handler.type = HandlerConfiguration::Type::Forward;
    patients.handler.url = QUrl(u"https://example.org/in"_s);
    patients.handler.headers = {{u"Authorization"_s, {Origin::Inline, u"hush-4"_s, {}}}};
    configuration.subscriptions = {patients};
    connection.id = store().add(connection).value();
    m_keychain.entries.insert(connection.id, inlineSecrets(configuration));
    auto &list = Test::child<QListView>(page(), u"connectionList"_s);
    list.setCurrentIndex(list.model()->index(0, 0));
    return connection.id;
}

ExportDialog &TestConnectionExchange::openExport() const
{
    Test::child<QAction>(page(), u"exportConnection"_s).trigger();
    return Test::child<ExportDialog>(page(), u"exportDialog"_s);
}

QStringList TestConnectionExchange::texts(const QListWidget &list)
{
    QStringList texts;
    for (int row = 0; row < list.count(); ++row) {
        texts << list.item(row)->text();
    }
    return texts;
}

void TestConnectionExchange::importsAtOnce()
{
    page().importFile(write(R"(
server:
  baseUrl: https://fhir.example.org/r4
  auth: {type: bearer, token: hush}
webhook: {publicUrl: "https://receiver.example.org", token: hush too}
manageSubscriptions: true
subscriptions:
  - topic: https://example.org/patients
    webhookId: patients
    handler:
      forward: {url: "https://example.org/in", headers: {X-Key: hush as well}}
)"));
    QCOMPARE(store().connections().size(), 1);
    const auto &imported = store().connections().constFirst();
    QCOMPARE(imported.name, u"ward"_s);
    QCOMPARE(imported.configuration.subscriptions.size(), 1);
    QTRY_COMPARE(m_keychain.entries.value(imported.id),
                 (SecretValues{{u"server.auth.token"_s, u"hush"_s},
                               {u"subscriptions.patients.headers.X-Key"_s, u"hush as well"_s},
                               {u"webhook.token"_s, u"hush too"_s}}));
    QVERIFY(!page().findChild<QDialog *>(u"importDialog"_s));
    QVERIFY(Test::child<QLabel>(page(), u"messageText"_s).isVisible());
    // And can be opened as it is.
    Test::child<QAction>(page(), u"openConnection"_s).trigger();
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    const auto &handler = m_backend->connection().configuration.subscriptions.constFirst().handler;
    QCOMPARE(handler.headers.constFirst().value.value, u"hush as well"_s);
}

void TestConnectionExchange::importAsksAboutWarnings()
{
    const auto file = write("webhook:\n  listen: :8080\n");
    page().importFile(file);
    auto *dialog = &Test::child<QDialog>(page(), u"importDialog"_s);
    const auto shown = texts(Test::child<QListWidget>(*dialog, u"importIssues"_s));
    QCOMPARE(shown.size(), 1);
    QVERIFY2(shown.constFirst().contains(file + u":2"_s), qPrintable(shown.constFirst()));
    QVERIFY(shown.constFirst().contains(u"Warning"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(store().connections().isEmpty());
    QTRY_VERIFY(!page().findChild<QDialog *>(u"importDialog"_s));
    page().importFile(file);
    dialog = &Test::child<QDialog>(page(), u"importDialog"_s);
    QTest::mouseClick(&Test::child<QPushButton>(*dialog, u"importButton"_s), Qt::LeftButton);
    QCOMPARE(store().connections().size(), 1);
    QCOMPARE(store().connections().constFirst().configuration.webhook.address, QHostAddress(QHostAddress::Any));
}

void TestConnectionExchange::importsWhatIsNotThere()
{
    page().importFile(write(R"(
server:
  baseUrl: https://fhir.example.org/r4
  auth: {type: bearer, tokenEnv: TST_NOT_SET}
  tls: {ca: ca.pem}
)"));
    auto &dialog = Test::child<QDialog>(page(), u"importDialog"_s);
    const auto shown = texts(Test::child<QListWidget>(dialog, u"importIssues"_s)).join(u'\n');
    QVERIFY(shown.contains(u"TST_NOT_SET"_s) && shown.contains(path(u"ca.pem"_s)) && shown.contains(u":4"_s));
    QTest::mouseClick(&Test::child<QPushButton>(dialog, u"importButton"_s), Qt::LeftButton);
    QCOMPARE(store().connections().size(), 1);
    const auto &server = store().connections().constFirst().configuration.server;
    QCOMPARE(server.authentication.token.source, u"TST_NOT_SET"_s);
    QCOMPARE(server.tls.ca, path(u"ca.pem"_s));
    QVERIFY(!Test::child<QAction>(page(), u"openConnection"_s).isEnabled()); // there is something to mend
    QVERIFY(Test::child<QAction>(page(), u"openConnection"_s).toolTip().contains(u"TST_NOT_SET"_s));
}

void TestConnectionExchange::mistakesAreNamedByLine_data()
{
    QTest::addColumn<QByteArray>("yaml");
    QTest::addColumn<QStringList>("locations");
    QTest::newRow("no YAML") << QByteArray("server: [\n") << QStringList{u":"_s};
    QTest::newRow("unknown key") << QByteArray("\nserverr: {}\n") << QStringList{u":2"_s};
    QTest::newRow("several") << QByteArray("fhirVersion: R3\nserver:\n  baseUrl: here\nwebhook:\n  listen: 1\n")
                             << QStringList{u":1"_s, u":3"_s, u":5"_s};
    QTest::newRow("and a variable") << QByteArray("fhirVersion: R3\nwebhook:\n  tokenEnv: TST_NOT_SET\n")
                                    << QStringList{u":1"_s, u":3"_s};
    QTest::newRow("binary") << QByteArray("\xff\xfe\x00", 3) << QStringList{QString()};
}

void TestConnectionExchange::mistakesAreNamedByLine()
{
    QFETCH(QByteArray, yaml);
    QFETCH(QStringList, locations);
    const auto file = write(yaml);
    page().importFile(file);
    auto &dialog = Test::child<QDialog>(page(), u"importDialog"_s);
    const auto shown = texts(Test::child<QListWidget>(dialog, u"importIssues"_s));
    QCOMPARE(shown.size(), locations.size());
    for (int i = 0; i < locations.size(); ++i) {
        QVERIFY2(shown.at(i).contains(file + locations.at(i)), qPrintable(shown.at(i)));
    }
    QVERIFY(!dialog.findChild<QPushButton *>(u"importButton"_s)); // there is nothing to import
    QVERIFY(store().connections().isEmpty());
}

void TestConnectionExchange::missingFileIsTold()
{
    page().importFile(path(u"nothing.yaml"_s));
    auto &dialog = Test::child<QDialog>(page(), u"importDialog"_s);
    const auto shown = texts(Test::child<QListWidget>(dialog, u"importIssues"_s));
    QVERIFY(shown.constFirst().contains(path(u"nothing.yaml"_s)));
    QVERIFY(!dialog.findChild<QPushButton *>(u"importButton"_s));
}

void TestConnectionExchange::exportsWithoutSecrets()
{
    const auto id = addWithSecrets();
    auto &dialog = openExport();
    const auto variables = Test::child<QLabel>(dialog, u"variables"_s).text();
    QVERIFY(Test::child<QRadioButton>(dialog, u"withoutSecrets"_s).isChecked());
    dialog.exportTo(path(u"it's.yaml"_s));
    const auto yaml = content(path(u"it's.yaml"_s));
    QVERIFY2(!yaml.contains("hush"), yaml.constData());
    QVERIFY(!m_keychain.calls.contains(u"read "_s + id));
    // As 'tbs listen' reads it, with the variables that the dialog names.
    const auto named = [&variables](const QString &name) -> std::optional<QString> {
        return variables.contains(name + u' ') ? std::optional(u"from "_s + name) : std::nullopt;
    };
    const auto read = readConfiguration(yaml, u"/tbs.yaml"_s, named, m_clock.now());
    QVERIFY2(read, yaml.constData());
    QCOMPARE(read->webhook.token.value, u"from TBS_WEBHOOK_TOKEN"_s);
    QCOMPARE(read->server.authentication.headers.constFirst().value.value, u"from TBS_SERVER_HEADER_X_KEY"_s);
    const auto commands = Test::child<QPlainTextEdit>(dialog, u"exportCommands"_s).toPlainText();
    QVERIFY(commands.contains(u"export TBS_SERVER_TOKEN="_s));
    QVERIFY2(commands.contains(u"tbs listen --config '"_s + path(u"it'\\''s.yaml"_s) + u'\''), qPrintable(commands));
}

void TestConnectionExchange::exportsWithSecrets()
{
    std::ignore = addWithSecrets();
    auto &dialog = openExport();
    QTest::mouseClick(&Test::child<QRadioButton>(dialog, u"withSecrets"_s), Qt::LeftButton, {}, QPoint(10, 10));
    QVERIFY(Test::child<QRadioButton>(dialog, u"withSecrets"_s).isChecked());
    dialog.exportTo(path(u"full.yaml"_s));
    QTRY_VERIFY(content(path(u"full.yaml"_s)).contains("hush-4"));
    QVERIFY(!(QFile(path(u"full.yaml"_s)).permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    const auto none = [](const QString &) -> std::optional<QString> {
        return {};
    };
    const auto read = readConfiguration(content(path(u"full.yaml"_s)), u"/tbs.yaml"_s, none, m_clock.now());
    QVERIFY(read);
    QCOMPARE(read->server.authentication.token.value, u"hush-1"_s);
    QVERIFY(!Test::child<QPlainTextEdit>(dialog, u"exportCommands"_s).toPlainText().contains(u"export"_s));
}

void TestConnectionExchange::lockedKeychainExportsNothing()
{
    std::ignore = addWithSecrets();
    m_keychain.error = Test::lockedKeychain();
    auto &dialog = openExport();
    Test::child<QRadioButton>(dialog, u"withSecrets"_s).setChecked(true);
    dialog.exportTo(path(u"full.yaml"_s));
    auto &result = Test::child<QLabel>(dialog, u"exportResult"_s);
    QTRY_VERIFY(result.text().contains(Test::lockedKeychain().message));
    QVERIFY(!QFile::exists(path(u"full.yaml"_s)));
    QVERIFY(Test::child<QPushButton>(dialog, u"exportButton"_s).isEnabled());
}

void TestConnectionExchange::unwritableFileIsTold()
{
    std::ignore = addWithSecrets();
    auto &dialog = openExport();
    dialog.exportTo(path(u"no/such/folder.yaml"_s));
    const auto result = Test::child<QLabel>(dialog, u"exportResult"_s).text();
    QVERIFY2(result.contains(path(u"no/such/folder.yaml"_s)), qPrintable(result));
    QVERIFY(!Test::child<QPlainTextEdit>(dialog, u"exportCommands"_s).isVisible());
}

void TestConnectionExchange::comesBackAsItWent()
{
    const auto id = addWithSecrets();
    auto &dialog = openExport();
    Test::child<QRadioButton>(dialog, u"withSecrets"_s).setChecked(true);
    dialog.exportTo(path(u"full.yaml"_s));
    QTRY_VERIFY(QFile::exists(path(u"full.yaml"_s)));
    dialog.close();
    page().importFile(path(u"full.yaml"_s));
    QTRY_COMPARE(m_keychain.entries.size(), 2);
    const auto &imported = store().connections().at(1);
    QCOMPARE(m_keychain.entries.value(imported.id), m_keychain.entries.value(id));
    QVERIFY(imported.configuration == store().find(id)->configuration);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestConnectionExchange)
#include "tst_connectionexchange.moc"
