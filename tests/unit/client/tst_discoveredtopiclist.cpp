// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/client/discoveredtopiclist_p.h>

#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;

namespace {

SubscriptionTopic topic(const QString &url, const QString &version = {}, const QString &title = {})
{
    SubscriptionTopic topic;
    topic.url = url;
    topic.version = version;
    topic.title = title;
    return topic;
}

/// `url|version [sources] reference`
QStringList texts(const DiscoveredTopics &found)
{
    QStringList list;
    for (const auto &discovered : found.topics) {
        QStringList sources;
        for (const auto source : discovered.sources) {
            sources.append(toText(source));
        }
        list.append(u"%1|%2 [%3] %4"_s.arg(discovered.topic.url, discovered.topic.version, sources.join(u','),
                                           discovered.reference));
    }
    return list;
}

} // namespace

class tst_DiscoveredTopicList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void joinsSources();
    void sortsByUrlAndVersion();
    void canonicalWithoutVersionMeansAll();
    void canonicalWithVersionMeansThat();
    void orderOfCanonicalsDoesNotMatter();
    void emptyCanonicals();
    void firstResourceStays();
    void duplicatesOfOneSourceAreTold();
    void topicsWithoutUrlAreTold();
    void remarksAreKeptOnce();
};

void tst_DiscoveredTopicList::joinsSources()
{
    DiscoveredTopicList list;
    list.addCanonical(u"http://x/a"_s, TopicSource::CapabilityStatement);
    list.add(topic(u"http://x/a"_s, u"1"_s), TopicSource::Basic, u"Basic/1"_s);
    list.add(topic(u"http://x/a"_s, u"1"_s), TopicSource::SubscriptionTopic, u"SubscriptionTopic/1"_s);
    list.addCanonical(u"http://x/a"_s, TopicSource::TopicList);
    const auto found = list.take();
    QCOMPARE(texts(found),
             QStringList{u"http://x/a|1 [Basic,SubscriptionTopic,CapabilityStatement,$topic-list] Basic/1"_s});
    QVERIFY(found.remarks.isEmpty());
}

void tst_DiscoveredTopicList::sortsByUrlAndVersion()
{
    DiscoveredTopicList list;
    list.add(topic(u"http://x/b"_s), TopicSource::SubscriptionTopic, u"T/1"_s);
    list.add(topic(u"http://x/a"_s, u"2"_s), TopicSource::SubscriptionTopic, u"T/2"_s);
    list.addCanonical(u"http://x/ab"_s, TopicSource::CapabilityStatement);
    list.add(topic(u"http://x/a"_s, u"1"_s), TopicSource::SubscriptionTopic, u"T/3"_s);
    list.add(topic(u"http://x/a"_s), TopicSource::SubscriptionTopic, u"T/4"_s);
    QCOMPARE(texts(list.take()),
             (QStringList{u"http://x/a| [SubscriptionTopic] T/4"_s, u"http://x/a|1 [SubscriptionTopic] T/3"_s,
                          u"http://x/a|2 [SubscriptionTopic] T/2"_s, u"http://x/ab| [CapabilityStatement] "_s,
                          u"http://x/b| [SubscriptionTopic] T/1"_s}));
}

void tst_DiscoveredTopicList::canonicalWithoutVersionMeansAll()
{
    DiscoveredTopicList list;
    list.add(topic(u"http://x/a"_s, u"1"_s), TopicSource::Basic, u"Basic/1"_s);
    list.add(topic(u"http://x/a"_s, u"2"_s), TopicSource::Basic, u"Basic/2"_s);
    list.addCanonical(u"http://x/a"_s, TopicSource::CapabilityStatement);
    QCOMPARE(texts(list.take()),
             (QStringList{u"http://x/a|1 [Basic,CapabilityStatement] Basic/1"_s,
                          u"http://x/a|2 [Basic,CapabilityStatement] Basic/2"_s}));
}

void tst_DiscoveredTopicList::canonicalWithVersionMeansThat()
{
    DiscoveredTopicList list;
    list.add(topic(u"http://x/a"_s, u"1"_s), TopicSource::Basic, u"Basic/1"_s);
    list.addCanonical(u"http://x/a|1"_s, TopicSource::CapabilityStatement);
    list.addCanonical(u"http://x/a|3"_s, TopicSource::CapabilityStatement);
    QCOMPARE(
        texts(list.take()),
        (QStringList{u"http://x/a|1 [Basic,CapabilityStatement] Basic/1"_s, u"http://x/a|3 [CapabilityStatement] "_s}));
}

void tst_DiscoveredTopicList::orderOfCanonicalsDoesNotMatter()
{
    DiscoveredTopicList list;
    list.addCanonical(u"http://x/a"_s, TopicSource::TopicList);
    list.addCanonical(u"http://x/a|3"_s, TopicSource::CapabilityStatement);
    QCOMPARE(texts(list.take()), QStringList{u"http://x/a|3 [CapabilityStatement,$topic-list] "_s});
}

void tst_DiscoveredTopicList::emptyCanonicals()
{
    DiscoveredTopicList list;
    list.addCanonical(QString(), TopicSource::TopicList);
    list.addCanonical(u"|1"_s, TopicSource::TopicList);
    QVERIFY(list.take().topics.isEmpty());
}

void tst_DiscoveredTopicList::firstResourceStays()
{
    DiscoveredTopicList list;
    list.add(topic(u"http://x/a"_s, {}, u"first"_s), TopicSource::SubscriptionTopic, u"SubscriptionTopic/1"_s);
    list.add(topic(u"http://x/a"_s, {}, u"second"_s), TopicSource::Basic, u"Basic/1"_s);
    const auto found = list.take();
    QCOMPARE(found.topics.size(), 1);
    QCOMPARE(found.topics.first().topic.title, u"first"_s);
    QVERIFY(found.remarks.isEmpty());
}

void tst_DiscoveredTopicList::duplicatesOfOneSourceAreTold()
{
    DiscoveredTopicList list;
    list.add(topic(u"http://x/a"_s, u"1"_s), TopicSource::Basic, u"Basic/1"_s);
    list.add(topic(u"http://x/a"_s, u"1"_s), TopicSource::Basic, u"Basic/2"_s);
    const auto found = list.take();
    QCOMPARE(texts(found), QStringList{u"http://x/a|1 [Basic] Basic/1"_s});
    QCOMPARE(found.remarks.size(), 1);
    QCOMPARE(found.remarks.first().code, u"duplicate"_s);
    QVERIFY(found.remarks.first().message.contains(u"Basic/2"_s));
    QVERIFY(found.remarks.first().message.contains(u"Basic/1"_s));
}

void tst_DiscoveredTopicList::topicsWithoutUrlAreTold()
{
    DiscoveredTopicList list;
    list.add(topic({}, {}, u"Appointments"_s), TopicSource::SubscriptionTopic, u"SubscriptionTopic/1"_s);
    const auto found = list.take();
    QVERIFY(found.topics.isEmpty());
    QCOMPARE(found.remarks.size(), 1);
    QVERIFY(found.remarks.first().message.contains(u"SubscriptionTopic/1 (Appointments)"_s));
}

void tst_DiscoveredTopicList::remarksAreKeptOnce()
{
    DiscoveredTopicList list;
    for (int i = 0; i < 2; ++i) {
        list.remark(Issue::Severity::Information, u"not-supported"_s, {}, u"no Basic"_s);
    }
    QCOMPARE(list.take().remarks,
             (QList<Issue>{{Issue::Severity::Information, u"not-supported"_s, {}, u"no Basic"_s}}));
}

QTEST_GUILESS_MAIN(tst_DiscoveredTopicList)
#include "tst_discoveredtopiclist.moc"
