// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/resourceusage_p.h>

#include <QtTest>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestResourceUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void connectionsInTotal();
    void connectionsOfAnAddress();
    void excessIsLimitedToo();
    void bufferedBytes();
    void fileLimit_data();
    void fileLimit();
};

void TestResourceUsage::connectionsInTotal()
{
    const auto usage = std::make_shared<ResourceUsage>(HttpLimits{.maximumConnections = 2});
    const QHostAddress address(u"192.0.2.1"_s);
    auto first = usage->takePlace(address);
    const auto second = usage->takePlace(address);
    QVERIFY(!first->isExcess());
    QVERIFY(!second->isExcess());
    QVERIFY(usage->takePlace(address)->isExcess());
    QCOMPARE(usage->connections(), 2);
    first.reset();
    QCOMPARE(usage->connections(), 1);
    QVERIFY(!usage->takePlace(address)->isExcess());
}

void TestResourceUsage::connectionsOfAnAddress()
{
    const auto usage = std::make_shared<ResourceUsage>(HttpLimits{.maximumConnectionsPerAddress = 1});
    auto first = usage->takePlace(QHostAddress(u"192.0.2.1"_s));
    QVERIFY(!first->isExcess());
    QVERIFY(usage->takePlace(QHostAddress(u"192.0.2.1"_s))->isExcess());
    QVERIFY(usage->takePlace(QHostAddress(u"::ffff:192.0.2.1"_s))->isExcess()); // the same client
    QVERIFY(!usage->takePlace(QHostAddress(u"192.0.2.2"_s))->isExcess());
    QVERIFY(!usage->takePlace(QHostAddress(u"2001:db8::1"_s))->isExcess());
    first.reset();
    QVERIFY(!usage->takePlace(QHostAddress(u"192.0.2.1"_s))->isExcess());
}

void TestResourceUsage::excessIsLimitedToo()
{
    const auto usage = std::make_shared<ResourceUsage>(HttpLimits{.maximumConnections = 1});
    std::vector<ResourceUsage::Place> places;
    while (auto place = usage->takePlace(QHostAddress(QHostAddress::LocalHost))) {
        places.push_back(std::move(*place));
        QVERIFY(places.size() < 64U);
    }
    QCOMPARE(usage->connections(), 1);
    places.clear();
    QCOMPARE(usage->connections(), 0);
    QVERIFY(!usage->takePlace(QHostAddress(QHostAddress::LocalHost))->isExcess());
}

void TestResourceUsage::bufferedBytes()
{
    ResourceUsage usage(HttpLimits{.maximumBufferedBytes = 100});
    QVERIFY(usage.addBufferedBytes(100));
    QVERIFY(!usage.addBufferedBytes(1));
    QVERIFY(usage.addBufferedBytes(-1));
    usage.addBufferedBytes(-100);
    QCOMPARE(usage.bufferedBytes(), 0);
}

void TestResourceUsage::fileLimit_data()
{
    QTest::addColumn<int>("files");
    QTest::addColumn<int>("wanted");
    QTest::addColumn<int>("clamped");
    QTest::newRow("enough") << 256 << 100 << 100;
    QTest::newRow("too few") << 256 << 1000 << 192;
    QTest::newRow("hardly any") << 60 << 1000 << 1;
    QTest::newRow("nonsense") << 256 << -5 << 0;
}

void TestResourceUsage::fileLimit()
{
    QFETCH(int, files);
    QFETCH(int, wanted);
    QFETCH(int, clamped);

    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit changed = before;
    changed.rlim_cur = static_cast<rlim_t>(files);
    QCOMPARE(setrlimit(RLIMIT_NOFILE, &changed), 0);
    const int actual = clampToFileLimit(wanted);
    setrlimit(RLIMIT_NOFILE, &before);
    QCOMPARE(actual, clamped);
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestResourceUsage)
#include "tst_resourceusage.moc"
