// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplesubscriptions.h"
#include "gui/overview/journalfilter.h"
#include "gui/overview/journalmark.h"
#include "gui/overview/journalmodel.h"
#include "mockclock.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestJournalModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirst();
    void keepsTheNewestThousand_data();
    void keepsTheNewestThousand();
    void everyKindHasItsWords();
    void severityShows();
    void timeOfOtherDays();
    void filters_data();
    void filters();

private:
    [[nodiscard]] JournalEntry entry(const QString &message, JournalEntry::Severity severity = {},
                                     const QString &webhookId = u"a"_s) const;

    Test::MockClock m_clock;
};

JournalEntry TestJournalModel::entry(const QString &message, JournalEntry::Severity severity,
                                     const QString &webhookId) const
{
    return {m_clock.now(), JournalEntry::Kind::Gap, severity, webhookId, message, {}};
}

void TestJournalModel::newestFirst()
{
    JournalModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.add({});
    model.add({entry(u"1"_s), entry(u"2"_s)});
    const QPersistentModelIndex second(model.index(0, JournalModel::Message));
    model.add({entry(u"3"_s)});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.entry(0).message, u"3"_s);
    QCOMPARE(model.entry(2).message, u"1"_s);
    QCOMPARE(second.data().toString(), u"2"_s);
    QCOMPARE(second.row(), 1);
    QCOMPARE(reset.count(), 0);
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void TestJournalModel::keepsTheNewestThousand_data()
{
    QTest::addColumn<int>("batch");
    QTest::newRow("one by one") << 1;
    QTest::newRow("in batches") << 300;
    QTest::newRow("all at once") << 1200;
}

void TestJournalModel::keepsTheNewestThousand()
{
    QFETCH(const int, batch);
    constexpr int count = 1200;
    JournalModel model(m_clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int first = 0; first < count; first += batch) {
        QList<JournalEntry> entries;
        for (int i = first; i < first + batch; ++i) {
            entries << entry(QString::number(i));
        }
        model.add(entries);
    }
    QCOMPARE(model.rowCount(), 1000);
    QCOMPARE(model.entry(0).message, u"1199"_s);
    QCOMPARE(model.entry(999).message, u"200"_s);
}

void TestJournalModel::everyKindHasItsWords()
{
    QSet<QString> words;
    constexpr int last = static_cast<int>(JournalEntry::Kind::WebSocketBroken);
    for (int kind = 0; kind <= last; ++kind) {
        words << journalText(static_cast<JournalEntry::Kind>(kind));
        const JournalEntry one{.kind = static_cast<JournalEntry::Kind>(kind)};
        QVERIFY(!journalIcon(one, QPalette()).pixmap(16).isNull());
    }
    QCOMPARE(words.size(), last + 1);
    QCOMPARE(journalText(JournalEntry::Kind::WebSocketBroken), u"Websocket broken"_s);
    QCOMPARE(journalText(JournalEntry::Kind::Lost), u"Lost"_s);
}

void TestJournalModel::severityShows()
{
    JournalModel model(m_clock);
    model.add({entry(u"1"_s, JournalEntry::Severity::Bad), entry(u"2"_s, JournalEntry::Severity::Information)});
    const auto color = [&](int row) {
        return model.index(row, JournalModel::Kind).data(Qt::ForegroundRole);
    };
    QVERIFY(!color(0).isValid());
    QCOMPARE(color(1).value<QColor>(), toneColor(Tone::Bad, QGuiApplication::palette()));
}

void TestJournalModel::timeOfOtherDays()
{
    JournalModel model(m_clock);
    auto old = entry(u"1"_s);
    old.at = old.at.addDays(-3);
    old.advice = u"Do this."_s;
    model.add({old, entry(u"2"_s)});
    const auto time = [&](int row) {
        return model.index(row, JournalModel::Time).data().toString();
    };
    QCOMPARE(time(0).size(), 8);
    QVERIFY2(time(1).startsWith(u"2025-12-29"_s), qPrintable(time(1)));
    QCOMPARE(model.index(1, JournalModel::Message).data().toString(), u"1 Do this."_s);
    QCOMPARE(journalLine(old).count(u'\t'), 4);
    QVERIFY(journalLine(old).endsWith(u"Do this."_s));
}

void TestJournalModel::filters_data()
{
    QTest::addColumn<JournalEntry::Severity>("least");
    QTest::addColumn<QString>("webhookId");
    QTest::addColumn<QStringList>("shown");
    using Severity = JournalEntry::Severity;
    QTest::newRow("everything") << Severity::Information << QString()
                                << QStringList{u"all"_s, u"b-bad"_s, u"b-good"_s, u"a-warning"_s, u"a-info"_s};
    QTest::newRow("warnings") << Severity::Warning << QString() << QStringList{u"all"_s, u"b-bad"_s, u"a-warning"_s};
    QTest::newRow("errors") << Severity::Bad << QString() << QStringList{u"all"_s, u"b-bad"_s};
    QTest::newRow("one subscription, and what is of all")
        << Severity::Information << u"a"_s << QStringList{u"all"_s, u"a-warning"_s, u"a-info"_s};
    QTest::newRow("both") << Severity::Bad << u"a"_s << QStringList{u"all"_s};
}

void TestJournalModel::filters()
{
    QFETCH(const JournalEntry::Severity, least);
    QFETCH(const QString, webhookId);
    using Severity = JournalEntry::Severity;
    JournalModel model(m_clock);
    JournalFilter filter;
    filter.setSourceModel(&model);
    const QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setLeastSeverity(least);
    filter.setWebhookId(webhookId);
    model.add({entry(u"a-info"_s, Severity::Information), entry(u"a-warning"_s, Severity::Warning),
               entry(u"b-good"_s, Severity::Good, u"b"_s), entry(u"b-bad"_s, Severity::Bad, u"b"_s),
               entry(u"all"_s, Severity::Bad, {})});
    QStringList shown;
    for (int row = 0; row < filter.rowCount(); ++row) {
        shown << filter.index(row, JournalModel::Message).data().toString();
    }
    QTEST(shown, "shown");
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestJournalModel)
#include "tst_journalmodel.moc"
