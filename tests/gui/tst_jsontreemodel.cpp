// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampleentries.h"
#include "gui/detail/jsontreemodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

class TestJsonTreeModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isAModel();
    void showsValues();
    void paths();
    void empty();

private:
    static QModelIndex find(const JsonTreeModel &model, const QString &path, const QModelIndex &parent = {});
};

QModelIndex TestJsonTreeModel::find(const JsonTreeModel &model, const QString &path, const QModelIndex &parent)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const auto index = model.index(row, 0, parent);
        if (model.path(index) == path) {
            return index;
        }
        if (const auto below = find(model, path, index); below.isValid()) {
            return below;
        }
    }
    return {};
}

void TestJsonTreeModel::isAModel()
{
    JsonTreeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto body = Test::notificationBody(u"Subscription/1"_s, u"event-notification"_s, 1,
                                             Test::examplePatient(u"1"_s, u"Chalmers"_s));
    model.setObject(QJsonDocument::fromJson(body).object());
    QVERIFY(find(model, u"entry[1].resource.name[0].given[0]"_s).isValid());
    model.setObject({});
    QCOMPARE(model.rowCount(), 0);
}

void TestJsonTreeModel::showsValues()
{
    JsonTreeModel model;
    model.setObject({{u"active"_s, true},
                     {u"resourceType"_s, u"Patient"_s},
                     {u"count"_s, 3},
                     {u"nothing"_s, QJsonValue::Null},
                     {u"text"_s, u"a \"b\""_s},
                     {u"subject"_s, QJsonObject{{u"reference"_s, u"Patient/1"_s}}},
                     {u"list"_s, QJsonArray{1, 2}}});
    const auto value = [&model](const QString &path) {
        const auto index = find(model, path);
        return index.siblingAtColumn(JsonTreeModel::Value).data().toString();
    };
    QCOMPARE(model.index(0, 0).data().toString(), u"resourceType"_s);
    QCOMPARE(value(u"active"_s), u"true"_s);
    QCOMPARE(value(u"count"_s), u"3"_s);
    QCOMPARE(value(u"nothing"_s), u"null"_s);
    QCOMPARE(value(u"text"_s), u"a \"b\""_s);
    QCOMPARE(value(u"subject"_s), u"Patient/1"_s);
    QCOMPARE(value(u"list"_s), u"[2]"_s);
    QCOMPARE(model.json(find(model, u"list[1]"_s)), u"2"_s);
}

void TestJsonTreeModel::paths()
{
    JsonTreeModel model;
    model.setObject({{u"a"_s, QJsonArray{QJsonArray{QJsonObject{{u"b"_s, 1}}}}}});
    QVERIFY(find(model, u"a[0][0].b"_s).isValid());
    QCOMPARE(model.path({}), QString());
}

void TestJsonTreeModel::empty()
{
    const JsonTreeModel model;
    QVERIFY(!model.hasChildren());
    QVERIFY(!model.index(0, 0).isValid());
}

} // namespace Tbs::Gui

QTEST_MAIN(Tbs::Gui::TestJsonTreeModel)
#include "tst_jsontreemodel.moc"
