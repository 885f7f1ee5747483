// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiver.h"

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using namespace Test;

/// Several receivers with the same definitions, started at the same time.
class TestRegistrarRace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endWithOne_data();
    void endWithOne();
    void latecomersJoin();
    void replacedInTheMeantime();
    void cleanupTestCase();

private:
    qsizetype m_deletions = 0; ///< of duplicates
};

void TestRegistrarRace::endWithOne_data()
{
    QTest::addColumn<QString>("wireProfile");
    QTest::addColumn<QString>("profile");
    QTest::addColumn<FhirVersion>("version");
    QTest::addColumn<ChannelType>("channel");
    QTest::addColumn<bool>("conditional"); ///< whether the server creates conditionally
    QTest::addColumn<bool>("atTheSameTime"); ///< or one after the other, each before the last one has ended

    for (const auto together : {true, false}) {
        const auto row = [together](const char *name, const QString &wireProfile, const QString &profile,
                                    FhirVersion version, ChannelType channel = ChannelType::RestHook) {
            const bool conditional = wireProfile != "athena"_L1 && wireProfile != "inferno"_L1;
            QTest::addRow("%s%s", name, together ? "" : ", in turn")
                << wireProfile << profile << version << channel << conditional << together;
        };
        row("conditional create", u"strict"_s, u"strict"_s, FhirVersion::R4B);
        row("conditional create, HAPI", u"hapi"_s, u"hapi"_s, FhirVersion::R5);
        row("refused", u"athena"_s, u"athena"_s, FhirVersion::R4);
        row("ignored, slow handshake", u"inferno"_s, u"strict"_s, FhirVersion::R4);
        row("websocket, no condition possible", u"strict"_s, u"strict"_s, FhirVersion::R5, ChannelType::WebSocket);
    }
}

void TestRegistrarRace::endWithOne()
{
    QFETCH(QString, wireProfile);
    QFETCH(QString, profile);
    QFETCH(FhirVersion, version);
    QFETCH(ChannelType, channel);
    QFETCH(bool, conditional);
    QFETCH(bool, atTheSameTime);
    SandboxFixture sandbox(wireProfile);
    auto definition = sampleDefinition();
    definition.channel = channel;
    auto second = definition;
    second.webhookId = u"b"_s;
    std::vector<std::unique_ptr<Receiver>> receivers;
    QList<QFuture<Result<SubscriptionPlan>>> plans; // so that the connections are there
    for (int i = 0; i < 5; ++i) {
        receivers.push_back(std::make_unique<Receiver>(sandbox, version, profile));
        receivers.back()->define({definition, second});
        plans.append(receivers.back()->registrar().plan());
    }
    QVERIFY(waitForAll(sandbox, plans));
    QList<QFuture<Result<Reconciliation>>> futures;
    for (const auto &receiver : receivers) {
        futures.append(receiver->registrar().reconcile());
        if (!atTheSameTime) {
            sandbox.request("GET", u"/$sandbox/state"_s);
        }
    }
    QVERIFY(waitForAll(sandbox, futures));
    for (const auto &future : futures) {
        QVERIFY(future.result());
        QCOMPARE(future.result()->errors.size(), 0);
    }
    for (const auto &receiver : receivers) {
        const auto deletions = receiver->told.filter(u"carriedOut delete"_s).size();
        QVERIFY(deletions == 0 || !conditional || channel == ChannelType::WebSocket);
        m_deletions += deletions;
    }
    // Whoever created or deleted something looks once more; what another has deleted is found to be gone.
    for (int i = 0; i < 6; ++i) {
        pass(sandbox, 5s);
    }
    const auto left = subscriptionsOf(sandbox, version);
    QCOMPARE(left.size(), 2);
    QStringList ids;
    for (const auto &resource : left) {
        QCOMPARE(resource["status"_L1].toString(), u"active"_s);
        ids.append(resource["id"_L1].toString());
    }
    ids.sort();
    for (const auto &receiver : receivers) {
        QTRY_VERIFY(receiver->registrar().subscription(u"a"_s) && receiver->registrar().subscription(u"b"_s));
        QStringList known{receiver->registrar().subscription(u"a"_s)->id,
                          receiver->registrar().subscription(u"b"_s)->id};
        known.sort();
        QCOMPARE(known, ids);
        QVERIFY(receiver->told.contains(u"activated a"_s) && receiver->told.contains(u"activated b"_s));
        QVERIFY(!receiver->told.contains(u"failed a"_s) && !receiver->told.contains(u"failed b"_s));
    }
    // And all is at rest.
    for (const auto &receiver : receivers) {
        receiver->told.clear();
        QVERIFY(receiver->reconcile().plan.isFulfilled());
        QCOMPARE(receiver->told, QStringList());
    }
}

void TestRegistrarRace::latecomersJoin()
{
    SandboxFixture sandbox(u"athena"_s);
    Receiver first(sandbox, FhirVersion::R4, u"athena"_s);
    first.define({sampleDefinition()});
    first.reconcile();
    Receiver second(sandbox, FhirVersion::R4, u"athena"_s);
    second.define({sampleDefinition()});
    QVERIFY(second.reconcile().plan.isFulfilled());
    QCOMPARE(second.registrar().subscription(u"a"_s)->id, first.registrar().subscription(u"a"_s)->id);
}

void TestRegistrarRace::replacedInTheMeantime()
{
    SandboxFixture sandbox(u"aidbox"_s);
    Receiver first(sandbox, FhirVersion::R4B, u"aidbox"_s);
    Receiver second(sandbox, FhirVersion::R4B, u"aidbox"_s);
    first.define({sampleDefinition()});
    second.define({sampleDefinition()});
    first.reconcile();
    second.reconcile();
    // The one changes its mind, which means another Subscription; the other finds it.
    auto changed = sampleDefinition();
    changed.timeout = 5;
    first.define({changed});
    first.reconcile();
    second.define({changed});
    QVERIFY(second.reconcile().plan.isFulfilled());
    QCOMPARE(subscriptionsOf(sandbox, FhirVersion::R4B).size(), 1);
    QCOMPARE(second.registrar().subscription(u"a"_s)->id, first.registrar().subscription(u"a"_s)->id);
}

void TestRegistrarRace::cleanupTestCase()
{
    QVERIFY(m_deletions > 0); // else nobody met
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestRegistrarRace)

#include "tst_registrarrace.moc"
