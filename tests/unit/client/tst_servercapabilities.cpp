// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"
#include "fixtures.h"

#include <Tbs/client/servercapabilities.h>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

QJsonArray array(const QStringList &texts)
{
    return QJsonArray::fromStringList(texts);
}

QJsonObject summary(const ResourceCapabilities &resource)
{
    return {{u"interactions"_s, array(resource.interactions)},
            {u"searchParameters"_s, array(resource.searchParameters)},
            {u"operations"_s, array(resource.operations)},
            {u"conditionalCreate"_s, resource.conditionalCreate},
            {u"conditionalUpdate"_s, resource.conditionalUpdate}};
}

QJsonObject summary(const ServerCapabilities &capabilities)
{
    QJsonObject json{{u"fhirVersion"_s, capabilities.fhirVersion ? toCode(*capabilities.fhirVersion) : QString()},
                     {u"fhirVersionText"_s, capabilities.fhirVersionText},
                     {u"software"_s, capabilities.software},
                     {u"formats"_s, array(capabilities.formats)},
                     {u"instantiates"_s, array(capabilities.instantiates)},
                     {u"implementationGuides"_s, array(capabilities.implementationGuides)},
                     {u"topics"_s, array(capabilities.topics)},
                     {u"securityServices"_s, array(capabilities.securityServices)},
                     {u"webSocketUrl"_s, capabilities.webSocketUrl.toString()}};
    if (capabilities.subscription) {
        json.insert(u"subscription"_s, summary(*capabilities.subscription));
    }
    if (capabilities.subscriptionTopic) {
        json.insert(u"subscriptionTopic"_s, summary(*capabilities.subscriptionTopic));
    }
    if (capabilities.basic) {
        json.insert(u"basic"_s, summary(*capabilities.basic));
    }
    return json;
}

} // namespace

class tst_ServerCapabilities : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void readsThatOfInferno();
    void otherResources_data();
    void otherResources();
    void asksForMetadata();
    void badAnswers_data();
    void badAnswers();
    void destroyedClient();
};

void tst_ServerCapabilities::reads_data()
{
    QTest::addColumn<QString>("input");
    const QDir folder(dataPath(u"client"_s));
    for (const auto &name : folder.entryList({u"capabilities-*.in.json"_s})) {
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
    }
}

void tst_ServerCapabilities::reads()
{
    QFETCH(const QString, input);
    const auto capabilities = readServerCapabilities(QJsonDocument::fromJson(readFile(input)).object());
    QVERIFY(capabilities);
    const auto difference = compareWithFile(summary(*capabilities), QString(input).replace(u".in."_s, u".out."_s));
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void tst_ServerCapabilities::readsThatOfInferno()
{
    const auto path = sharedPath(u"fhir-examples/real-servers/inferno-r4-capability-statement-example.json"_s);
    if (!QFileInfo::exists(path)) {
        QSKIP("no shared examples");
    }
    const auto capabilities = readServerCapabilities(QJsonDocument::fromJson(readFile(path)).object());
    QVERIFY(capabilities);
    QVERIFY(capabilities->fhirVersion == FhirVersion::R4);
    QCOMPARE(capabilities->topics,
             (QStringList{u"http://fhirserver.org/topics/patient-admission"_s,
                          u"http://fhirserver.org/topics/patient-discharge"_s}));
    const auto &subscription = capabilities->subscription;
    QVERIFY(subscription);
    QCOMPARE(subscription->type, u"Subscription"_s);
    QCOMPARE(subscription->interactions, (QStringList{u"read"_s, u"create"_s, u"update"_s, u"delete"_s}));
    QCOMPARE(subscription->operations, (QStringList{u"$status"_s, u"$events"_s, u"$get-ws-binding-token"_s}));
    QCOMPARE(subscription->searchParameters, (QStringList{u"url"_s, u"status"_s}));
    QVERIFY(!capabilities->basic);
}

void tst_ServerCapabilities::otherResources_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << "{}"_qba;
    QTest::newRow("DSTU2") << R"({"resourceType":"Conformance","fhirVersion":"1.0.2"})"_qba;
    QTest::newRow("OperationOutcome") << R"({"resourceType":"OperationOutcome"})"_qba;
    QTest::newRow("odd type") << R"({"resourceType":["CapabilityStatement"]})"_qba;
}

void tst_ServerCapabilities::otherResources()
{
    QFETCH(const QByteArray, json);
    const auto capabilities = readServerCapabilities(QJsonDocument::fromJson(json).object());
    QVERIFY(!capabilities);
    QCOMPARE(capabilities.error().kind, Error::Kind::BadData);
}

void tst_ServerCapabilities::asksForMetadata()
{
    ClientFixture fixture;
    const auto statement = readFile(dataPath(u"client/capabilities-hapi-r5.in.json"_s));
    fixture.server.answer("GET", u"metadata"_s, FakeAnswer{.body = statement});
    const auto capabilities = wait(fetchServerCapabilities(fixture.client()));
    QVERIFY(capabilities);
    QCOMPARE(*capabilities, *readServerCapabilities(QJsonDocument::fromJson(statement).object()));
    QCOMPARE(fixture.server.requestCount(), 1);
}

void tst_ServerCapabilities::badAnswers_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("404") << FakeAnswer::outcome(404, u"gone"_s) << Error::Kind::Rejected;
    QTest::newRow("401") << FakeAnswer{.status = 401} << Error::Kind::ActionRequired;
    QTest::newRow("500") << FakeAnswer{.status = 500} << Error::Kind::Retry;
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << Error::Kind::BadData;
    QTest::newRow("other resource") << FakeAnswer{.body = R"({"resourceType":"Patient"})"} << Error::Kind::BadData;
}

void tst_ServerCapabilities::badAnswers()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const Error::Kind, kind);
    ClientFixture fixture;
    fixture.server.answer("GET", u"metadata"_s, answer);
    const auto capabilities = wait(fetchServerCapabilities(fixture.client()));
    QVERIFY(!capabilities);
    QCOMPARE(capabilities.error().kind, kind);
}

void tst_ServerCapabilities::destroyedClient()
{
    ClientFixture fixture;
    fixture.server.answer("GET", u"metadata"_s, FakeAnswer{}.hold());
    const auto future = fetchServerCapabilities(fixture.client());
    QTRY_COMPARE(fixture.server.heldAnswers(), 1);
    fixture.destroyClient();
    QTRY_VERIFY(future.isFinished());
    QVERIFY(future.isCanceled());
}

QTEST_GUILESS_MAIN(tst_ServerCapabilities)
#include "tst_servercapabilities.moc"
