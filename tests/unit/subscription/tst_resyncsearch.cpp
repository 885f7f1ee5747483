// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/resyncsearch_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

const auto topicUrl = u"http://example.org/topic"_s;

SubscriptionTopic topic(const QStringList &resources, const QStringList &events = {}, const QString &version = {})
{
    SubscriptionTopic topic;
    topic.url = topicUrl;
    topic.version = version;
    for (const auto &resource : resources) {
        topic.resourceTrigger.append({.description = {}, .resource = resource});
    }
    for (const auto &resource : events) {
        topic.eventTrigger.append({.description = {}, .event = u"e"_s, .resource = resource});
    }
    return topic;
}

} // namespace

class TestResyncSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void types_data();
    void types();
    void searches();
};

void TestResyncSearch::types_data()
{
    QTest::addColumn<QString>("canonical");
    QTest::addColumn<QList<SubscriptionTopic>>("topics");
    QTest::addColumn<QStringList>("filtered");
    QTest::addColumn<QStringList>("seen");
    QTest::addColumn<QStringList>("types");

    const QList<SubscriptionTopic> none;
    const QStringList nothing;
    QTest::newRow("nothing known") << topicUrl << none << nothing << nothing << nothing;
    QTest::newRow("filters") << topicUrl << none
                             << QStringList({u"Observation"_s, u"Encounter"_s, u"Encounter"_s, u""_s}) << nothing
                             << QStringList({u"Encounter"_s, u"Observation"_s});
    QTest::newRow("filter of a URL") << topicUrl << none
                                     << QStringList(u"http://hl7.org/fhir/StructureDefinition/Encounter"_s) << nothing
                                     << QStringList(u"Encounter"_s);
    QTest::newRow("filters and what came") << topicUrl << none << QStringList(u"Encounter"_s)
                                           << QStringList(u"Patient"_s) << QStringList({u"Encounter"_s, u"Patient"_s});
    // A filter for one resource type does not exclude the others of the topic.
    QTest::newRow("topic and filters") << topicUrl << QList{topic({u"Patient"_s, u"Observation"_s}, {u"Encounter"_s})}
                                       << QStringList(u"Observation"_s) << nothing
                                       << QStringList({u"Encounter"_s, u"Observation"_s, u"Patient"_s});
    QTest::newRow("another topic") << u"http://example.org/other"_s << QList{topic({u"Patient"_s})} << nothing
                                   << nothing << nothing;
    QTest::newRow("version asked for") << topicUrl + u"|2"_s
                                       << QList{topic({u"Patient"_s}, {}, u"1"_s), topic({u"Task"_s}, {}, u"2"_s)}
                                       << nothing << nothing << QStringList(u"Task"_s);
    QTest::newRow("version not known") << topicUrl + u"|2"_s << QList{topic({u"Patient"_s})} << nothing << nothing
                                       << QStringList(u"Patient"_s);
    QTest::newRow("topic without resources")
        << topicUrl << QList{topic({u""_s})} << QStringList(u"Encounter"_s) << nothing << QStringList(u"Encounter"_s);
    QTest::newRow("no types") << topicUrl << none << QStringList({u"a b"_s, u"?"_s, u"encounter"_s}) << nothing
                              << nothing;
}

void TestResyncSearch::types()
{
    QFETCH(QString, canonical);
    QFETCH(QList<SubscriptionTopic>, topics);
    QFETCH(QStringList, filtered);
    QFETCH(QStringList, seen);
    Subscription subscription;
    subscription.topic = canonical;
    for (const auto &type : filtered) {
        subscription.filterBy.append({.resourceType = type, .filterParameter = u"p"_s, .value = u"v"_s});
    }
    QTEST(resyncTypes(subscription, topics, seen), "types");
}

void TestResyncSearch::searches()
{
    const QDateTime since(QDate(2026, 1, 31), QTime(13, 0, 5), Qt::OffsetFromUTC, 3600);
    QCOMPARE(resyncSearches({u"Encounter"_s, u"Task"_s}, since),
             QStringList(
                 {u"Encounter?_lastUpdated=gt2026-01-31T12:00:05Z"_s, u"Task?_lastUpdated=gt2026-01-31T12:00:05Z"_s}));
    QCOMPARE(resyncSearches({u"Encounter"_s}, {}), QStringList(u"Encounter"_s));
    QCOMPARE(resyncSearches({}, since), QStringList());
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestResyncSearch)
#include "tst_resyncsearch.moc"
