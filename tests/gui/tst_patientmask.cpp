// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampleentries.h"
#include "gui/notifications/patientmask.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestPatientMask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void references_data();
    void references();
    void bundleTellsNobody();
    void parametersTellNobody();
    void notABundle();
    void errorsTellNobody();
    void statusAlone();
};

void TestPatientMask::references_data()
{
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("masked");

    QTest::newRow("none") << u""_s << u""_s;
    QTest::newRow("relative") << u"Patient/123"_s << u"Patient/•••"_s;
    QTest::newRow("absolute") << u"https://example.org/fhir/Patient/123"_s << u"Patient/•••"_s;
    QTest::newRow("version") << u"https://example.org/fhir/Patient/123/_history/2"_s << u"Patient/•••"_s;
    QTest::newRow("capital id") << u"Patient/ABC"_s << u"Patient/•••"_s;
    QTest::newRow("urn") << u"urn:uuid:4d2d1a9e-6b8c-4f4e-9a53-2b0f6f6b0c11"_s << u"•••"_s;
    QTest::newRow("name") << u"Jane"_s << u"•••"_s;
}

void TestPatientMask::references()
{
    QFETCH(QString, reference);
    QTEST(maskedReference(reference), "masked");
}

void TestPatientMask::bundleTellsNobody()
{
    const auto body = Test::notificationBody(u"Subscription/1"_s, u"event-notification"_s, 7,
                                             Test::examplePatient(u"secret-17"_s, u"Chalmers"_s));
    const auto bundle = QJsonDocument::fromJson(body).object();
    const auto masked = QJsonDocument(maskedBundle(bundle)).toJson();
    for (const auto &secret : {"secret-17", "Chalmers", "Jane", "1974"}) {
        QVERIFY2(body.contains(secret), secret);
        QVERIFY2(!masked.contains(secret), masked.constData());
    }
    for (const auto &kept : {"Bundle", "Patient", "birthDate", "family", "Subscription/1", "eventNumber", "PUT"}) {
        QVERIFY2(masked.contains(kept), kept);
    }
}

void TestPatientMask::parametersTellNobody()
{
    const QByteArray body = R"({"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Parameters","parameter":[
        {"name":"subscription","valueReference":{"reference":"Subscription/1"}},
        {"name":"notification-event","part":[{"name":"focus","valueReference":{"reference":"Patient/secret"}},
        {"name":"event-number","valueString":"3"}]}]}}]})";
    const auto masked = QJsonDocument(maskedBundle(QJsonDocument::fromJson(body).object())).toJson();
    QVERIFY(!masked.contains("secret"));
    QVERIFY(masked.contains("event-number"));
    QVERIFY(masked.contains("\"3\""));
}

void TestPatientMask::notABundle()
{
    QCOMPARE(maskedBundle({}), QJsonObject());
    QCOMPARE(maskedBundle({{u"entry"_s, 3}}), (QJsonObject{{u"entry"_s, QJsonArray()}}));
}

void TestPatientMask::errorsTellNobody()
{
    auto bundle = QJsonDocument::fromJson(Test::notificationBody(u"Subscription/1"_s, u"query-status"_s, 1)).object();
    auto entries = bundle.value("entry"_L1).toArray();
    auto entry = entries.at(0).toObject();
    auto status = entry.value("resource"_L1).toObject();
    status.insert(
        u"error"_s,
        QJsonArray{QJsonObject{
            {u"coding"_s, QJsonArray{QJsonObject{{u"code"_s, u"no-response"_s}, {u"display"_s, u"Chalmers, Jane"_s}}}},
            {u"text"_s, u"Jane Chalmers was not delivered"_s}}});
    entry.insert(u"resource"_s, status);
    entries.replace(0, entry);
    bundle.insert(u"entry"_s, entries);
    const auto masked = maskedBundleJson(QJsonDocument(bundle).toJson());
    QVERIFY(!masked.contains("Chalmers"));
    QVERIFY(masked.contains("no-response")); // what it is stays readable
}

void TestPatientMask::statusAlone()
{
    const QJsonObject status{{u"resourceType"_s, u"SubscriptionStatus"_s},
                             {u"status"_s, u"active"_s},
                             {u"notificationEvent"_s,
                              QJsonArray{QJsonObject{{u"focus"_s, QJsonObject{{u"reference"_s, u"Patient/4711"_s}}}}}}};
    const auto masked = maskedBundleJson(QJsonDocument(status).toJson());
    QVERIFY(!masked.contains("4711"));
    QVERIFY(masked.contains("active"));
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestPatientMask)
#include "tst_patientmask.moc"
