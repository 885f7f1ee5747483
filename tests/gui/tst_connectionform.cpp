// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/connections/connectionform.h"
#include "gui/connections/newconnection.h"
#include "gui/forms/secretedit.h"
#include "guitest.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QToolButton>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Origin = ConfiguredSecret::Origin;
using Type = ServerAuthentication::Type;

class TestConnectionForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsAndWritesEverything_data();
    void showsAndWritesEverything();
    void writesWhatIsTyped();
    void showsOnlyTheFieldsOfTheAuthentication_data();
    void showsOnlyTheFieldsOfTheAuthentication();
    void mistakesStandAtTheirFields_data();
    void mistakesStandAtTheirFields();
    void warningsStandAtTheirFields();
    void freePortIsWarnedOf();
    void websocketsNeedNoWebhook();
    void websocketsNeedManagement();
    void newOneIsNotScolded();
    void goesToTheMistake();
    void unfoldsTheMistake();
    void mistakesOfSubscriptionsAreShown();
    void keptSecretsStay();
    void keptSecretIsReplacedOrForgotten();
    void generatesATokenThatNobodyGuesses();
    void headersAreEdited();
    void renamedHeaderForgetsItsValue();
    void wheelChangesNothing();
    void sandboxHasANameOnly();
    void explainsTheProfile();
    void everyFieldHasAnAccessibleName();

private:
    template <typename T> [[nodiscard]] T &in(const QString &name) const { return Test::child<T>(*m_form, name); }
    void type(const QString &field, const QString &text) const;
    void choose(const QString &box, int index) const;
    [[nodiscard]] QString messageOf(const QString &field) const;
    [[nodiscard]] static Connection usual();

    SystemClock m_clock;
    std::unique_ptr<ConnectionForm> m_form;
};

void TestConnectionForm::init()
{
    m_form = std::make_unique<ConnectionForm>(m_clock);
    m_form->setConnection(usual());
    m_form->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
}

Connection TestConnectionForm::usual()
{
    auto connection = newConnection(u"Ward"_s);
    connection.id = u"1"_s;
    connection.configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    return connection;
}

/// As a person does, in the place of what is there.
void TestConnectionForm::type(const QString &field, const QString &text) const
{
    auto &edit = in<QLineEdit>(field);
    edit.setFocus();
    edit.selectAll();
    QTest::keyClick(&edit, Qt::Key_Delete);
    QTest::keyClicks(&edit, text);
}

void TestConnectionForm::choose(const QString &box, int index) const
{
    in<QComboBox>(box).setCurrentIndex(index);
}

QString TestConnectionForm::messageOf(const QString &field) const
{
    const auto &message = in<QLabel>(field + u"Message"_s);
    return message.isVisible() ? message.text() : QString();
}

void TestConnectionForm::showsAndWritesEverything_data()
{
    QTest::addColumn<Connection>("connection");
    const ConfiguredSecret file{Origin::File, {}, u"/a/file"_s};
    const ConfiguredSecret variable{Origin::Environment, {}, u"A_VARIABLE"_s};
    const ConfiguredSecret kept{Origin::Inline, {}, {}};
    QTest::newRow("defaults") << usual();
    QTest::newRow("sandbox") << sandboxConnection(u"Sandbox"_s);
    QTest::newRow("new") << newConnection(u"New"_s);
    auto connection = usual();
    auto &configuration = connection.configuration;
    configuration.fhirVersion = FhirVersion::R5;
    configuration.server.profile = u"athena"_s;
    configuration.server.tls = {.certificate = u"/a/c"_s, .key = u"/a/k"_s, .ca = u"/a/a"_s};
    configuration.webhook.address = QHostAddress(u"192.0.2.7"_s);
    configuration.webhook.port = 0;
    configuration.webhook.publicUrl = QUrl(u"https://receiver.example.org/in"_s);
    configuration.webhook.pathPrefix = QString();
    configuration.webhook.token = file;
    configuration.webhook.tokenHeader = u"X-Token"_s;
    configuration.webhook.signatureSecret = variable;
    configuration.webhook.tls = {.certificate = u"/a/c"_s, .key = u"/a/k"_s, .clientCa = u"/a/a"_s};
    configuration.webhook.limits.maximumConnections = 7;
    configuration.manageSubscriptions = {.enabled = false, .atShutdown = RemovalPolicy::Delete, .prune = true};
    configuration.handleDeliveryErrors = {.enabled = false, .reactivationAttempts = 2};
    configuration.store.retention.maximumNotifications = 3;
    configuration.defaults = {.timeout = 7, .channel = ChannelType::WebSocket};
    configuration.subscriptions = {SubscriptionConfiguration{}};
    connection.suspended = {u"x"_s};
    QTest::newRow("everything else") << connection;
    connection = usual();
    configuration.webhook.address = QHostAddress(QHostAddress::Any);
    auto &authentication = connection.configuration.server.authentication;
    authentication = {.type = Type::Basic, .username = u"me"_s, .password = kept};
    QTest::newRow("basic") << connection;
    authentication = {.type = Type::Bearer, .token = variable, .headers = {{u"X-A"_s, file}, {u"X-B"_s, kept}}};
    QTest::newRow("bearer") << connection;
    authentication = {.type = Type::Header, .headers = {{u"X-A"_s, variable}}};
    QTest::newRow("header") << connection;
    authentication = {.type = Type::OAuth2,
                      .tokenUrl = QUrl(u"https://a.example.org/t"_s),
                      .clientId = u"me"_s,
                      .clientSecret = kept,
                      .clientSecretMethod = ClientSecretMethod::Post,
                      .scopes = {u"a"_s, u"b"_s}};
    QTest::newRow("oauth2") << connection;
    authentication = {.type = Type::Smart,
                      .clientId = u"me"_s,
                      .privateKeyFile = u"/a/key.pem"_s,
                      .keyId = u"1"_s,
                      .jwksUrl = QUrl(u"https://a.example.org/jwks"_s)};
    QTest::newRow("smart") << connection;
}

void TestConnectionForm::showsAndWritesEverything()
{
    QFETCH(Connection, connection);
    m_form->setConnection(connection);
    QVERIFY(m_form->connection() == connection);
    QVERIFY(!m_form->isChanged());
    QVERIFY(m_form->canBeSaved());
}

void TestConnectionForm::writesWhatIsTyped()
{
    const QSignalSpy changed(m_form.get(), &ConnectionForm::changed);
    type(u"connectionName"_s, u"  Ward 4 "_s);
    type(u"baseUrl"_s, u"http://localhost:8080/fhir"_s);
    choose(u"fhirVersion"_s, 2);
    choose(u"serverProfile"_s, in<QComboBox>(u"serverProfile"_s).findText(u"hapi"_s));
    choose(u"authenticationType"_s, 1);
    type(u"username"_s, u"me"_s);
    type(u"passwordText"_s, u"hush"_s);
    type(u"pathPrefix"_s, u"/fhir/webhook/"_s);
    in<QSpinBox>(u"listenPort"_s).setValue(9000);
    in<QCheckBox>(u"handleDeliveryErrors"_s).click();
    QVERIFY(!changed.isEmpty());
    auto expected = usual();
    expected.name = u"Ward 4"_s;
    auto &configuration = expected.configuration;
    configuration.server.baseUrl = QUrl(u"http://localhost:8080/fhir"_s);
    configuration.fhirVersion = FhirVersion::R4B;
    configuration.server.profile = u"hapi"_s;
    configuration.server.authentication = {
        .type = Type::Basic, .username = u"me"_s, .password = {Origin::Inline, u"hush"_s, {}}};
    configuration.webhook.pathPrefix = u"fhir/webhook"_s;
    configuration.webhook.port = 9000;
    configuration.handleDeliveryErrors.enabled = false;
    QVERIFY(m_form->connection() == expected);
    QVERIFY(m_form->isChanged());
    QCOMPARE(m_form->mistakes(), QList<Error>());
    QCOMPARE(in<QLineEdit>(u"passwordText"_s).echoMode(), QLineEdit::Password);
    // The subscriptions that were made meanwhile are not overwritten.
    auto meanwhile = usual();
    meanwhile.configuration.subscriptions.append(SubscriptionConfiguration{});
    m_form->writeTo(meanwhile);
    QCOMPARE(meanwhile.configuration.subscriptions.size(), 1);
    QCOMPARE(meanwhile.name, u"Ward 4"_s);
    m_form->setConnection(usual()); // reverts
    QVERIFY(!m_form->isChanged());
}

void TestConnectionForm::showsOnlyTheFieldsOfTheAuthentication_data()
{
    QTest::addColumn<int>("index");
    QTest::addColumn<QStringList>("shown");
    QTest::newRow("none") << 0 << QStringList{};
    QTest::newRow("basic") << 1 << QStringList{u"headers"_s, u"password"_s, u"username"_s};
    QTest::newRow("bearer") << 2 << QStringList{u"headers"_s, u"serverToken"_s};
    QTest::newRow("headers") << 3 << QStringList{u"headers"_s};
    QTest::newRow("oauth2") << 4 << QStringList{u"clientId"_s, u"clientSecret"_s, u"headers"_s,
                                                u"scopes"_s,   u"secretMethod"_s, u"tokenUrl"_s};
    QTest::newRow("smart") << 5 << QStringList{u"clientId"_s,   u"headers"_s, u"jwksUrl"_s, u"keyId"_s,
                                               u"privateKey"_s, u"scopes"_s,  u"tokenUrl"_s};
}

void TestConnectionForm::showsOnlyTheFieldsOfTheAuthentication()
{
    QFETCH(int, index);
    choose(u"authenticationType"_s, index);
    QStringList shown;
    for (const auto &name :
         {u"clientId"_s, u"clientSecret"_s, u"headers"_s, u"jwksUrl"_s, u"keyId"_s, u"password"_s, u"privateKey"_s,
          u"scopes"_s, u"secretMethod"_s, u"serverToken"_s, u"tokenUrl"_s, u"username"_s}) {
        if (in<QWidget>(name).isVisible()) {
            shown << name;
        }
    }
    QTEST(shown, "shown");
}

void TestConnectionForm::mistakesStandAtTheirFields_data()
{
    QTest::addColumn<int>("authentication");
    QTest::addColumn<QString>("edit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("message");
    QTest::addColumn<bool>("canBeSaved");

    QTest::newRow("no name") << 0 << u"connectionName"_s << u" "_s << u"connectionName"_s << u"name"_s << false;
    QTest::newRow("no URL") << 0 << u"baseUrl"_s << QString() << u"baseUrl"_s << u"base URL"_s << true;
    QTest::newRow("relative") << 0 << u"baseUrl"_s << u"fhir/r4"_s << u"baseUrl"_s << u"URL"_s << false;
    QTest::newRow("no scheme") << 0 << u"baseUrl"_s << u"fhir.example.org"_s << u"baseUrl"_s << u"URL"_s << false;
    QTest::newRow("another scheme") << 0 << u"baseUrl"_s << u"ftp://example.org"_s << u"baseUrl"_s << u"URL"_s << false;
    QTest::newRow("unreadable") << 0 << u"baseUrl"_s << u"http://a b/"_s << u"baseUrl"_s << u"URL"_s << false;
    QTest::newRow("bad port") << 0 << u"baseUrl"_s << u"http://example.org:99999/"_s << u"baseUrl"_s << u"URL"_s
                              << false;
    QTest::newRow("with query") << 0 << u"baseUrl"_s << u"http://example.org/?a=b"_s << u"baseUrl"_s << u"?"_s << false;
    QTest::newRow("with password") << 0 << u"baseUrl"_s << u"http://me:hush@example.org/"_s << u"baseUrl"_s
                                   << u"password"_s << false;
    QTest::newRow("no authority") << 0 << u"serverCaPath"_s << u"/not/there.pem"_s << u"serverCa"_s << u"no such file"_s
                                  << true;
    QTest::newRow("key without certificate") << 0 << u"serverKeyPath"_s << QCoreApplication::applicationFilePath()
                                             << u"serverCertificate"_s << u"missing"_s << true;
    QTest::newRow("no user") << 1 << u"passwordText"_s << u"x"_s << u"username"_s << u"missing"_s << true;
    QTest::newRow("user with colon") << 1 << u"username"_s << u"a:b"_s << u"username"_s << u"colon"_s << true;
    QTest::newRow("no password") << 1 << u"username"_s << u"me"_s << u"password"_s << u"missing"_s << true;
    QTest::newRow("no token") << 2 << u"serverTokenText"_s << QString() << u"serverToken"_s << u"missing"_s << true;
    QTest::newRow("no headers") << 3 << u"connectionName"_s << u"x"_s << u"headers"_s << u"missing"_s << true;
    QTest::newRow("token URL without TLS")
        << 4 << u"tokenUrl"_s << u"http://a.example.org"_s << u"tokenUrl"_s << u"https"_s << true;
    QTest::newRow("unreadable token URL")
        << 4 << u"tokenUrl"_s << u"https://a b"_s << u"tokenUrl"_s << u"URL"_s << false;
    QTest::newRow("no private key") << 5 << u"privateKeyPath"_s << u"/not/there.pem"_s << u"privateKey"_s
                                    << u"no such file"_s << true;
    QTest::newRow("JWKS without TLS") << 5 << u"jwksUrl"_s << u"http://a.example.org"_s << u"jwksUrl"_s << u"https"_s
                                      << true;
    QTest::newRow("public URL") << 0 << u"publicUrl"_s << u"here"_s << u"publicUrl"_s << u"URL"_s << false;
    QTest::newRow("unreadable public URL")
        << 0 << u"publicUrl"_s << u"http://[1"_s << u"publicUrl"_s << u"URL"_s << false;
    QTest::newRow("prefix") << 0 << u"pathPrefix"_s << u"a b"_s << u"pathPrefix"_s << u"path"_s << false;
    QTest::newRow("token header") << 0 << u"tokenHeader"_s << u"X Key"_s << u"tokenHeader"_s << u"name"_s << true;
    QTest::newRow("webhook key") << 0 << u"webhookKeyPath"_s << u"/not/there"_s << u"webhookKey"_s << u"no such file"_s
                                 << true;
}

void TestConnectionForm::mistakesStandAtTheirFields()
{
    QFETCH(int, authentication);
    QFETCH(QString, edit);
    QFETCH(QString, text);
    QFETCH(QString, field);
    QFETCH(QString, message);
    choose(u"authenticationType"_s, authentication);
    in<QToolButton>(u"serverTls"_s).setChecked(true);
    in<QToolButton>(u"webhookTls"_s).setChecked(true);
    type(edit, text);
    m_form->goToMistake(); // as if all fields had been visited
    QVERIFY2(messageOf(field).contains(message), qPrintable(messageOf(field)));
    QVERIFY(!messageOf(field).contains(u"hush"_s));
    QVERIFY(!m_form->mistakes().isEmpty());
    QVERIFY(!m_form->mistakeTexts().join(u'\n').contains(u"hush"_s));
    QTEST(m_form->canBeSaved(), "canBeSaved");
    QVERIFY(m_form->isChanged());
}

void TestConnectionForm::warningsStandAtTheirFields()
{
    type(u"baseUrl"_s, u"http://fhir.example.org/r4"_s);
    QVERIFY2(messageOf(u"baseUrl"_s).contains(u"unencrypted"_s), qPrintable(messageOf(u"baseUrl"_s)));
    auto &address = in<QComboBox>(u"listenAddress"_s);
    address.setFocus();
    address.setCurrentIndex(1);
    QTest::keyClick(&address, Qt::Key_End);
    QVERIFY(messageOf(u"listenAddress"_s).contains(u"token"_s));
    QVERIFY(m_form->mistakes().isEmpty()); // they are in nobody's way
    type(u"webhookTokenText"_s, u"x"_s);
    QCOMPARE(messageOf(u"listenAddress"_s), QString());
    QTest::keyClick(&address, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(address.lineEdit(), u"300.1.2.3"_s);
    QVERIFY(messageOf(u"listenAddress"_s).contains(u"address"_s));
    QVERIFY(!m_form->canBeSaved());
}

void TestConnectionForm::freePortIsWarnedOf()
{
    auto &port = in<QSpinBox>(u"listenPort"_s);
    port.setFocus();
    port.selectAll();
    QTest::keyClicks(&port, u"0"_s);
    QVERIFY2(messageOf(u"listenPort"_s).contains(u"another one after each start"_s),
             qPrintable(messageOf(u"listenPort"_s)));
    QVERIFY(m_form->mistakes().isEmpty()); // it is in nobody's way
    QVERIFY(m_form->canBeSaved());
    choose(u"atShutdown"_s, 2); // nothing stays there
    QCOMPARE(messageOf(u"listenPort"_s), QString());
    choose(u"atShutdown"_s, 0);
    QVERIFY(!messageOf(u"listenPort"_s).isEmpty());
    in<QCheckBox>(u"manageSubscriptions"_s).click();
    QCOMPARE(messageOf(u"listenPort"_s), QString());
}

/// No address of it is asked for, as long as no subscription comes by it.
void TestConnectionForm::websocketsNeedNoWebhook()
{
    auto &address = in<QWidget>(u"listenAddress"_s);
    QVERIFY(address.isVisible());
    auto &channel = in<QComboBox>(u"defaultChannel"_s);
    channel.setFocus();
    QTest::keyClick(&channel, Qt::Key_Down);
    QCOMPARE(m_form->connection().configuration.defaults.channel, ChannelType::WebSocket);
    QVERIFY(!address.isVisible());
    QVERIFY(m_form->mistakes().isEmpty());
    auto expected = usual();
    expected.configuration.defaults.channel = ChannelType::WebSocket;
    QVERIFY(m_form->connection() == expected);
    expected.configuration.subscriptions.append(SubscriptionConfiguration{});
    auto &definition = expected.configuration.subscriptions[0].definition;
    definition.topic = u"https://example.org/t"_s;
    m_form->setOthers(expected);
    QVERIFY(!address.isVisible());
    definition.channel = ChannelType::RestHook;
    m_form->setOthers(expected);
    QVERIFY(address.isVisible());
    // What cannot be saved is never hidden.
    in<QComboBox>(u"listenAddress"_s).setEditText(u"300.1.2.3"_s);
    definition.channel = ChannelType::WebSocket;
    m_form->setOthers(expected);
    QVERIFY(address.isVisible());
    in<QComboBox>(u"listenAddress"_s).setEditText(u"127.0.0.1"_s);
    QVERIFY(!address.isVisible());
}

void TestConnectionForm::websocketsNeedManagement()
{
    choose(u"defaultChannel"_s, 1);
    in<QWidget>(u"defaultChannel"_s).setFocus();
    in<QCheckBox>(u"handleDeliveryErrors"_s).setFocus();
    in<QCheckBox>(u"manageSubscriptions"_s).click();
    QVERIFY2(messageOf(u"defaultChannel"_s).contains(u"needs manageSubscriptions"_s),
             qPrintable(messageOf(u"defaultChannel"_s)));
    choose(u"defaultChannel"_s, 0);
    QCOMPARE(messageOf(u"defaultChannel"_s), QString());
    QVERIFY(m_form->mistakes().isEmpty());
}

void TestConnectionForm::newOneIsNotScolded()
{
    m_form = std::make_unique<ConnectionForm>(m_clock);
    m_form->setConnection(newConnection(u"New"_s));
    m_form->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_form.get()));
    QCOMPARE(messageOf(u"baseUrl"_s), QString());
    QCOMPARE(m_form->mistakeTexts(), QStringList{u"Base URL: Write the base URL of the FHIR server"_s});
    in<QLineEdit>(u"baseUrl"_s).setFocus();
    QTest::keyClick(&in<QLineEdit>(u"baseUrl"_s), Qt::Key_Tab);
    QVERIFY(!messageOf(u"baseUrl"_s).isEmpty());
}

void TestConnectionForm::goesToTheMistake()
{
    choose(u"authenticationType"_s, 4);
    type(u"tokenUrl"_s, u"https://auth.example.org"_s);
    in<QLineEdit>(u"connectionName"_s).setFocus();
    m_form->goToMistake();
    QCOMPARE(QApplication::focusWidget(), &in<QWidget>(u"clientId"_s));
}

void TestConnectionForm::unfoldsTheMistake()
{
    QVERIFY(!in<QWidget>(u"tokenHeader"_s).isVisible());
    in<QLineEdit>(u"tokenHeader"_s).setText(u"X Key"_s);
    m_form->goToMistake();
    QVERIFY(in<QWidget>(u"tokenHeader"_s).isVisible());
    QCOMPARE(QApplication::focusWidget(), &in<QWidget>(u"tokenHeader"_s));
}

void TestConnectionForm::mistakesOfSubscriptionsAreShown()
{
    auto connection = usual();
    connection.configuration.subscriptions.append(SubscriptionConfiguration{});
    m_form->setConnection(connection);
    QVERIFY(in<QLabel>(u"otherMistakes"_s).isVisible());
    QVERIFY(in<QLabel>(u"otherMistakes"_s).text().contains(u"subscriptions[0]"_s));
    QCOMPARE(m_form->mistakeTexts().size(), 1);
    m_form->setOthers(usual());
    QVERIFY(!in<QLabel>(u"otherMistakes"_s).isVisible());
}

void TestConnectionForm::keptSecretsStay()
{
    auto connection = usual();
    connection.configuration.server.authentication = {.type = Type::Bearer, .token = {Origin::Inline, {}, {}}};
    m_form->setConnection(connection);
    QCOMPARE(m_form->mistakes(), QList<Error>());
    QVERIFY(in<SecretEdit>(u"serverToken"_s).isKept());
    QVERIFY(!in<QLineEdit>(u"serverTokenText"_s).placeholderText().isEmpty());
    // Typed in, then saved: not shown any more.
    type(u"serverTokenText"_s, u"hush"_s);
    QVERIFY(m_form->isChanged());
    m_form->setSaved(connection);
    QVERIFY(!m_form->isChanged());
    QCOMPARE(in<QLineEdit>(u"serverTokenText"_s).text(), QString());
    QVERIFY(in<SecretEdit>(u"serverToken"_s).isKept());
}

void TestConnectionForm::keptSecretIsReplacedOrForgotten()
{
    auto connection = usual();
    connection.configuration.webhook.token = {Origin::Inline, {}, {}};
    m_form->setConnection(connection);
    type(u"webhookTokenText"_s, u"x"_s);
    QCOMPARE(m_form->connection().configuration.webhook.token.value, u"x"_s);
    type(u"webhookTokenText"_s, QString());
    QVERIFY(!m_form->isChanged()); // the one that is kept again
    in<SecretEdit>(u"webhookToken"_s).forget();
    QVERIFY(!m_form->connection().configuration.webhook.token.isSet());
    QVERIFY(m_form->isChanged());
    choose(u"webhookTokenOrigin"_s, 2);
    type(u"webhookTokenVariable"_s, u"NOT_SET_ANYWHERE"_s);
    QCOMPARE(m_form->connection().configuration.webhook.token.source, u"NOT_SET_ANYWHERE"_s);
    QVERIFY(messageOf(u"webhookToken"_s).contains(u"NOT_SET_ANYWHERE"_s));
    choose(u"webhookTokenOrigin"_s, 1);
    type(u"webhookTokenFilePath"_s, u"/not/there"_s);
    QVERIFY(messageOf(u"webhookToken"_s).contains(u"/not/there"_s));
}

void TestConnectionForm::generatesATokenThatNobodyGuesses()
{
    const auto token = [this] {
        QTest::mouseClick(&in<QToolButton>(u"webhookTokenGenerate"_s), Qt::LeftButton);
        return m_form->connection().configuration.webhook.token.value;
    };
    const auto first = token();
    QVERIFY(first.size() >= 40);
    QVERIFY(first != token());
    QCOMPARE(m_form->mistakes(), QList<Error>());
    QVERIFY(!in<QToolButton>(u"serverTokenGenerate"_s).isVisible());
}

void TestConnectionForm::headersAreEdited()
{
    choose(u"authenticationType"_s, 3);
    QTest::mouseClick(&in<QToolButton>(u"headersAdd"_s), Qt::LeftButton);
    QVERIFY(!m_form->mistakes().isEmpty());
    type(u"headers0Name"_s, u"X-Key"_s);
    type(u"headers0ValueText"_s, u"hush"_s);
    QCOMPARE(m_form->mistakes(), QList<Error>());
    in<QToolButton>(u"headersAdd"_s).click();
    type(u"headers1Name"_s, u"x-key"_s);
    type(u"headers1ValueText"_s, u"hush"_s);
    QVERIFY(messageOf(u"headers1"_s).contains(u"another"_s));
    QVERIFY(!m_form->canBeSaved());
    type(u"headers1Name"_s, u"X Y"_s);
    QVERIFY(messageOf(u"headers1"_s).contains(u"name"_s));
    in<QToolButton>(u"headers1Remove"_s).click();
    const auto headers = m_form->connection().configuration.server.authentication.headers;
    QCOMPARE(headers.size(), 1);
    QCOMPARE(headers.constFirst().name, u"X-Key"_s);
    QCOMPARE(headers.constFirst().value.value, u"hush"_s);
}

void TestConnectionForm::renamedHeaderForgetsItsValue()
{
    auto connection = usual();
    connection.configuration.server.authentication = {.type = Type::Header,
                                                      .headers = {{u"X-Key"_s, {Origin::Inline, {}, {}}}}};
    m_form->setConnection(connection);
    QCOMPARE(m_form->mistakes(), QList<Error>());
    const auto edits = m_form->findChildren<QLineEdit *>(QRegularExpression(u"^headers\\d+Name$"_s));
    QCOMPARE(edits.size(), 1);
    QTest::keyClicks(edits.constFirst(), u"2"_s);
    QVERIFY(!m_form->mistakes().isEmpty());
}

void TestConnectionForm::wheelChangesNothing()
{
    auto &port = in<QSpinBox>(u"listenPort"_s);
    in<QLineEdit>(u"connectionName"_s).setFocus();
    QWheelEvent wheel({5, 5}, port.mapToGlobal(QPointF(5, 5)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&port, &wheel);
    QCOMPARE(port.value(), 8080);
}

void TestConnectionForm::sandboxHasANameOnly()
{
    m_form->setConnection(sandboxConnection(u"Sandbox"_s));
    QVERIFY(in<QWidget>(u"sandboxText"_s).isVisible());
    QVERIFY(!in<QWidget>(u"baseUrl"_s).isVisible());
    QCOMPARE(m_form->mistakes(), QList<Error>());
    type(u"connectionName"_s, u"Playground"_s);
    auto expected = sandboxConnection(u"Playground"_s);
    QVERIFY(m_form->connection() == expected);
}

void TestConnectionForm::explainsTheProfile()
{
    choose(u"serverProfile"_s, in<QComboBox>(u"serverProfile"_s).findText(u"hapi"_s));
    QVERIFY(in<QLabel>(u"serverProfileHint"_s).text().contains(u"HAPI"_s));
    QVERIFY(!in<QWidget>(u"signatureSecret"_s).isVisible());
    choose(u"serverProfile"_s, in<QComboBox>(u"serverProfile"_s).findText(u"medplum"_s));
    QVERIFY(in<QWidget>(u"signatureSecret"_s).isVisible()); // that one signs
}

void TestConnectionForm::everyFieldHasAnAccessibleName()
{
    choose(u"authenticationType"_s, 3);
    in<QToolButton>(u"headersAdd"_s).click();
    int count = 0;
    for (const auto *widget : m_form->findChildren<QWidget *>()) {
        const auto *parent = widget->parentWidget();
        const bool isPart = parent && (parent->inherits("QAbstractSpinBox") || parent->inherits("QComboBox"));
        const bool isField = widget->inherits("QLineEdit") || widget->inherits("QComboBox")
            || widget->inherits("QAbstractSpinBox") || widget->inherits("QCheckBox");
        if (isField && !isPart) {
            ++count;
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(widget->objectName()));
        }
    }
    QVERIFY(count > 30);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestConnectionForm)
#include "tst_connectionform.moc"
