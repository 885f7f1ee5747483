// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampleentries.h"
#include "gui/notifications/notificationcolumn.h"
#include "gui/notifications/notificationmark.h"

#include <Tbs/codec/codec.h>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestLiveEntry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatWasStored();
    void marks();
    void marksDifferWithoutColour();
    void cells();
    void maskedCells();
    void times();
};

void TestLiveEntry::tellsWhatWasStored()
{
    const auto body = Test::notificationBody(u"Subscription/7"_s, u"event-notification"_s, 3,
                                             Test::exampleEncounter(u"9"_s, u"completed"_s));
    auto decoded = readNotification(body);
    QVERIFY(decoded);
    const StoredNotification stored{
        .id = 42,
        .arrived = {.notification = std::make_shared<const Notification>(decoded->value),
                    .webhookId = u"w"_s,
                    .origin = NotificationOrigin::Recovery,
                    .receivedAt = QDateTime::fromMSecsSinceEpoch(5, Qt::UTC)},
        .statuses = {{.subscription = {.id = 2, .key = {u"w"_s, u"s"_s, u"Subscription/7"_s}, .topic = u"t"_s},
                      .epochStarted = true}},
        .newEvents = {{.id = 1, .late = true}},
        .duplicateEvents = 4};
    const auto entry = liveEntry(stored);
    QCOMPARE(entry.kind, LiveEntry::Kind::Notification);
    QCOMPARE(entry.body, body);
    QVERIFY(entry.countRestarted);
    QVERIFY(entry.late);
    const auto &summary = entry.summary;
    QCOMPARE(summary.notification.id, 42);
    QCOMPARE(summary.notification.origin, NotificationOrigin::Recovery);
    QCOMPARE(summary.notification.newEvents, 1);
    QCOMPARE(summary.notification.duplicateEvents, 4);
    QCOMPARE(summary.subscription.subscription, u"Subscription/7"_s);
    QCOMPARE(summary.topic, u"t"_s);
    QCOMPARE(summary.foci, QStringList{u"Encounter/9"_s});
    QCOMPARE(summary.firstEventNumber, EventNumber::fromInteger(3));
    QCOMPARE(summary.bodySize, body.size());
}

void TestLiveEntry::marks()
{
    using Mark = NotificationMark;
    const QList<Mark> expected{Mark::Handshake, Mark::Event,     Mark::Heartbeat, Mark::Duplicate, Mark::Event,
                               Mark::Late,      Mark::Recovered, Mark::Replayed,  Mark::Restarted, Mark::Query,
                               Mark::Gap,       Mark::GapClosed, Mark::Rejected,  Mark::Failed,    Mark::Retrying};
    QList<Mark> found;
    for (const auto &entry : Test::entriesOfAllKinds()) {
        found << markOf(entry);
    }
    QCOMPARE(found, expected);
}

void TestLiveEntry::marksDifferWithoutColour()
{
    QSet<QString> texts;
    QList<QImage> shapes;
    constexpr int count = static_cast<int>(NotificationMark::Failed) + 1;
    for (int i = 0; i < count; ++i) {
        const auto mark = static_cast<NotificationMark>(i);
        texts << markText(mark);
        QVERIFY(!markExplanation(mark).isEmpty());
        const auto shape = markIcon(mark, {}).pixmap(32, 32).toImage().convertToFormat(QImage::Format_Alpha8);
        QVERIFY2(!shapes.contains(shape), qPrintable(markText(mark)));
        shapes << shape;
    }
    QCOMPARE(texts.size(), count);
}

void TestLiveEntry::cells()
{
    const auto entries = Test::entriesOfAllKinds();
    const auto text = [&entries](int row, NotificationColumn column) {
        return cellData(entries.at(row), column, Qt::DisplayRole, nullptr, false).toString();
    };
    QCOMPARE(text(0, NotificationColumn::Kind), u"Handshake"_s);
    QCOMPARE(text(1, NotificationColumn::Focus), u"Encounter/2"_s);
    QCOMPARE(text(1, NotificationColumn::Topic), u"encounter-complete"_s);
    QCOMPARE(text(4, NotificationColumn::Number), u"5–7"_s);
    QVERIFY(text(4, NotificationColumn::Focus).startsWith(u"Encounter/5"_s));
    QCOMPARE(text(10, NotificationColumn::Number), u"12–14"_s);
    QVERIFY(text(12, NotificationColumn::Details).contains(u"byte 17"_s));
    QCOMPARE(text(12, NotificationColumn::Size), QString());
}

void TestLiveEntry::maskedCells()
{
    const auto entry = Test::eventEntry(17);
    for (int column = 0; column < notificationColumnCount; ++column) {
        for (const auto role : {Qt::DisplayRole, Qt::ToolTipRole}) {
            const auto text = cellData(entry, static_cast<NotificationColumn>(column), role, nullptr, true).toString();
            QVERIFY2(!text.contains(u"Encounter/17"_s), qPrintable(text));
        }
    }
}

void TestLiveEntry::times()
{
    const QDateTime time(QDate(2026, 1, 31), QTime(9, 5, 7, 30), Qt::UTC);
    QCOMPARE(timeText(time, QDate(2026, 1, 31)), u"09:05:07.030"_s);
    QCOMPARE(timeText(time, QDate(2026, 2, 1)), u"01-31 09:05:07.030"_s);
    QCOMPARE(timeText(time, QDate(2027, 1, 31)), u"2026-01-31 09:05:07.030"_s);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestLiveEntry)
#include "tst_liveentry.moc"
