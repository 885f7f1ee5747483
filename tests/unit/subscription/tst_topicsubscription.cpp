// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/topicsubscription.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

const auto encounterComplete = u"http://example.org/FHIR/SubscriptionTopic/encounter-complete"_s;
const auto newAppointment = u"https://example.com/SubscriptionTopic/new-appointment-event"_s;
const FilterBy booked{.resourceType = u"Appointment"_s, .filterParameter = u"status"_s, .value = u"booked"_s};
const FilterBy afterNewYear{
    .resourceType = u"Appointment"_s, .filterParameter = u"date"_s, .comparator = u"gt"_s, .value = u"2024-01-01"_s};
const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

} // namespace

class TestTopicSubscription : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultWebhookIdIsPinned_data();
    void defaultWebhookIdIsPinned();
    void defaultWebhookIdIgnoresOrderAndChannel();
    void defaultWebhookIdTellsApart();
    void defaultWebhookIdIsValid_data();
    void defaultWebhookIdIsValid();

    void withDefaultsFillsWhatIsOpen();
    void withDefaultsKeepsWhatIsSaid();

    void validateAcceptsGood_data();
    void validateAcceptsGood();
    void validateFindsMistake_data();
    void validateFindsMistake();
    void validateFindsAllMistakesAtOnce();
    void validateNamesTheOtherUseOfAWebhookId();
    void validateTellsTheLocation();

    void requestedSubscriptionOfRestHook();
    void requestedSubscriptionOfWebSocket();
    void requestedSubscriptionWithoutHeartbeat();
};

void TestTopicSubscription::defaultWebhookIdIsPinned_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QList<FilterBy>>("filterBy");
    QTest::addColumn<QString>("webhookId");

    // Endpoints made of these are kept by servers: never change the expectations, they were computed independently.
    QTest::newRow("topic alone") << encounterComplete << QList<FilterBy>() << u"encounter-complete-97fd4e55"_s;
    QTest::newRow("one filter") << newAppointment << QList<FilterBy>{booked} << u"new-appointment-event-6f4bc34b"_s;
    QTest::newRow("two filters") << newAppointment << QList<FilterBy>{booked, afterNewYear}
                                 << u"new-appointment-event-85cdb447"_s;
    QTest::newRow("version") << encounterComplete + u"|2.0"_s << QList<FilterBy>() << u"encounter-complete-3a06bc13"_s;
    QTest::newRow("urn") << u"urn:uuid:7c5a1d0e-6a3b-4a53-9a3e-2f5f1d8a9b10"_s << QList<FilterBy>()
                         << u"urn-uuid-7c5a1d0e-6a3b-4a53-9a3e-2f5f1d8-8062721f"_s;
    QTest::newRow("letters beyond ASCII")
        << u"https://example.org/Thema/Über größe"_s << QList<FilterBy>() << u"ber-gr-e-5b09b046"_s;
}

void TestTopicSubscription::defaultWebhookIdIsPinned()
{
    QFETCH(QString, topic);
    QFETCH(QList<FilterBy>, filterBy);
    QTEST(defaultWebhookId({.topic = topic, .filterBy = filterBy}), "webhookId");
}

void TestTopicSubscription::defaultWebhookIdIgnoresOrderAndChannel()
{
    const TopicSubscription one{.topic = newAppointment, .filterBy = {booked, afterNewYear}};
    const TopicSubscription other{.topic = newAppointment,
                                  .filterBy = {afterNewYear, booked},
                                  .timeout = 5,
                                  .channel = ChannelType::WebSocket,
                                  .location = u"tbs.yaml:3"_s};
    QCOMPARE(defaultWebhookId(one), defaultWebhookId(other));
}

void TestTopicSubscription::defaultWebhookIdTellsApart()
{
    // The same characters, cut into fields in different places.
    const QList<TopicSubscription> definitions{
        {.topic = newAppointment, .filterBy = {{.filterParameter = u"a"_s, .comparator = u"gt"_s, .value = u"1"_s}}},
        {.topic = newAppointment, .filterBy = {{.filterParameter = u"a"_s, .modifier = u"gt"_s, .value = u"1"_s}}},
        {.topic = newAppointment, .filterBy = {{.filterParameter = u"a"_s, .value = u"gt1"_s}}},
        {.topic = newAppointment, .filterBy = {{.resourceType = u"a"_s, .comparator = u"gt"_s, .value = u"1"_s}}},
        {.topic = newAppointment},
        {.topic = newAppointment + u"|1"_s},
    };
    QSet<QString> ids;
    for (const auto &definition : definitions) {
        ids.insert(defaultWebhookId(definition));
    }
    QCOMPARE(ids.size(), definitions.size());
}

void TestTopicSubscription::defaultWebhookIdIsValid_data()
{
    QTest::addColumn<QString>("topic");
    QTest::addColumn<QString>("slug");

    QTest::newRow("trailing slash") << u"http://example.org/topics/admission/"_s << u"admission"_s;
    QTest::newRow("upper case") << u"http://example.org/PASSubscriptionTopic"_s << u"passubscriptiontopic"_s;
    QTest::newRow("query") << u"http://example.org/topic?x=a/b"_s << u"topic"_s;
    QTest::newRow("only signs") << u"http://example.org/--__--"_s << u"topic"_s;
    QTest::newRow("cut at a sign") << u"http://example.org/"_s + QString(39, u'a') + u"--b"_s << QString(39, u'a');
    QTest::newRow("long") << u"http://example.org/"_s + QString(500, u'a') << QString(40, u'a');
}

void TestTopicSubscription::defaultWebhookIdIsValid()
{
    QFETCH(QString, topic);
    const TopicSubscription definition{.topic = topic};
    const auto id = defaultWebhookId(definition);
    QTEST(id.chopped(9), "slug");
    QVERIFY(validate({withDefaults(definition, {})}, now).isEmpty());
}

void TestTopicSubscription::withDefaultsFillsWhatIsOpen()
{
    const TopicSubscription definition{.topic = encounterComplete};
    const auto filled = withDefaults(definition, {});
    QCOMPARE(filled.webhookId, defaultWebhookId(definition));
    QCOMPARE(filled.payloadContent, PayloadContent::IdOnly);
    QCOMPARE(filled.timeout, 60u);
    QCOMPARE(filled.heartbeatPeriod, 20u);
    QCOMPARE(filled.maxCount, 1u);
    QCOMPARE(filled.channel, ChannelType::RestHook);

    const SubscriptionDefaults defaults{.payloadContent = PayloadContent::Empty,
                                        .timeout = 1,
                                        .heartbeatPeriod = 0,
                                        .maxCount = 7,
                                        .channel = ChannelType::WebSocket};
    const auto filledOtherwise = withDefaults(definition, defaults);
    QCOMPARE(filledOtherwise.payloadContent, PayloadContent::Empty);
    QCOMPARE(filledOtherwise.timeout, 1u);
    QCOMPARE(filledOtherwise.heartbeatPeriod, 0u);
    QCOMPARE(filledOtherwise.maxCount, 7u);
    QCOMPARE(filledOtherwise.channel, ChannelType::WebSocket);
}

void TestTopicSubscription::withDefaultsKeepsWhatIsSaid()
{
    const TopicSubscription definition{.topic = encounterComplete,
                                       .filterBy = {booked},
                                       .webhookId = u"Own_id-1"_s,
                                       .payloadContent = PayloadContent::FullResource,
                                       .timeout = 2,
                                       .heartbeatPeriod = 0,
                                       .maxCount = 3,
                                       .channel = ChannelType::WebSocket,
                                       .end = now.addDays(1),
                                       .location = u"tbs.yaml:3"_s};
    QVERIFY(withDefaults(definition, {}) == definition);
}

void TestTopicSubscription::validateAcceptsGood_data()
{
    QTest::addColumn<TopicSubscription>("definition");

    const auto row = [](const char *name, const TopicSubscription &definition) {
        QTest::newRow(name) << definition;
    };
    row("topic alone", {.topic = encounterComplete});
    row("topic with version", {.topic = encounterComplete + u"|1.0.0"_s});
    row("urn", {.topic = u"urn:oid:1.2.3"_s});
    row("longest webhookId", {.topic = encounterComplete, .webhookId = QString(64, u'x')});
    row("limits", {.topic = encounterComplete, .timeout = 1, .heartbeatPeriod = 0, .maxCount = 2147483647});
    row("end", {.topic = encounterComplete, .end = now.addSecs(1)});
    row("comparator", {.topic = encounterComplete, .filterBy = {afterNewYear}});
    row("modifier and URL of type",
        {.topic = encounterComplete,
         .filterBy = {{.resourceType = u"http://hl7.org/fhir/StructureDefinition/Encounter"_s,
                       .filterParameter = u"_has-x.y"_s,
                       .modifier = u"not-in"_s,
                       .value = u"a b,c=d&e"_s}}});
    row("same filter parameter twice", {.topic = encounterComplete, .filterBy = {afterNewYear, afterNewYear}});
}

void TestTopicSubscription::validateAcceptsGood()
{
    QFETCH(TopicSubscription, definition);
    const auto errors = validate({definition}, now);
    QVERIFY2(errors.isEmpty(), qPrintable(errors.value(0).toString()));
}

void TestTopicSubscription::validateFindsMistake_data()
{
    QTest::addColumn<TopicSubscription>("definition");
    QTest::addColumn<QString>("location");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const TopicSubscription &definition, const char *location,
                        const char *message) {
        QTest::newRow(name) << definition << QString::fromUtf8(location) << QString::fromUtf8(message);
    };
    const auto topic = [](const QString &text) {
        return TopicSubscription{.topic = text};
    };
    const auto filter = [](const FilterBy &filterBy) {
        return TopicSubscription{.topic = encounterComplete, .filterBy = {booked, filterBy}};
    };

    row("no topic", {}, "topic", "topic is missing");
    row("relative topic", topic(u"SubscriptionTopic/x"_s), "topic", "no absolute URL");
    row("search string", topic(u"Encounter?status=finished"_s), "topic", "no absolute URL");
    row("scheme alone", topic(u"http:"_s), "topic", "no absolute URL");
    row("no host", topic(u"https:///topic"_s), "topic", "no absolute URL");
    row("blank", topic(u"http://example.org/a b"_s), "topic", "blank");
    row("line feed", topic(u"http://example.org/a\nb"_s), "topic", "`http://example.org/a?b`");
    row("empty version", topic(encounterComplete + u'|'), "topic", "one | and a version");
    row("two versions", topic(encounterComplete + u"|1|2"_s), "topic", "one | and a version");

    row("webhookId with slash", {.topic = encounterComplete, .webhookId = u"a/b"_s}, "webhookId", "`a/b`");
    row("webhookId with dots", {.topic = encounterComplete, .webhookId = u".."_s}, "webhookId", "A-Z a-z 0-9 - _");
    row("webhookId beyond ASCII", {.topic = encounterComplete, .webhookId = u"größe"_s}, "webhookId", "A-Z");
    row("webhookId too long", {.topic = encounterComplete, .webhookId = QString(65, u'x')}, "webhookId", "1 to 64");

    row("no parameter", filter({.value = u"1"_s}), "filterBy[1].filterParameter", "canFilterBy");
    row("modifier in parameter", filter({.filterParameter = u"code:not"_s, .value = u"1"_s}),
        "filterBy[1].filterParameter", "as modifier");
    row("search string as parameter", filter({.filterParameter = u"a=b"_s, .value = u"1"_s}),
        "filterBy[1].filterParameter", "no name");
    row("no value", filter({.filterParameter = u"code"_s}), "filterBy[1].value", "no value");
    row("type with query", filter({.resourceType = u"Encounter?"_s, .filterParameter = u"a"_s, .value = u"1"_s}),
        "filterBy[1].resourceType", "`Encounter?`");
    row("unknown comparator", filter({.filterParameter = u"a"_s, .comparator = u"="_s, .value = u"1"_s}),
        "filterBy[1].comparator", "eq ne gt lt ge le sa eb ap");
    row("unknown modifier", filter({.filterParameter = u"a"_s, .modifier = u"notin"_s, .value = u"1"_s}),
        "filterBy[1].modifier", "did you mean `not-in`?");
    row("comparator and modifier",
        filter({.filterParameter = u"a"_s, .comparator = u"eq"_s, .modifier = u"not"_s, .value = u"1"_s}),
        "filterBy[1]", "scr-1");

    row("no time", {.topic = encounterComplete, .timeout = 0}, "timeout", "1 to 2147483647");
    row("too much time", {.topic = encounterComplete, .timeout = 2147483648u}, "timeout", "2147483648");
    row("heartbeatPeriod", {.topic = encounterComplete, .heartbeatPeriod = 4294967295u}, "heartbeatPeriod",
        "0 to 2147483647");
    row("maxCount", {.topic = encounterComplete, .maxCount = 0}, "maxCount", "1 to 2147483647");
    row("end", {.topic = encounterComplete, .end = now}, "end", "2026-01-01T12:00:00Z is in the past");
}

void TestTopicSubscription::validateFindsMistake()
{
    QFETCH(TopicSubscription, definition);
    QFETCH(QString, location);
    QFETCH(QString, message);
    const auto errors = validate({definition}, now);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().kind, Error::Kind::BadData);
    QCOMPARE(errors.first().location, u"subscriptions[0]."_s + location);
    QVERIFY2(errors.first().message.contains(message), qPrintable(errors.first().message));
}

void TestTopicSubscription::validateFindsAllMistakesAtOnce()
{
    const auto errors = validate({{.topic = u"relative"_s, .webhookId = u"/"_s, .timeout = 0, .maxCount = 0},
                                  {.topic = encounterComplete},
                                  {.filterBy = {{}}, .end = now.addYears(-1)}},
                                 now);
    QStringList locations;
    for (const auto &error : errors) {
        locations.append(error.location);
    }
    const QStringList expected{u"subscriptions[0].topic"_s,
                               u"subscriptions[0].webhookId"_s,
                               u"subscriptions[0].timeout"_s,
                               u"subscriptions[0].maxCount"_s,
                               u"subscriptions[2].topic"_s,
                               u"subscriptions[2].filterBy[0].filterParameter"_s,
                               u"subscriptions[2].filterBy[0].value"_s,
                               u"subscriptions[2].end"_s};
    QCOMPARE(locations, expected);
}

void TestTopicSubscription::validateNamesTheOtherUseOfAWebhookId()
{
    const TopicSubscription named{.topic = encounterComplete, .webhookId = u"a"_s, .location = u"tbs.yaml:4"_s};
    const TopicSubscription again{.topic = newAppointment, .webhookId = u"a"_s, .location = u"tbs.yaml:9"_s};
    const auto sameName = validate({named, again}, now);
    QCOMPARE(sameName.size(), 1);
    QCOMPARE(sameName.first().toString(), u"tbs.yaml:9: webhookId `a` is taken: it stands at tbs.yaml:4 too"_s);

    const TopicSubscription unnamed{.topic = newAppointment, .filterBy = {booked, afterNewYear}};
    const TopicSubscription reordered{.topic = newAppointment, .filterBy = {afterNewYear, booked}};
    const auto sameDefinition = validate({unnamed, reordered}, now);
    QCOMPARE(sameDefinition.size(), 1);
    QVERIFY(sameDefinition.first().message.contains(u"the same topic and filters stand at subscriptions[0]"_s));

    const TopicSubscription asDefault{.topic = newAppointment,
                                      .webhookId = defaultWebhookId({.topic = encounterComplete})};
    QCOMPARE(validate({{.topic = encounterComplete}, asDefault}, now).size(), 1);
    QVERIFY(validate({named, {.topic = newAppointment, .webhookId = u"A"_s}}, now).isEmpty());
}

void TestTopicSubscription::validateTellsTheLocation()
{
    const auto errors = validate({{.timeout = 0, .location = u"tbs.yaml:12"_s}}, now);
    QCOMPARE(errors.size(), 2);
    QCOMPARE(errors.at(0).location, u"tbs.yaml:12"_s);
    QCOMPARE(errors.at(1).location, u"tbs.yaml:12"_s);
}

void TestTopicSubscription::requestedSubscriptionOfRestHook()
{
    const QUrl endpoint(u"https://app.example.com/webhook/new-appointment"_s);
    const QList<SubscriptionHeader> headers{{u"X-Api-Key"_s, u"secret"_s}};
    const auto subscription = requestedSubscription(withDefaults({.topic = newAppointment,
                                                                  .filterBy = {booked},
                                                                  .webhookId = u"new-appointment"_s,
                                                                  .payloadContent = PayloadContent::FullResource,
                                                                  .end = now},
                                                                 {}),
                                                    endpoint, headers);
    QCOMPARE(subscription.status, SubscriptionStatusCode::Requested);
    QCOMPARE(subscription.reason, u"Autogenerated subscription for new-appointment"_s);
    QCOMPARE(subscription.topic, newAppointment);
    QVERIFY(subscription.filterBy == QList<FilterBy>{booked});
    QCOMPARE(subscription.end, now);
    QCOMPARE(subscription.channelType, u"rest-hook"_s);
    QCOMPARE(subscription.endpoint, endpoint);
    QVERIFY(subscription.headers == headers);
    QCOMPARE(subscription.heartbeatPeriod, 20u);
    QCOMPARE(subscription.timeout, 60u);
    QCOMPARE(subscription.maxCount, 1u);
    QCOMPARE(subscription.contentType, u"application/fhir+json"_s);
    QCOMPARE(subscription.content, PayloadContent::FullResource);
    QVERIFY(subscription.id.isEmpty());
    QVERIFY(subscription.raw.isEmpty());
}

void TestTopicSubscription::requestedSubscriptionOfWebSocket()
{
    const TopicSubscription definition{.topic = newAppointment, .channel = ChannelType::WebSocket};
    const auto subscription = requestedSubscription(withDefaults(definition, {}), QUrl(u"https://example.com/a"_s),
                                                    {{u"X-Api-Key"_s, u"secret"_s}});
    QCOMPARE(subscription.channelType, u"websocket"_s);
    QVERIFY(subscription.endpoint.isEmpty());
    QVERIFY(subscription.headers.isEmpty());
}

void TestTopicSubscription::requestedSubscriptionWithoutHeartbeat()
{
    const TopicSubscription definition{.topic = newAppointment, .heartbeatPeriod = 0};
    QVERIFY(!requestedSubscription(withDefaults(definition, {}), {}, {}).heartbeatPeriod);
    QVERIFY(!requestedSubscription({.topic = newAppointment}, {}, {}).heartbeatPeriod);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestTopicSubscription)
#include "tst_topicsubscription.moc"
