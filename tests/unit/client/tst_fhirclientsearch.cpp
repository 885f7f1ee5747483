// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "clientfixture.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

QJsonObject basic(int id)
{
    return {{u"resourceType"_s, u"Basic"_s}, {u"id"_s, QString::number(id)}};
}

QJsonObject entry(const QJsonObject &resource, const QString &mode = u"match"_s)
{
    QJsonObject json{{u"resource"_s, resource}};
    if (!mode.isEmpty()) {
        json.insert(u"search"_s, QJsonObject{{u"mode"_s, mode}});
    }
    return json;
}

QJsonObject page(const QJsonArray &entries, const QString &next = {})
{
    QJsonArray links{QJsonObject{{u"relation"_s, u"self"_s}, {u"url"_s, u"http://h/self"_s}}};
    if (!next.isEmpty()) {
        links.append(QJsonObject{{u"relation"_s, u"next"_s}, {u"url"_s, next}});
    }
    QJsonObject json{{u"resourceType"_s, u"Bundle"_s}, {u"type"_s, u"searchset"_s}, {u"link"_s, links}};
    if (!entries.isEmpty()) {
        json.insert(u"entry"_s, entries);
    }
    return json;
}

QJsonObject outcome(const QString &text)
{
    const QJsonObject issue{{u"severity"_s, u"warning"_s}, {u"code"_s, u"processing"_s}, {u"diagnostics"_s, text}};
    return {{u"resourceType"_s, u"OperationOutcome"_s}, {u"issue"_s, QJsonArray{issue}}};
}

/// Answers with page n, of two resources, when asked for ?page=n.
FakeFhirServer::Answerer pages(const QString &nextBase, int count, int resourcesEach = 2)
{
    return [=](const FakeRequest &request) {
        const int number = std::max(1, request.queryValue(u"page"_s).toInt());
        QJsonArray entries;
        for (int i = 0; i < resourcesEach; ++i) {
            entries.append(entry(basic(number * 100 + i)));
        }
        return FakeAnswer::json(
            page(entries, number < count ? nextBase + u"?page="_s + QString::number(number + 1) : QString()));
    };
}

} // namespace

class tst_FhirClientSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ClientFixture>(); }
    void sendsTheParameters();
    void followsNextLinks_data();
    void followsNextLinks();
    void linksElsewhere_data();
    void linksElsewhere();
    void endlessChains_data();
    void endlessChains();
    void limits_data();
    void limits();
    void endlessEmptyPages();
    void entries_data();
    void entries();
    void resourceOnTwoPages();
    void oddAnswers_data();
    void oddAnswers();
    void oddButUsable_data();
    void oddButUsable();
    void failingPage_data();
    void failingPage();
    void badType();

private:
    std::unique_ptr<ClientFixture> m_fixture;
};

void tst_FhirClientSearch::sendsTheParameters()
{
    auto &server = m_fixture->server;
    server.answer("GET", u"Basic"_s, FakeAnswer::json(page({entry(basic(1)), entry(basic(2))})));
    QUrlQuery query;
    query.addQueryItem(u"code"_s, u"http://hl7.org/fhir/fhir-types|SubscriptionTopic"_s);
    const auto result = wait(m_fixture->client().search(u"Basic"_s, query));
    QVERIFY(result);
    QCOMPARE(result->resources, (QList{basic(1), basic(2)}));
    QVERIFY(result->complete);
    QVERIFY(result->issues.isEmpty());
    QCOMPARE(server.requests().first().queryValue(u"code"_s), u"http://hl7.org/fhir/fhir-types|SubscriptionTopic"_s);
    QCOMPARE(server.requests().first().header("Accept"), "application/fhir+json");
}

void tst_FhirClientSearch::followsNextLinks_data()
{
    QTest::addColumn<QString>("nextBase"); // BASE is the base URL
    QTest::newRow("absolute") << u"BASE/Basic"_s;
    QTest::newRow("relative") << u"Basic"_s;
    QTest::newRow("of the base, as HAPI has it") << u"BASE"_s;
    QTest::newRow("internal host of a proxy") << u"http://internal.invalid:9/fhir/Basic"_s;
    QTest::newRow("internal host, https") << u"https://internal.invalid/fhir"_s;
    QTest::newRow("absolute path") << u"/fhir/Basic"_s;
    QTest::newRow("elsewhere on the server") << u"/pages"_s;
}

void tst_FhirClientSearch::followsNextLinks()
{
    QFETCH(QString, nextBase);
    auto &server = m_fixture->server;
    nextBase.replace(u"BASE"_s, server.baseUrl().toString());
    server.answerOthers(pages(nextBase, 3));
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY2(result, result ? "" : qPrintable(result.error().message));
    QCOMPARE(result->resources.size(), 6);
    QVERIFY(result->complete);
    QCOMPARE(server.requestCount(), 3);
}

void tst_FhirClientSearch::linksElsewhere_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("says");
    QTest::newRow("other host") << u"https://evil.example/collect?secret"_s << u"https://evil.example"_s;
    QTest::newRow("similar path") << u"https://evil.example/fhirs/Basic?secret"_s << u"https://evil.example"_s;
    QTest::newRow("without scheme") << u"//evil.example/collect?secret"_s << u"http://evil.example"_s;
    QTest::newRow("file") << u"file:///secret"_s << u"no URL"_s;
    QTest::newRow("no URL") << u"http://[secret"_s << u"no URL"_s;
}

void tst_FhirClientSearch::linksElsewhere()
{
    QFETCH(const QString, link);
    QFETCH(const QString, says);
    m_fixture->server.answer("GET", u"Basic"_s, FakeAnswer::json(page({entry(basic(1))}, link)));
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
    QVERIFY2(result.error().message.contains(says), qPrintable(result.error().message));
    QVERIFY(!result.error().message.contains(u"secret"_s));
    QCOMPARE(m_fixture->server.requestCount(), 1);
}

void tst_FhirClientSearch::endlessChains_data()
{
    QTest::addColumn<QStringList>("next"); // of the first, second, ... page, the last one from then on
    QTest::addColumn<int>("requests");
    QTest::newRow("itself") << QStringList{u"BASE/Basic"_s} << 1;
    QTest::newRow("relative to itself") << QStringList{u"Basic"_s} << 1;
    QTest::newRow("circle") << QStringList{u"?page=2"_s, u"?page=3"_s, u"?page=2"_s} << 3;
    QTest::newRow("back by an internal host")
        << QStringList{u"?page=2"_s, u"http://internal.invalid/fhir/Basic"_s} << 2;
}

void tst_FhirClientSearch::endlessChains()
{
    QFETCH(QStringList, next);
    QFETCH(const int, requests);
    auto &server = m_fixture->server;
    next.replaceInStrings(u"BASE"_s, server.baseUrl().toString());
    server.answerOthers([&](const FakeRequest &) {
        const int number = server.requestCount();
        return FakeAnswer::json(page({entry(basic(number))}, next.value(number - 1, next.last())));
    });
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
    QVERIFY2(result.error().message.contains(u"never end"_s), qPrintable(result.error().message));
    QCOMPARE(server.requestCount(), requests);
}

void tst_FhirClientSearch::limits_data()
{
    QTest::addColumn<SearchLimits>("limits");
    QTest::addColumn<int>("resources");
    QTest::addColumn<int>("requests");
    QTest::addColumn<bool>("complete"); // there are five pages of two
    QTest::newRow("enough") << SearchLimits{5, 10} << 10 << 5 << true;
    QTest::newRow("pages") << SearchLimits{4, 10} << 8 << 4 << false;
    QTest::newRow("one page") << SearchLimits{1, 10} << 2 << 1 << false;
    QTest::newRow("resources") << SearchLimits{5, 9} << 9 << 5 << false;
    QTest::newRow("resources of whole pages")
        << SearchLimits{5, 4} << 4 << 2 << false; // the link says that there are more
    QTest::newRow("one resource") << SearchLimits{5, 1} << 1 << 1 << false;
}

void tst_FhirClientSearch::limits()
{
    QFETCH(const SearchLimits, limits);
    QFETCH(const int, resources);
    QFETCH(const int, requests);
    QFETCH(const bool, complete);
    m_fixture->server.answerOthers(pages(u"Basic"_s, 5));
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}, limits));
    QVERIFY(result);
    QCOMPARE(result->resources.size(), resources);
    QCOMPARE(m_fixture->server.requestCount(), requests);
    QCOMPARE(result->complete, complete);
}

void tst_FhirClientSearch::endlessEmptyPages()
{
    m_fixture->server.answerOthers(pages(u"Basic"_s, 1'000'000, 0));
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}, {.maximumPages = 20}));
    QVERIFY(result);
    QVERIFY(!result->complete);
    QCOMPARE(m_fixture->server.requestCount(), 20);
}

void tst_FhirClientSearch::entries_data()
{
    QTest::addColumn<QJsonArray>("entries");
    QTest::addColumn<int>("resources");
    QTest::addColumn<QStringList>("issues");
    const QJsonObject patient{{u"resourceType"_s, u"Patient"_s}, {u"id"_s, u"1"_s}};
    QTest::newRow("none") << QJsonArray() << 0 << QStringList();
    QTest::newRow("no mode") << QJsonArray{entry(basic(1), {})} << 1 << QStringList();
    QTest::newRow("included") << QJsonArray{entry(basic(1)), entry(patient, u"include"_s),
                                            entry(basic(2), u"include"_s)}
                              << 1 << QStringList();
    QTest::newRow("outcome") << QJsonArray{entry(outcome(u"Parameter x was ignored"_s), u"outcome"_s), entry(basic(1))}
                             << 1 << QStringList{u"Parameter x was ignored"_s};
    QTest::newRow("outcome without mode")
        << QJsonArray{entry(outcome(u"Slow"_s), {}), entry(basic(1), {})} << 1 << QStringList{u"Slow"_s};
    QTest::newRow("other type") << QJsonArray{entry(patient), entry(basic(1))} << 1
                                << QStringList{u"A resource of another type than was searched for was left out"_s};
    QTest::newRow("no resource") << QJsonArray{QJsonObject(), 1, entry(basic(1)), QJsonValue()} << 1
                                 << QStringList{u"An entry without a resource was left out"_s,
                                                u"An entry without a resource was left out"_s,
                                                u"An entry without a resource was left out"_s};
    QTest::newRow("no id") << QJsonArray{entry({{u"resourceType"_s, u"Basic"_s}}),
                                         entry({{u"resourceType"_s, u"Basic"_s}})}
                           << 2 << QStringList();
}

void tst_FhirClientSearch::entries()
{
    QFETCH(const QJsonArray, entries);
    QFETCH(const int, resources);
    QFETCH(const QStringList, issues);
    m_fixture->server.answer("GET", u"Basic"_s, FakeAnswer::json(page(entries)));
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY(result);
    QCOMPARE(result->resources.size(), resources);
    QStringList texts;
    for (const auto &issue : result->issues) {
        texts.append(issue.message);
    }
    QCOMPARE(texts, issues);
}

void tst_FhirClientSearch::resourceOnTwoPages()
{
    m_fixture->server.answerOthers([](const FakeRequest &request) {
        return FakeAnswer::json(request.query.isEmpty() ? page({entry(basic(1)), entry(basic(2))}, u"?page=2"_s)
                                                        : page({entry(basic(2)), entry(basic(3))}));
    });
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY(result);
    QCOMPARE(result->resources, (QList{basic(1), basic(2), basic(3)}));
}

void tst_FhirClientSearch::oddAnswers_data()
{
    QTest::addColumn<FakeAnswer>("answer");
    QTest::addColumn<QString>("says");
    QTest::newRow("HTML") << FakeAnswer::text(200, "<html>") << u"text/html"_s;
    QTest::newRow("half") << FakeAnswer{.body = R"({"resourceType":"Bundle","entry":[)"} << u"no JSON object"_s;
    QTest::newRow("empty") << FakeAnswer{} << u"without a resource"_s;
    QTest::newRow("no content") << FakeAnswer::noContent() << u"status 204"_s;
    QTest::newRow("other resource") << FakeAnswer::json(basic(1)) << u"the resource Basic instead of a Bundle"_s;
    QTest::newRow("outcome") << FakeAnswer::json(outcome(u"Try again"_s)) << u"Try again"_s;
    QTest::newRow("entries no array") << FakeAnswer{.body =
                                                        R"({"resourceType":"Bundle","type":"searchset","entry":{}})"}
                                      << u"no array"_s;
}

void tst_FhirClientSearch::oddAnswers()
{
    QFETCH(const FakeAnswer, answer);
    QFETCH(const QString, says);
    m_fixture->server.answer("GET", u"Basic"_s, answer);
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::BadData);
    QVERIFY2(result.error().message.contains(says), qPrintable(result.error().message));
    QVERIFY(result.error().message.startsWith(u"GET "_s + m_fixture->server.url(u"Basic"_s).toString()));
}

void tst_FhirClientSearch::oddButUsable_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("issues");
    const auto entries = R"("entry":[{"resource":{"resourceType":"Basic","id":"1"}}]})"_qba;
    QTest::newRow("no type") << R"({"resourceType":"Bundle",)" + entries << 1;
    QTest::newRow("other type") << R"({"resourceType":"Bundle","type":"collection",)" + entries << 1;
    QTest::newRow("odd links") << R"({"resourceType":"Bundle","type":"searchset","link":{"relation":"next"},)" + entries
                               << 0;
    QTest::newRow("links without url")
        << R"({"resourceType":"Bundle","type":"searchset","link":[1,null,{"relation":"next"}],)" + entries << 0;
}

void tst_FhirClientSearch::oddButUsable()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, issues);
    m_fixture->server.answer("GET", u"Basic"_s, FakeAnswer{.body = body});
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY(result);
    QCOMPARE(result->resources, QList{basic(1)});
    QCOMPARE(result->issues.size(), issues);
}

void tst_FhirClientSearch::failingPage_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<bool>("isGone"); ///< what was searched for, and not a page of it
    QTest::newRow("first") << 1 << true;
    QTest::newRow("third") << 3 << false;
}

void tst_FhirClientSearch::failingPage()
{
    QFETCH(const int, page);
    QFETCH(const bool, isGone);
    m_fixture->server.answerOthers([page, others = pages(u"Basic"_s, 5)](const FakeRequest &request) {
        const int number = std::max(1, request.queryValue(u"page"_s).toInt());
        return number == page ? FakeAnswer::outcome(410, u"The search has expired"_s) : others(request);
    });
    const auto result = wait(m_fixture->client().search(u"Basic"_s, {}));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Rejected);
    QVERIFY(result.error().message.contains(u"The search has expired"_s));
    QCOMPARE(result.error().isGone(), isGone);
}

void tst_FhirClientSearch::badType()
{
    QCOMPARE(wait(m_fixture->client().search(u"../admin"_s, {})).error().kind, Error::Kind::BadData);
    QCOMPARE(m_fixture->server.requestCount(), 0);
}

QTEST_GUILESS_MAIN(tst_FhirClientSearch)
#include "tst_fhirclientsearch.moc"
