// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "examplebackend.h"
#include "exampleentries.h"
#include "gui/history/exportjob.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void formats_data();
    void formats();
    void objectsHaveEverything();
    void csvCells();
    void maskedTellsNobody_data();
    void maskedTellsNobody();
    void exportsInAllFormats_data();
    void exportsInAllFormats();
    void exportsWhatWasChosen();
    void exportsWhatPassesTheFilter();
    void cancelLeavesNothing();
    void cannotBeWritten_data();
    void cannotBeWritten();

private:
    Result<qint64> run(const ExportJob::Options &options);
    static QByteArray read(const QString &path);

    SystemClock m_clock;
    std::unique_ptr<Test::ExampleBackend> m_backend;
    QTemporaryDir m_folder;
};

constexpr int storedCount = 450; // several batches

void TestExport::initTestCase()
{
    m_backend = std::make_unique<Test::ExampleBackend>(m_clock);
    m_backend->start();
    QList<QByteArray> bodies;
    for (int number = 1; number <= storedCount; ++number) {
        bodies << Test::notificationBody(u"Subscription/1"_s, u"event-notification"_s, number,
                                         Test::examplePatient(QString::number(number), u"Chalmers"_s));
    }
    m_backend->receive(u"patients"_s, bodies);
}

Result<qint64> TestExport::run(const ExportJob::Options &options)
{
    ExportJob job(*m_backend->history(), options);
    QSignalSpy spy(&job, &ExportJob::finished);
    job.start();
    while (spy.isEmpty() && spy.wait()) { }
    return spy.isEmpty() ? failure(Error::Kind::Internal, u"not finished"_s) : spy.at(0).at(0).value<Result<qint64>>();
}

QByteArray TestExport::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestExport::formats_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("ndjson") << u"a.ndjson"_s << ExportFormat::Ndjson;
    QTest::newRow("json") << u"a.JSON"_s << ExportFormat::Json;
    QTest::newRow("csv") << u"a.b.csv"_s << ExportFormat::Csv;
    QTest::newRow("none") << u"csv"_s << ExportFormat::Ndjson;
}

void TestExport::formats()
{
    QFETCH(QString, path);
    QTEST(exportFormatOf(path), "format");
}

void TestExport::objectsHaveEverything()
{
    auto entry = Test::eventEntry(7);
    const QByteArray body = "{\n  \"a\" : 1.50,\n  \"b\": \"x \\\" y\"\n}";
    const auto line = exported(ExportFormat::Ndjson, entry.summary, body, false);
    QCOMPARE(line.count('\n'), 1);
    QVERIFY(line.endsWith("\"body\":{\"a\":1.50,\"b\":\"x \\\" y\"}}\n"));
    const auto object = QJsonDocument::fromJson(line).object();
    QCOMPARE(object.value(u"id"_s).toInt(), 7);
    QCOMPARE(object.value(u"type"_s).toString(), u"event-notification"_s);
    QCOMPARE(object.value(u"firstEventNumber"_s).toInt(), 7);
    QVERIFY(object.value(u"eventsSinceSubscriptionStart"_s).isNull());
    QCOMPARE(object.value(u"foci"_s).toArray(), QJsonArray{u"Encounter/7"_s});
}

void TestExport::csvCells()
{
    auto summary = Test::eventEntry(7).summary;
    summary.topic = u"a,\"b\"\nc"_s;
    summary.notification.bundleId = u"=1+2"_s;
    const auto line = exported(ExportFormat::Csv, summary, {}, false);
    QVERIFY2(line.contains(",\"a,\"\"b\"\"\nc\","), line.constData());
    QVERIFY2(line.contains(",'=1+2,"), line.constData());
    QVERIFY(line.endsWith(",Encounter/7\r\n"));
    const auto plain = exported(ExportFormat::Csv, Test::eventEntry(7).summary, {}, false);
    QCOMPARE(plain.count(','), exportBegin(ExportFormat::Csv).count(','));
}

void TestExport::maskedTellsNobody_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::newRow("ndjson") << ExportFormat::Ndjson;
    QTest::newRow("json") << ExportFormat::Json;
    QTest::newRow("csv") << ExportFormat::Csv;
}

void TestExport::maskedTellsNobody()
{
    QFETCH(ExportFormat, format);
    const auto body = Test::notificationBody(u"Subscription/1"_s, u"event-notification"_s, 3,
                                             Test::examplePatient(u"secret"_s, u"Chalmers"_s));
    auto summary = Test::eventEntry(3).summary;
    summary.foci = QStringList{u"Patient/secret"_s};
    QVERIFY(exported(format, summary, body, false).contains("secret"));
    const auto masked = exported(format, summary, body, true);
    QVERIFY2(!masked.contains("secret"), masked.constData());
    QVERIFY2(!masked.contains("Chalmers"), masked.constData());
}

void TestExport::exportsInAllFormats_data()
{
    QTest::addColumn<QString>("name");
    for (const auto &name : {u"all.ndjson"_s, u"all.json"_s, u"all.csv"_s}) {
        QTest::newRow(qPrintable(name)) << name;
    }
}

void TestExport::exportsInAllFormats()
{
    QFETCH(QString, name);
    const auto path = m_folder.filePath(name);
    QCOMPARE(run({.path = path}), Result<qint64>(storedCount));
    const auto text = read(path);
    switch (exportFormatOf(path)) {
    case ExportFormat::Json:
        QCOMPARE(QJsonDocument::fromJson(text).array().size(), storedCount);
        break;
    case ExportFormat::Csv:
        QCOMPARE(text.count("\r\n"), storedCount + 1);
        QVERIFY(text.startsWith("id,receivedAt,"));
        break;
    case ExportFormat::Ndjson:
        const auto lines = text.trimmed().split('\n');
        QCOMPARE(lines.size(), storedCount);
        const auto first = QJsonDocument::fromJson(lines.constFirst()).object();
        QCOMPARE(first.value(u"id"_s).toInt(), storedCount); // the newest first
        QCOMPARE(first.value(u"body"_s).toObject().value(u"resourceType"_s).toString(), u"Bundle"_s);
        break;
    }
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestExport::exportsWhatWasChosen()
{
    const auto path = m_folder.filePath(u"chosen.csv"_s);
    QCOMPARE(run({.path = path, .ids = {7, 3}}), Result<qint64>(2));
    const auto lines = read(path).split('\n');
    QVERIFY(lines.at(1).startsWith("7,"));
    QVERIFY(lines.at(2).startsWith("3,"));
}

void TestExport::exportsWhatPassesTheFilter()
{
    const auto path = m_folder.filePath(u"filtered.csv"_s);
    const HistoryQuery query{.filter = {.focus = u"Patient/9"_s}};
    QCOMPARE(run({.path = path, .query = query}), Result<qint64>(1));
    const HistoryQuery none{.filter = {.focus = u"Patient/none"_s}};
    QCOMPARE(run({.path = path, .query = none}), Result<qint64>(0));
    QCOMPARE(read(path), exportBegin(ExportFormat::Csv));
}

void TestExport::cancelLeavesNothing()
{
    const auto path = m_folder.filePath(u"cancelled.json"_s);
    ExportJob job(*m_backend->history(), {.path = path});
    QSignalSpy finished(&job, &ExportJob::finished);
    connect(&job, &ExportJob::progressed, &job, &ExportJob::cancel);
    job.start();
    QTRY_COMPARE(finished.count(), 1);
    QVERIFY(!finished.at(0).at(0).value<Result<qint64>>());
    QVERIFY(!QFile::exists(path));
    job.cancel();
    QCOMPARE(finished.count(), 1);
}

void TestExport::cannotBeWritten_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("missing folder") << m_folder.filePath(u"missing/a.json"_s);
    QTest::newRow("folder") << m_folder.path();
}

void TestExport::cannotBeWritten()
{
    QFETCH(QString, path);
    const auto result = run({.path = path});
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::ActionRequired);
    QVERIFY(result.error().message.contains(path));
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestExport)
#include "tst_export.moc"
