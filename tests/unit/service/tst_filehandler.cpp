// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "sampleevent.h"

#include <Tbs/service/filehandler.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Test;

namespace {

QByteArrayList linesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return {};
    }
    auto lines = file.readAll().split('\n');
    if (lines.takeLast() != QByteArray()) {
        qFatal("the last line has no end");
    }
    return lines;
}

} // namespace

class tst_FileHandler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void appendsLines_data();
    void appendsLines();
    void fileIsPrivate();
    void keepsWhatIsThere();
    void survivesRotation();
    void failsWithoutFolder();
    void failsOnAFullDisk();
};

void tst_FileHandler::appendsLines_data()
{
    QTest::addColumn<bool>("synchronize");
    QTest::newRow("lazy") << false;
    QTest::newRow("synchronized") << true;
}

void tst_FileHandler::appendsLines()
{
    QFETCH(const bool, synchronize);
    QTemporaryDir folder;
    const auto path = folder.filePath(u"events"_s);
    const FileHandler handler({.path = path, .synchronize = synchronize});
    for (int i = 1; i <= 3; ++i) {
        QVERIFY(handler(sampleEvent(i)));
    }
    const auto lines = linesOf(path);
    QCOMPARE(lines.size(), 3);
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(QJsonDocument::fromJson(lines.at(i)).object(), sampleEvent(i + 1).toJson());
    }
}

void tst_FileHandler::fileIsPrivate()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"events"_s);
    QVERIFY(FileHandler({.path = path})(sampleEvent(1)));
    QCOMPARE(QFileInfo(path).permissions()
                 & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther),
             QFile::Permissions());
}

void tst_FileHandler::keepsWhatIsThere()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"events"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("before\n");
    file.close();
    QVERIFY(FileHandler({.path = path})(sampleEvent(1)));
    QCOMPARE(linesOf(path).size(), 2);
    QCOMPARE(linesOf(path).constFirst(), QByteArray("before"));
}

void tst_FileHandler::survivesRotation()
{
    QTemporaryDir folder;
    const auto path = folder.filePath(u"events"_s);
    const FileHandler handler({.path = path});
    QVERIFY(handler(sampleEvent(1)));
    QVERIFY(QFile::rename(path, path + u".1"_s));
    QVERIFY(handler(sampleEvent(2)));
    QCOMPARE(linesOf(path).size(), 1);
    QCOMPARE(linesOf(path + u".1"_s).size(), 1);
}

void tst_FileHandler::failsWithoutFolder()
{
    const auto result = FileHandler({.path = u"/nowhere/at/all"_s})(sampleEvent(1));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::ActionRequired);
    QVERIFY(result.error().message.contains(u"/nowhere/at/all"_s));
}

void tst_FileHandler::failsOnAFullDisk()
{
    if (!QFile::exists(u"/dev/full"_s)) {
        QSKIP("/dev/full is not here");
    }
    const auto result = FileHandler({.path = u"/dev/full"_s})(sampleEvent(1));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, Error::Kind::Retry);
}

QTEST_GUILESS_MAIN(tst_FileHandler)
#include "tst_filehandler.moc"
