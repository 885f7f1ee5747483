// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "findings.h"

#include <Tbs/service/definitionjudge_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const auto topicUrl = u"http://example.org/SubscriptionTopic/admission"_s;

DiscoveredTopic admission()
{
    DiscoveredTopic topic;
    topic.topic.url = topicUrl;
    topic.topic.version = u"2"_s;
    topic.topic.status = u"active"_s;
    topic.topic.canFilterBy = {
        {.resource = u"Encounter"_s,
         .filterParameter = u"patient"_s,
         .comparators = {u"eq"_s},
         .modifiers = {u"in"_s, u"not-in"_s}},
        {.resource = u"Encounter"_s, .filterParameter = u"date"_s, .comparators = {u"ge"_s, u"lt"_s}, .modifiers = {}},
        {.resource = u"Encounter"_s, .filterParameter = u"class"_s, .comparators = {}, .modifiers = {}},
    };
    topic.sources = {TopicSource::SubscriptionTopic};
    topic.reference = u"SubscriptionTopic/1"_s;
    return topic;
}

DiscoveredTopic known(const QString &url)
{
    DiscoveredTopic topic;
    topic.topic.url = url;
    topic.sources = {TopicSource::CapabilityStatement};
    return topic;
}

TopicSubscription definition(const QString &topic, const QList<FilterBy> &filters = {})
{
    TopicSubscription definition;
    definition.topic = topic;
    definition.webhookId = u"w"_s;
    definition.filterBy = filters;
    definition.heartbeatPeriod = 20;
    return withDefaults(definition, {});
}

ServerProfile profile(const QString &name)
{
    return serverProfile(name).value();
}

} // namespace

class tst_DefinitionJudge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void topicsAreCounted();
    void topics_data();
    void topics();
    void filters_data();
    void filters();
    void filtersOfTopicsKnownByUrl();
    void deliveryByProfile();
    void problemsOfWhatIsWanted();
};

void tst_DefinitionJudge::topicsAreCounted()
{
    const auto judged = [](const QList<DiscoveredTopic> &topics) {
        return DefinitionJudge({topics, {}}, profile(u"strict"_s)).judgeTopics();
    };
    QCOMPARE(verdicts({judged({})}), u"warn topics"_s);
    QCOMPARE(verdicts({judged({admission()})}), u"ok topics"_s);
    QVERIFY(judged({known(topicUrl)}).message.contains("without what"_L1));
    const auto failed = DefinitionJudge::judgeFailure({Error::Kind::Retry, u"GET .../SubscriptionTopic: 503"_s, {}});
    QCOMPARE(verdicts({failed}), u"fail topics"_s);
    QVERIFY(failed.message.contains("503"_L1));
}

void tst_DefinitionJudge::topics_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QString>("status");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    const auto active = u"active"_s;
    QTest::newRow("there") << topicUrl << active << u"ok topic"_s << topicUrl;
    QTest::newRow("with its version") << QString(topicUrl + u"|2"_s) << active << u"ok topic"_s << topicUrl;
    QTest::newRow("another version") << QString(topicUrl + u"|3"_s) << active << u"fail topic"_s << u"|3"_s;
    QTest::newRow("misspelled") << u"http://example.org/SubscriptionTopic/admision"_s << active << u"fail topic"_s
                                << u"did you mean `http://example.org/SubscriptionTopic/admission`"_s;
    QTest::newRow("unknown") << u"http://example.org/other"_s << active << u"fail topic"_s << u"'tbs topics'"_s;
    QTest::newRow("draft") << topicUrl << u"draft"_s << u"warn topic"_s << u"draft"_s;
    QTest::newRow("without a status") << topicUrl << QString() << u"ok topic"_s << topicUrl;
}

void tst_DefinitionJudge::topics()
{
    QFETCH(const QString, topic);
    QFETCH(const QString, status);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    auto offered = admission();
    offered.topic.status = status;
    const auto findings = DefinitionJudge({{known(u"http://example.org/x"_s), offered}, {}}, profile(u"strict"_s))
                              .judge(definition(topic));
    QCOMPARE(verdicts(findings), verdict);
    QVERIFY2(toText(findings).contains(part), qPrintable(toText(findings)));
    QCOMPARE(findings.constFirst().subject, u"w"_s);
    QCOMPARE(verdicts(DefinitionJudge({}, profile(u"strict"_s)).judge(definition(topic))), u"warn topic"_s);
}

void tst_DefinitionJudge::filters_data()
{
    QTest::addColumn<FilterBy>("filter");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("part");
    const auto row = [](const char *name, const FilterBy &filter, const QString &verdict, const QString &part) {
        QTest::newRow(name) << filter << verdict << part;
    };
    const auto type = u"Encounter"_s;
    row("known", {type, u"patient"_s, {}, {}, u"Patient/1"_s}, u"ok filter"_s, u"`Encounter?patient`"_s);
    row("of any type", {{}, u"patient"_s, {}, {}, u"Patient/1"_s}, u"ok filter"_s, u"`patient`"_s);
    row("comparator", {type, u"date"_s, u"ge"_s, {}, u"2024"_s}, u"ok filter"_s, u"date"_s);
    row("modifier", {type, u"patient"_s, {}, u"in"_s, u"Group/1"_s}, u"ok filter"_s, u"patient"_s);
    row("nothing is said", {type, u"class"_s, {}, u"not"_s, u"AMB"_s}, u"ok filter"_s, u"class"_s);
    row("misspelled", {type, u"patiemt"_s, {}, {}, u"Patient/1"_s}, u"fail filter"_s, u"did you mean `patient`"_s);
    row("unknown", {type, u"location"_s, {}, {}, u"Location/1"_s}, u"fail filter"_s, u"patient, date, class"_s);
    row("other type", {u"Patient"_s, u"patient"_s, {}, {}, u"x"_s}, u"fail filter"_s, u"no filters"_s);
    row("comparator not taken", {type, u"date"_s, u"sa"_s, {}, u"2024"_s}, u"fail filter"_s, u"ge, lt"_s);
    row("modifier not taken", {type, u"patient"_s, {}, u"text"_s, u"x"_s}, u"fail filter"_s, u"in, not-in"_s);
}

void tst_DefinitionJudge::filters()
{
    QFETCH(const FilterBy, filter);
    QFETCH(const QString, verdict);
    QFETCH(const QString, part);
    const auto findings =
        DefinitionJudge({{admission()}, {}}, profile(u"strict"_s)).judge(definition(topicUrl, {filter}));
    QCOMPARE(verdicts(findings), u"ok topic, "_s + verdict);
    QVERIFY2(toText(findings).contains(part), qPrintable(toText(findings)));
    QVERIFY(!toText(findings).contains("Patient/1"_L1)); // values of filters belong to patients
}

void tst_DefinitionJudge::filtersOfTopicsKnownByUrl()
{
    const DefinitionJudge judge({{known(topicUrl)}, {}}, profile(u"strict"_s));
    QCOMPARE(verdicts(judge.judge(definition(topicUrl, {{{}, u"patient"_s, {}, {}, u"Patient/1"_s}}))),
             u"ok topic, warn filter"_s);
}

void tst_DefinitionJudge::deliveryByProfile()
{
    const auto judged = [](const QString &name, const QList<TopicSubscription> &definitions) {
        return DefinitionJudge({{admission()}, {}}, profile(name)).judgeDelivery(definitions);
    };
    auto first = definition(topicUrl);
    auto second = definition(topicUrl);
    second.webhookId = u"v"_s;
    const auto findings = judged(u"hapi"_s, {first, second});
    QCOMPARE(verdicts(findings), u"warn heartbeat, warn handshake"_s);
    QCOMPARE(findings.constFirst().subject, u"w, v"_s);
    QCOMPARE(verdicts(judged(u"strict"_s, {first, second})), QString());
    first.heartbeatPeriod = 0;
    QCOMPARE(verdicts(judged(u"hapi"_s, {first})), u"warn handshake"_s);
    first.channel = ChannelType::WebSocket;
    QCOMPARE(verdicts(judged(u"hapi"_s, {first})), QString());
}

void tst_DefinitionJudge::problemsOfWhatIsWanted()
{
    const auto wanted = [](const QString &webhookId, const QList<SubscriptionHeader> &headers) {
        auto one = definition(topicUrl);
        one.webhookId = webhookId;
        return WantedSubscription{webhookId, requestedSubscription(one, QUrl(u"https://example.org/hook"_s), headers)};
    };
    const QList<SubscriptionHeader> token{{u"X-Api-Key"_s, u"secret"_s}};
    const QList<WantedSubscription> all{wanted(u"a"_s, token), wanted(u"b"_s, {}), wanted(u"c"_s, token)};
    const DefinitionJudge judge({{admission()}, {}}, profile(u"hapi"_s));
    const auto findings = judge.judgeProblems(all, FhirVersion::R5);
    QCOMPARE(verdicts(findings), u"warn knownProblem"_s);
    QCOMPARE(findings.constFirst().subject, u"a, c"_s);
    QVERIFY(findings.constFirst().advice.contains("webhook.pathPrefix"_L1));
    QCOMPARE(verdicts(judge.judgeProblems(all, FhirVersion::R4B)), QString());
}

QTEST_GUILESS_MAIN(tst_DefinitionJudge)
#include "tst_definitionjudge.moc"
