// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "gui/detail/jsondifference.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestJsonDifference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differences_data();
    void differences();
};

void TestJsonDifference::differences_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QStringList>("expected"); // + added, - removed, ~ changed

    QTest::newRow("same") << QByteArray(R"({"a":[1,{"b":2}]})") << QByteArray(R"({"a":[1,{"b":2}]})") << QStringList();
    QTest::newRow("order of names") << QByteArray(R"({"a":1,"b":2})") << QByteArray(R"({"b":2,"a":1})")
                                    << QStringList();
    QTest::newRow("changed") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":2})") << QStringList{u"~a"_s};
    QTest::newRow("another type") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":{"b":1}})") << QStringList{u"~a"_s};
    QTest::newRow("null is a value") << QByteArray(R"({"a":null})") << QByteArray("{}") << QStringList{u"-a"_s};
    QTest::newRow("added") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1,"b":{"c":1}})") << QStringList{u"+b"_s};
    QTest::newRow("removed") << QByteArray(R"({"a":1,"b":1})") << QByteArray(R"({"a":1})") << QStringList{u"-b"_s};
    QTest::newRow("deep") << QByteArray(R"({"name":[{"family":"A","given":["x","y"]}]})")
                          << QByteArray(R"({"name":[{"family":"B","given":["x"]},{}]})")
                          << QStringList{u"~name[0].family"_s, u"-name[0].given[1]"_s, u"+name[1]"_s};
}

void TestJsonDifference::differences()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QStringList, expected);
    QStringList found;
    for (const auto &difference :
         jsonDifferences(QJsonDocument::fromJson(before).object(), QJsonDocument::fromJson(after).object())) {
        const auto sign = difference.kind == JsonDifference::Kind::Added ? u'+'
            : difference.kind == JsonDifference::Kind::Removed           ? u'-'
                                                                         : u'~';
        QCOMPARE(difference.before.isUndefined(), sign == u'+');
        QCOMPARE(difference.after.isUndefined(), sign == u'-');
        found << sign + difference.path;
    }
    QCOMPARE(found, expected);
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestJsonDifference)
#include "tst_jsondifference.moc"
