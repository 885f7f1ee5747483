// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/application/singleinstance.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestSingleInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void secondCallsTheFirst();
    void nextMayFollow();
    void leftOversAreNoObstacle();

private:
    QTemporaryDir m_folder;
};

void TestSingleInstance::initTestCase()
{
    QVERIFY(qputenv("XDG_RUNTIME_DIR", m_folder.path().toUtf8()));
}

void TestSingleInstance::secondCallsTheFirst()
{
    SingleInstance first(u"a"_s);
    QVERIFY(first.claim());
    QSignalSpy spy(&first, &SingleInstance::activated);
    SingleInstance second(u"a"_s);
    QVERIFY(!second.claim());
    QTRY_COMPARE(spy.count(), 1);
    SingleInstance other(u"b"_s);
    QVERIFY(other.claim());
}

void TestSingleInstance::nextMayFollow()
{
    {
        SingleInstance first(u"a"_s);
        QVERIFY(first.claim());
    }
    SingleInstance next(u"a"_s);
    QVERIFY(next.claim());
}

void TestSingleInstance::leftOversAreNoObstacle()
{
    QFile file(m_folder.filePath(u"a.socket"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    SingleInstance next(u"a"_s);
    QVERIFY(next.claim());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestSingleInstance)
#include "tst_singleinstance.moc"
