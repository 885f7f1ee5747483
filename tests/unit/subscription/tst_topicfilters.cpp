// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/subscription/topicfilters.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;

namespace {

/// Encounters by patient and date, Observations by code; everything by _tag.
SubscriptionTopic example()
{
    SubscriptionTopic topic;
    topic.url = u"http://example.org/topic"_s;
    topic.resourceTrigger = {{.resource = u"Encounter"_s}, {.resource = u"Observation"_s}};
    topic.canFilterBy = {
        {.description = u"Whose"_s,
         .resource = u"Encounter"_s,
         .filterParameter = u"patient"_s,
         .comparators = {u"eq"_s},
         .modifiers = {u"in"_s, u"not-in"_s}},
        {.resource = u"Encounter"_s, .filterParameter = u"date"_s, .comparators = {u"ge"_s, u"lt"_s}},
        {.resource = u"Observation"_s, .filterParameter = u"code"_s},
        {.resource = u"Observation"_s, .filterParameter = u"date"_s, .comparators = {u"sa"_s}},
        {.description = u"Tags"_s, .filterParameter = u"_tag"_s},
    };
    return topic;
}

} // namespace

class tst_TopicFilters : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void names();
    void operators();
    void topicWithoutFilters();
    void objections_data();
    void objections();
};

void tst_TopicFilters::names()
{
    const TopicFilters filters(example());
    QCOMPARE(filters.resourceTypes(), (QStringList{u"Encounter"_s, u"Observation"_s}));
    QCOMPARE(filters.parameters(u"Encounter"_s), (QStringList{u"patient"_s, u"date"_s, u"_tag"_s}));
    QCOMPARE(filters.parameters(u"Observation"_s), (QStringList{u"code"_s, u"date"_s, u"_tag"_s}));
    QCOMPARE(filters.parameters({}), (QStringList{u"patient"_s, u"date"_s, u"code"_s, u"_tag"_s}));
    QCOMPARE(filters.parameters(u"Patient"_s), QStringList{u"_tag"_s});
    QCOMPARE(filters.description(u"Encounter"_s, u"patient"_s), u"Whose"_s);
    QCOMPARE(filters.description({}, u"_tag"_s), u"Tags"_s);
    QCOMPARE(filters.description(u"Observation"_s, u"patient"_s), QString());
    QCOMPARE(filters.description(u"Observation"_s, {}), QString());
}

void tst_TopicFilters::operators()
{
    const TopicFilters filters(example());
    QCOMPARE(filters.comparators(u"Encounter"_s, u"date"_s), (QStringList{u"ge"_s, u"lt"_s}));
    QCOMPARE(filters.comparators({}, u"date"_s), (QStringList{u"ge"_s, u"lt"_s, u"sa"_s}));
    QCOMPARE(filters.modifiers(u"Encounter"_s, u"patient"_s), (QStringList{u"in"_s, u"not-in"_s}));
    // What lists none says nothing about them.
    QCOMPARE(filters.comparators(u"Observation"_s, u"code"_s), filterComparators());
    QCOMPARE(filters.modifiers(u"Encounter"_s, u"date"_s), filterModifiers());
    QCOMPARE(filters.comparators(u"Encounter"_s, u"nothing"_s), filterComparators());
}

void tst_TopicFilters::topicWithoutFilters()
{
    auto topic = example();
    topic.canFilterBy.clear();
    topic.eventTrigger = {{.event = u"admit"_s, .resource = u"Encounter"_s}, {.event = u"x"_s}};
    const TopicFilters filters(topic);
    QCOMPARE(filters.resourceTypes(), (QStringList{u"Encounter"_s, u"Observation"_s}));
    QCOMPARE(filters.parameters({}), QStringList());
    QCOMPARE(filters.comparators({}, u"date"_s), filterComparators());
    const auto objection = filters.objectionTo({{}, u"date"_s, {}, {}, u"2024"_s});
    QVERIFY(objection && objection->advice.contains("takes no filters"_L1));
    QCOMPARE(TopicFilters({}).resourceTypes(), QStringList());
}

void tst_TopicFilters::objections_data()
{
    QTest::addColumn<FilterBy>("filter");
    QTest::addColumn<QString>("element"); // empty: there is no objection
    QTest::addColumn<QString>("part");
    const auto type = u"Encounter"_s;
    const auto row = [](const char *name, const FilterBy &filter, const QString &element = {},
                        const QString &part = {}) {
        QTest::newRow(name) << filter << element << part;
    };
    row("known", {type, u"patient"_s, {}, {}, u"Patient/1"_s});
    row("no value yet", {type, u"patient"_s, {}, {}, {}});
    row("of any type", {{}, u"patient"_s, {}, {}, u"Patient/1"_s});
    row("for all types", {u"Patient"_s, u"_tag"_s, {}, {}, u"x"_s});
    row("comparator", {type, u"date"_s, u"ge"_s, {}, u"2024"_s});
    row("comparator of another type", {{}, u"date"_s, u"sa"_s, {}, u"2024"_s});
    row("modifier", {type, u"patient"_s, {}, u"in"_s, u"Group/1"_s});
    row("nothing is said", {u"Observation"_s, u"code"_s, {}, u"not"_s, u"x"_s});
    row("misspelled", {type, u"patiemt"_s, {}, {}, u"x"_s}, u"filterParameter"_s, u"did you mean `patient`"_s);
    row("unknown", {type, u"location"_s, {}, {}, u"x"_s}, u"filterParameter"_s, u"patient, date, _tag"_s);
    row("empty", {type, {}, {}, {}, u"x"_s}, u"filterParameter"_s, u"patient, date, _tag"_s);
    row("of the other type", {u"Observation"_s, u"patient"_s, {}, {}, u"x"_s}, u"filterParameter"_s, u"code"_s);
    row("comparator not taken", {type, u"date"_s, u"sa"_s, {}, u"2024"_s}, u"comparator"_s, u"ge, lt"_s);
    row("no comparator", {type, u"date"_s, u"xx"_s, {}, u"2024"_s}, u"comparator"_s, u"`xx`"_s);
    row("modifier not taken", {type, u"patient"_s, {}, u"text"_s, u"x"_s}, u"modifier"_s, u"in, not-in"_s);
}

void tst_TopicFilters::objections()
{
    QFETCH(const FilterBy, filter);
    QFETCH(const QString, element);
    QFETCH(const QString, part);
    const auto objection = TopicFilters(example()).objectionTo(filter);
    QCOMPARE(objection ? objection->element : QString(), element);
    if (objection) {
        const auto text = objection->message + u' ' + objection->advice;
        QVERIFY2(text.contains(part), qPrintable(text));
        QVERIFY(!text.contains("2024"_L1)); // values are nobody's business
    }
}

QTEST_APPLESS_MAIN(tst_TopicFilters)
#include "tst_topicfilters.moc"
