// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "fakefhirserver.h"
#include "fakesecretstore.h"
#include "gui/application/desktop.h"
#include "gui/connections/connectionform.h"
#include "gui/connections/connectionspage.h"
#include "gui/connections/newconnection.h"
#include "guitest.h"

#include <QAction>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Origin = ConfiguredSecret::Origin;

/// The page in its window, as a person uses it.
class TestConnectionsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void emptyPageSaysWhatToDo();
    void sandboxInOneClick();
    void newConnectionByKeyboard();
    void mistakesKeepItFromBeingOpened();
    void unsavedChangesAreKept();
    void revertsChanges();
    void savesBeforeItOpens();
    void closingAsksForUnsavedChanges();
    void duplicates();
    void deletesWhatIsNamed();
    void deletesTheOpenOne();
    void movesUpAndDown();
    void tests();
    void noKeychainAsksWhere_data();
    void noKeychainAsksWhere();
    void refusedSecretsAreNotLost();
    void unkeptSecretsOfASubscription();
    void missingSecretsAreAskedFor();
    void lockedKeychainAtStart();
    void startsWithTheLastOne();
    void damagedFilesAreTold();
    void damagedFilesAreToldAtStart();
    void failedBackendIsShown();
    void changesOfTheBackendArriveInTheForm();
    void longMessagesHaveRoom();

private:
    template <typename T> [[nodiscard]] T &in(const QString &name) const
    {
        return Test::child<T>(m_desktop->window(), name);
    }
    /// In the form that is shown.
    template <typename T> [[nodiscard]] T &field(const QString &name) const
    {
        return Test::child<T>(*in<QStackedWidget>(u"formStack"_s).currentWidget(), name);
    }
    void makeDesktop();
    void click(const QString &button) const { QTest::mouseClick(&in<QPushButton>(button), Qt::LeftButton); }
    void clickIn(QDialog &dialog, const QString &button) const;
    void type(const QString &edit, const QString &text) const;
    void select(int row) const;
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QString message() const;
    [[nodiscard]] ConnectionStore &store() const { return m_desktop->connections().store(); }
    /// One with a server and a secret.
    [[nodiscard]] QString add(const QString &name);

    SystemClock m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    Test::FakeSecretStore::Content m_keychain;
    std::unique_ptr<Desktop> m_desktop;
};

void TestConnectionsPage::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    m_keychain = {};
    makeDesktop();
}

void TestConnectionsPage::cleanup()
{
    m_desktop.reset();
    m_backend.reset();
}

void TestConnectionsPage::makeDesktop()
{
    m_desktop = std::make_unique<Desktop>(m_clock, **m_settings, *m_backend,
                                          std::make_unique<Test::FakeSecretStore>(m_keychain));
    m_desktop->window().show();
    m_desktop->window().showPage(u"connectionsPage"_s);
    QVERIFY(QTest::qWaitForWindowActive(&m_desktop->window()));
}

void TestConnectionsPage::clickIn(QDialog &dialog, const QString &button) const
{
    QTest::mouseClick(&Test::child<QPushButton>(dialog, button), Qt::LeftButton);
}

void TestConnectionsPage::type(const QString &edit, const QString &text) const
{
    auto &line = field<QLineEdit>(edit);
    line.setFocus();
    line.selectAll();
    QTest::keyClicks(&line, text);
}

void TestConnectionsPage::select(int row) const
{
    auto &list = in<QListView>(u"connectionList"_s);
    const auto index = list.model()->index(row, 0);
    list.scrollTo(index);
    QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualRect(index).center());
}

QStringList TestConnectionsPage::names() const
{
    const auto &model = *in<QListView>(u"connectionList"_s).model();
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row) {
        names << model.index(row, 0).data().toString().section(QChar::LineSeparator, 0, 0);
    }
    return names;
}

QString TestConnectionsPage::message() const
{
    auto &bar = in<QWidget>(u"connectionsMessage"_s);
    return bar.isVisible() ? Test::child<QLabel>(bar, u"messageText"_s).text() : QString();
}

QString TestConnectionsPage::add(const QString &name)
{
    auto connection = newConnection(name);
    connection.configuration.server.baseUrl = QUrl(u"https://fhir.example.org/"_s + name);
    connection.configuration.server.authentication.type = ServerAuthentication::Type::Bearer;
    connection.configuration.server.authentication.token = {Origin::Inline, u"hush"_s, {}};
    const auto id = store().add(connection).value();
    m_keychain.entries.insert(id, {{u"server.auth.token"_s, u"hush"_s}});
    return id;
}

void TestConnectionsPage::emptyPageSaysWhatToDo()
{
    auto &page = in<QWidget>(u"connectionsPage"_s);
    QVERIFY(Test::child<QLabel>(page, u"emptyText"_s).isVisible());
    QTest::mouseClick(&Test::child<QPushButton>(page, u"emptyAction"_s), Qt::LeftButton);
    QCOMPARE(names(), QStringList{u"New connection"_s});
    QVERIFY(!Test::child<QLabel>(page, u"emptyText"_s).isVisible());
    QCOMPARE(QApplication::focusWidget(), &field<QWidget>(u"connectionName"_s));
    QVERIFY(store().connections().constFirst().configuration.manageSubscriptions.enabled);
    QVERIFY(store().connections().constFirst().configuration.handleDeliveryErrors.enabled);
}

void TestConnectionsPage::sandboxInOneClick()
{
    auto &page = in<QWidget>(u"connectionsPage"_s);
    QTest::mouseClick(&Test::child<QPushButton>(page, u"emptyOtherAction"_s), Qt::LeftButton);
    QTRY_COMPARE(m_backend->calls(), QStringList{u"open Sandbox"_s});
    QCOMPARE(m_backend->connection().server, Connection::Server::Sandbox);
    QCOMPARE(m_backend->connection().configuration.subscriptions.size(), 2);
    QTRY_VERIFY(!page.isVisible()); // there is more to see elsewhere
    m_desktop->window().showPage(u"connectionsPage"_s);
    click(u"trySandboxButton"_s);
    QTRY_COMPARE(m_backend->calls().size(), 2);
    QCOMPARE(names(), QStringList{u"Sandbox"_s}); // the same one
}

void TestConnectionsPage::newConnectionByKeyboard()
{
    auto &window = m_desktop->window();
    QTest::keyClick(&window, Qt::Key_N, Qt::ControlModifier);
    const auto press = [](Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    };
    const auto write = [](const QString &text) {
        QTest::keyClicks(QApplication::focusWidget(), text);
    };
    write(u"Ward 3"_s); // its name is selected
    press(Qt::Key_Tab);
    write(u"https://fhir.example.org/r4"_s);
    press(Qt::Key_Tab); // version
    press(Qt::Key_Down);
    press(Qt::Key_Tab); // profile
    press(Qt::Key_Tab); // TLS
    press(Qt::Key_Tab); // authentication
    QCOMPARE(QApplication::focusWidget(), &field<QWidget>(u"authenticationType"_s));
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Tab);
    write(u"hush"_s);
    press(Qt::Key_O, Qt::ControlModifier);
    QTRY_COMPARE(m_backend->calls(), QStringList{u"open Ward 3"_s});
    const auto &configuration = m_backend->connection().configuration;
    QCOMPARE(configuration.server.baseUrl, QUrl(u"https://fhir.example.org/r4"_s));
    QCOMPARE(configuration.fhirVersion, FhirVersion::R4);
    QCOMPARE(configuration.server.authentication.token.value, u"hush"_s);
    QCOMPARE(m_keychain.entries.size(), 1);
    QCOMPARE(store().connections().constFirst().name, u"Ward 3"_s);
}

void TestConnectionsPage::mistakesKeepItFromBeingOpened()
{
    in<QAction>(u"newConnection"_s).trigger();
    for (const auto &name : {u"openConnection"_s, u"testConnection"_s}) {
        QVERIFY(!in<QAction>(name).isEnabled());
        QVERIFY2(in<QAction>(name).toolTip().contains(u"Base URL"_s), qPrintable(in<QAction>(name).toolTip()));
        QVERIFY(!in<QPushButton>(name + u"Button"_s).isEnabled());
    }
    QVERIFY(in<QLabel>(u"reasonText"_s).text().contains(u"Base URL"_s));
    type(u"baseUrl"_s, u"https://fhir.example.org"_s);
    QVERIFY(in<QAction>(u"openConnection"_s).isEnabled());
    QVERIFY(in<QAction>(u"testConnection"_s).isEnabled());
    QVERIFY(!in<QLabel>(u"reasonText"_s).isVisible());
    type(u"baseUrl"_s, u"fhir.example.org"_s);
    QVERIFY(!in<QAction>(u"openConnection"_s).isEnabled());
    QVERIFY(!in<QAction>(u"saveConnection"_s).isEnabled()); // what was typed in would get lost
    QVERIFY(field<QLabel>(u"baseUrlMessage"_s).isVisible());
}

void TestConnectionsPage::unsavedChangesAreKept()
{
    std::ignore = add(u"A"_s);
    std::ignore = add(u"B"_s);
    select(0);
    type(u"baseUrl"_s, u"http://a b"_s); // also what cannot be saved
    QVERIFY(names().at(0).contains(u"not saved"_s));
    select(1);
    QCOMPARE(field<QLineEdit>(u"connectionName"_s).text(), u"B"_s);
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->window().showPage(u"connectionsPage"_s);
    select(0);
    QCOMPARE(field<QLineEdit>(u"baseUrl"_s).text(), u"http://a b"_s);
    QCOMPARE(store().connections().constFirst().configuration.server.baseUrl.path(), u"/A"_s);
    type(u"baseUrl"_s, u"http://localhost/A"_s);
    QTest::keyClick(&m_desktop->window(), Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(names().at(0), u"A"_s);
    QCOMPARE(store().connections().constFirst().configuration.server.baseUrl.host(), u"localhost"_s);
    QCOMPARE(m_keychain.entries.value(store().connections().constFirst().id).value(u"server.auth.token"_s), u"hush"_s);
}

void TestConnectionsPage::revertsChanges()
{
    std::ignore = add(u"A"_s);
    select(0);
    QVERIFY(!in<QAction>(u"revertConnection"_s).isEnabled());
    type(u"connectionName"_s, u"Z"_s);
    click(u"revertConnectionButton"_s);
    QCOMPARE(field<QLineEdit>(u"connectionName"_s).text(), u"A"_s);
    QCOMPARE(names(), QStringList{u"A"_s});
}

void TestConnectionsPage::savesBeforeItOpens()
{
    const auto id = add(u"A"_s);
    select(0);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->calls(), QStringList{u"open A"_s});
    QCOMPARE(m_backend->connection().configuration.server.authentication.token.value, u"hush"_s);
    m_desktop->window().showPage(u"connectionsPage"_s);
    type(u"serverTokenText"_s, u"new"_s);
    QVERIFY(in<QLabel>(u"reasonText"_s).isVisible()); // it goes on as it was
    QCOMPARE(in<QPushButton>(u"openConnectionButton"_s).text(), u"Save and &Open"_s);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->calls().size(), 2);
    QCOMPARE(m_keychain.entries.value(id).value(u"server.auth.token"_s), u"new"_s);
    QCOMPARE(m_backend->connection().configuration.server.authentication.token.value, u"new"_s);
    QCOMPARE(field<QLineEdit>(u"serverTokenText"_s).text(), QString()); // not shown any more
    QCOMPARE(in<QPushButton>(u"openConnectionButton"_s).text(), u"&Open Anew"_s);
}

void TestConnectionsPage::closingAsksForUnsavedChanges()
{
    std::ignore = add(u"A"_s);
    select(0);
    type(u"connectionName"_s, u"Z"_s);
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->window().close();
    QVERIFY(m_desktop->window().isVisible());
    QVERIFY(in<QWidget>(u"connectionsPage"_s).isVisible());
    auto *box = &in<QMessageBox>(u"unsavedDialog"_s);
    QVERIFY(box->text().contains(u"A"_s));
    QTest::keyClick(box, Qt::Key_Escape);
    QTRY_VERIFY(!m_desktop->window().findChild<QMessageBox *>(u"unsavedDialog"_s));
    QVERIFY(m_desktop->window().isVisible());
    m_desktop->window().close();
    clickIn(in<QMessageBox>(u"unsavedDialog"_s), u"saveAndQuit"_s);
    QTRY_VERIFY(!m_desktop->window().isVisible());
    QCOMPARE(store().connections().constFirst().name, u"Z"_s);
    makeDesktop();
    select(0);
    type(u"connectionName"_s, u"Y"_s);
    m_desktop->window().close();
    clickIn(in<QMessageBox>(u"unsavedDialog"_s), u"discardAndQuit"_s);
    QTRY_VERIFY(!m_desktop->window().isVisible());
    QCOMPARE(store().connections().constFirst().name, u"Z"_s);
}

void TestConnectionsPage::duplicates()
{
    const auto id = add(u"A"_s);
    auto connection = *store().find(id);
    connection.configuration.store.path = u"/a/store.db"_s;
    connection.suspended = {u"x"_s};
    QVERIFY(store().change(connection));
    select(0);
    in<QAction>(u"duplicateConnection"_s).trigger();
    QTRY_COMPARE(names(), (QStringList{u"A"_s, u"Copy of A"_s}));
    const auto &copy = store().connections().at(1);
    QTRY_COMPARE(m_keychain.entries.value(copy.id), m_keychain.entries.value(id));
    QVERIFY(copy.configuration.store.path.isEmpty());
    QVERIFY(copy.suspended.isEmpty());
    QCOMPARE(copy.configuration.server, connection.configuration.server);
    QCOMPARE(field<QLineEdit>(u"connectionName"_s).text(), u"Copy of A"_s);
}

void TestConnectionsPage::deletesWhatIsNamed()
{
    const auto id = add(u"A"_s);
    std::ignore = add(u"B"_s);
    select(0);
    QTest::keyClick(&m_desktop->window(), Qt::Key_Delete, Qt::ControlModifier);
    auto *box = &in<QMessageBox>(u"deleteDialog"_s);
    QVERIFY(box->text().contains(u"\"A\""_s));
    QTest::keyClick(box, Qt::Key_Return); // the default is to leave it
    QTRY_VERIFY(!m_desktop->window().findChild<QMessageBox *>(u"deleteDialog"_s));
    QCOMPARE(names().size(), 2);
    in<QAction>(u"deleteConnection"_s).trigger();
    clickIn(in<QMessageBox>(u"deleteDialog"_s), u"deleteButton"_s);
    QCOMPARE(names(), QStringList{u"B"_s});
    QTRY_VERIFY(!m_keychain.entries.contains(id));
    QCOMPARE(field<QLineEdit>(u"connectionName"_s).text(), u"B"_s);
    QCOMPARE(message(), QString());
}

void TestConnectionsPage::deletesTheOpenOne()
{
    std::ignore = add(u"A"_s);
    select(0);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    m_desktop->window().showPage(u"connectionsPage"_s);
    in<QAction>(u"deleteConnection"_s).trigger();
    m_keychain.error = Test::lockedKeychain();
    clickIn(in<QMessageBox>(u"deleteDialog"_s), u"deleteButton"_s);
    QCOMPARE(m_backend->state(), Backend::State::Stopped);
    QVERIFY(store().connections().isEmpty());
    QTRY_VERIFY2(message().contains(Test::lockedKeychain().message), qPrintable(message()));
    QVERIFY(Test::child<QWidget>(in<QWidget>(u"connectionsPage"_s), u"emptyText"_s).isVisible());
}

void TestConnectionsPage::movesUpAndDown()
{
    for (const auto &name : {u"A"_s, u"B"_s, u"C"_s}) {
        std::ignore = add(name);
    }
    select(0);
    QVERIFY(!in<QAction>(u"moveConnectionUp"_s).isEnabled());
    in<QAction>(u"moveConnectionDown"_s).trigger();
    QCOMPARE(names(), (QStringList{u"B"_s, u"A"_s, u"C"_s}));
    in<QAction>(u"moveConnectionDown"_s).trigger(); // the same one
    QCOMPARE(names(), (QStringList{u"B"_s, u"C"_s, u"A"_s}));
    QVERIFY(!in<QAction>(u"moveConnectionDown"_s).isEnabled());
}

void TestConnectionsPage::tests()
{
    Test::FakeFhirServer server;
    server.answerOthers([](const Test::FakeRequest &request) {
        return request.header("Authorization") == "Bearer hush"
            ? Test::FakeAnswer::json({{u"resourceType"_s, u"CapabilityStatement"_s}, {u"fhirVersion"_s, u"5.0.0"_s}})
            : Test::FakeAnswer::outcome(401, u"No"_s);
    });
    std::ignore = add(u"A"_s);
    select(0);
    type(u"baseUrl"_s, server.baseUrl().toString()); // is not saved
    click(u"testConnectionButton"_s);
    QTRY_VERIFY(m_desktop->window().findChild<QDialog *>(u"testDialog"_s));
    auto &dialog = in<QDialog>(u"testDialog"_s);
    QTRY_VERIFY_WITH_TIMEOUT(Test::child<QPushButton>(dialog, u"testAgain"_s).isEnabled(), 30'000);
    QCOMPARE(server.requests("GET", u"metadata"_s).constFirst().header("Authorization"), "Bearer hush");
    QVERIFY(Test::child<QTableView>(dialog, u"findingTable"_s).model()->rowCount() > 1);
    QVERIFY(names().constFirst().contains(u"not saved"_s));
    dialog.close();
    m_keychain.error = Test::lockedKeychain();
    click(u"testConnectionButton"_s);
    QTRY_VERIFY2(message().contains(Test::lockedKeychain().message), qPrintable(message()));
}

void TestConnectionsPage::noKeychainAsksWhere_data()
{
    QTest::addColumn<QString>("choice");
    QTest::addColumn<bool>("inFile");
    QTest::newRow("session") << u"placeSession"_s << false;
    QTest::newRow("file") << u"placeFile"_s << true;
}

void TestConnectionsPage::noKeychainAsksWhere()
{
    QFETCH(QString, choice);
    m_keychain.error = Test::lockedKeychain();
    in<QAction>(u"newConnection"_s).trigger();
    type(u"baseUrl"_s, u"https://fhir.example.org"_s);
    type(u"webhookTokenText"_s, u"hush"_s);
    in<QAction>(u"saveConnection"_s).trigger();
    QTRY_VERIFY(m_desktop->window().findChild<QDialog *>(u"secretPlaceDialog"_s));
    auto &dialog = in<QDialog>(u"secretPlaceDialog"_s);
    QVERIFY(Test::child<QLabel>(dialog, u"secretPlaceText"_s).text().contains(Test::lockedKeychain().message));
    Test::child<QRadioButton>(dialog, choice).click();
    clickIn(dialog, u"placeAccept"_s);
    QTRY_COMPARE(names(), QStringList{u"New connection"_s}); // saved
    QFile file((**m_settings).folder() + u"/secrets.json"_s);
    QTEST(file.open(QIODevice::ReadOnly) && file.readAll().contains("hush"), "inFile");
    in<QAction>(u"openConnection"_s).trigger();
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    QCOMPARE(m_backend->connection().configuration.webhook.token.value, u"hush"_s);
}

void TestConnectionsPage::refusedSecretsAreNotLost()
{
    m_keychain.error = Test::lockedKeychain();
    in<QAction>(u"newConnection"_s).trigger();
    type(u"baseUrl"_s, u"https://fhir.example.org"_s);
    type(u"webhookTokenText"_s, u"hush"_s);
    in<QAction>(u"openConnection"_s).trigger();
    QTRY_VERIFY(m_desktop->window().findChild<QDialog *>(u"secretPlaceDialog"_s));
    QTest::keyClick(&in<QDialog>(u"secretPlaceDialog"_s), Qt::Key_Escape);
    QTRY_VERIFY(message().contains(Test::lockedKeychain().message));
    QCOMPARE(m_backend->calls(), QStringList());
    QCOMPARE(field<QLineEdit>(u"webhookTokenText"_s).text(), u"hush"_s);
    QVERIFY(names().constFirst().contains(u"not saved"_s));
    m_keychain.error.reset();
    in<QAction>(u"openConnection"_s).trigger();
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    QCOMPARE(m_keychain.entries.size(), 1);
}

/// The operator is somewhere else when a subscription's secret is not kept.
void TestConnectionsPage::unkeptSecretsOfASubscription()
{
    std::ignore = add(u"A"_s);
    select(0);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    m_desktop->window().showPage(u"livePage"_s);
    const auto &page = in<Page>(u"connectionsPage"_s);
    const auto before = page.icon().cacheKey();

    m_keychain.error = Test::lockedKeychain();
    auto changed = m_backend->connection();
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.definition.webhookId = u"patients"_s;
    subscription.headers = {{u"X-Key"_s, {ConfiguredSecret::Origin::Inline, u"hush"_s, {}}}};
    changed.configuration.subscriptions = {subscription};
    m_backend->open(changed);
    QTRY_VERIFY(page.icon().cacheKey() != before);
    m_desktop->window().showPage(u"connectionsPage"_s);
    QVERIFY2(message().contains(Test::lockedKeychain().message), qPrintable(message()));

    const auto &bar = in<QWidget>(u"connectionsMessage"_s);
    QTest::mouseClick(&Test::child<QPushButton>(bar, u"messageButton"_s), Qt::LeftButton);
    QTest::keyClick(&in<QDialog>(u"secretPlaceDialog"_s), Qt::Key_Escape);
    QVERIFY(bar.isVisible()); // still to be done
    QTRY_VERIFY(!m_desktop->window().findChild<QDialog *>(u"secretPlaceDialog"_s));
    QTest::mouseClick(&Test::child<QPushButton>(bar, u"messageButton"_s), Qt::LeftButton);
    auto &dialog = in<QDialog>(u"secretPlaceDialog"_s);
    Test::child<QRadioButton>(dialog, u"placeFile"_s).click();
    clickIn(dialog, u"placeAccept"_s);
    QTRY_VERIFY(!bar.isVisible());
    QFile file((**m_settings).folder() + u"/secrets.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains("hush"));
}

/// As after the next start, when they were kept for a session only: the form has no field for them.
void TestConnectionsPage::missingSecretsAreAskedFor()
{
    const auto id = add(u"A"_s);
    auto connection = *store().find(id);
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.definition.webhookId = u"patients"_s;
    subscription.headers = {{u"X-Key"_s, {ConfiguredSecret::Origin::Inline, {}, {}}}};
    connection.configuration.subscriptions = {subscription};
    QVERIFY(store().change(connection));
    select(0);
    click(u"openConnectionButton"_s);
    QTRY_VERIFY(message().contains(u"X-Key"_s));
    QCOMPARE(m_backend->calls(), QStringList());

    const auto &bar = in<QWidget>(u"connectionsMessage"_s);
    QTest::mouseClick(&Test::child<QPushButton>(bar, u"messageButton"_s), Qt::LeftButton);
    auto &dialog = in<QDialog>(u"missingSecretsDialog"_s);
    QVERIFY(!Test::child<QPushButton>(dialog, u"missingSecretsAccept"_s).isEnabled());
    QCOMPARE(dialog.findChildren<QLineEdit *>().size(), 1); // the others are kept
    auto &edit = Test::child<QLineEdit>(dialog, u"subscriptions.patients.sentHeaders.X-Key"_s);
    QCOMPARE(edit.echoMode(), QLineEdit::Password);
    QTest::keyClicks(&edit, u"hush"_s);
    QTest::keyClick(&edit, Qt::Key_Return);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    const auto &opened = m_backend->connection().configuration.subscriptions;
    QCOMPARE(opened.constFirst().headers.constFirst().value.value, u"hush"_s);
    QCOMPARE(m_keychain.entries.value(id).value(u"subscriptions.patients.sentHeaders.X-Key"_s), u"hush"_s);
    QVERIFY(!bar.isVisible());
}

void TestConnectionsPage::lockedKeychainAtStart()
{
    std::ignore = add(u"A"_s);
    select(0);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    m_backend->stop();
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->window().close();
    makeDesktop();
    m_keychain.error = Test::lockedKeychain();
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->start();
    QTRY_VERIFY(message().contains(Test::lockedKeychain().message));
    QVERIFY(in<QWidget>(u"connectionsPage"_s).isVisible());
    QCOMPARE(m_backend->state(), Backend::State::Stopped);
    m_keychain.error.reset();
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    QCOMPARE(message(), QString());
}

void TestConnectionsPage::startsWithTheLastOne()
{
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->start(); // there is none
    QVERIFY(in<QWidget>(u"connectionsPage"_s).isVisible());
    QCOMPARE(m_backend->calls(), QStringList());
    std::ignore = add(u"A"_s);
    const auto second = add(u"B"_s);
    m_desktop->connections().open(second);
    QTRY_COMPARE(m_backend->calls(), QStringList{u"open B"_s});
    m_backend->stop();
    makeDesktop();
    m_desktop->window().showPage(u"livePage"_s);
    m_desktop->start();
    QTRY_COMPARE(m_backend->calls(), (QStringList{u"open B"_s, u"open B"_s}));
    QVERIFY(in<QWidget>(u"livePage"_s).isVisible());
}

void TestConnectionsPage::damagedFilesAreTold()
{
    const auto id = add(u"A"_s);
    std::ignore = add(u"B"_s);
    const auto path = (**m_settings).folder() + u"/connections/"_s + id + u".yaml"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("server: [") > 0);
    file.close();
    makeDesktop();
    QVERIFY2(message().contains(path), qPrintable(message()));
    QCOMPARE(names(), QStringList{u"B"_s});
}

/// Opening the connection of last time is no reason to hide what the operator has not read yet.
void TestConnectionsPage::damagedFilesAreToldAtStart()
{
    const auto damaged = add(u"A"_s);
    const auto last = add(u"B"_s);
    (**m_settings).setValue(Setting::LastConnection, last);
    const auto path = (**m_settings).folder() + u"/connections/"_s + damaged + u".yaml"_s;
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("server: [") > 0);
    file.close();
    makeDesktop();
    m_desktop->start();
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    QVERIFY2(in<QWidget>(u"connectionsMessage"_s).isVisible() && message().contains(path), qPrintable(message()));
}

void TestConnectionsPage::failedBackendIsShown()
{
    std::ignore = add(u"A"_s);
    select(0);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    m_backend->fail({{Error::Kind::ActionRequired, u"The port 8080 of 127.0.0.1 is taken."_s, {}}});
    m_desktop->window().showPage(u"connectionsPage"_s);
    QVERIFY(in<QListView>(u"connectionList"_s).model()->index(0, 0).data().toString().contains(u"Failed"_s));
    // The window says why, and it can be mended here.
    QVERIFY(Test::child<QLabel>(in<QWidget>(u"messageBar"_s), u"messageText"_s).text().contains(u"8080"_s));
    field<QSpinBox>(u"listenPort"_s).setValue(9000);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    QCOMPARE(m_backend->connection().configuration.webhook.port, 9000);
}

void TestConnectionsPage::changesOfTheBackendArriveInTheForm()
{
    const auto id = add(u"A"_s);
    select(0);
    click(u"openConnectionButton"_s);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    m_desktop->window().showPage(u"connectionsPage"_s);
    type(u"connectionName"_s, u"Z"_s);
    QVERIFY(m_backend->setRetention({.maximumNotifications = 5}).result());
    QCOMPARE(field<QLineEdit>(u"connectionName"_s).text(), u"Z"_s);
    in<QAction>(u"saveConnection"_s).trigger();
    QTRY_COMPARE(names(), QStringList{u"Z"_s});
    QCOMPARE(store().find(id)->configuration.store.retention.maximumNotifications, 5);
}

/// Also where they need a second line.
void TestConnectionsPage::longMessagesHaveRoom()
{
    auto connection = newConnection(u"A"_s);
    connection.configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    connection.configuration.server.profile = u"hapi"_s;
    connection.configuration.server.authentication.type = ServerAuthentication::Type::OAuth2;
    connection.configuration.webhook.address = QHostAddress(QHostAddress::Any);
    connection.configuration.webhook.token = {ConfiguredSecret::Origin::Inline, u"secret"_s, {}};
    QVERIFY(store().add(connection));
    select(0);
    auto *bar = qobject_cast<QScrollArea *>(in<QStackedWidget>(u"formStack"_s).currentWidget())->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    bar->setValue(bar->maximum());
    QCoreApplication::processEvents(); // it is laid out as it is now, before the message
    QCoreApplication::processEvents();
    field<QSpinBox>(u"listenPort"_s).setValue(0);
    const auto &message = field<QLabel>(u"listenPortMessage"_s);
    QTRY_VERIFY(message.isVisible());
    QVERIFY(message.heightForWidth(message.width()) >= 2 * message.fontMetrics().height()); // this one does
    QTRY_VERIFY(message.height() >= message.heightForWidth(message.width()));
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestConnectionsPage)
#include "tst_connectionspage.moc"
