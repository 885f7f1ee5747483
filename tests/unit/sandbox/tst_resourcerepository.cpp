// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/resourcerepository_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestResourceRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsVersions();
    void keepsTheOrder();
    void refuses_data();
    void refuses();
    void isFull();
};

namespace {

const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

QJsonObject patient(const QString &id)
{
    return {{u"resourceType"_s, u"Patient"_s}, {u"id"_s, id}};
}

} // namespace

void TestResourceRepository::countsVersions()
{
    ResourceRepository repository;
    auto withMeta = patient(u"a"_s);
    withMeta.insert(u"meta"_s, QJsonObject{{u"versionId"_s, u"77"_s}, {u"source"_s, u"here"_s}});
    const auto first = repository.put(withMeta, now);
    QCOMPARE(versionId(*first), u"1"_s); // the server's, not the client's
    QCOMPARE((*first)["meta"_L1]["source"_L1].toString(), u"here"_s);
    QCOMPARE((*first)["meta"_L1]["lastUpdated"_L1].toString(), u"2026-01-01T12:00:00.000Z"_s);
    QCOMPARE(versionId(*repository.put(*first, now)), u"2"_s);
    QCOMPARE(repository.size(), 1);
    QCOMPARE(versionId(*repository.find(u"Patient"_s, u"a"_s)), u"2"_s);
    QVERIFY(!repository.find(u"Patient"_s, u"b"_s));
    QVERIFY(!repository.find(u"Group"_s, u"a"_s));
    QCOMPARE(versionId(*repository.remove(u"Patient"_s, u"a"_s)), u"2"_s);
    QVERIFY(!repository.remove(u"Patient"_s, u"a"_s));
    QVERIFY(!repository.remove(u"Group"_s, u"a"_s));
    QCOMPARE(repository.size(), 0);
}

void TestResourceRepository::keepsTheOrder()
{
    ResourceRepository repository;
    for (const auto &id : {u"z"_s, u"a"_s, u"m"_s}) {
        QVERIFY(repository.put(patient(id), now));
    }
    QVERIFY(repository.put(patient(u"z"_s), now)); // an update does not move it
    QStringList ids;
    for (const auto &resource : repository.all(u"Patient"_s)) {
        ids.append(resource["id"_L1].toString());
    }
    QCOMPARE(ids, (QStringList{u"z"_s, u"a"_s, u"m"_s}));
    QVERIFY(repository.all(u"Group"_s).isEmpty());
    repository.clear();
    QVERIFY(repository.all(u"Patient"_s).isEmpty());
}

void TestResourceRepository::refuses_data()
{
    QTest::addColumn<QJsonObject>("resource");
    QTest::newRow("nothing") << QJsonObject();
    QTest::newRow("no type") << QJsonObject{{u"id"_s, u"a"_s}};
    QTest::newRow("no type's name") << QJsonObject{{u"resourceType"_s, u"patient"_s}};
    QTest::newRow("path as type") << QJsonObject{{u"resourceType"_s, u"../Patient"_s}};
    QTest::newRow("number as type") << QJsonObject{{u"resourceType"_s, 1}};
    QTest::newRow("empty id") << patient(u""_s);
    QTest::newRow("slash in id") << patient(u"a/b"_s);
    QTest::newRow("long id") << patient(QString(65, u'a'));
    QTest::newRow("number as id") << QJsonObject{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, 1}};
}

void TestResourceRepository::refuses()
{
    QFETCH(QJsonObject, resource);
    ResourceRepository repository;
    const auto stored = repository.put(resource, now);
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, Error::Kind::BadData);
    QCOMPARE(repository.size(), 0);
}

void TestResourceRepository::isFull()
{
    ResourceRepository repository(2);
    QVERIFY(repository.put(patient(u"a"_s), now));
    QVERIFY(repository.put(patient(u"b"_s), now));
    const auto third = repository.put(patient(u"c"_s), now);
    QVERIFY(!third);
    QCOMPARE(third.error().kind, Error::Kind::Rejected);
    QVERIFY(repository.put(patient(u"b"_s), now)); // updates go on
    QVERIFY(repository.remove(u"Patient"_s, u"a"_s));
    QVERIFY(repository.put({{u"resourceType"_s, u"Patient"_s}}, now)); // with an id of its own
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestResourceRepository)
#include "tst_resourcerepository.moc"
