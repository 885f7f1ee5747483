// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "captured.h"

#include <Tbs/codec/codec.h>

#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs::Test;

namespace {

/// Takes notifications and answers them with the statuses it was given, one after the other; then with 200.
class Receiver : public QTcpServer
{
public:
    explicit Receiver(QList<int> statuses = {})
        : m_statuses(std::move(statuses))
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            auto *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer = QByteArray()]() mutable {
                buffer += socket->readAll();
                take(*socket, buffer);
            });
        });
        if (!listen(QHostAddress::LocalHost)) {
            qFatal("cannot listen");
        }
    }

    [[nodiscard]] QString url() const { return u"http://127.0.0.1:%1/x"_s.arg(serverPort()); }
    [[nodiscard]] QList<Tbs::Notification> notifications() const
    {
        QList<Tbs::Notification> notifications;
        for (const auto &body : bodies) {
            const auto decoded = Tbs::readNotification(body);
            if (!decoded) {
                qFatal("not a notification: %s", qUtf8Printable(decoded.error().toString()));
            }
            if (!decoded->issues.isEmpty()) {
                qFatal("not well-formed: %s", qUtf8Printable(decoded->issues.constFirst().message));
            }
            notifications.append(decoded->value);
        }
        return notifications;
    }

    QByteArrayList heads;
    QByteArrayList bodies;

private:
    void take(QTcpSocket &socket, QByteArray &buffer)
    {
        const auto end = buffer.indexOf("\r\n\r\n");
        static const QRegularExpression length(u"Content-Length: ([0-9]+)"_s,
                                               QRegularExpression::CaseInsensitiveOption);
        const auto size = length.match(QString::fromLatin1(buffer.left(end))).captured(1).toInt();
        if (end < 0 || buffer.size() < end + 4 + size) {
            return;
        }
        heads.append(buffer.left(end));
        bodies.append(buffer.mid(end + 4, size));
        buffer.remove(0, end + 4 + size);
        const auto status = m_statuses.isEmpty() ? 200 : m_statuses.takeFirst();
        const QByteArray body = status == 200 ? "" : R"({"resourceType":"OperationOutcome","issue":[
            {"severity":"error","code":"value","diagnostics":"not today"}]})";
        socket.write("HTTP/1.1 " + QByteArray::number(status)
                     + " X\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    QList<int> m_statuses;
};

} // namespace

class tst_Send : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void notificationsAreWellFormed_data();
    void notificationsAreWellFormed();
    void numbersGoOn();
    void countOfNothingIsGood();
    void answersAreTold();
    void retriesUntilAccepted();
    void givesUpRetrying();
    void nobodyListens();
    void sendsFilesAsTheyAre();
    void missingFileIsAFailure();
    void showsTheToken();
    void keepsTheRate();
    void sumsUp();
};

void tst_Send::notificationsAreWellFormed_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("content");
    for (const auto &version : {u"R4"_s, u"R4B"_s, u"R5"_s}) {
        for (const auto &type : {u"handshake"_s, u"heartbeat"_s, u"query-status"_s, u"query-event"_s}) {
            QTest::addRow("%s %s", qUtf8Printable(version), qUtf8Printable(type)) << version << type << u"id-only"_s;
        }
        for (const auto &content : {u"empty"_s, u"id-only"_s, u"full-resource"_s}) {
            QTest::addRow("%s event %s", qUtf8Printable(version), qUtf8Printable(content))
                << version << u"event-notification"_s << content;
        }
    }
}

void tst_Send::notificationsAreWellFormed()
{
    QFETCH(const QString, version);
    QFETCH(const QString, type);
    QFETCH(const QString, content);
    const Receiver receiver;
    const auto captured =
        runCommand({u"send"_s, receiver.url(), u"--fhir-version"_s, version, u"--type"_s, type, u"--content"_s, content,
                    u"--events"_s, u"2"_s, u"--start-number"_s, u"11"_s, u"--context"_s, u"Patient/p"_s,
                    u"--subscription"_s, u"Subscription/s"_s, u"--topic"_s, u"http://example.org/t"_s});
    QCOMPARE(captured.exitCode, 0);
    const auto notifications = receiver.notifications();
    QCOMPARE(notifications.size(), 1);
    const auto &notification = notifications.constFirst();
    const auto &status = notification.statuses.constFirst();
    QCOMPARE(Tbs::toCode(notification.fhirVersion), version);
    QCOMPARE(Tbs::toCode(status.type), type);
    QCOMPARE(status.subscription.relative(), u"Subscription/s"_s);
    QCOMPARE(status.topic, u"http://example.org/t"_s);
    const bool isEvent = type.contains("event"_L1);
    QCOMPARE(status.eventsSinceSubscriptionStart->value(), isEvent ? 12U : 10U);
    QCOMPARE(status.notificationEvents.size(), isEvent ? 2 : 0);
    if (!isEvent) {
        return;
    }
    const auto &second = status.notificationEvents.at(1);
    QCOMPARE(second.eventNumber->value(), 12U);
    QVERIFY(second.timestamp.isValid());
    const bool isEmpty = content == "empty"_L1;
    QCOMPARE(second.focus.relative(), isEmpty ? QString() : u"Encounter/sample-12"_s);
    QCOMPARE(second.additionalContext.size(), isEmpty ? 0 : 1);
    QCOMPARE(notification.entries.isEmpty(), isEmpty);
    for (const auto &entry : notification.entries) {
        QCOMPARE(entry.resource.isEmpty(), content == "id-only"_L1);
    }
}

void tst_Send::numbersGoOn()
{
    const Receiver receiver;
    const auto captured = runCommand(
        {u"send"_s, receiver.url(), u"--count"_s, u"5"_s, u"--events"_s, u"3"_s, u"--concurrency"_s, u"2"_s});
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.lines().size(), 5);
    QSet<quint64> numbers;
    QSet<QString> bundles;
    for (const auto &notification : receiver.notifications()) {
        bundles.insert(notification.bundleId);
        for (const auto &event : notification.statuses.constFirst().notificationEvents) {
            numbers.insert(event.eventNumber->value());
        }
    }
    QCOMPARE(numbers.size(), 15);
    QVERIFY(numbers.contains(1) && numbers.contains(15));
    QCOMPARE(bundles.size(), 5);
}

void tst_Send::countOfNothingIsGood()
{
    const Receiver receiver;
    const auto captured = runCommand({u"send"_s, receiver.url(), u"--count"_s, u"0"_s});
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(captured.output, QByteArray());
}

void tst_Send::answersAreTold()
{
    const Receiver receiver({200, 422, 503});
    const auto captured = runCommand({u"send"_s, receiver.url(), u"--count"_s, u"4"_s});
    QCOMPARE(captured.exitCode, 1);
    const auto lines = captured.lines();
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.at(0).value("status"_L1).toInt(), 200);
    QCOMPARE(lines.at(0).value("eventNumber"_L1).toString(), u"1"_s);
    QVERIFY(lines.at(0).value("ms"_L1).toDouble() > 0);
    QVERIFY(!lines.at(0).contains("error"_L1));
    QCOMPARE(lines.at(1).value("status"_L1).toInt(), 422);
    QCOMPARE(lines.at(1).value("error"_L1).toString(), u"not today"_s);
    QCOMPARE(lines.at(2).value("status"_L1).toInt(), 503);
    QCOMPARE(lines.at(3).value("status"_L1).toInt(), 200);
}

void tst_Send::retriesUntilAccepted()
{
    const Receiver receiver({500, 503, 404});
    const auto captured = runCommand({u"send"_s, receiver.url(), u"--retry"_s});
    QCOMPARE(captured.exitCode, 0);
    const auto lines = captured.lines();
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.constLast().value("attempt"_L1).toInt(), 4);
    QCOMPARE(QSet<QByteArray>(receiver.bodies.begin(), receiver.bodies.end()).size(), 1);
}

void tst_Send::givesUpRetrying()
{
    const Receiver receiver(QList<int>(1000, 503));
    const auto captured = runCommand({u"send"_s, receiver.url(), u"--retry-for"_s, u"300ms"_s, u"--summary"_s});
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.lines().size(), 1);
    QCOMPARE(captured.lines().constFirst().value("refused"_L1).toInt(), 1);
    QVERIFY(captured.lines().constFirst().value("requests"_L1).toInt() > 1);
}

void tst_Send::nobodyListens()
{
    QString url;
    {
        const Receiver receiver;
        url = receiver.url();
    }
    const auto captured = runCommand({u"send"_s, url});
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.lines().constFirst().value("status"_L1).toInt(), 0);
    QVERIFY(!captured.lines().constFirst().value("error"_L1).toString().isEmpty());
}

void tst_Send::sendsFilesAsTheyAre()
{
    QTemporaryDir folder;
    const QByteArrayList contents{"{ not json", "", QByteArray("\xff\x00x", 3)};
    QStringList arguments{u"send"_s};
    for (qsizetype i = 0; i < contents.size(); ++i) {
        QFile file(folder.filePath(QString::number(i)));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(contents.at(i));
        arguments += {u"--file"_s, file.fileName()};
    }
    const Receiver receiver;
    const auto captured = runCommand(arguments + QStringList{receiver.url(), u"--count"_s, u"2"_s});
    QCOMPARE(captured.exitCode, 0);
    QCOMPARE(receiver.bodies, contents + contents);
}

void tst_Send::missingFileIsAFailure()
{
    const auto captured = runCommand({u"send"_s, u"http://127.0.0.1:9/"_s, u"--file"_s, u"/nowhere/at-all"_s});
    QCOMPARE(captured.exitCode, 1);
    QVERIFY(captured.error.contains("/nowhere/at-all"));
}

void tst_Send::showsTheToken()
{
    const Receiver receiver;
    qputenv("TBS_TEST_TOKEN", "t0ken");
    const auto captured = runCommand(
        {u"send"_s, receiver.url(), u"--token-env"_s, u"TBS_TEST_TOKEN"_s, u"--token-header"_s, u"X-Secret"_s});
    QCOMPARE(captured.exitCode, 0);
    QVERIFY(receiver.heads.constFirst().contains("X-Secret: t0ken"));
    QVERIFY(receiver.heads.constFirst().contains("application/fhir+json"));
    QVERIFY(!captured.output.contains("t0ken"));
}

void tst_Send::keepsTheRate()
{
    const Receiver receiver;
    QElapsedTimer timer;
    timer.start();
    const auto captured =
        runCommand({u"send"_s, receiver.url(), u"--count"_s, u"11"_s, u"--rate"_s, u"20"_s, u"--summary"_s});
    QCOMPARE(captured.exitCode, 0);
    QVERIFY(timer.elapsed() >= 500);
}

void tst_Send::sumsUp()
{
    const Receiver receiver({200, 500});
    const auto captured =
        runCommand({u"send"_s, receiver.url(), u"--count"_s, u"10"_s, u"--events"_s, u"2"_s, u"--summary"_s});
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.lines().size(), 1);
    const auto summary = captured.lines().constFirst();
    QCOMPARE(summary.value("accepted"_L1).toInt(), 9);
    QCOMPARE(summary.value("refused"_L1).toInt(), 1);
    QCOMPARE(summary.value("requests"_L1).toInt(), 10);
    QCOMPARE(summary.value("events"_L1).toInt(), 18);
    QVERIFY(summary.value("p50Ms"_L1).toDouble() <= summary.value("maxMs"_L1).toDouble());
}

QTEST_GUILESS_MAIN(tst_Send)
#include "tst_send.moc"
