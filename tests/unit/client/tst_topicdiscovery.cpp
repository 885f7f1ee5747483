// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "fixtures.h"

#include <Tbs/client/topicdiscovery.h>

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

const auto topicCanonical =
    u"http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/capabilitystatement-subscriptiontopic-canonical"_s;

FakeAnswer page(const QJsonArray &resources, const QString &next = {})
{
    QJsonArray entries;
    for (const auto &resource : resources) {
        entries.append(QJsonObject{{u"resource"_s, resource}, {u"search"_s, QJsonObject{{u"mode"_s, u"match"_s}}}});
    }
    QJsonObject bundle{{u"resourceType"_s, u"Bundle"_s}, {u"type"_s, u"searchset"_s}, {u"entry"_s, entries}};
    if (!next.isEmpty()) {
        bundle.insert(u"link"_s, QJsonArray{QJsonObject{{u"relation"_s, u"next"_s}, {u"url"_s, next}}});
    }
    return FakeAnswer::json(bundle);
}

QJsonObject native(const QString &id, const QString &url)
{
    return {{u"resourceType"_s, u"SubscriptionTopic"_s}, {u"id"_s, id}, {u"url"_s, url}, {u"status"_s, u"active"_s}};
}

QJsonObject wrapped(const QString &id, const QString &url)
{
    const auto prefix = u"http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic."_s;
    const QJsonObject urlExtension{{u"url"_s, QString(prefix + u"url"_s)}, {u"valueUri"_s, url}};
    const QJsonObject status{{u"url"_s, QString(prefix + u"status"_s)}, {u"valueCode"_s, u"active"_s}};
    const QJsonObject coding{{u"system"_s, u"http://hl7.org/fhir/fhir-types"_s}, {u"code"_s, u"SubscriptionTopic"_s}};
    return {{u"resourceType"_s, u"Basic"_s},
            {u"id"_s, id},
            {u"code"_s, QJsonObject{{u"coding"_s, QJsonArray{coding}}}},
            {u"extension"_s, QJsonArray{urlExtension}},
            {u"modifierExtension"_s, QJsonArray{status}}};
}

QJsonObject capabilities(const QStringList &topics, const QStringList &operations = {})
{
    QJsonArray extensions;
    for (const auto &topic : topics) {
        extensions.append(QJsonObject{{u"url"_s, topicCanonical}, {u"valueCanonical"_s, topic}});
    }
    QJsonArray named;
    for (const auto &name : operations) {
        named.append(QJsonObject{{u"name"_s, name}});
    }
    const QJsonObject subscription{
        {u"type"_s, u"Subscription"_s}, {u"extension"_s, extensions}, {u"operation"_s, named}};
    const QJsonObject rest{{u"mode"_s, u"server"_s}, {u"resource"_s, QJsonArray{subscription}}};
    return {{u"resourceType"_s, u"CapabilityStatement"_s}, {u"rest"_s, QJsonArray{rest}}};
}

QStringList urls(const DiscoveredTopics &found)
{
    QStringList list;
    for (const auto &topic : found.topics) {
        list.append(topic.topic.url);
    }
    return list;
}

} // namespace

class tst_TopicDiscovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ClientFixture>(); }
    void asksInEveryWay();
    void joinsAllSources();
    void sourcesThatAreNotThere_data();
    void sourcesThatAreNotThere();
    void brokenSources_data();
    void brokenSources();
    void noSourceAnswers_data();
    void noSourceAnswers();
    void noTopicsAreNoError();
    void topicListOnlyWhereAnnounced_data();
    void topicListOnlyWhereAnnounced();
    void badTopicLists_data();
    void badTopicLists();
    void everyBasicOfTheServer();
    void unreadableTopics();
    void allPages();
    void summariesAreReadWhole();
    void summaryThatCannotBeReadWhole();
    void modifiersAreToldFromComparators_data();
    void modifiersAreToldFromComparators();
    void basicOfFhirCandle();
    void answersOfRealServers_data();
    void answersOfRealServers();
    void destroyedClient();
    void names_data();
    void names();

private:
    Result<DiscoveredTopics> discover(FhirVersion version = FhirVersion::R4)
    {
        return wait(discoverTopics(m_fixture->client({.retry = {.attempts = 1}}), version));
    }

    std::unique_ptr<ClientFixture> m_fixture;
};

void tst_TopicDiscovery::asksInEveryWay()
{
    auto &server = m_fixture->server;
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        server.clearRequests();
        QVERIFY(!discover(version));
        QCOMPARE(server.requests("GET", u"SubscriptionTopic"_s).size(), 1);
        QCOMPARE(server.requests("GET", u"metadata"_s).size(), 1);
        const auto basic = server.requests("GET", u"Basic"_s);
        QCOMPARE(basic.size(), 1);
        QCOMPARE(basic.first().queryValue(u"code"_s), u"http://hl7.org/fhir/fhir-types|SubscriptionTopic"_s);
        QCOMPARE(server.requestCount(), 3);
    }
}

void tst_TopicDiscovery::joinsAllSources()
{
    auto &server = m_fixture->server;
    server.answer("GET", u"SubscriptionTopic"_s,
                  page({native(u"1"_s, u"http://x/a"_s), native(u"2"_s, u"http://x/b"_s)}));
    server.answer("GET", u"Basic"_s, page({wrapped(u"3"_s, u"http://x/c"_s), wrapped(u"4"_s, u"http://x/a"_s)}));
    server.answer("GET", u"metadata"_s,
                  FakeAnswer::json(capabilities({u"http://x/d"_s, u"http://x/a"_s}, {u"topic-list"_s})));
    server.answer("GET", u"Subscription/$topic-list"_s, FakeAnswer{.body = R"({"resourceType":"Parameters","parameter":[
        {"name":"subscription-topic-canonical","valueCanonical":"http://x/e"},
        {"name":"subscription-topic-canonical","valueUri":"http://x/a"},
        {"name":"other","valueCanonical":"http://x/no"}]})"});
    for (const auto version : {FhirVersion::R4, FhirVersion::R4B, FhirVersion::R5}) {
        const auto found = discover(version);
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        QVERIFY(found->remarks.isEmpty());
        QCOMPARE(urls(*found),
                 (QStringList{u"http://x/a"_s, u"http://x/b"_s, u"http://x/c"_s, u"http://x/d"_s, u"http://x/e"_s}));
        const auto &a = found->topics.at(0);
        QCOMPARE(QSet<TopicSource>(a.sources.begin(), a.sources.end()),
                 (QSet<TopicSource>{TopicSource::SubscriptionTopic, TopicSource::Basic,
                                    TopicSource::CapabilityStatement, TopicSource::TopicList}));
        QCOMPARE(found->topics.at(1).reference, u"SubscriptionTopic/2"_s);
        QCOMPARE(found->topics.at(2).reference, u"Basic/3"_s);
        QCOMPARE(found->topics.at(3).sources, QList{TopicSource::CapabilityStatement});
        QCOMPARE(found->topics.at(3).reference, QString());
        QCOMPARE(found->topics.at(4).sources, QList{TopicSource::TopicList});
    }
}

void tst_TopicDiscovery::sourcesThatAreNotThere_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 404, 405, 410, 422, 501}) {
        QTest::addRow("%d", status) << status;
    }
}

void tst_TopicDiscovery::sourcesThatAreNotThere()
{
    QFETCH(const int, status);
    auto &server = m_fixture->server;
    server.answerOthers(
        [status](const FakeRequest &) { return FakeAnswer::outcome(status, u"Unknown resource type"_s); });
    server.answer("GET", u"Basic"_s, page({wrapped(u"1"_s, u"http://x/a"_s)}));
    const auto found = discover();
    QVERIFY(found);
    QCOMPARE(urls(*found), QStringList{u"http://x/a"_s});
    QCOMPARE(found->remarks.size(), 2);
    for (const auto &remark : found->remarks) {
        QCOMPARE(remark.severity, Issue::Severity::Information);
        QCOMPARE(remark.code, u"not-supported"_s);
        QVERIFY(remark.message.contains(u"Unknown resource type"_s));
    }
}

void tst_TopicDiscovery::brokenSources_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QString>("code");
    QTest::newRow("500") << FakeAnswer{.status = 500} << u"transient"_s;
    QTest::newRow("403") << FakeAnswer{.status = 403} << u"security"_s;
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << u"structure"_s;
    QTest::newRow("other resource") << FakeAnswer{.body = R"({"resourceType":"Patient"})"} << u"structure"_s;
    QTest::newRow("closed") << FakeAnswer::close() << u"transient"_s;
}

void tst_TopicDiscovery::brokenSources()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QString, code);
    m_fixture->server.answerOthers([answer](const FakeRequest &) { return answer; });
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilities({u"http://x/a"_s})));
    const auto found = discover();
    QVERIFY(found);
    QCOMPARE(urls(*found), QStringList{u"http://x/a"_s});
    QCOMPARE(found->remarks.size(), 2);
    for (const auto &remark : found->remarks) {
        QCOMPARE(remark.severity, Issue::Severity::Warning);
        QCOMPARE(remark.code, code);
        QVERIFY(remark.message.contains(m_fixture->server.baseUrl().toString()));
    }
}

void tst_TopicDiscovery::noSourceAnswers_data()
{
    QTest::addColumn<FakeAnswer>("metadata");
    QTest::addColumn<FakeAnswer>("others");
    QTest::addColumn<Error::Kind>("kind");
    const FakeAnswer missing{.status = 404};
    QTest::newRow("nothing is there") << missing << missing << Error::Kind::Rejected;
    QTest::newRow("closed") << FakeAnswer::close() << FakeAnswer::close() << Error::Kind::Retry;
    QTest::newRow("busy besides missing") << FakeAnswer{.status = 500} << missing << Error::Kind::Retry;
    QTest::newRow("missing besides busy") << missing << FakeAnswer{.status = 500} << Error::Kind::Retry;
    QTest::newRow("refused besides busy")
        << FakeAnswer{.status = 500} << FakeAnswer{.status = 401} << Error::Kind::ActionRequired;
    QTest::newRow("HTML besides missing") << FakeAnswer::text(200, "<html>") << missing << Error::Kind::BadData;
}

void tst_TopicDiscovery::noSourceAnswers()
{
    QFETCH(const FakeAnswer, metadata);
    QFETCH(const FakeAnswer, others);
    QFETCH(const Error::Kind, kind);
    m_fixture->server.answerOthers([others](const FakeRequest &) { return others; });
    m_fixture->server.answer("GET", u"metadata"_s, metadata);
    const auto found = discover();
    QVERIFY(!found);
    QCOMPARE(found.error().kind, kind);
}

void tst_TopicDiscovery::noTopicsAreNoError()
{
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilities({})));
    const auto found = discover();
    QVERIFY(found);
    QVERIFY(found->topics.isEmpty());
    QCOMPARE(found->remarks.size(), 2);
}

void tst_TopicDiscovery::topicListOnlyWhereAnnounced_data()
{
    QTest::addColumn<QStringList>("operations");
    QTest::addColumn<bool>("asked");
    QTest::newRow("no operations") << QStringList() << false;
    QTest::newRow("others") << QStringList{u"$status"_s, u"$events"_s} << false;
    QTest::newRow("announced") << QStringList{u"$status"_s, u"$topic-list"_s} << true;
    QTest::newRow("without the dollar sign") << QStringList{u"topic-list"_s} << true;
}

void tst_TopicDiscovery::topicListOnlyWhereAnnounced()
{
    QFETCH(const QStringList, operations);
    QFETCH(const bool, asked);
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilities({}, operations)));
    QVERIFY(discover());
    QCOMPARE(m_fixture->server.requests("GET", u"Subscription/$topic-list"_s).size(), asked ? 1 : 0);
}

void tst_TopicDiscovery::badTopicLists_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<int>("remarks");
    QTest::newRow("404") << FakeAnswer{.status = 404} << 1;
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << 1;
    QTest::newRow("other resource") << FakeAnswer{.body = R"({"resourceType":"Bundle"})"} << 1;
    QTest::newRow("no parameters") << FakeAnswer{.body = R"({"resourceType":"Parameters"})"} << 0;
    QTest::newRow("odd parameters")
        << FakeAnswer{.body =
                          R"({"resourceType":"Parameters","parameter":[1,null,{"name":"subscription-topic-canonical"},
            {"name":"subscription-topic-canonical","valueUri":["http://x/no"]}]})"}
        << 0;
}

void tst_TopicDiscovery::badTopicLists()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const int, remarks);
    auto &server = m_fixture->server;
    server.answer("GET", u"SubscriptionTopic"_s, page({}));
    server.answer("GET", u"Basic"_s, page({}));
    server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilities({u"http://x/a"_s}, {u"$topic-list"_s})));
    server.answer("GET", u"Subscription/$topic-list"_s, answer);
    const auto found = discover();
    QVERIFY(found);
    QCOMPARE(urls(*found), QStringList{u"http://x/a"_s});
    QCOMPARE(found->remarks.size(), remarks);
}

/// A server that ignores `code` shows all; what is none of ours is not worth a remark.
void tst_TopicDiscovery::everyBasicOfTheServer()
{
    const QJsonObject other{{u"resourceType"_s, u"Basic"_s}, {u"id"_s, u"9"_s}};
    m_fixture->server.answer("GET", u"SubscriptionTopic"_s, page({}));
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilities({})));
    m_fixture->server.answer("GET", u"Basic"_s, page({other, wrapped(u"1"_s, u"http://x/a"_s)}));
    const auto found = discover();
    QVERIFY(found);
    QCOMPARE(urls(*found), QStringList{u"http://x/a"_s});
    QVERIFY(found->remarks.isEmpty());
}

void tst_TopicDiscovery::unreadableTopics()
{
    auto withoutUrl = native(u"7"_s, {});
    withoutUrl.remove(u"url"_s);
    auto odd = native(u"8"_s, u"http://x/b"_s);
    odd.insert(u"canFilterBy"_s, QJsonArray{1});
    m_fixture->server.answer("GET", u"SubscriptionTopic"_s, page({withoutUrl, odd, native(u"9"_s, u"http://x/a"_s)}));
    m_fixture->server.answer("GET", u"Basic"_s, page({}));
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilities({})));
    const auto found = discover(FhirVersion::R5);
    QVERIFY(found);
    QCOMPARE(urls(*found), (QStringList{u"http://x/a"_s, u"http://x/b"_s}));
    QVERIFY(found->remarks.size() >= 2);
    QVERIFY(std::all_of(found->remarks.begin(), found->remarks.end(), [](const Issue &issue) {
        return issue.message.startsWith(u"SubscriptionTopic/7"_s) || issue.message.startsWith(u"SubscriptionTopic/8"_s);
    }));
}

void tst_TopicDiscovery::allPages()
{
    auto &server = m_fixture->server;
    server.answer("GET", u"SubscriptionTopic"_s, [](const FakeRequest &request) {
        return request.query.isEmpty() ? page({native(u"1"_s, u"http://x/a"_s)}, u"?page=2"_s)
                                       : page({native(u"2"_s, u"http://x/b"_s)});
    });
    const auto found = discover(FhirVersion::R5);
    QVERIFY(found);
    QCOMPARE(urls(*found), (QStringList{u"http://x/a"_s, u"http://x/b"_s}));
}

void tst_TopicDiscovery::summariesAreReadWhole()
{
    auto summary = native(u"1"_s, u"http://x/a"_s);
    summary.insert(u"meta"_s, QJsonObject{{u"tag"_s, QJsonArray{QJsonObject{{u"code"_s, u"SUBSETTED"_s}}}}});
    auto whole = native(u"1"_s, u"http://x/a"_s);
    whole.insert(u"canFilterBy"_s, QJsonArray{QJsonObject{{u"filterParameter"_s, u"patient"_s}}});
    m_fixture->server.answer("GET", u"SubscriptionTopic"_s, page({summary, native(u"2"_s, u"http://x/b"_s)}));
    m_fixture->server.answer("GET", u"SubscriptionTopic/1"_s, FakeAnswer::json(whole));
    const auto found = discover(FhirVersion::R5);
    QVERIFY(found);
    QCOMPARE(urls(*found), (QStringList{u"http://x/a"_s, u"http://x/b"_s}));
    QCOMPARE(found->topics.first().topic.canFilterBy.size(), 1);
    QCOMPARE(found->topics.first().reference, u"SubscriptionTopic/1"_s);
}

void tst_TopicDiscovery::summaryThatCannotBeReadWhole()
{
    auto summary = native(u"1"_s, u"http://x/a"_s);
    summary.insert(u"meta"_s, QJsonObject{{u"tag"_s, QJsonArray{QJsonObject{{u"code"_s, u"SUBSETTED"_s}}}}});
    m_fixture->server.answer("GET", u"SubscriptionTopic"_s, page({summary}));
    m_fixture->server.answer("GET", u"Basic"_s, page({}));
    m_fixture->server.answer("GET", u"metadata"_s, FakeAnswer::json(capabilities({})));
    const auto found = discover(FhirVersion::R5);
    QVERIFY(found);
    QCOMPARE(urls(*found), QStringList{u"http://x/a"_s});
    QCOMPARE(found->remarks.size(), 1);
    QVERIFY(found->remarks.first().message.contains(u"SubscriptionTopic/1"_s));
}

void tst_TopicDiscovery::modifiersAreToldFromComparators_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QJsonObject>("filter");
    QTest::newRow("R4B") << FhirVersion::R4B
                         << QJsonObject{{u"modifier"_s, QJsonArray{u"="_s, u"gt"_s, u"not"_s, u"in"_s}}};
    QTest::newRow("R5") << FhirVersion::R5
                        << QJsonObject{{u"comparator"_s, QJsonArray{u"eq"_s, u"gt"_s}},
                                       {u"modifier"_s, QJsonArray{u"not"_s, u"in"_s}}};
}

void tst_TopicDiscovery::modifiersAreToldFromComparators()
{
    QFETCH(const FhirVersion, version);
    QFETCH(QJsonObject, filter);
    filter.insert(u"filterParameter"_s, u"date"_s);
    filter.insert(u"resource"_s, u"http://hl7.org/fhir/StructureDefinition/Encounter"_s);
    auto topic = native(u"1"_s, u"http://x/a"_s);
    topic.insert(u"canFilterBy"_s, QJsonArray{filter});
    m_fixture->server.answer("GET", u"SubscriptionTopic"_s, page({topic}));
    const auto found = discover(version);
    QVERIFY(found);
    const auto &canFilterBy = found->topics.first().topic.canFilterBy.first();
    QCOMPARE(canFilterBy.resource, u"Encounter"_s);
    QCOMPARE(canFilterBy.comparators, (QStringList{u"eq"_s, u"gt"_s}));
    QCOMPARE(canFilterBy.modifiers, (QStringList{u"not"_s, u"in"_s}));
}

void tst_TopicDiscovery::basicOfFhirCandle()
{
    const auto path = sharedPath(u"fhir-examples/real-servers/fhir-candle-r4-Basic-topic-encounter-complete.json"_s);
    if (!QFileInfo::exists(path)) {
        QSKIP("no shared examples");
    }
    m_fixture->server.answer("GET", u"Basic"_s, page({QJsonDocument::fromJson(readFile(path)).object()}));
    const auto found = discover(FhirVersion::R4);
    QVERIFY(found);
    QCOMPARE(found->topics.size(), 1);
    const auto &topic = found->topics.first();
    QCOMPARE(topic.topic.url, u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s);
    QCOMPARE(topic.sources, QList{TopicSource::Basic});
    QVERIFY(topic.reference.startsWith(u"Basic/"_s));
    QCOMPARE(topic.topic.resourceTrigger.first().resource, u"Encounter"_s);
    QVERIFY(!topic.topic.canFilterBy.isEmpty());
}

void tst_TopicDiscovery::answersOfRealServers_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("type");
    QTest::newRow("HAPI R4") << FhirVersion::R4 << u"hapi-r4"_s << u"Basic"_s; // a mixture of prefixes, which it wants
    QTest::newRow("HAPI R5") << FhirVersion::R5 << u"hapi-r5"_s << u"SubscriptionTopic"_s;
    QTest::newRow("Helios R4") << FhirVersion::R4 << u"helios-r4"_s << u"Basic"_s;
}

/// The answers of HAPI 8.8 and Helios 0.2 as they were seen, shortened.
void tst_TopicDiscovery::answersOfRealServers()
{
    QFETCH(const FhirVersion, version);
    QFETCH(const QString, name);
    QFETCH(const QString, type);
    auto &server = m_fixture->server;
    server.answer("GET", u"metadata"_s,
                  FakeAnswer{.body = readFile(dataPath(u"client/capabilities-%1.in.json"_s.arg(name)))});
    server.answer("GET", u"SubscriptionTopic"_s, FakeAnswer::outcome(404, u"Unknown resource type"_s, "not-found"));
    server.answer("GET", u"Basic"_s, FakeAnswer{.body = R"({"resourceType":"Bundle","type":"searchset","link":[]})"});
    server.answer("GET", type, FakeAnswer{.body = readFile(dataPath(u"client/topics-%1.json"_s.arg(name)))});
    const auto found = discover(version);
    QVERIFY(found);
    QCOMPARE(found->topics.size(), 1);
    const auto &topic = found->topics.first();
    QCOMPARE(topic.topic.url, u"http://example.org/SubscriptionTopic/patient"_s);
    QCOMPARE(topic.topic.version, u"1.0.0"_s);
    QCOMPARE(topic.topic.title, u"Patients"_s);
    QCOMPARE(topic.topic.status, u"active"_s);
    QCOMPARE(topic.topic.resourceTrigger.first().supportedInteraction,
             (QStringList{u"create"_s, u"update"_s, u"delete"_s}));
    QCOMPARE(topic.topic.canFilterBy.size(), 2);
    QCOMPARE(topic.topic.canFilterBy.at(1).filterParameter, u"name"_s);
    QCOMPARE(topic.topic.notificationShape.first().resource, u"Patient"_s);
    QCOMPARE(topic.reference, type + u"/1000"_s);
    QVERIFY(!hasErrors(found->remarks));
}

void tst_TopicDiscovery::destroyedClient()
{
    m_fixture->server.answerOthers([](const FakeRequest &) { return FakeAnswer{}.hold(); });
    const auto future = discoverTopics(m_fixture->client(), FhirVersion::R5);
    QTRY_COMPARE(m_fixture->server.heldAnswers(), 3);
    m_fixture->destroyClient();
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.isCanceled());
}

void tst_TopicDiscovery::names_data()
{
    QTest::addColumn<QString>("canonical");
    QTest::addColumn<QString>("version");
    QTest::addColumn<bool>("isNamed");
    const auto url = u"http://example.org/topic"_s;
    QTest::newRow("url") << url << QString() << true;
    QTest::newRow("any version") << url << u"2"_s << true;
    QTest::newRow("its version") << QString(url + u"|2"_s) << u"2"_s << true;
    QTest::newRow("the topic does not say") << QString(url + u"|2"_s) << QString() << true;
    QTest::newRow("another version") << QString(url + u"|3"_s) << u"2"_s << false;
    QTest::newRow("longer") << QString(url + u"s"_s) << QString() << false;
    QTest::newRow("other case") << url.toUpper() << QString() << false;
    QTest::newRow("empty") << QString() << QString() << false;
}

void tst_TopicDiscovery::names()
{
    QFETCH(const QString, canonical);
    QFETCH(const QString, version);
    QFETCH(const bool, isNamed);
    DiscoveredTopic other;
    other.topic.url = u"http://example.org/other"_s;
    DiscoveredTopic topic;
    topic.topic.url = u"http://example.org/topic"_s;
    topic.topic.version = version;
    QCOMPARE(isNamedBy(topic.topic, canonical), isNamed);
    const QList<DiscoveredTopic> topics{other, topic};
    QCOMPARE(findTopic(topics, canonical), isNamed ? &topics.at(1) : nullptr);
}

QTEST_GUILESS_MAIN(tst_TopicDiscovery)
#include "tst_topicdiscovery.moc"
