// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/codec/codec.h>
#include <Tbs/sandbox/topicrepository_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestTopicRepository : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasBuiltInTopics_data();
    void hasBuiltInTopics();
    void findsByCanonical_data();
    void findsByCanonical();
    void replaces();
    void refuses();
};

namespace {

const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

} // namespace

void TestTopicRepository::hasBuiltInTopics_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("resourceType");
    QTest::addColumn<QString>("criteria");
    QTest::newRow("R4") << FhirVersion::R4 << u"Basic"_s << u"status=finished"_s;
    QTest::newRow("R4B") << FhirVersion::R4B << u"SubscriptionTopic"_s << u"status=finished"_s;
    QTest::newRow("R5") << FhirVersion::R5 << u"SubscriptionTopic"_s << u"status=completed"_s;
}

void TestTopicRepository::hasBuiltInTopics()
{
    QFETCH(FhirVersion, version);
    QFETCH(QString, resourceType);
    QFETCH(QString, criteria);
    ResourceRepository resources;
    TopicRepository topics(version, resources);
    const auto added = topics.addBuiltIn(now);
    QVERIFY2(added, added ? "" : qPrintable(added.error().toString()));
    QCOMPARE(topics.urls(),
             (QStringList{u"https://example.com/SubscriptionTopic/new-appointment-event"_s,
                          u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s,
                          u"https://example.com/SubscriptionTopic/patient-or-observation-changed"_s}));

    // What a client reads is what the server works with.
    const auto written = resources.all(resourceType);
    QCOMPARE(written.size(), 3);
    for (const auto &resource : written) {
        const auto read = codecFor(version).readTopic(resource);
        QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
        QVERIFY(!hasErrors(read->issues));
        const auto topic = topics.find(read->value.url);
        QVERIFY(topic);
        QCOMPARE(read->value.resourceTrigger, topic->value.resourceTrigger);
        QCOMPARE(read->value.canFilterBy, topic->value.canFilterBy);
        QCOMPARE(read->value.notificationShape, topic->value.notificationShape);
        QVERIFY(topics.isStoredAs(localReference(resource)));
    }
    const auto sample = topics.find(u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s);
    QCOMPARE(sample->value.resourceTrigger.first().queryCurrent, criteria);
}

void TestTopicRepository::findsByCanonical_data()
{
    QTest::addColumn<QString>("canonical");
    QTest::addColumn<bool>("expected");
    const auto url = u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s;
    QTest::newRow("url") << url << true;
    QTest::newRow("with version") << QString(url + u"|1.0.0"_s) << true;
    QTest::newRow("with another version") << QString(url + u"|2.0.0"_s) << false;
    QTest::newRow("longer") << QString(url + u"/x"_s) << false;
    QTest::newRow("nothing") << u""_s << false;
}

void TestTopicRepository::findsByCanonical()
{
    QFETCH(QString, canonical);
    ResourceRepository resources;
    TopicRepository topics(FhirVersion::R5, resources);
    QVERIFY(topics.addBuiltIn(now));
    QTEST(topics.find(canonical) != nullptr, "expected");
}

void TestTopicRepository::replaces()
{
    ResourceRepository resources;
    TopicRepository topics(FhirVersion::R4B, resources);
    const auto topic = [](const QString &type) {
        return QJsonObject{{u"resourceType"_s, u"SubscriptionTopic"_s},
                           {u"id"_s, u"t"_s},
                           {u"url"_s, u"http://example.org/t"_s},
                           {u"status"_s, u"active"_s},
                           {u"resourceTrigger"_s, QJsonArray{QJsonObject{{u"resource"_s, type}}}}};
    };
    QVERIFY(topics.add(topic(u"Patient"_s), now));
    QVERIFY(topics.add(topic(u"Group"_s), now));
    QCOMPARE(topics.urls().size(), 1);
    QCOMPARE(topics.find(u"http://example.org/t"_s)->evaluator.resourceTypes(), QStringList{u"Group"_s});
    QCOMPARE(resources.all(u"SubscriptionTopic"_s).size(), 1);
}

void TestTopicRepository::refuses()
{
    ResourceRepository resources;
    TopicRepository topics(FhirVersion::R4, resources);
    QVERIFY(!topics.add({}, now));
    QVERIFY(!topics.add({{u"resourceType"_s, u"Patient"_s}}, now));
    QVERIFY(!topics.add({{u"resourceType"_s, u"SubscriptionTopic"_s}, {u"url"_s, u"http://example.org/t"_s}}, now));
    QVERIFY(topics.urls().isEmpty());
    QCOMPARE(resources.size(), 0);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestTopicRepository)
#include "tst_topicrepository.moc"
