// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/connections/connectionstore.h"
#include "gui/connections/newconnection.h"

#include <Tbs/service/configurationreader.h>

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Origin = ConfiguredSecret::Origin;

class TestConnectionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void beginsEmpty();
    void remembersEverything();
    void writesNoSecrets();
    void onlyItsOwnerReadsIt();
    void filesAreConfigurations();
    void remembersWhatIsNotComplete();
    void changesAndRemoves();
    void keepsTheOrder();
    void namesAreFree();
    void damagedFilesAreToldAndLeftAlone_data();
    void damagedFilesAreToldAndLeftAlone();
    void otherFilesAreNoneOfItsBusiness();
    void tellsWhatCannotBeWritten();

private:
    [[nodiscard]] std::unique_ptr<ConnectionStore> open() const;
    [[nodiscard]] QString folder() const { return m_folder->filePath(u"connections"_s); }
    [[nodiscard]] QByteArray content(const QString &id) const;
    [[nodiscard]] static QStringList names(const ConnectionStore &store);

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
};

/// With something of everything that a connection can hold.
static Connection rich()
{
    auto connection = newConnection(u"Ward \"3\": ä"_s);
    connection.suspended = {u"patients"_s};
    auto &configuration = connection.configuration;
    configuration.fhirVersion = FhirVersion::R4B;
    configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    configuration.server.profile = u"medplum"_s;
    configuration.server.authentication.type = ServerAuthentication::Type::Header;
    configuration.server.authentication.headers = {{u"X-Key"_s, {Origin::Inline, u"hush-1"_s, {}}},
                                                   {u"X-Env"_s, {Origin::Environment, {}, u"NOT_SET_ANYWHERE"_s}}};
    configuration.server.tls.ca = u"/not/there.pem"_s;
    configuration.webhook.port = 9000;
    configuration.webhook.token = {Origin::Inline, u"hush-2"_s, {}};
    configuration.webhook.signatureSecret = {Origin::File, {}, u"/not/there.txt"_s};
    configuration.manageSubscriptions.atShutdown = RemovalPolicy::Off;
    configuration.store.retention.maximumNotifications = 1000;
    SubscriptionConfiguration patients;
    patients.definition.topic = u"https://example.org/patients"_s;
    patients.definition.webhookId = u"patients"_s;
    patients.definition.end = QDateTime(QDate(2020, 1, 1), QTime(), Qt::UTC); // long ago
    patients.handler.type = HandlerConfiguration::Type::Forward;
    patients.handler.url = QUrl(u"https://example.org/in"_s);
    patients.handler.headers = {{u"Authorization"_s, {Origin::Inline, u"hush-3"_s, {}}}};
    configuration.subscriptions = {patients};
    return connection;
}

/// As it comes back: with no value of any secret.
static Connection withoutSecrets(Connection connection)
{
    auto &configuration = connection.configuration;
    configuration.server.authentication.headers[0].value.value.clear();
    configuration.webhook.token.value.clear();
    configuration.subscriptions[0].handler.headers[0].value.value.clear();
    return connection;
}

void TestConnectionStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<ConnectionStore> TestConnectionStore::open() const
{
    return std::make_unique<ConnectionStore>(folder(), m_clock);
}

QByteArray TestConnectionStore::content(const QString &id) const
{
    QFile file(folder() + u'/' + id + u".yaml"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList TestConnectionStore::names(const ConnectionStore &store)
{
    QStringList names;
    for (const auto &connection : store.connections()) {
        names << connection.name;
    }
    return names;
}

void TestConnectionStore::beginsEmpty()
{
    const auto store = open();
    QVERIFY(store->connections().isEmpty());
    QVERIFY(store->errors().isEmpty());
    QVERIFY(!store->find(u"x"_s));
    QVERIFY(!QDir(folder()).exists()); // nothing is made before it is needed
}

void TestConnectionStore::remembersEverything()
{
    const auto first = open();
    const QSignalSpy added(first.get(), &ConnectionStore::added);
    auto expected = withoutSecrets(rich());
    expected.id = first->add(rich()).value();
    QCOMPARE(added.size(), 1);
    QCOMPARE(added.constFirst().constFirst().toString(), expected.id);
    QCOMPARE(QUuid(expected.id).toString(QUuid::WithoutBraces), expected.id);
    QVERIFY(*first->find(expected.id) == expected);
    const auto second = open();
    QCOMPARE(second->errors(), QList<Error>());
    QVERIFY(second->find(expected.id));
    QVERIFY(*second->find(expected.id) == expected);
}

void TestConnectionStore::writesNoSecrets()
{
    const auto store = open();
    const auto id = store->add(rich()).value();
    QVERIFY(content(id).contains("X-Key"));
    QVERIFY2(!content(id).contains("hush"), content(id).constData());
}

void TestConnectionStore::onlyItsOwnerReadsIt()
{
    const auto id = open()->add(rich()).value();
    const auto permissions = QFile(folder() + u'/' + id + u".yaml"_s).permissions();
    QVERIFY(!(permissions & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

/// So that they can be read, and repaired, by people.
void TestConnectionStore::filesAreConfigurations()
{
    auto connection = newConnection(u"Plain"_s);
    connection.configuration.server.baseUrl = QUrl(u"https://fhir.example.org/r4"_s);
    connection.configuration.webhook.publicUrl = QUrl(u"https://receiver.example.org"_s);
    const auto id = open()->add(connection).value();
    const auto read = readConfiguration(content(id), u"tbs.yaml"_s, processEnvironment, m_clock.now());
    QVERIFY2(read, content(id).constData());
    QVERIFY(*read == connection.configuration);
}

void TestConnectionStore::remembersWhatIsNotComplete()
{
    const auto id = open()->add(newConnection(u"New"_s)).value(); // without a server
    const auto sandbox = open()->add(sandboxConnection(u"Sandbox"_s)).value();
    const auto store = open();
    QCOMPARE(store->errors(), QList<Error>());
    QVERIFY(store->find(id)->configuration.manageSubscriptions.enabled);
    QCOMPARE(store->find(sandbox)->server, Connection::Server::Sandbox);
    QCOMPARE(store->find(sandbox)->configuration.subscriptions.size(), 2);
}

void TestConnectionStore::changesAndRemoves()
{
    const auto store = open();
    const auto id = store->add(newConnection(u"A"_s)).value();
    const auto other = store->add(newConnection(u"B"_s)).value();
    const QSignalSpy changed(store.get(), &ConnectionStore::changed);
    const QSignalSpy removed(store.get(), &ConnectionStore::removed);
    auto connection = *store->find(id);
    QVERIFY(store->change(connection));
    QCOMPARE(changed.size(), 0); // it is the same
    connection.name = u"C"_s;
    QVERIFY(store->change(connection));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(names(*open()), (QStringList{u"C"_s, u"B"_s}));
    QVERIFY(store->remove(id));
    QVERIFY(store->remove(id)); // gone already
    QCOMPARE(removed.size(), 1);
    QVERIFY(store->change(connection)); // does not bring it back
    QCOMPARE(names(*store), QStringList{u"B"_s});
    QCOMPARE(names(*open()), QStringList{u"B"_s});
    QVERIFY(open()->find(other));
}

void TestConnectionStore::keepsTheOrder()
{
    const auto store = open();
    QStringList ids;
    for (const auto &name : {u"A"_s, u"B"_s, u"C"_s, u"D"_s}) {
        ids << store->add(newConnection(name)).value();
    }
    QVERIFY(store->move(ids.at(3), 0));
    QCOMPARE(names(*open()), (QStringList{u"D"_s, u"A"_s, u"B"_s, u"C"_s}));
    QVERIFY(store->move(ids.at(3), 99));
    QCOMPARE(names(*open()), (QStringList{u"A"_s, u"B"_s, u"C"_s, u"D"_s}));
    QVERIFY(store->remove(ids.at(1)));
    QVERIFY(store->add(newConnection(u"E"_s)));
    QCOMPARE(names(*open()), (QStringList{u"A"_s, u"C"_s, u"D"_s, u"E"_s}));
}

void TestConnectionStore::namesAreFree()
{
    const auto store = open();
    QCOMPARE(store->freeName(u"New"_s), u"New"_s);
    std::ignore = store->add(newConnection(u"New"_s));
    const auto second = store->freeName(u"New"_s);
    QVERIFY(second != u"New"_s);
    std::ignore = store->add(newConnection(second));
    QVERIFY(!QStringList({u"New"_s, second}).contains(store->freeName(u"New"_s)));
}

void TestConnectionStore::damagedFilesAreToldAndLeftAlone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    const QByteArray head(R"(#tbs-gui {"name":"A","server":"configured","suspended":[],"position":0})"
                          "\n");
    QTest::newRow("empty") << QByteArray() << 1;
    QTest::newRow("cut off in the head") << head.first(30) << 1;
    QTest::newRow("no head") << QByteArray("server: {}\n") << 1;
    QTest::newRow("head of something else") << QByteArray("#tbs-gui {\"name\":1}\n{}\n") << 1;
    QTest::newRow("unknown kind of server") << QByteArray(R"(#tbs-gui {"name":"A","server":"moon","suspended":[]})"
                                                          "\n{}\n")
                                            << 1;
    QTest::newRow("no YAML") << head + "server: [\n" << 2;
    QTest::newRow("unknown key") << head + "server:\n  url: https://example.org\n" << 3;
    QTest::newRow("no number") << head + "webhook:\n  listen: here\n" << 3;
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe", 3) << 1;
}

void TestConnectionStore::damagedFilesAreToldAndLeftAlone()
{
    QFETCH(QByteArray, text);
    const auto good = open()->add(newConnection(u"Good"_s)).value();
    const auto id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    const auto path = folder() + u'/' + id + u".yaml"_s;
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
    }
    const auto store = open();
    QCOMPARE(names(*store), QStringList{u"Good"_s});
    QCOMPARE(store->errors().size(), 1);
    const auto &error = store->errors().constFirst();
    QVERIFY2(error.location.startsWith(path), qPrintable(error.location));
    QFETCH(int, line);
    const auto told = error.location.section(u':', -1).toInt();
    QCOMPARE(told, line);
    QVERIFY(!error.message.isEmpty());
    // Whatever is done with the others:
    QVERIFY(store->add(newConnection(u"Another"_s)));
    QVERIFY(store->move(good, 1));
    QVERIFY(store->remove(good));
    QCOMPARE(content(id), text);
    QCOMPARE(open()->errors().size(), 1);
}

void TestConnectionStore::otherFilesAreNoneOfItsBusiness()
{
    std::ignore = open()->add(newConnection(u"A"_s));
    QFile file(folder() + u"/notes.yaml"_s);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    const auto store = open();
    QCOMPARE(store->connections().size(), 1);
    QVERIFY(store->errors().isEmpty());
}

void TestConnectionStore::tellsWhatCannotBeWritten()
{
    QFile inTheWay(folder()); // where the folder should be; also root cannot make it then
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto store = open();
    const QSignalSpy added(store.get(), &ConnectionStore::added);
    const auto result = store->add(newConnection(u"A"_s));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::ActionRequired);
    QVERIFY(result.error().location.startsWith(folder()));
    QVERIFY(store->connections().isEmpty());
    QCOMPARE(added.size(), 0);
}

} // namespace Tbs::Gui

QTEST_GUILESS_MAIN(Tbs::Gui::TestConnectionStore)
#include "tst_connectionstore.moc"
