// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/fhir/codes.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestCodes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTrips();
    void versions_data();
    void versions();
    void unknownIsNothing();
};

void TestCodes::roundTrips()
{
    for (const auto type :
         {NotificationType::Handshake, NotificationType::Heartbeat, NotificationType::EventNotification,
          NotificationType::QueryStatus, NotificationType::QueryEvent}) {
        QCOMPARE(notificationTypeFromCode(toCode(type)), type);
    }
    for (const auto status :
         {SubscriptionStatusCode::Requested, SubscriptionStatusCode::Active, SubscriptionStatusCode::Error,
          SubscriptionStatusCode::Off, SubscriptionStatusCode::EnteredInError}) {
        QCOMPARE(subscriptionStatusCodeFromCode(toCode(status)), status);
    }
    for (const auto content : {PayloadContent::Empty, PayloadContent::IdOnly, PayloadContent::FullResource}) {
        QCOMPARE(payloadContentFromCode(toCode(content)), content);
    }
    for (const auto channel : {ChannelType::RestHook, ChannelType::WebSocket}) {
        QCOMPARE(channelTypeFromCode(toCode(channel)), channel);
    }
    QCOMPARE(toCode(NotificationType::EventNotification), u"event-notification"_s);
}

void TestCodes::versions_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<FhirVersion>>("version");

    const auto row = [](const char *text, std::optional<FhirVersion> version) {
        QTest::newRow(text) << QString::fromLatin1(text) << version;
    };
    row("R4", FhirVersion::R4);
    row("4.0", FhirVersion::R4);
    row("4.0.1", FhirVersion::R4);
    row("r4b", FhirVersion::R4B);
    row("4.3.0", FhirVersion::R4B);
    row("R5", FhirVersion::R5);
    row("5.0.0", FhirVersion::R5);
    row("4.01", std::nullopt);
    row("R6", std::nullopt);
    row("", std::nullopt);
}

void TestCodes::versions()
{
    QFETCH(QString, text);
    QTEST(fhirVersionFromCode(text), "version");
}

void TestCodes::unknownIsNothing()
{
    QVERIFY(!notificationTypeFromCode(u"Handshake"));
    QVERIFY(!subscriptionStatusCodeFromCode(u"nonsense"));
    QVERIFY(!payloadContentFromCode(u""));
    QVERIFY(!channelTypeFromCode(u"sms"));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestCodes)
#include "tst_codes.moc"
