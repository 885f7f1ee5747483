// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "notifications.h"

#include <Tbs/websocket/websocketframe_p.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs {

using BindMessage = WebSocketProtocol::BindMessage;

class TestWebSocketFrame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says();
    void readsNotifications_data();
    void readsNotifications();
    void readsRefusals_data();
    void readsRefusals();
    void passesOver_data();
    void passesOver();
    void rejects_data();
    void rejects();
};

void TestWebSocketFrame::says()
{
    QCOMPARE(bindMessage(BindMessage::Text, u"a.b-c"_s), u"bind-with-token a.b-c"_s);
    const auto json = QJsonDocument::fromJson(bindMessage(BindMessage::Json, u"a\"b\\c"_s).toUtf8()).object();
    QCOMPARE(json.size(), 2);
    QCOMPARE(json["type"_L1].toString(), u"bind-with-token"_s);
    QCOMPARE(json["payload"_L1].toObject(), (QJsonObject{{u"token"_s, u"a\"b\\c"_s}}));
}

void TestWebSocketFrame::readsNotifications_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QStringList>("subscriptions");
    const QStringList one{u"Subscription/1"_s};
    QTest::newRow("R5") << Test::NotificationText{.subscription = one.first()}.toJson() << one;
    QTest::newRow("byte order mark") << "\xef\xbb\xbf" + Test::NotificationText{.subscription = one.first()}.toJson()
                                     << one;
    // Written as Medplum does it.
    const QByteArray status = R"({"resource":{"resourceType":"SubscriptionStatus","id":"s","status":"active",)"
                              R"("type":"%2","subscription":{"reference":"Subscription/%1"}%3}})";
    const auto bundle = [&](const QByteArray &entries) {
        return R"({"id":"b","resourceType":"Bundle","type":"history","timestamp":"2026-01-01T12:00:00.000Z","entry":[)"
            + entries + "]}";
    };
    const auto filled = [&](const QByteArray &id, const QByteArray &type, const QByteArray &more = {}) {
        auto text = status;
        return text.replace("%1", id).replace("%2", type).replace("%3", more);
    };
    QTest::newRow("Medplum's handshake") << bundle(filled("1", "handshake")) << one;
    QTest::newRow("Medplum's heartbeat") << bundle(filled("1", "heartbeat") + ',' + filled("2", "heartbeat"))
                                         << QStringList{u"Subscription/1"_s, u"Subscription/2"_s};
    QTest::newRow("Medplum's event") << bundle(
        filled("1", "event-notification",
               R"(,"notificationEvent":[{"eventNumber":"0","timestamp":"2026-01-01T12:00:00.000Z",)"
               R"("focus":{"reference":"Patient/1"}}])")
        + R"(,{"resource":{"resourceType":"Patient","id":"1"},"fullUrl":"https://example.org/Patient/1"})")
                                     << one;
}

void TestWebSocketFrame::readsNotifications()
{
    QFETCH(QByteArray, frame);
    QFETCH(QStringList, subscriptions);
    const auto read = readWebSocketFrame(frame);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toString()));
    const auto *notification = std::get_if<NotificationFrame>(&*read);
    QVERIFY(notification);
    QCOMPARE((*notification)->body, frame);
    QStringList found;
    for (const auto &status : (*notification)->statuses) {
        found.append(status.subscription.relative());
    }
    QCOMPARE(found, subscriptions);
}

void TestWebSocketFrame::readsRefusals_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("part");
    QTest::newRow("text") << QByteArray(R"({"resourceType":"OperationOutcome","issue":[{"severity":"error",)"
                                        R"("code":"invalid","details":{"text":"Token failed to validate."}}]})")
                          << u"Token failed to validate."_s;
    QTest::newRow("diagnostics") << QByteArray(R"({"resourceType":"OperationOutcome","issue":[{"severity":"fatal",)"
                                               R"("code":"login","diagnostics":"who are you?"}]})")
                                 << u"who are you?"_s;
    QTest::newRow("code alone") << QByteArray(
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"expired"}]})")
                                << u"expired"_s;
    QTest::newRow("several") << QByteArray(R"({"resourceType":"OperationOutcome","issue":[)"
                                           R"({"severity":"information","code":"x","diagnostics":"hello"},)"
                                           R"({"severity":"error","code":"y","diagnostics":"one"},)"
                                           R"({"severity":"error","code":"z","diagnostics":"two"}]})")
                             << u": one; two"_s;
}

void TestWebSocketFrame::readsRefusals()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, part);
    const auto read = readWebSocketFrame(frame);
    QVERIFY(read);
    const auto *refusal = std::get_if<RefusalFrame>(&*read);
    QVERIFY(refusal);
    QCOMPARE(refusal->error.kind, Error::Kind::Rejected);
    QVERIFY2(refusal->error.message.endsWith(part), qPrintable(refusal->error.message));
}

void TestWebSocketFrame::passesOver_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("pong") << QByteArray(R"({"type":"pong"})");
    QTest::newRow("all is well") << QByteArray(
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"information","code":"informational"}]})");
    QTest::newRow("warning") << QByteArray(
        R"({"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"processing"}]})");
}

void TestWebSocketFrame::passesOver()
{
    QFETCH(QByteArray, frame);
    const auto read = readWebSocketFrame(frame);
    QVERIFY(read);
    QVERIFY(std::holds_alternative<IdleFrame>(*read));
}

void TestWebSocketFrame::rejects_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zeros") << QByteArray(10, '\0');
    QTest::newRow("text") << QByteArray("bound 1");
    QTest::newRow("ping of the old protocol") << QByteArray("ping 1");
    QTest::newRow("half") << QByteArray(R"({"resourceType":"Bundle","type":"history","entry":[{"resource")");
    QTest::newRow("half an OperationOutcome") << QByteArray(R"({"resourceType":"OperationOutcome","issue":[)");
    QTest::newRow("resource") << QByteArray(R"({"resourceType":"Patient"})");
    QTest::newRow("type of another kind") << QByteArray(R"({"type":1})");
    QTest::newRow("unknown type") << QByteArray(R"({"type":"connection-success"})");
    QTest::newRow("searchset of patients") << QByteArray(
        R"({"resourceType":"Bundle","type":"searchset","entry":[{"resource":{"resourceType":"Patient"}}]})");
    QTest::newRow("large") << QByteArray(10'000'000, ' ');
}

void TestWebSocketFrame::rejects()
{
    QFETCH(QByteArray, frame);
    const auto read = readWebSocketFrame(frame);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, Error::Kind::BadData);
    QVERIFY(!read.error().message.isEmpty());
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestWebSocketFrame)
#include "tst_websocketframe.moc"
