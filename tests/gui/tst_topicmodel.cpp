// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "exampletopics.h"
#include "gui/lists/wordsearchmodel.h"
#include "gui/topics/topicmodel.h"
#include "gui/topics/topictext.h"

#include <QAbstractItemModelTester>
#include <QIcon>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTextDocument>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace Tbs::Gui;
using namespace Tbs::Test;

class tst_TopicModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells();
    void invalidIndexes();
    void rowsStay();
    void anyListAfterAnyOther_data();
    void anyListAfterAnyOther();
    void subscriptions_data();
    void subscriptions();
    void titles_data();
    void titles();
    void search_data();
    void search();
    void sorting();
    void text();
    void textOfLittle();
    void textOfServersIsNoHtml();
};

namespace {

DiscoveredTopic topic(const QString &url, const QString &version = {})
{
    DiscoveredTopic made;
    made.topic.url = url;
    made.topic.version = version;
    return made;
}

QStringList urls(const QAbstractItemModel &model)
{
    QStringList found;
    for (int row = 0; row < model.rowCount(); ++row) {
        found.append(model.index(row, TopicModel::Url).data().toString().section(u'/', -1)
                     + model.index(row, TopicModel::Version).data().toString());
    }
    return found;
}

QString plain(const QString &html)
{
    QTextDocument document;
    document.setHtml(html);
    return document.toPlainText();
}

} // namespace

void tst_TopicModel::cells()
{
    TopicModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTopics({encounterTopic()});
    const auto cell = [&model](int column, int role = Qt::DisplayRole) {
        return model.index(0, column).data(role);
    };
    QCOMPARE(cell(TopicModel::Title).toString(), u"example"_s);
    QCOMPARE(cell(TopicModel::Resources).toString(), u"Encounter"_s);
    QCOMPARE(cell(TopicModel::Status).toString(), u"draft"_s);
    QVERIFY(!cell(TopicModel::Status, Qt::DecorationRole).value<QIcon>().isNull());
    QCOMPARE(cell(TopicModel::Version).toString(), u"1.0.0-beta.1"_s);
    QCOMPARE(cell(TopicModel::Sources).toString(), u"SubscriptionTopic"_s);
    QCOMPARE(cell(TopicModel::Url).toString(), encounterTopic().topic.url);
    QCOMPARE(cell(TopicModel::Subscriptions).toString(), QString());
    for (int column = 0; column < TopicModel::ColumnCount; ++column) {
        QVERIFY(!model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString().isEmpty());
    }
}

void tst_TopicModel::invalidIndexes()
{
    TopicModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTopics({encounterTopic()});
    QVERIFY(!model.index(1, 0).isValid());
    QVERIFY(!model.index(0, TopicModel::ColumnCount).isValid());
    QVERIFY(!model.data({}, Qt::DisplayRole).isValid());
    QVERIFY(!model.headerData(TopicModel::ColumnCount, Qt::Horizontal, Qt::DisplayRole).isValid());
    QVERIFY(!model.headerData(0, Qt::Vertical, Qt::DisplayRole).isValid());
    QCOMPARE(model.rowCount(model.index(0, 0)), 0);
}

void tst_TopicModel::rowsStay()
{
    TopicModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTopics(exampleTopics().topics);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex kept(model.index(2, 0));
    const auto url = kept.sibling(kept.row(), TopicModel::Url).data().toString();
    auto topics = exampleTopics().topics;
    topics.removeFirst();
    topics.append(topic(u"http://a.example.org/first"_s));
    model.setTopics(topics);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.sibling(kept.row(), TopicModel::Url).data().toString(), url);
    // What changed is told of the row.
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    for (auto &one : topics) {
        one.topic.title += u'!';
    }
    model.setTopics(topics);
    QVERIFY(!changes.isEmpty());
    QVERIFY(kept.data().toString().endsWith(u'!'));
    QVERIFY(resets.isEmpty());
}

void tst_TopicModel::anyListAfterAnyOther_data()
{
    QTest::addColumn<QStringList>("before");
    QTest::addColumn<QStringList>("after");
    QTest::newRow("same") << QStringList{u"a"_s, u"b"_s} << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("all new") << QStringList() << QStringList{u"a"_s, u"b"_s};
    QTest::newRow("all gone") << QStringList{u"a"_s, u"b"_s} << QStringList();
    QTest::newRow("others") << QStringList{u"a"_s, u"c"_s} << QStringList{u"b"_s, u"d"_s};
    QTest::newRow("before and after") << QStringList{u"b"_s, u"c"_s} << QStringList{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QTest::newRow("first and last gone") << QStringList{u"a"_s, u"b"_s, u"c"_s} << QStringList{u"b"_s};
    QTest::newRow("not in order") << QStringList{u"c"_s, u"a"_s} << QStringList{u"d"_s, u"c"_s, u"a"_s};
    QTest::newRow("versions") << QStringList{u"a|1"_s, u"a|2"_s} << QStringList{u"a|2"_s, u"a|3"_s};
}

void tst_TopicModel::anyListAfterAnyOther()
{
    QFETCH(const QStringList, before);
    QFETCH(QStringList, after);
    const auto topics = [](const QStringList &names) {
        QList<DiscoveredTopic> made;
        for (const auto &name : names) {
            made.append(topic(u"http://example.org/"_s + name.section(u'|', 0, 0), name.section(u'|', 1)));
        }
        return made;
    };
    TopicModel model;
    const QAbstractItemModelTester tester(&model);
    model.setTopics(topics(before));
    model.setTopics(topics(after));
    after.sort();
    QCOMPARE(urls(model), after.replaceInStrings(u"|"_s, QString()));
}

void tst_TopicModel::subscriptions_data()
{
    QTest::addColumn<QStringList>("named");
    QTest::addColumn<QString>("count");
    const auto url = encounterTopic().topic.url;
    QTest::newRow("none") << QStringList() << QString();
    QTest::newRow("one") << QStringList{url} << u"1"_s;
    QTest::newRow("two") << QStringList{url, url} << u"2"_s;
    QTest::newRow("by version") << QStringList{url + u"|1.0.0-beta.1"_s} << u"1"_s;
    QTest::newRow("another version") << QStringList{url + u"|2"_s} << QString();
    QTest::newRow("others") << QStringList{url + u"s"_s, QString()} << QString();
}

void tst_TopicModel::subscriptions()
{
    QFETCH(const QStringList, named);
    QFETCH(const QString, count);
    TopicModel model;
    const QAbstractItemModelTester tester(&model);
    model.setSubscriptions(named); // also before there are topics
    model.setTopics({encounterTopic()});
    QCOMPARE(model.index(0, TopicModel::Subscriptions).data().toString(), count);
    const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setSubscriptions({});
    QCOMPARE(changes.size(), 1);
    QCOMPARE(model.index(0, TopicModel::Subscriptions).data().toString(), QString());
}

void tst_TopicModel::titles_data()
{
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("shown");
    QTest::newRow("title") << u"Admissions"_s << u"http://example.org/a"_s << u"Admissions"_s;
    QTest::newRow("last part") << QString() << u"http://example.org/topic/a"_s << u"a"_s;
    QTest::newRow("slash at the end") << QString() << u"http://example.org/topic/a/"_s << u"a"_s;
    QTest::newRow("urn") << QString() << u"urn:uuid:1"_s << u"urn:uuid:1"_s;
    QTest::newRow("nothing") << QString() << QString() << QString();
}

void tst_TopicModel::titles()
{
    QFETCH(const QString, title);
    QFETCH(const QString, url);
    QFETCH(const QString, shown);
    SubscriptionTopic topic;
    topic.title = title;
    topic.url = url;
    QCOMPARE(topicTitle(topic), shown);
}

void tst_TopicModel::search_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("found");
    const auto admission = u"admission"_s;
    const auto example = u"example1.0.0-beta.1"_s;
    const auto complete = u"encounter-complete1.0.0"_s;
    const auto byUrl = u"lab-result"_s;
    const auto patient = u"patient1.0.0"_s;
    const QStringList all{admission, example, complete, byUrl, patient};
    QTest::newRow("nothing") << QString() << all;
    QTest::newRow("blanks") << u"   "_s << all;
    QTest::newRow("title") << u"PATIENTS"_s << QStringList{patient};
    QTest::newRow("title or description") << u"encounter COMPLETE"_s << QStringList{example, complete};
    QTest::newRow("url") << u"lab-res"_s << QStringList{byUrl};
    QTest::newRow("description") << u"admission topic"_s << QStringList{admission};
    QTest::newRow("resource") << u"encounter"_s << QStringList{admission, example, complete};
    QTest::newRow("filter parameter") << u"account"_s << QStringList{example};
    QTest::newRow("words in any order") << u"length example.org/fhir/r5"_s << QStringList{example};
    QTest::newRow("one word missing") << u"admission nothing"_s << QStringList();
    QTest::newRow("no expression") << u".*"_s << QStringList();
}

void tst_TopicModel::search()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, found);
    TopicModel model;
    WordSearchModel searchModel(TopicModel::SearchRole, TopicModel::SortRole);
    searchModel.setSourceModel(&model);
    const QAbstractItemModelTester tester(&searchModel);
    searchModel.setSearch(text); // also before there are topics
    model.setTopics(exampleTopics().topics);
    QCOMPARE(urls(searchModel), found);
    searchModel.setSearch({});
    QCOMPARE(searchModel.rowCount(), 5);
}

void tst_TopicModel::sorting()
{
    TopicModel model;
    WordSearchModel searchModel(TopicModel::SearchRole, TopicModel::SortRole);
    searchModel.setSourceModel(&model);
    model.setTopics(exampleTopics().topics);
    model.setSubscriptions({admissionTopic().topic.url, hapiTopic().topic.url, hapiTopic().topic.url});
    searchModel.sort(TopicModel::Title);
    QCOMPARE(searchModel.index(0, TopicModel::Title).data().toString(), u"admission"_s);
    QCOMPARE(searchModel.index(1, TopicModel::Title).data().toString(), u"Encounter complete"_s); // not by case
    searchModel.sort(TopicModel::Subscriptions, Qt::DescendingOrder);
    QCOMPARE(searchModel.index(0, TopicModel::Subscriptions).data().toString(), u"2"_s);
    QCOMPARE(searchModel.index(1, TopicModel::Subscriptions).data().toString(), u"1"_s);
}

void tst_TopicModel::text()
{
    auto topic = encounterTopic();
    topic.topic.notificationShape[0].revInclude = {u"Provenance:target"_s};
    topic.topic.canFilterBy[0].filterDefinition = u"http://example.org/SearchParameter/x"_s;
    topic.topic.derivedFrom = {u"http://example.org/parent"_s};
    const auto text = plain(TopicText(topic, {u"encounters"_s}).html());
    for (const auto &part : {u"Example topic for completed encounters"_s,
                             topic.topic.url,
                             u"1.0.0-beta.1"_s,
                             u"draft"_s,
                             u"encounters"_s,
                             u"An Encounter has been completed"_s,
                             u"update"_s,
                             u"status:not=completed"_s,
                             u"status=completed"_s,
                             u"both of them"_s,
                             u"test-passes"_s,
                             u"test-fails"_s,
                             u"%previous.status != 'completed'"_s,
                             u"length"_s,
                             u"gt lt ge le"_s,
                             u"missing not identifier"_s,
                             u"Filter based on the length of an encounter."_s,
                             u"Encounter:practitioner"_s,
                             u"Provenance:target"_s,
                             u"http://example.org/SearchParameter/x"_s,
                             u"http://example.org/parent"_s,
                             u"SubscriptionTopic/example"_s}) {
        QVERIFY2(text.contains(part), qPrintable(part + u"\n\n"_s + text));
    }
    const auto withEvent = plain(TopicText(admissionTopic(), {}).html());
    QVERIFY(withEvent.contains("A01"_L1));
    QVERIFY(withEvent.contains("in not-in"_L1));
    QVERIFY(withEvent.contains("none"_L1)); // of our subscriptions
}

void tst_TopicModel::textOfLittle()
{
    const auto byUrl = plain(TopicText(topicKnownByUrl(), {}).html());
    QVERIFY(byUrl.contains("Only its URL is known"_L1));
    QVERIFY(byUrl.contains("CapabilityStatement"_L1));
    QVERIFY(!byUrl.contains("Triggers"_L1));
    auto bare = topicKnownByUrl();
    bare.reference = u"SubscriptionTopic/1"_s;
    const auto text = plain(TopicText(bare, {}).html());
    QVERIFY(text.contains("nothing that it can be filtered by"_L1));
    QVERIFY(text.contains("It tells of none"_L1));
}

void tst_TopicModel::textOfServersIsNoHtml()
{
    auto topic = encounterTopic();
    const auto evil = u"<b>bold</b> <img src=\"http://example.org/x\"> %1 &amp; \"quoted\""_s;
    topic.topic.title = evil;
    topic.topic.description = evil;
    topic.topic.resourceTrigger[0].description = evil;
    topic.topic.resourceTrigger[0].fhirPathCriteria = evil;
    topic.topic.canFilterBy[0].description = evil;
    topic.topic.canFilterBy[0].filterParameter = evil;
    topic.topic.notificationShape[0].include = {evil};
    topic.topic.status = evil;
    const auto html = TopicText(topic, {evil}).html();
    QVERIFY(!html.contains("<img"_L1));
    QCOMPARE(plain(html).count(evil), 9);
    TopicModel model;
    model.setTopics({topic});
    QVERIFY(!model.index(0, TopicModel::Title).data(Qt::ToolTipRole).toString().contains(u'<'));
}

QTEST_MAIN(tst_TopicModel)
#include "tst_topicmodel.moc"
