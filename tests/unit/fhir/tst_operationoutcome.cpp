// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/fhir/operationoutcome.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestOperationOutcome : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrip();
    void readsDetailsAndLocation();
    void anythingElseHasNoIssues();
};

void TestOperationOutcome::roundTrip()
{
    const QList<Issue> issues{
        {Issue::Severity::Error, u"required"_s, u"Bundle.entry[0]"_s, u"missing"_s},
        {Issue::Severity::Information, u"informational"_s, {}, u"fine"_s},
    };
    const auto json = QJsonDocument::fromJson(writeOperationOutcome(issues)).object();
    QCOMPARE(json["resourceType"_L1].toString(), u"OperationOutcome"_s);
    QCOMPARE(readOperationOutcome(json), issues);
}

void TestOperationOutcome::readsDetailsAndLocation()
{
    const auto json = QJsonDocument::fromJson(R"({"resourceType":"OperationOutcome","issue":[{"severity":"fatal",
        "code":"login","details":{"text":"no token"},"diagnostics":"HAPI-0333","location":["Header"]}]})")
                          .object();
    const QList<Issue> expected{{Issue::Severity::Fatal, u"login"_s, u"Header"_s, u"no token"_s}};
    QCOMPARE(readOperationOutcome(json), expected);
}

void TestOperationOutcome::anythingElseHasNoIssues()
{
    QVERIFY(readOperationOutcome({{u"resourceType"_s, u"Bundle"_s}}).isEmpty());
    QVERIFY(readOperationOutcome({{u"resourceType"_s, u"OperationOutcome"_s}, {u"issue"_s, 5}}).isEmpty());
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestOperationOutcome)
#include "tst_operationoutcome.moc"
