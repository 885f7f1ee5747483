// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiving.h"
#include "servernotifications.h"

#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

/// How real servers count, through the receiver: every event is handled once, and no loss is told that was none.
class TestServerCounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void hapiNumbersTwoAlike_data() { Receiving::kinds(); }
    void hapiNumbersTwoAlike();
    void hapiRestarts_data() { Receiving::kinds(); }
    void hapiRestarts();
    void heliosCountsAnewAfterAChange_data() { Receiving::kinds(); }
    void heliosCountsAnewAfterAChange();

private:
    std::unique_ptr<Receiving> receiving() const
    {
        return Receiving::ofCurrentKind(m_folder->filePath(u"store.sqlite"_s), CounterMode::Resetting);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

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
