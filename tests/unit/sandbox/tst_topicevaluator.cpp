// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/sandbox/topicevaluator_p.h>

#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using Interaction = ResourceChange::Interaction;

class TestTopicEvaluator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fires_data();
    void fires();
    void refusesTopics_data();
    void refusesTopics();
    void filters_data();
    void filters();
    void refusesFilters_data();
    void refusesFilters();
    void findsAdditionalContext();
};

namespace {

const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

SubscriptionTopic topicWith(const SubscriptionTopic::ResourceTrigger &trigger)
{
    SubscriptionTopic topic;
    topic.url = u"http://example.org/topic"_s;
    topic.resourceTrigger = {trigger};
    return topic;
}

QJsonObject encounter(const QString &status, const QString &patient = u"1"_s)
{
    if (status.isEmpty()) {
        return {};
    }
    return {{u"resourceType"_s, u"Encounter"_s},
            {u"id"_s, u"e"_s},
            {u"status"_s, status},
            {u"subject"_s, QJsonObject{{u"reference"_s, QString(u"Patient/"_s + patient)}}}};
}

} // namespace

void TestTopicEvaluator::fires_data()
{
    QTest::addColumn<SubscriptionTopic::ResourceTrigger>("trigger");
    QTest::addColumn<QString>("previous"); // empty: created
    QTest::addColumn<QString>("current"); // empty: deleted
    QTest::addColumn<bool>("expected");

    using Trigger = SubscriptionTopic::ResourceTrigger;
    const Trigger any{.resource = u"Encounter"_s};
    QTest::newRow("any, created") << any << u""_s << u"planned"_s << true;
    QTest::newRow("any, updated") << any << u"planned"_s << u"planned"_s << true;
    QTest::newRow("any, deleted") << any << u"planned"_s << u""_s << true;

    const Trigger other{.resource = u"Patient"_s};
    QTest::newRow("other type") << other << u""_s << u"planned"_s << false;
    const Trigger url{.resource = u"http://hl7.org/fhir/StructureDefinition/Encounter"_s};
    QTest::newRow("type as URL") << url << u""_s << u"planned"_s << true;

    const Trigger updates{.resource = u"Encounter"_s, .supportedInteraction = {u"update"_s}};
    QTest::newRow("updates, created") << updates << u""_s << u"planned"_s << false;
    QTest::newRow("updates, updated") << updates << u"planned"_s << u"planned"_s << true;
    QTest::newRow("updates, deleted") << updates << u"planned"_s << u""_s << false;

    const Trigger current{.resource = u"Encounter"_s, .queryCurrent = u"status=finished"_s};
    QTest::newRow("current, created") << current << u""_s << u"finished"_s << true;
    QTest::newRow("current, created otherwise") << current << u""_s << u"planned"_s << false;
    QTest::newRow("current, still so") << current << u"finished"_s << u"finished"_s << true;
    QTest::newRow("current, deleted") << current << u"finished"_s << u""_s << false;
    auto deletionPasses = current;
    deletionPasses.resultForDelete = u"test-passes"_s;
    QTest::newRow("current, deletion passes") << deletionPasses << u"finished"_s << u""_s << true;

    const Trigger previous{.resource = u"Encounter"_s, .queryPrevious = u"status=planned"_s};
    QTest::newRow("previous, updated") << previous << u"planned"_s << u"finished"_s << true;
    QTest::newRow("previous, updated otherwise") << previous << u"arrived"_s << u"finished"_s << false;
    QTest::newRow("previous, created") << previous << u""_s << u"finished"_s << false;
    QTest::newRow("previous, deleted") << previous << u"planned"_s << u""_s << true;

    const Trigger both{.resource = u"Encounter"_s,
                       .queryPrevious = u"status:not=finished"_s,
                       .queryCurrent = u"status=finished"_s,
                       .resultForCreate = u"test-passes"_s,
                       .resultForDelete = u"test-fails"_s,
                       .requireBoth = true};
    QTest::newRow("both, created so") << both << u""_s << u"finished"_s << true;
    QTest::newRow("both, created otherwise") << both << u""_s << u"planned"_s << false;
    QTest::newRow("both, becomes so") << both << u"planned"_s << u"finished"_s << true;
    QTest::newRow("both, still so") << both << u"finished"_s << u"finished"_s << false;
    QTest::newRow("both, not so any more") << both << u"finished"_s << u"planned"_s << false;
    QTest::newRow("both, deleted") << both << u"finished"_s << u""_s << false;
    auto creationFails = both;
    creationFails.resultForCreate = u"test-fails"_s;
    QTest::newRow("both, creation fails") << creationFails << u""_s << u"finished"_s << false;

    auto either = both;
    either.requireBoth = false;
    QTest::newRow("either, not so any more") << either << u"planned"_s << u"arrived"_s << true;
    QTest::newRow("either, neither") << either << u"finished"_s << u"planned"_s << false;

    const Trigger patient{.resource = u"Encounter"_s, .queryCurrent = u"Encounter?patient=Patient/1&status=a,b"_s};
    QTest::newRow("several terms") << patient << u""_s << u"b"_s << true;
    QTest::newRow("several terms, one fails") << patient << u""_s << u"c"_s << false;
}

void TestTopicEvaluator::fires()
{
    QFETCH(SubscriptionTopic::ResourceTrigger, trigger);
    QFETCH(QString, previous);
    QFETCH(QString, current);
    const auto evaluator = TopicEvaluator::create(topicWith(trigger));
    QVERIFY2(evaluator, evaluator ? "" : qPrintable(evaluator.error().toString()));
    const auto interaction = previous.isEmpty() ? Interaction::Create
        : current.isEmpty()                     ? Interaction::Delete
                                                : Interaction::Update;
    QTEST(evaluator->isFiredBy(
              {.interaction = interaction, .previous = encounter(previous), .current = encounter(current)}, now),
          "expected");
}

void TestTopicEvaluator::refusesTopics_data()
{
    QTest::addColumn<SubscriptionTopic>("topic");
    QTest::addColumn<QString>("location");

    auto noUrl = topicWith({.resource = u"Encounter"_s});
    noUrl.url.clear();
    QTest::newRow("no url") << noUrl << u"SubscriptionTopic.url"_s;
    SubscriptionTopic noTrigger;
    noTrigger.url = u"http://example.org"_s;
    noTrigger.eventTrigger = {{.event = u"admit"_s, .resource = u"Encounter"_s}};
    QTest::newRow("event trigger only") << noTrigger << u"SubscriptionTopic.resourceTrigger"_s;
    QTest::newRow("FHIRPath only") << topicWith(
        {.resource = u"Encounter"_s, .fhirPathCriteria = u"%current.status = 'x'"_s})
                                   << u"SubscriptionTopic.resourceTrigger"_s;
    QTest::newRow("no type") << topicWith({}) << u"SubscriptionTopic.resourceTrigger.resource"_s;
    QTest::newRow("unknown type") << topicWith({.resource = u"Foo"_s})
                                  << u"SubscriptionTopic.resourceTrigger.resource"_s;
    const auto criteria = u"SubscriptionTopic.resourceTrigger.queryCriteria"_s;
    QTest::newRow("unknown parameter") << topicWith({.resource = u"Encounter"_s, .queryCurrent = u"colour=red"_s})
                                       << criteria;
    QTest::newRow("malformed") << topicWith({.resource = u"Encounter"_s, .queryPrevious = u"status"_s}) << criteria;
}

void TestTopicEvaluator::refusesTopics()
{
    QFETCH(SubscriptionTopic, topic);
    const auto evaluator = TopicEvaluator::create(topic);
    QVERIFY(!evaluator);
    QCOMPARE(evaluator.error().kind, Error::Kind::BadData);
    QTEST(evaluator.error().location, "location");
}

void TestTopicEvaluator::filters_data()
{
    QTest::addColumn<QList<FilterBy>>("filters");
    QTest::addColumn<bool>("expected");

    const auto filter = [](const QString &type, const QString &parameter, const QString &value) {
        return FilterBy{.resourceType = type, .filterParameter = parameter, .value = value};
    };
    QTest::newRow("none") << QList<FilterBy>{} << true;
    QTest::newRow("one") << QList<FilterBy>{filter(u"Encounter"_s, u"patient"_s, u"Patient/1"_s)} << true;
    QTest::newRow("one fails") << QList<FilterBy>{filter(u"Encounter"_s, u"patient"_s, u"Patient/2"_s)} << false;
    QTest::newRow("type as URL") << QList<FilterBy>{filter(u"http://hl7.org/fhir/StructureDefinition/Encounter"_s,
                                                           u"patient"_s, u"2"_s)}
                                 << false;
    QTest::newRow("all have to pass") << QList<FilterBy>{filter(u"Encounter"_s, u"patient"_s, u"1"_s),
                                                         filter(u"Encounter"_s, u"status"_s, u"planned"_s)}
                                      << false;
    QTest::newRow("other type") << QList<FilterBy>{filter(u"Patient"_s, u"gender"_s, u"male"_s)} << true;
    QTest::newRow("no type") << QList<FilterBy>{filter(u""_s, u"status"_s, u"finished"_s)} << true;
    QTest::newRow("no type, fails") << QList<FilterBy>{filter(u""_s, u"status"_s, u"planned"_s)} << false;
    QTest::newRow("no type, known to the other type only")
        << QList<FilterBy>{filter(u""_s, u"gender"_s, u"male"_s)} << true;
    QTest::newRow("modifier") << QList<FilterBy>{{.resourceType = u"Encounter"_s,
                                                  .filterParameter = u"status"_s,
                                                  .modifier = u"not"_s,
                                                  .value = u"finished"_s}}
                              << false;
}

void TestTopicEvaluator::filters()
{
    QFETCH(QList<FilterBy>, filters);
    const auto filter = SubscriptionFilter::create(filters, {u"Encounter"_s, u"Patient"_s});
    QVERIFY2(filter, filter ? "" : qPrintable(filter.error().toString()));
    QTEST(filter->passes({.interaction = Interaction::Create, .current = encounter(u"finished"_s)}, now), "expected");
    QTEST(filter->passes({.interaction = Interaction::Delete, .previous = encounter(u"finished"_s)}, now), "expected");
}

void TestTopicEvaluator::refusesFilters_data()
{
    QTest::addColumn<FilterBy>("filter");
    QTest::newRow("unknown") << FilterBy{
        .resourceType = u"Encounter"_s, .filterParameter = u"_in"_s, .value = u"Group/1"_s};
    QTest::newRow("unknown to all types") << FilterBy{.filterParameter = u"nothing"_s, .value = u"1"_s};
    QTest::newRow("modifier") << FilterBy{
        .resourceType = u"Encounter"_s, .filterParameter = u"status"_s, .modifier = u"in"_s, .value = u"x"_s};
    QTest::newRow("value") << FilterBy{
        .resourceType = u"Encounter"_s, .filterParameter = u"date"_s, .value = u"soon"_s};
}

void TestTopicEvaluator::refusesFilters()
{
    QFETCH(FilterBy, filter);
    QVERIFY(!SubscriptionFilter::create({filter}, {u"Encounter"_s}));
}

void TestTopicEvaluator::findsAdditionalContext()
{
    ResourceRepository repository;
    const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"1"_s}};
    const QJsonObject observation{{u"resourceType"_s, u"Observation"_s},
                                  {u"id"_s, u"o"_s},
                                  {u"encounter"_s, QJsonObject{{u"reference"_s, u"Encounter/e"_s}}}};
    const QJsonObject stranger{{u"resourceType"_s, u"Observation"_s},
                               {u"id"_s, u"x"_s},
                               {u"encounter"_s, QJsonObject{{u"reference"_s, u"Encounter/other"_s}}}};
    for (const auto &resource : {patient, observation, stranger}) {
        QVERIFY(repository.put(resource, now));
    }
    auto topic = topicWith({.resource = u"Encounter"_s});
    topic.notificationShape = {{.resource = u"Encounter"_s,
                                .include = {u"Encounter:patient&iterate=Patient.link"_s, u"Encounter:subject"_s,
                                            u"Encounter:practitioner"_s, u"Encounter:status"_s, u"nonsense"_s},
                                .revInclude = {u"Observation:encounter"_s, u"Observation"_s}},
                               {.resource = u"Patient"_s, .include = {u"Patient:link"_s}}};
    QStringList references;
    for (const auto &resource : additionalContext(topic, encounter(u"finished"_s), repository)) {
        references.append(localReference(resource));
    }
    QCOMPARE(references, (QStringList{u"Patient/1"_s, u"Observation/o"_s})); // each once
    QVERIFY(additionalContext(topic, encounter(u"finished"_s, u"unknown"_s), ResourceRepository()).isEmpty());
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestTopicEvaluator)
#include "tst_topicevaluator.moc"
