// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/support/constanttime.h>

#include <QtTest>

namespace Tbs {

class TestConstantTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equality_data();
    void equality();
};

void TestConstantTime::equality_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<bool>("equal");

    QTest::newRow("same") << QByteArray("secret") << QByteArray("secret") << true;
    QTest::newRow("last differs") << QByteArray("secres") << QByteArray("secret") << false;
    QTest::newRow("prefix") << QByteArray("secre") << QByteArray("secret") << false;
    QTest::newRow("repeated") << QByteArray("secretsecret") << QByteArray("secret") << false;
    QTest::newRow("empty given") << QByteArray() << QByteArray("secret") << false;
    QTest::newRow("empty expected") << QByteArray("x") << QByteArray() << false;
    QTest::newRow("both empty") << QByteArray() << QByteArray() << true;
}

void TestConstantTime::equality()
{
    QFETCH(QByteArray, given);
    QFETCH(QByteArray, expected);
    QTEST(equalInConstantTime(given, expected), "equal");
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestConstantTime)
#include "tst_constanttime.moc"
