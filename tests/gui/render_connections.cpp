// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "fakefhirserver.h"
#include "fakesecretstore.h"
#include "gui/application/desktop.h"
#include "gui/connections/exportdialog.h"
#include "gui/connections/importdialog.h"
#include "gui/connections/newconnection.h"
#include "gui/connections/secretplacedialog.h"
#include "gui/connections/testdialog.h"
#include "guitest.h"
#include "pictures.h"
#include "selfsignedcertificate.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSpinBox>
#include <QStackedWidget>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

namespace {

using Origin = ConfiguredSecret::Origin;

constexpr int testMilliseconds = 20'000;

Gui::Connection ward()
{
    auto connection = Gui::newConnection(u"Ward 3 (production)"_s);
    auto &configuration = connection.configuration;
    configuration.fhirVersion = FhirVersion::R4;
    configuration.server.baseUrl = QUrl(u"https://fhir.hospital.example/r4"_s);
    configuration.server.profile = u"hapi"_s;
    configuration.server.authentication.type = ServerAuthentication::Type::OAuth2;
    configuration.server.authentication.tokenUrl = QUrl(u"https://login.hospital.example/token"_s);
    configuration.server.authentication.clientId = u"tbs-ward-3"_s;
    configuration.server.authentication.clientSecret = {Origin::Inline, u"secret"_s, {}};
    configuration.server.authentication.scopes = {u"system/Subscription.cruds"_s, u"system/SubscriptionTopic.rs"_s};
    configuration.webhook.address = QHostAddress(QHostAddress::Any);
    configuration.webhook.publicUrl = QUrl(u"https://ward3.hospital.example"_s);
    configuration.webhook.token = {Origin::Inline, u"secret"_s, {}};
    return connection;
}

Gui::Connection test()
{
    auto connection = Gui::newConnection(u"HAPI on this machine"_s);
    connection.configuration.server.baseUrl = QUrl(u"http://localhost:8081/fhir"_s);
    return connection;
}

/// Nobody listens there.
Gui::Connection unreachable()
{
    auto connection = Gui::newConnection(u"Old server"_s);
    connection.configuration.server.baseUrl = QUrl(u"http://127.0.0.1:9/fhir"_s);
    return connection;
}

class ConnectionsRenderer
{
public:
    explicit ConnectionsRenderer(const Pictures &pictures);

    void renderEmpty();
    void renderEditor();
    void renderMistakes();
    void renderSandbox();
    /// As it is at its end.
    void renderTest(const Gui::Connection &connection, const QString &name);
    /// Of a server whose certificate has expired.
    void renderExpired();
    void renderExchange();
    void renderSecretPlace();

private:
    [[nodiscard]] QString add(const Gui::Connection &connection);
    template <typename T> [[nodiscard]] T &in(const QString &name) { return child<T>(page(), name); }
    /// In the form that is shown.
    template <typename T> [[nodiscard]] T &field(const QString &name)
    {
        return child<T>(*child<QStackedWidget>(page(), u"formStack"_s).currentWidget(), name);
    }
    [[nodiscard]] QWidget &page() { return child<QWidget>(m_desktop.window(), u"connectionsPage"_s); }
    void select(int row);
    void scrollDown();

    const Pictures &m_pictures;
    SystemClock m_clock;
    TemporarySettings m_settings;
    ExampleBackend m_backend;
    FakeSecretStore::Content m_keychain;
    Gui::Desktop m_desktop;
};

ConnectionsRenderer::ConnectionsRenderer(const Pictures &pictures)
    : m_pictures(pictures)
    , m_backend(m_clock)
    , m_desktop(m_clock, *m_settings, m_backend, std::make_unique<FakeSecretStore>(m_keychain))
{
    m_desktop.window().show();
    m_desktop.window().showPage(u"connectionsPage"_s);
}

QString ConnectionsRenderer::add(const Gui::Connection &connection)
{
    return m_desktop.connections().store().add(connection).value_or(QString());
}

void ConnectionsRenderer::select(int row)
{
    auto &list = in<QListView>(u"connectionList"_s);
    list.setCurrentIndex(list.model()->index(row, 0));
}

void ConnectionsRenderer::scrollDown()
{
    QCoreApplication::processEvents();
    auto &scroll = *qobject_cast<QScrollArea *>(child<QStackedWidget>(page(), u"formStack"_s).currentWidget());
    scroll.verticalScrollBar()->setValue(scroll.verticalScrollBar()->maximum());
}

void ConnectionsRenderer::renderEmpty()
{
    m_pictures.save(m_desktop.window(), u"connections-empty"_s);
}

void ConnectionsRenderer::renderEditor()
{
    auto connection = ward();
    connection.id = add(connection);
    std::ignore = add(test());
    std::ignore = add(Gui::sandboxConnection(u"Sandbox"_s));
    m_backend.open(connection);
    select(0);
    m_pictures.save(m_desktop.window(), u"connections"_s);
    scrollDown();
    m_pictures.save(m_desktop.window(), u"connections-webhook"_s);
    field<QSpinBox>(u"listenPort"_s).setValue(0);
    m_pictures.save(m_desktop.window(), u"connections-freeport"_s);
    field<QComboBox>(u"defaultChannel"_s).setCurrentIndex(1);
    scrollDown();
    m_pictures.save(m_desktop.window(), u"connections-websocket"_s);
    field<QComboBox>(u"defaultChannel"_s).setCurrentIndex(0);
    field<QSpinBox>(u"listenPort"_s).setValue(connection.configuration.webhook.port);
}

void ConnectionsRenderer::renderMistakes()
{
    select(1);
    field<QLineEdit>(u"baseUrl"_s).setText(u"fhir.example.org"_s);
    field<QComboBox>(u"authenticationType"_s).setCurrentIndex(5);
    field<QToolButton>(u"headersAdd"_s).click();
    field<QToolButton>(u"serverTls"_s).click();
    field<QLineEdit>(u"serverCaPath"_s).setText(u"/etc/ssl/hospital.pem"_s);
    m_pictures.save(m_desktop.window(), u"connections-mistakes"_s);
}

void ConnectionsRenderer::renderSandbox()
{
    select(2);
    m_pictures.save(m_desktop.window(), u"connections-sandbox"_s);
}

void ConnectionsRenderer::renderTest(const Gui::Connection &connection, const QString &name)
{
    Gui::TestDialog dialog(connection, m_clock, &m_desktop.window());
    dialog.show();
    QElapsedTimer timer;
    timer.start();
    while (!child<QPushButton>(dialog, u"testAgain"_s).isEnabled() && timer.elapsed() < testMilliseconds) {
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 100);
    }
    m_pictures.save(dialog, name);
}

void ConnectionsRenderer::renderExpired()
{
    const auto tls = expiredConfiguration();
    if (!tls) {
        qFatal("No openssl to make a certificate with.");
    }
    const FakeFhirServer server(*tls);
    auto connection = test();
    auto &configuration = connection.configuration.server;
    configuration.baseUrl = server.baseUrl();
    configuration.baseUrl.setHost(u"localhost"_s);
    const QTemporaryDir folder;
    configuration.tls.ca = folder.filePath(u"hospital.pem"_s);
    QFile file(configuration.tls.ca);
    if (!file.open(QIODevice::WriteOnly) || file.write(tls->localCertificateChain().constLast().toPem()) < 0) {
        qFatal("Not written: %s", qUtf8Printable(file.fileName()));
    }
    file.close();
    renderTest(connection, u"connections-test-expired"_s);
}

void ConnectionsRenderer::renderExchange()
{
    Gui::ImportedConfiguration imported;
    imported.configuration = Configuration();
    imported.errors = {{Error::Kind::ActionRequired,
                        u"`server.auth.tokenEnv`: the environment variable WARD_TOKEN is not set"_s,
                        u"/home/ward/tbs.yaml:7"_s}};
    imported.warnings = {{Issue::Severity::Warning, u"security"_s, u"/home/ward/tbs.yaml:11"_s,
                          u"whoever reaches the webhook can send notifications: set webhook.token"_s}};
    Gui::ImportDialog import(u"/home/ward/tbs.yaml"_s, imported, &m_desktop.window());
    import.show();
    m_pictures.save(import, u"connections-import"_s);
    Gui::ExportDialog dialog(ward(), *m_settings, &m_desktop.window());
    dialog.show();
    m_pictures.save(dialog, u"connections-export"_s);
    dialog.exportTo(QDir::temp().filePath(u"ward-3.yaml"_s));
    m_pictures.save(dialog, u"connections-exported"_s);
}

void ConnectionsRenderer::renderSecretPlace()
{
    const QTemporaryDir folder;
    Gui::SecretKeeper keeper(std::make_unique<FakeSecretStore>(m_keychain), u"/home/ward/.config/tbs/secrets.json"_s,
                             *m_settings);
    Gui::SecretPlaceDialog dialog(
        keeper, u"The keychain of the system cannot be used: Cannot autolaunch D-Bus without X11 $DISPLAY."_s,
        &m_desktop.window());
    dialog.show();
    m_pictures.save(dialog, u"connections-secrets"_s);
}

} // namespace

void renderConnections(const Pictures &pictures)
{
    ConnectionsRenderer renderer(pictures);
    renderer.renderEmpty();
    renderer.renderEditor();
    renderer.renderMistakes();
    renderer.renderSandbox();
    renderer.renderTest(Gui::sandboxConnection(u"Sandbox"_s), u"connections-test"_s);
    renderer.renderTest(unreachable(), u"connections-test-failed"_s);
    renderer.renderExpired();
    renderer.renderExchange();
    renderer.renderSecretPlace();
}

} // namespace Tbs::Test
