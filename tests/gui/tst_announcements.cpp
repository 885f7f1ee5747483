// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/tray/announcements.h"
#include "mockclock.h"

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

using Kind = JournalEntry::Kind;
using Severity = JournalEntry::Severity;

class TestAnnouncements : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void worthTelling_data();
    void worthTelling();
    void one();
    void severalBecomeOne();
    void manyAreCounted();
    void theSameIsToldOnce();
    void whatMendedItselfIsNotTold_data();
    void whatMendedItselfIsNotTold();
    void laterOnesAreToldAnew();
    void muted();

private:
    [[nodiscard]] static JournalEntry entry(Kind kind, Severity severity, const QString &webhookId = u"a"_s);
    [[nodiscard]] QString title(int message) const { return m_spy->at(message).at(0).toString(); }
    [[nodiscard]] QString text(int message) const { return m_spy->at(message).at(1).toString(); }
    [[nodiscard]] Tone tone(int message) const { return m_spy->at(message).at(2).value<Tone>(); }

    std::unique_ptr<Test::MockClock> m_clock;
    std::unique_ptr<Announcements> m_announcements;
    std::unique_ptr<QSignalSpy> m_spy;
};

void TestAnnouncements::init()
{
    m_spy.reset();
    m_announcements.reset();
    m_clock = std::make_unique<Test::MockClock>();
    m_announcements = std::make_unique<Announcements>(*m_clock);
    m_spy = std::make_unique<QSignalSpy>(m_announcements.get(), &Announcements::announced);
}

JournalEntry TestAnnouncements::entry(Kind kind, Severity severity, const QString &webhookId)
{
    return {{}, kind, severity, webhookId, u"It happened."_s, u"Do this."_s};
}

void TestAnnouncements::worthTelling_data()
{
    QTest::addColumn<JournalEntry>("entry");
    QTest::addColumn<bool>("isTold");
    QTest::newRow("failed") << entry(Kind::Failed, Severity::Bad) << true;
    QTest::newRow("server unknown") << entry(Kind::ServerUnknown, Severity::Bad, {}) << true;
    QTest::newRow("gap") << entry(Kind::Gap, Severity::Warning) << true;
    QTest::newRow("heartbeat late") << entry(Kind::HeartbeatLate, Severity::Warning) << true;
    QTest::newRow("websocket broken") << entry(Kind::WebSocketBroken, Severity::Warning) << true;
    QTest::newRow("anything bad") << entry(Kind::Altered, Severity::Bad) << true;
    QTest::newRow("known problem") << entry(Kind::ProblemKnown, Severity::Warning) << false;
    QTest::newRow("altered") << entry(Kind::Altered, Severity::Warning) << false;
    QTest::newRow("gap, as information") << entry(Kind::Gap, Severity::Information) << false;
    QTest::newRow("gap closed") << entry(Kind::GapClosed, Severity::Good) << false;
    QTest::newRow("requested") << entry(Kind::Requested, Severity::Information) << false;
}

void TestAnnouncements::worthTelling()
{
    QFETCH(const JournalEntry, entry);
    QFETCH(const bool, isTold);
    m_announcements->note({entry});
    m_clock->advance(std::chrono::seconds(11));
    QCOMPARE(m_spy->count(), isTold ? 1 : 0);
}

void TestAnnouncements::one()
{
    m_announcements->note({entry(Kind::Gap, Severity::Warning, u"patients"_s)});
    m_clock->advance(std::chrono::seconds(9));
    QCOMPARE(m_spy->count(), 0);
    m_clock->advance(std::chrono::seconds(1));
    QCOMPARE(m_spy->count(), 1);
    QCOMPARE(title(0), u"patients: Gap"_s);
    QCOMPARE(text(0), u"It happened.\nDo this."_s);
    QCOMPARE(tone(0), Tone::Warning);
    m_clock->advance(std::chrono::minutes(1));
    QCOMPARE(m_spy->count(), 1);
}

void TestAnnouncements::severalBecomeOne()
{
    m_announcements->note({entry(Kind::Gap, Severity::Warning)});
    m_clock->advance(std::chrono::seconds(5));
    m_announcements->note({entry(Kind::Failed, Severity::Bad, u"b"_s), entry(Kind::ServerUnknown, Severity::Bad, {})});
    m_clock->advance(std::chrono::seconds(5));
    QCOMPARE(m_spy->count(), 1);
    QVERIFY2(title(0).contains(u'3'), qPrintable(title(0)));
    QCOMPARE(text(0), u"a: Gap\nb: Failed\nServer unknown"_s);
    QCOMPARE(tone(0), Tone::Bad);
}

void TestAnnouncements::manyAreCounted()
{
    QList<JournalEntry> entries;
    for (int i = 0; i < 30; ++i) {
        entries << entry(Kind::HeartbeatLate, Severity::Warning, QString::number(i));
    }
    m_announcements->note(entries);
    m_clock->advance(std::chrono::seconds(10));
    QCOMPARE(m_spy->count(), 1);
    QVERIFY(title(0).contains(u"30"_s));
    QCOMPARE(text(0).count(u'\n'), 4);
    QVERIFY2(text(0).contains(u"26"_s), qPrintable(text(0)));
    QCOMPARE(tone(0), Tone::Warning);
}

void TestAnnouncements::theSameIsToldOnce()
{
    auto later = entry(Kind::Gap, Severity::Warning);
    later.message = u"More is missing."_s;
    m_announcements->note({entry(Kind::Gap, Severity::Warning), later});
    m_clock->advance(std::chrono::seconds(10));
    QCOMPARE(title(0), u"a: Gap"_s);
    QVERIFY(text(0).startsWith(u"More is missing."_s));
}

void TestAnnouncements::whatMendedItselfIsNotTold_data()
{
    QTest::addColumn<JournalEntry>("mended");
    QTest::addColumn<int>("count");
    QTest::newRow("closed") << entry(Kind::GapClosed, Severity::Good) << 0;
    QTest::newRow("that of another one") << entry(Kind::GapClosed, Severity::Good, u"b"_s) << 1;
    QTest::newRow("something else") << entry(Kind::HeartbeatBack, Severity::Good) << 1;
}

void TestAnnouncements::whatMendedItselfIsNotTold()
{
    QFETCH(const JournalEntry, mended);
    m_announcements->note({entry(Kind::Gap, Severity::Warning)});
    m_clock->advance(std::chrono::seconds(3));
    m_announcements->note({mended});
    m_clock->advance(std::chrono::seconds(30));
    QTEST(static_cast<int>(m_spy->count()), "count");
}

void TestAnnouncements::laterOnesAreToldAnew()
{
    m_announcements->note({entry(Kind::Gap, Severity::Warning)});
    m_clock->advance(std::chrono::seconds(12));
    m_announcements->note({entry(Kind::Gap, Severity::Warning)});
    m_clock->advance(std::chrono::seconds(10));
    QCOMPARE(m_spy->count(), 2);
}

void TestAnnouncements::muted()
{
    m_announcements->note({entry(Kind::Gap, Severity::Warning)});
    m_announcements->setMuted(true);
    m_announcements->note({entry(Kind::Failed, Severity::Bad)});
    m_clock->advance(std::chrono::seconds(30));
    m_announcements->setMuted(false);
    m_clock->advance(std::chrono::seconds(30));
    QCOMPARE(m_spy->count(), 0);
    m_announcements->note({entry(Kind::Failed, Severity::Bad)});
    m_clock->advance(std::chrono::seconds(10));
    QCOMPARE(m_spy->count(), 1);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestAnnouncements)
#include "tst_announcements.moc"
