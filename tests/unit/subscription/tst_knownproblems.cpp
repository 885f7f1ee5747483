// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/knownproblems.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Concern = KnownProblem::Concern;

KnownProblem problem(const QString &message, Concern concern, const QList<FhirVersion> &versions = {})
{
    return {.fhirVersions = versions, .concerns = concern, .message = message, .advice = {}};
}

ServerProfile profile()
{
    ServerProfile result;
    result.knownProblems = {
        problem(u"all"_s, Concern::All),
        problem(u"all in R4"_s, Concern::All, {FhirVersion::R4}),
        problem(u"headers in R5"_s, Concern::Headers, {FhirVersion::R5}),
        problem(u"filters"_s, Concern::Filters),
        problem(u"no filters"_s, Concern::NoFilters),
        problem(u"http"_s, Concern::FullResourceByHttp),
        problem(u"websocket"_s, Concern::WebSocket),
    };
    return result;
}

QString textOf(const QList<KnownProblem> &problems)
{
    QStringList messages;
    for (const auto &one : problems) {
        messages.append(one.message);
    }
    return messages.join(u", ");
}

} // namespace

class TestKnownProblems : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofEverySubscriber();
    void ofWhatIsWanted_data();
    void ofWhatIsWanted();
    void ofMeasuredServers();
};

void TestKnownProblems::ofEverySubscriber()
{
    QCOMPARE(textOf(generalProblems(profile(), FhirVersion::R4)), u"all, all in R4"_s);
    QCOMPARE(textOf(generalProblems(profile(), FhirVersion::R5)), u"all"_s);
    QCOMPARE(textOf(generalProblems(profile(), std::nullopt)), u"all"_s);
}

void TestKnownProblems::ofWhatIsWanted_data()
{
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<QStringList>("features");
    QTest::addColumn<QString>("problems");
    QTest::newRow("nothing special") << FhirVersion::R5 << QStringList() << u"no filters"_s;
    QTest::newRow("headers") << FhirVersion::R5 << QStringList{u"header"_s} << u"headers in R5, no filters"_s;
    QTest::newRow("in another version") << FhirVersion::R4B << QStringList{u"header"_s} << u"no filters"_s;
    QTest::newRow("filters") << FhirVersion::R5 << QStringList{u"filter"_s} << u"filters"_s;
    QTest::newRow("full-resource") << FhirVersion::R4 << QStringList{u"filter"_s, u"full"_s, u"http"_s}
                                   << u"filters, http"_s;
    QTest::newRow("full-resource by https") << FhirVersion::R4 << QStringList{u"filter"_s, u"full"_s} << u"filters"_s;
    QTest::newRow("id-only by http") << FhirVersion::R4 << QStringList{u"filter"_s, u"http"_s} << u"filters"_s;
    QTest::newRow("websocket") << FhirVersion::R5 << QStringList{u"filter"_s, u"websocket"_s, u"full"_s}
                               << u"filters, websocket"_s;
}

void TestKnownProblems::ofWhatIsWanted()
{
    QFETCH(FhirVersion, version);
    QFETCH(QStringList, features);
    QFETCH(QString, problems);
    Subscription wanted;
    wanted.endpoint = QUrl(features.contains(u"http"_s) ? u"http://example.org/hook"_s : u"https://example.org/hook"_s);
    wanted.content = features.contains(u"full"_s) ? PayloadContent::FullResource : PayloadContent::IdOnly;
    if (features.contains(u"header"_s)) {
        wanted.headers = {{u"X-Api-Key"_s, u"secret"_s}};
    }
    if (features.contains(u"filter"_s)) {
        wanted.filterBy = {{.filterParameter = u"gender"_s, .value = u"female"_s}};
    }
    if (features.contains(u"websocket"_s)) {
        wanted.channelType = u"websocket"_s;
        wanted.endpoint.clear();
    }
    QCOMPARE(textOf(problemsWith(wanted, profile(), version)), problems);
}

/// What the interoperability tests found has to reach the people.
void TestKnownProblems::ofMeasuredServers()
{
    Subscription wanted;
    wanted.endpoint = QUrl(u"http://example.org/hook"_s);
    wanted.headers = {{u"X-Api-Key"_s, u"secret"_s}};
    wanted.content = PayloadContent::FullResource;
    const auto hapi = serverProfile(u"hapi"_s).value();
    QVERIFY(textOf(problemsWith(wanted, hapi, FhirVersion::R5)).contains(u"does not send the headers"_s));
    QVERIFY(!textOf(problemsWith(wanted, hapi, FhirVersion::R4B)).contains(u"headers"_s));
    QVERIFY(textOf(problemsWith(wanted, hapi, FhirVersion::R4)).contains(u"HAPI-0011"_s));
    QCOMPARE(hapi.fixedElements, (QStringList{u"filterBy"_s, u"content"_s}));
    const auto helios = serverProfile(u"helios"_s).value();
    QVERIFY(textOf(problemsWith(wanted, helios, FhirVersion::R5)).contains(u"https endpoints only"_s));
    wanted.filterBy = {{.filterParameter = u"gender"_s, .value = u"female"_s}};
    QVERIFY(textOf(problemsWith(wanted, hapi, FhirVersion::R4B)).contains(u"ignores filters"_s));
    QVERIFY(textOf(problemsWith(wanted, helios, FhirVersion::R4)).contains(u"ignores filters"_s));
    QVERIFY(!textOf(problemsWith(wanted, helios, FhirVersion::R5)).contains(u"ignores filters"_s));
    QCOMPARE(helios.wantsR5Elements, QList<FhirVersion>{FhirVersion::R4B});
    QCOMPARE(helios.counterMode, CounterMode::Resetting);
    QVERIFY(helios.operations.statusOfOne && !helios.operations.statusOfAll);
    QCOMPARE(helios.operations.events, ServerOperations::Events::None);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestKnownProblems)
#include "tst_knownproblems.moc"
