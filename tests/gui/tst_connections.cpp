// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "fakesecretstore.h"
#include "gui/connections/connectionlistmodel.h"
#include "gui/connections/connections.h"
#include "gui/connections/newconnection.h"
#include "gui/connections/openconnectionmenu.h"
#include "guitest.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Origin = ConfiguredSecret::Origin;

/// Saved connections with their secrets, and the open one.
class TestConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void completesWithWhatIsKept();
    void asksNobodyWhereThereIsNothing();
    void missingSecretIsTold();
    void keepsWhatIsNotTypedInAgain();
    void keepsNothingThatIsNotWanted();
    void lockedKeychainLosesNothing();
    void removesTheSecretsToo();
    void opensWithSecrets();
    void opensTheLastOne();
    void doesNotOpenWhatIsWrong_data();
    void doesNotOpenWhatIsWrong();
    void theLaterOneIsOpened();
    void savesWhatTheBackendChanges();
    void sandboxHasHeadersFromFiles();
    void savesHeadersApart();
    void tellsWhatCouldNotBeSaved();
    void listFollowsTheStore();
    void listShowsWhatIsOpen();
    void menuOpens();

private:
    [[nodiscard]] static Connection bearer();
    [[nodiscard]] QString add(const Connection &connection);
    void keep(const Connection &connection);
    template <typename T> [[nodiscard]] static T await(QFuture<T> future);

    SystemClock m_clock;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    Test::FakeSecretStore::Content m_keychain;
    std::unique_ptr<Test::FakeSecretStore> m_secrets;
    std::unique_ptr<ConnectionStore> m_store;
    std::unique_ptr<Connections> m_connections;
};

void TestConnections::init()
{
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    m_keychain = {};
    m_secrets = std::make_unique<Test::FakeSecretStore>(m_keychain);
    m_store = std::make_unique<ConnectionStore>((**m_settings).folder() + u"/connections"_s, m_clock);
    m_connections = std::make_unique<Connections>(*m_store, *m_secrets, *m_backend, **m_settings, m_clock);
}

void TestConnections::cleanup()
{
    m_connections.reset();
    m_store.reset();
    m_backend.reset();
}

Connection TestConnections::bearer()
{
    auto connection = newConnection(u"Ward"_s);
    connection.configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    connection.configuration.server.authentication.type = ServerAuthentication::Type::Bearer;
    connection.configuration.server.authentication.token = {Origin::Inline, u"hush"_s, {}};
    return connection;
}

template <typename T> T TestConnections::await(QFuture<T> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000)) {
        qFatal("No answer");
    }
    return future.result();
}

QString TestConnections::add(const Connection &connection)
{
    auto added = connection;
    added.id = m_store->add(connection).value();
    keep(added);
    m_keychain.calls.clear();
    return added.id;
}

void TestConnections::keep(const Connection &connection)
{
    QVERIFY(await(m_connections->keepSecrets(connection)));
}

void TestConnections::completesWithWhatIsKept()
{
    const auto id = add(bearer());
    QCOMPARE(m_keychain.entries.value(id), (SecretValues{{u"server.auth.token"_s, u"hush"_s}}));
    QVERIFY(m_store->find(id)->configuration.server.authentication.token.value.isEmpty());
    const auto completed = await(m_connections->complete(*m_store->find(id)));
    QVERIFY(completed);
    auto expected = bearer();
    expected.id = id;
    QVERIFY(*completed == expected);
}

/// Whoever has no secrets is not bothered by the keychain.
void TestConnections::asksNobodyWhereThereIsNothing()
{
    m_keychain.error = Test::lockedKeychain();
    auto connection = newConnection(u"Plain"_s);
    connection.id = m_store->add(connection).value();
    QVERIFY(await(m_connections->complete(connection)));
    QVERIFY(await(m_connections->keepSecrets(connection)));
    QVERIFY(await(m_connections->remove(connection.id)));
    QCOMPARE(m_keychain.calls, QStringList());
}

void TestConnections::missingSecretIsTold()
{
    const auto id = add(bearer());
    m_keychain.entries.clear();
    const auto completed = await(m_connections->complete(*m_store->find(id)));
    QVERIFY(!completed);
    QVERIFY2(completed.error().message.contains(u"Token"_s), qPrintable(completed.error().message));
}

void TestConnections::keepsWhatIsNotTypedInAgain()
{
    const auto id = add(bearer());
    auto changed = *m_store->find(id); // its token has no value
    changed.configuration.webhook.token = {Origin::Inline, u"new"_s, {}};
    keep(changed);
    QCOMPARE(m_keychain.entries.value(id),
             (SecretValues{{u"server.auth.token"_s, u"hush"_s}, {u"webhook.token"_s, u"new"_s}}));
    changed.configuration.server.authentication.token.value = u"other"_s;
    changed.configuration.webhook.token.value.clear();
    keep(changed);
    QCOMPARE(m_keychain.entries.value(id),
             (SecretValues{{u"server.auth.token"_s, u"other"_s}, {u"webhook.token"_s, u"new"_s}}));
    m_keychain.calls.clear();
    keep(changed); // nothing new
    QCOMPARE(m_keychain.calls, QStringList());
}

void TestConnections::keepsNothingThatIsNotWanted()
{
    const auto id = add(bearer());
    auto changed = *m_store->find(id);
    changed.configuration.server.authentication = {};
    keep(changed);
    QVERIFY(!m_keychain.entries.contains(id));
    // Also by one who has never read it.
    const auto second = add(bearer());
    Connections another(*m_store, *m_secrets, *m_backend, **m_settings, m_clock);
    changed.id = second;
    QVERIFY(await(another.keepSecrets(changed)));
    QVERIFY(!m_keychain.entries.contains(second));
}

void TestConnections::lockedKeychainLosesNothing()
{
    const auto id = add(bearer());
    const auto kept = m_keychain.entries;
    m_keychain.error = Test::lockedKeychain();
    Connections another(*m_store, *m_secrets, *m_backend, **m_settings, m_clock);
    auto changed = *m_store->find(id);
    QVERIFY(await(another.keepSecrets(changed))); // nothing to keep
    changed.configuration.webhook.token = {Origin::Inline, u"new"_s, {}};
    QCOMPARE(await(another.keepSecrets(changed)).error(), Test::lockedKeychain());
    QCOMPARE(await(another.complete(changed)).error(), Test::lockedKeychain());
    m_keychain.error.reset();
    QCOMPARE(m_keychain.entries, kept);
    QVERIFY(await(another.keepSecrets(changed))); // now it works
    QCOMPARE(m_keychain.entries.value(id).size(), 2);
}

void TestConnections::removesTheSecretsToo()
{
    const auto id = add(bearer());
    QVERIFY(await(m_connections->remove(id)));
    QVERIFY(!m_store->find(id));
    QVERIFY(m_keychain.entries.isEmpty());
    const auto locked = add(bearer());
    m_keychain.error = Test::lockedKeychain();
    QCOMPARE(await(m_connections->remove(locked)).error(), Test::lockedKeychain());
    QVERIFY(!m_store->find(locked));
}

void TestConnections::opensWithSecrets()
{
    qputenv("TST_CONNECTIONS_TOKEN", "from-outside");
    auto connection = bearer();
    connection.configuration.webhook.token = {Origin::Environment, {}, u"TST_CONNECTIONS_TOKEN"_s};
    const auto id = add(connection);
    const QSignalSpy opening(m_connections.get(), &Connections::opening);
    m_connections->open(id);
    QCOMPARE(opening.size(), 1);
    QVERIFY(m_connections->isOpening(id));
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    QVERIFY(!m_connections->isOpening(id));
    QVERIFY(m_connections->isOpen(id));
    QCOMPARE(m_backend->connection().configuration.server.authentication.token.value, u"hush"_s);
    QCOMPARE(m_backend->connection().configuration.webhook.token.value, u"from-outside"_s);
    QVERIFY(m_backend->connection().configuration.webhook.publicUrl.isEmpty()); // is the receiver's to fill in
    m_backend->stop();
    QVERIFY(!m_connections->isOpen(id));
}

void TestConnections::opensTheLastOne()
{
    QVERIFY(!m_connections->openLast());
    const auto sandbox = add(sandboxConnection(u"Sandbox"_s));
    m_connections->open(sandbox);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    m_backend->stop();
    Connections another(*m_store, *m_secrets, *m_backend, **m_settings, m_clock);
    QVERIFY(another.openLast());
    QTRY_VERIFY(another.isOpen(sandbox));
    QVERIFY(m_store->remove(sandbox));
    QVERIFY(!another.openLast());
}

void TestConnections::doesNotOpenWhatIsWrong_data()
{
    QTest::addColumn<std::function<void(Connection &)>>("change");
    QTest::addColumn<QString>("location");
    const auto row = [](const char *name, const QString &location, std::function<void(Connection &)> change) {
        QTest::newRow(name) << std::move(change) << location;
    };
    row("no server", u"manageSubscriptions"_s, [](auto &c) { c.configuration.server = {}; });
    row("missing file", u"server.tls.ca"_s, [](auto &c) { c.configuration.server.tls.ca = u"/not/there"_s; });
    row("missing variable", u"webhook.tokenEnv"_s, [](auto &c) {
        c.configuration.webhook.token = {Origin::Environment, {}, u"TST_NOT_SET"_s};
    });
    row("subscription", u"subscriptions[0].topic"_s,
        [](auto &c) { c.configuration.subscriptions.append(SubscriptionConfiguration{}); });
}

void TestConnections::doesNotOpenWhatIsWrong()
{
    QFETCH(std::function<void(Connection &)>, change);
    auto connection = newConnection(u"Ward"_s);
    connection.configuration.server.baseUrl = QUrl(u"https://fhir.example.org"_s);
    change(connection);
    const auto id = add(connection);
    QSignalSpy failed(m_connections.get(), &Connections::openFailed);
    m_connections->open(id);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().at(0).toString(), id);
    const auto errors = failed.constFirst().at(1).value<QList<Error>>();
    QStringList locations;
    for (const auto &error : errors) {
        locations << error.location;
    }
    QFETCH(QString, location);
    QVERIFY2(locations.contains(location), qPrintable(locations.join(u' ')));
    QCOMPARE(m_backend->calls(), QStringList());
    QVERIFY(!m_connections->isOpening(id));
}

void TestConnections::theLaterOneIsOpened()
{
    const auto first = add(bearer());
    auto other = bearer();
    other.name = u"Other"_s;
    const auto second = add(other);
    m_connections->open(first);
    m_connections->open(second);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    QTest::qWait(0);
    QCOMPARE(m_backend->calls(), QStringList{u"open Other"_s});
}

void TestConnections::savesWhatTheBackendChanges()
{
    const auto id = add(bearer());
    m_connections->open(id);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    // What the user saves meanwhile stays.
    auto edited = *m_store->find(id);
    edited.name = u"Ward 3"_s;
    edited.configuration.webhook.port = 9000;
    edited.configuration.defaults.channel = ChannelType::WebSocket;
    QVERIFY(m_store->change(edited));
    QVERIFY(m_backend->setRetention({.maximumNotifications = 5}).result());
    auto expected = edited;
    expected.configuration.store.retention.maximumNotifications = 5;
    QVERIFY(*m_store->find(id) == expected);
    const ConnectionStore again((**m_settings).folder() + u"/connections"_s, m_clock);
    QVERIFY(*again.find(id) == expected);
    QCOMPARE(m_keychain.entries.value(id).value(u"server.auth.token"_s), u"hush"_s);
    QVERIFY(!m_keychain.calls.join(u' ').contains(u"write"_s)); // nothing secret has changed
}

void TestConnections::sandboxHasHeadersFromFiles()
{
    const auto path = (**m_settings).folder() + u"/key"_s;
    QFile file(path);
    auto connection = sandboxConnection(u"Sandbox"_s);
    connection.configuration.subscriptions[0].headers = {{u"X-File"_s, {Origin::File, {}, path}}};
    const auto id = add(connection);
    const QSignalSpy failed(m_connections.get(), &Connections::openFailed);
    m_connections->open(id);
    QTRY_COMPARE(failed.size(), 1); // there is no such file
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("gateway\n") > 0);
    file.close();
    m_connections->open(id);
    QTRY_VERIFY(m_connections->isOpen(id));
    const auto &opened = m_backend->connection().configuration.subscriptions;
    QCOMPARE(opened.constFirst().headers.constFirst().value.value, u"gateway"_s);
}

void TestConnections::savesHeadersApart()
{
    const auto id = add(bearer());
    m_connections->open(id);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    auto changed = m_backend->connection();
    SubscriptionConfiguration patients;
    patients.definition.webhookId = u"patients"_s;
    patients.definition.topic = u"https://example.org/patients"_s;
    patients.definition.location = u"somewhere:3"_s;
    patients.handler.type = HandlerConfiguration::Type::Forward;
    patients.handler.url = QUrl(u"https://example.org/in"_s);
    patients.headers = {{u"X-Key"_s, {Origin::Inline, u"gateway"_s, {}}}, {u"X-File"_s, {Origin::File, {}, u"/key"_s}}};
    patients.handler.headers = {{u"X-Key"_s, {Origin::Inline, u"forward"_s, {}}}};
    changed.configuration.subscriptions = {patients};
    changed.suspended = {u"patients"_s};
    m_backend->open(changed); // it tells that it has changed
    QTRY_COMPARE(m_keychain.entries.value(id).value(u"subscriptions.patients.headers.X-Key"_s), u"forward"_s);
    QCOMPARE(m_keychain.entries.value(id).value(u"subscriptions.patients.sentHeaders.X-Key"_s), u"gateway"_s);
    QCOMPARE(m_keychain.entries.value(id).size(), 3);
    QFile file((**m_settings).folder() + u"/connections/"_s + id + u".yaml"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto yaml = file.readAll();
    QVERIFY2(yaml.contains("X-Key") && !yaml.contains("gateway") && !yaml.contains("\"forward\""), yaml.constData());
    const auto *saved = m_store->find(id);
    QCOMPARE(saved->suspended, QStringList{u"patients"_s});
    QVERIFY(saved->configuration.subscriptions.constFirst().handler.headers.constFirst().value.value.isEmpty());
    QVERIFY(saved->configuration.subscriptions.constFirst().definition.location.isEmpty());

    // The next start finds them.
    const ConnectionStore again((**m_settings).folder() + u"/connections"_s, m_clock);
    const auto completed = m_connections->complete(*again.find(id));
    QTRY_VERIFY(completed.isFinished());
    QVERIFY(completed.result());
    patients.definition.location.clear();
    QVERIFY(completed.result()->configuration.subscriptions == QList<SubscriptionConfiguration>{patients});
    // What is removed is forgotten.
    changed.configuration.subscriptions[0].headers.clear();
    m_backend->open(changed);
    QTRY_COMPARE(m_keychain.entries.value(id).size(), 2);
}

void TestConnections::tellsWhatCouldNotBeSaved()
{
    const auto id = add(bearer());
    m_connections->open(id);
    QTRY_COMPARE(m_backend->state(), Backend::State::Running);
    const auto folder = (**m_settings).folder() + u"/connections"_s;
    QVERIFY(QDir(folder).removeRecursively());
    QFile inTheWay(folder);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const QSignalSpy failed(m_connections.get(), &Connections::saveFailed);
    QVERIFY(m_backend->setRetention({.maximumNotifications = 5}).result());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.constFirst().constFirst().toString(), id);
}

void TestConnections::listFollowsTheStore()
{
    ConnectionListModel model(*m_connections, *m_backend);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto texts = [&model] {
        QStringList found;
        for (int row = 0; row < model.rowCount(); ++row) {
            found << model.index(row).data().toString().section(QChar::LineSeparator, 0, 0);
        }
        return found;
    };
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    auto first = *m_store->find(add(newConnection(u"A"_s)));
    std::ignore = add(newConnection(u"B"_s));
    const auto third = add(newConnection(u"C"_s));
    QCOMPARE(texts(), (QStringList{u"A"_s, u"B"_s, u"C"_s}));
    const QPersistentModelIndex index = model.indexOf(first.id);
    QVERIFY(m_store->move(first.id, 2));
    QCOMPARE(texts(), (QStringList{u"B"_s, u"C"_s, u"A"_s}));
    QCOMPARE(index.row(), 2);
    QVERIFY(m_store->move(first.id, 1));
    QCOMPARE(texts(), (QStringList{u"B"_s, u"A"_s, u"C"_s}));
    first.name = u"D"_s;
    QVERIFY(m_store->change(first));
    QVERIFY(m_store->remove(third));
    QCOMPARE(texts(), (QStringList{u"B"_s, u"D"_s}));
    model.setUnsaved(first.id, true);
    QVERIFY(texts().at(1) != u"D"_s);
    model.setUnsaved(first.id, false);
    QCOMPARE(texts().at(1), u"D"_s);
    QCOMPARE(reset.size(), 0);
}

void TestConnections::listShowsWhatIsOpen()
{
    const auto id = add(bearer());
    const auto other = add(newConnection(u"B"_s));
    const ConnectionListModel model(*m_connections, *m_backend);
    const auto state = [&model](const QString &of) {
        return model.indexOf(of).data(ConnectionListModel::StateRole).toString();
    };
    QCOMPARE(state(id), QString());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    m_connections->open(id);
    QTRY_COMPARE(state(id), u"Connected"_s);
    QVERIFY(!changed.isEmpty());
    QCOMPARE(state(other), QString());
    m_backend->fail({{Error::Kind::ActionRequired, u"The port is taken."_s, {}}});
    QCOMPARE(state(id), u"Failed"_s);
    m_backend->stop();
    QCOMPARE(state(id), QString());
}

void TestConnections::menuOpens()
{
    OpenConnectionMenu menu(*m_connections);
    QCOMPARE(menu.actions().size(), 1);
    QVERIFY(!menu.actions().constFirst()->isEnabled());
    const auto id = add(newConnection(u"A & B"_s));
    auto sandbox = sandboxConnection(u"Sandbox"_s);
    sandbox.id = add(sandbox);
    QCOMPARE(menu.actions().size(), 2);
    QCOMPARE(menu.actions().at(0)->text(), u"A && B"_s);
    menu.actions().at(1)->trigger();
    QTRY_VERIFY(m_connections->isOpen(sandbox.id));
    Q_EMIT menu.aboutToShow();
    QVERIFY(menu.actions().at(1)->isChecked());
    QVERIFY(m_store->remove(id));
    QCOMPARE(menu.actions().size(), 1);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestConnections)
#include "tst_connections.moc"
