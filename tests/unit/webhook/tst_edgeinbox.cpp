// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/edgeinbox_p.h>

#include <QtTest>

#include <fcntl.h>
#include <thread>
#include <unistd.h>

namespace Tbs {

namespace {

class Receiver : public QObject
{
public:
    int wakeUps = 0;

protected:
    bool event(QEvent *event) override
    {
        wakeUps += event->type() == EdgeInbox::wakeUpEvent() ? 1 : 0;
        return QObject::event(event);
    }
};

EdgeInbox::Reply reply(quint64 number)
{
    return {.connectionId = 1, .requestNumber = number, .response = {}};
}

} // namespace

class TestEdgeInbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void manyRepliesCostOneWakeUp();
    void wakesUpAgainAfterTake();
    void closedInboxDropsReplies();
    void closedInboxClosesConnections_data();
    void closedInboxClosesConnections();
};

void TestEdgeInbox::manyRepliesCostOneWakeUp()
{
    Receiver receiver;
    EdgeInbox inbox(&receiver);
    std::thread([&] {
        for (quint64 i = 0; i < 1000; ++i) {
            inbox.put(reply(i));
        }
    }).join();
    QCoreApplication::processEvents();
    QCOMPARE(receiver.wakeUps, 1);
    const auto content = inbox.take();
    QCOMPARE(content.replies.size(), 1000U);
    for (quint64 i = 0; i < 1000; ++i) {
        QCOMPARE(content.replies[i].requestNumber, i);
    }
    QVERIFY(inbox.take().replies.empty());
}

void TestEdgeInbox::wakesUpAgainAfterTake()
{
    Receiver receiver;
    EdgeInbox inbox(&receiver);
    for (int i = 1; i <= 3; ++i) {
        inbox.put(reply(1));
        QCoreApplication::processEvents();
        QCOMPARE(receiver.wakeUps, i);
        QCOMPARE(inbox.take().replies.size(), 1U);
    }
}

void TestEdgeInbox::closedInboxDropsReplies()
{
    Receiver receiver;
    EdgeInbox inbox(&receiver);
    QVERIFY(inbox.isOpen());
    inbox.close();
    QVERIFY(!inbox.isOpen());
    inbox.put(reply(1));
    QCoreApplication::processEvents();
    QCOMPARE(receiver.wakeUps, 0);
    QVERIFY(inbox.take().replies.empty());
}

void TestEdgeInbox::closedInboxClosesConnections_data()
{
    QTest::addColumn<bool>("putBefore");
    QTest::newRow("put before") << true;
    QTest::newRow("put after") << false;
}

void TestEdgeInbox::closedInboxClosesConnections()
{
    QFETCH(bool, putBefore);

    Receiver receiver;
    EdgeInbox inbox(&receiver);
    const auto usage = std::make_shared<ResourceUsage>(HttpLimits());
    const int descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    auto place = usage->takePlace(QHostAddress(QHostAddress::LocalHost));
    QCOMPARE(usage->connections(), 1);
    if (!putBefore) {
        inbox.close();
    }
    inbox.put(EdgeInbox::Connection{descriptor, std::move(*place)});
    inbox.close();
    place.reset();
    QCOMPARE(usage->connections(), 0);
    QCOMPARE(::fcntl(descriptor, F_GETFD), -1);
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestEdgeInbox)
#include "tst_edgeinbox.moc"
