// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiving.h"
#include "servernotifications.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

using Test::Receiving;

/// How real servers count, through the receiver: every event is handled once, and no loss is told that was none.
class TestServerCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void hapiNumbersTwoAlike_data() { kinds(); }
    void hapiNumbersTwoAlike();
    void hapiRestarts_data() { kinds(); }
    void hapiRestarts();
    void heliosCountsAnewAfterAChange_data() { kinds(); }
    void heliosCountsAnewAfterAChange();

private:
    static void kinds();
    std::unique_ptr<Receiving> receiving() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestServerCounts::kinds()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("direct") << static_cast<int>(Receiving::Kind::Direct);
    QTest::newRow("memory") << static_cast<int>(Receiving::Kind::Memory);
    QTest::newRow("sqlite") << static_cast<int>(Receiving::Kind::Sqlite);
}

std::unique_ptr<Receiving> TestServerCounts::receiving() const
{
    const auto kind = *static_cast<int *>(QTest::qData("kind", qMetaTypeId<int>()));
    return std::make_unique<Receiving>(static_cast<Receiving::Kind>(kind), m_folder->filePath(u"store.sqlite"_s),
                                       CounterMode::Resetting);
}

void TestServerCounts::hapiNumbersTwoAlike()
{
    const auto r = receiving();
    for (const auto &[number, patient] :
         QList<std::pair<int, QString>>{{1, u"a"_s}, {3, u"b"_s}, {3, u"c"_s}, {4, u"d"_s}}) {
        QCOMPARE(r->receive(hapiNotification(number, patient))->newEvents, 1);
        QCOMPARE(r->receive(hapiNotification(number, patient))->duplicateEvents,
                 1); // the answer was lost: the same once more
    }
    QCOMPARE(r->receive(hapiNotification(3, u"b"_s))->duplicateEvents, 1);
    QCOMPARE(r->receive(hapiNotification(3, u"c"_s))->duplicateEvents, 1);
    QTRY_COMPARE(r->handled, QStringList({u"Patient/a"_s, u"Patient/b"_s, u"Patient/c"_s, u"Patient/d"_s}));
    QCOMPARE(r->record().sequence.epoch, quint64(1));

    QCOMPARE(r->receive(hapiNotification(6, u"f"_s))->newEvents, 1);
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList(u"5"_s)); // that is a real one
}

void TestServerCounts::hapiRestarts()
{
    const auto r = receiving();
    QStringList expected;
    int patient = 0;
    for (int run = 0; run < 5; ++run) {
        for (const int number : {1, 2, 3}) {
            const auto id = QString::number(++patient);
            QCOMPARE(r->receive(hapiNotification(number, id))->newEvents, 1);
            QCOMPARE(r->receive(hapiNotification(number, id))->duplicateEvents, 1);
            expected << u"Patient/"_s + id;
        }
    }
    QTRY_COMPARE(r->handled, expected);
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList());
    QCOMPARE(r->record().sequence.epoch, quint64(5));
}

void TestServerCounts::heliosCountsAnewAfterAChange()
{
    const auto r = receiving();
    QVERIFY(r->receive(heliosNotification(u"handshake"_s, 0, 1)));
    QCOMPARE(r->receive(heliosNotification(u"event-notification"_s, 1, 2, u"a"_s))->newEvents, 1);
    QCOMPARE(r->receive(heliosNotification(u"event-notification"_s, 2, 3, u"b"_s))->newEvents, 1);
    QVERIFY(r->receive(heliosNotification(u"handshake"_s, 0, 5)));
    QCOMPARE(r->record().sequence.epoch, quint64(2));
    const auto delayed = heliosNotification(u"event-notification"_s, 3, 4, u"c"_s); // repeated until we answered
    QCOMPARE(r->receive(delayed)->newEvents, 1);
    QCOMPARE(r->receive(delayed)->duplicateEvents, 1);
    QCOMPARE(r->receive(heliosNotification(u"event-notification"_s, 1, 6, u"d"_s))->newEvents, 1);
    QVERIFY(r->receive(heliosNotification(u"query-status"_s, 1, 7), NotificationOrigin::Recovery));
    QCOMPARE(r->receive(heliosNotification(u"event-notification"_s, 1, 8, u"e"_s))->newEvents,
             1); // the server restarted
    QCOMPARE(r->receive(heliosNotification(u"event-notification"_s, 2, 9, u"f"_s))->newEvents, 1);
    QCOMPARE(r->receive(heliosNotification(u"event-notification"_s, 2, 9, u"f"_s))->duplicateEvents, 1);
    QTRY_COMPARE(
        r->handled,
        QStringList({u"Patient/a"_s, u"Patient/b"_s, u"Patient/c"_s, u"Patient/d"_s, u"Patient/e"_s, u"Patient/f"_s}));
    r->clock.advance(5s);
    QCOMPARE(r->gaps, QStringList());
    QCOMPARE(r->record().sequence.epoch, quint64(3));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestServerCounts)
#include "tst_servercounts.moc"
