// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/fhir/eventnumber.h>

#include <QtTest>

#include <limits>

namespace Tbs {

class TestEventNumber : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parses_data();
    void parses();
    void integers();
};

void TestEventNumber::parses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<quint64>("value");

    const auto row = [](const char *text, bool valid, quint64 value = 0) {
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text) << valid << value;
    };
    row("0", true, 0);
    row("21", true, 21);
    row("0007", true, 7);
    row("9007199254740993", true, 9007199254740993U);
    row("9223372036854775807", true, 9223372036854775807U);
    row("9223372036854775808", false);
    row("99999999999999999999999999", false);
    row("-1", false);
    row("+1", false);
    row("1.0", false);
    row("1e3", false);
    row(" 1", false);
    row("", false);
    row("0x10", false);
}

void TestEventNumber::parses()
{
    QFETCH(QString, text);
    QFETCH(bool, valid);
    QFETCH(quint64, value);
    const auto fromText = EventNumber::fromString(text);
    const auto fromBytes = EventNumber::fromString(QByteArrayView(text.toLatin1()));
    QCOMPARE(fromText.has_value(), valid);
    QCOMPARE(fromBytes, fromText);
    if (valid) {
        QCOMPARE(fromText->value(), value);
    }
}

void TestEventNumber::integers()
{
    QVERIFY(!EventNumber::fromInteger(-1));
    QCOMPARE(EventNumber::fromInteger(std::numeric_limits<qint64>::max())->toString(),
             QStringLiteral("9223372036854775807"));
    QVERIFY(*EventNumber::fromInteger(2) < *EventNumber::fromInteger(10));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestEventNumber)
#include "tst_eventnumber.moc"
