// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "program.h"

#include <Tbs/codec/codec.h>
#include <Tbs/sandbox/sandboxserver.h>
#include <Tbs/subscription/topicsubscription.h>

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs::Test;

namespace {

/// POSTs \a body and returns the status.
int post(const QUrl &url, const QByteArray &body = "{}")
{
    QNetworkAccessManager network;
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/fhir+json"));
    auto *reply = network.post(request, body);
    QSignalSpy spy(reply, &QNetworkReply::finished);
    spy.wait(10'000);
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QByteArray subscriptionTo(const QString &endpoint, Tbs::FhirVersion version)
{
    Tbs::TopicSubscription definition;
    definition.topic = Tbs::SandboxServer::sampleTopic();
    const auto wanted = Tbs::requestedSubscription(Tbs::withDefaults(definition, {}), QUrl(endpoint), {});
    return QJsonDocument(Tbs::codecFor(version).writeSubscription(wanted)).toJson();
}

} // namespace

class tst_SandboxCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void feedsAListener_data();
    void feedsAListener();
    void isDrivenByItsControlPaths();
    void faultsAreApplied();
    void severalAtOnceNeedNoPorts();
    void cannotStart_data();
    void cannotStart();
};

void tst_SandboxCommand::feedsAListener_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<QString>("profile");
    QTest::newRow("R4 strict") << 0 << u"strict"_s;
    QTest::newRow("R4B strict") << 1 << u"strict"_s;
    QTest::newRow("R5 strict") << 2 << u"strict"_s;
    QTest::newRow("R4B hapi") << 1 << u"hapi"_s;
}

void tst_SandboxCommand::feedsAListener()
{
    QFETCH(const int, version);
    QFETCH(const QString, profile);
    Program listen({u"listen"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--max-events"_s, u"5"_s, u"--profile"_s, profile});
    Program sandbox({u"sandbox"_s, u"--events-per-second"_s, u"20"_s, u"--profile"_s, profile});
    const auto base = sandbox.waitForLine(u"sandbox"_s, version + 1);
    const auto baseUrl = base.value("baseUrl"_L1).toString();
    const auto fhirVersion = Tbs::fhirVersionFromCode(base.value("fhirVersion"_L1).toString());
    QVERIFY(fhirVersion);
    QCOMPARE(post(QUrl(baseUrl + u"/Subscription"_s), subscriptionTo(listen.waitForUrl(), *fhirVersion)), 201);
    QCOMPARE(listen.waitForExit(), 0);
    QCOMPARE(listen.lines(u"event"_s).size(), 5);
    QCOMPARE(listen.lines(u"event"_s).constFirst().value("fhirVersion"_L1), base.value("fhirVersion"_L1));
    QVERIFY(!sandbox.waitForLine(u"delivered"_s, 5).isEmpty());
    QVERIFY(!sandbox.waitForLine(u"subscriptionStatus"_s).isEmpty());
    sandbox.terminate();
    QCOMPARE(sandbox.waitForExit(), 0);
    QVERIFY(sandbox.lines(u"stopped"_s).value(0).value("deliveries"_L1).toInt() >= 5);
}

void tst_SandboxCommand::isDrivenByItsControlPaths()
{
    Program listen({u"listen"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--max-events"_s, u"3"_s});
    Program sandbox({u"sandbox"_s});
    const QUrl base(sandbox.waitForLine(u"sandbox"_s).value("baseUrl"_L1).toString());
    QCOMPARE(
        post(QUrl(base.toString() + u"/Subscription"_s), subscriptionTo(listen.waitForUrl(), Tbs::FhirVersion::R4)),
        201);
    QVERIFY(!listen.waitForLine(u"handshake"_s).isEmpty());
    QCOMPARE(post(base.resolved(QUrl(u"/$sandbox/fire?version=r4&count=3"_s))), 200);
    QCOMPARE(listen.waitForExit(), 0);
}

void tst_SandboxCommand::faultsAreApplied()
{
    Program sandbox({u"sandbox"_s, u"--fail-requests"_s, u"503"_s, u"--for"_s, u"20s"_s});
    const auto base = sandbox.waitForLine(u"sandbox"_s).value("baseUrl"_L1).toString();
    QCOMPARE(post(QUrl(base + u"/Subscription"_s)), 503);
}

void tst_SandboxCommand::severalAtOnceNeedNoPorts()
{
    QTcpServer taken; // the port that `listen` takes without a sandbox, unless somebody has it already
    taken.listen(QHostAddress::LocalHost, 8080);
    Program first({u"listen"_s, u"--sandbox"_s, u"--max-events"_s, u"1"_s});
    Program second({u"listen"_s, u"--sandbox=R5"_s, u"--max-events"_s, u"1"_s});
    QCOMPARE(first.waitForExit(), 0);
    QCOMPARE(second.waitForExit(), 0);
}

void tst_SandboxCommand::cannotStart_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("profile") << QStringList{u"--profile"_s, u"unheard"_s} << QByteArray("unheard");
    QTest::newRow("topic") << QStringList{u"--topic"_s, u"/nowhere/topic.json"_s} << QByteArray("/nowhere/topic.json");
    QTest::newRow("address") << QStringList{u"--listen"_s, u"192.0.2.1:0"_s} << QByteArray("192.0.2.1");
}

void tst_SandboxCommand::cannotStart()
{
    QFETCH(const QStringList, options);
    QFETCH(const QByteArray, complaint);
    const auto captured = runCommand(QStringList{u"sandbox"_s, u"--for"_s, u"2s"_s} + options);
    QCOMPARE(captured.exitCode, 1);
    QCOMPARE(captured.output, QByteArray());
    QVERIFY2(captured.error.contains(complaint), captured.error.constData());
}

QTEST_GUILESS_MAIN(tst_SandboxCommand)
#include "tst_sandboxcommand.moc"
