// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fakesecretstore.h"
#include "gui/connections/keychainsecretstore.h"
#include "gui/connections/newconnection.h"
#include "gui/connections/secretkeeper.h"
#include "guitest.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Origin = ConfiguredSecret::Origin;
using Place = SecretKeeper::Place;

class TestSecretStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secretsHaveNamesAndVariables();
    void fillsOnlyWhatIsKept();
    void fileKeeps();
    void fileIsForItsOwnerOnly();
    void damagedFileIsToldAndLeftAlone_data();
    void damagedFileIsToldAndLeftAlone();
    void keeperPrefersTheKeychain();
    void keeperRemembersTheFile();
    void sessionIsForgotten();
    void keeperMovesWhatIsSavedAgain();
    void keeperRemoves();
    void noKeychainIsTold();

private:
    template <typename T> [[nodiscard]] static T await(QFuture<T> future);
    [[nodiscard]] std::unique_ptr<SecretKeeper> keeper();
    [[nodiscard]] QString path() const { return m_folder->filePath(u"secrets.json"_s); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Test::TemporarySettings> m_settings;
    Test::FakeSecretStore::Content m_keychain;
    const SecretValues m_values{{u"server.auth.token"_s, u"hush"_s}, {u"webhook.token"_s, u"ä\"{"_s}};
};

void TestSecretStores::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Test::TemporarySettings>();
    m_keychain = {};
}

template <typename T> T TestSecretStores::await(QFuture<T> future)
{
    if (!QTest::qWaitFor([&future] { return future.isFinished(); }, 10'000)) {
        qFatal("No answer");
    }
    return future.result();
}

std::unique_ptr<SecretKeeper> TestSecretStores::keeper()
{
    return std::make_unique<SecretKeeper>(std::make_unique<Test::FakeSecretStore>(m_keychain), path(), **m_settings);
}

void TestSecretStores::secretsHaveNamesAndVariables()
{
    const ConfiguredSecret secret{Origin::Inline, u"hush"_s, {}};
    Configuration configuration;
    auto &authentication = configuration.server.authentication;
    authentication.password = authentication.token = authentication.clientSecret = secret;
    authentication.headers = {{u"X-Key"_s, secret}, {u"X_Key"_s, secret}};
    configuration.webhook.token = configuration.webhook.signatureSecret = secret;
    SubscriptionConfiguration subscription;
    subscription.definition.webhookId = u"patients"_s;
    subscription.headers = {{u"Authorization"_s, secret}, {u"X-Key"_s, {Origin::Environment, {}, u"X"_s}}};
    subscription.handler.headers = {{u"Authorization"_s, secret}, {u"X-File"_s, {Origin::File, {}, u"/a"_s}}};
    configuration.subscriptions = {subscription};
    QStringList names;
    QSet<QString> variables;
    const QRegularExpression variable(u"^TBS_[A-Z0-9_]+$"_s);
    for (const auto &named : secretsOf(configuration)) {
        names << named.name;
        variables << named.variable;
        QVERIFY2(variable.match(named.variable).hasMatch(), qPrintable(named.variable));
        QVERIFY(!named.description.isEmpty());
    }
    QCOMPARE(names.size(), 11);
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), 11); // Authorization of both
    QCOMPARE(variables.size(), 11); // X-Key and X_Key too
    QVERIFY(names.contains(u"subscriptions.patients.sentHeaders.Authorization"_s));
    QVERIFY(names.contains(u"subscriptions.patients.headers.Authorization"_s));
    QVERIFY(variables.contains(u"TBS_SERVER_CLIENT_SECRET"_s));
    QCOMPARE(inlineSecrets(configuration).size(), 9); // not those of the file and the variable
    const auto values = inlineSecrets(withoutSecretValues(configuration)).values();
    QCOMPARE(values, QStringList(9));
}

void TestSecretStores::fillsOnlyWhatIsKept()
{
    Configuration configuration;
    configuration.server.authentication.token = {Origin::Inline, {}, {}};
    configuration.server.authentication.password = {Origin::Inline, u"typed"_s, {}};
    configuration.webhook.token = {Origin::Environment, {}, u"X"_s};
    QCOMPARE(fillInlineSecrets(configuration, m_values), QList<MissingSecret>());
    QCOMPARE(configuration.server.authentication.token.value, u"hush"_s);
    QCOMPARE(configuration.server.authentication.password.value, u"typed"_s);
    QVERIFY(configuration.webhook.token.value.isEmpty());
    configuration.webhook.signatureSecret = {Origin::Inline, {}, {}};
    QCOMPARE(fillInlineSecrets(configuration, m_values).size(), 1); // that one is not there
}

void TestSecretStores::fileKeeps()
{
    FileSecretStore store(path());
    QVERIFY(await(store.read(u"a"_s))->isEmpty());
    QVERIFY(await(store.remove(u"a"_s)));
    QVERIFY(!QFile::exists(path()));
    QVERIFY(await(store.write(u"a"_s, m_values)));
    QVERIFY(await(store.write(u"b"_s, {{u"x"_s, u"y"_s}})));
    FileSecretStore again(path());
    QCOMPARE(await(again.read(u"a"_s)).value(), m_values);
    QVERIFY(await(again.remove(u"a"_s)));
    QVERIFY(await(store.read(u"a"_s))->isEmpty());
    QCOMPARE(await(store.read(u"b"_s))->value(u"x"_s), u"y"_s);
}

void TestSecretStores::fileIsForItsOwnerOnly()
{
    FileSecretStore store(path());
    const auto mode = [this] {
        return QFile(path()).permissions()
            & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther
               | QFileDevice::ExeOther | QFileDevice::ExeGroup);
    };
    QVERIFY(await(store.write(u"a"_s, m_values)));
    QCOMPARE(mode(), QFileDevice::Permissions());
    QVERIFY(QFile::setPermissions(path(), QFile(path()).permissions() | QFileDevice::ReadOther));
    QVERIFY(await(store.write(u"b"_s, m_values)));
    QCOMPARE(mode(), QFileDevice::Permissions());
}

void TestSecretStores::damagedFileIsToldAndLeftAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"a":{"server.auth.token":"hu)");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no values") << QByteArray(R"({"a":"hush"})");
    QTest::newRow("a number") << QByteArray(R"({"a":{"server.auth.token":1}})");
}

void TestSecretStores::damagedFileIsToldAndLeftAlone()
{
    QFETCH(QByteArray, text);
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    file.close();
    FileSecretStore store(path());
    const auto read = await(store.read(u"a"_s));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::BadData);
    QCOMPARE(read.error().location, path());
    QVERIFY(!read.error().message.contains(u"hu"_s) || !text.contains("hush"));
    QVERIFY(!await(store.write(u"b"_s, m_values)));
    QVERIFY(!await(store.remove(u"a"_s)));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), text);
}

void TestSecretStores::keeperPrefersTheKeychain()
{
    const auto first = keeper();
    QCOMPARE(first->place(), Place::Keychain);
    QVERIFY(await(first->write(u"a"_s, m_values)));
    QCOMPARE(m_keychain.entries.value(u"a"_s), m_values);
    QVERIFY(!QFile::exists(path()));
    QCOMPARE(await(keeper()->read(u"a"_s)).value(), m_values);
    m_keychain.error = Test::lockedKeychain();
    QCOMPARE(await(keeper()->read(u"a"_s)).error(), Test::lockedKeychain());
    QCOMPARE(await(keeper()->write(u"a"_s, m_values)).error(), Test::lockedKeychain());
}

void TestSecretStores::keeperRemembersTheFile()
{
    m_keychain.error = Test::lockedKeychain();
    const auto first = keeper();
    first->setPlace(Place::File);
    QVERIFY(await(first->write(u"a"_s, m_values)));
    const auto second = keeper();
    QCOMPARE(second->place(), Place::File);
    QCOMPARE(await(second->read(u"a"_s)).value(), m_values);
}

void TestSecretStores::sessionIsForgotten()
{
    m_keychain.error = Test::lockedKeychain();
    const auto first = keeper();
    first->setPlace(Place::Session);
    QVERIFY(await(first->write(u"a"_s, m_values)));
    QCOMPARE(await(first->read(u"a"_s)).value(), m_values);
    QVERIFY(!QFile::exists(path()));
    const auto second = keeper();
    QCOMPARE(second->place(), Place::Keychain);
    QVERIFY(!await(second->read(u"a"_s)));
}

void TestSecretStores::keeperMovesWhatIsSavedAgain()
{
    const auto store = keeper();
    store->setPlace(Place::File);
    QVERIFY(await(store->write(u"a"_s, {{u"webhook.token"_s, u"old"_s}})));
    store->setPlace(Place::Keychain);
    QCOMPARE(await(store->read(u"a"_s))->value(u"webhook.token"_s), u"old"_s); // found where it was put
    QVERIFY(await(store->write(u"a"_s, m_values)));
    QCOMPARE(await(store->read(u"a"_s)).value(), m_values);
    QVERIFY(await(FileSecretStore(path()).read(u"a"_s))->isEmpty());
}

void TestSecretStores::keeperRemoves()
{
    const auto store = keeper();
    for (const auto place : {Place::Keychain, Place::Session, Place::File}) {
        store->setPlace(place);
        QVERIFY(await(store->write(u"a"_s, m_values)));
        QVERIFY(await(store->remove(u"a"_s)));
        QVERIFY(await(store->read(u"a"_s))->isEmpty());
    }
    QVERIFY(m_keychain.entries.isEmpty());
    // Without a keychain, what is elsewhere goes nevertheless.
    m_keychain.error = Test::lockedKeychain();
    QVERIFY(await(store->write(u"a"_s, m_values)));
    QVERIFY(await(store->remove(u"a"_s)));
    QVERIFY(!await(store->remove(u"b"_s)));
}

/// The real keychain, without a session of the desktop to reach one.
void TestSecretStores::noKeychainIsTold()
{
    KeychainSecretStore store;
    for (const auto &answer : {await(store.write(u"tst_secretstores"_s, m_values)),
                               await(store.read(u"tst_secretstores"_s)).map([](const auto &) {})}) {
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, Error::Kind::ActionRequired);
        QVERIFY(answer.error().message.contains(u"keychain"_s));
        QVERIFY(!answer.error().message.contains(u"hush"_s));
    }
}

} // namespace Tbs::Gui

int main(int argc, char *argv[])
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/not/there"); // that of the user is not to be touched
    QCoreApplication application(argc, argv);
    Tbs::Gui::TestSecretStores test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_secretstores.moc"
