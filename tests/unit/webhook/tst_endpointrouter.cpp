// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/webhook/endpointrouter.h>

#include <QtTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;

namespace Tbs {

class TestEndpointRouter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void find_data();
    void find();
    void addFails_data();
    void addFails();
    void severalPrefixes();
    void remove();
    void path_data();
    void path();
    void changesWhileFinding();
};

void TestEndpointRouter::find_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("webhookId");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("found");

    const auto row = [](const char *name, const QString &prefix, const QString &id, const QByteArray &path,
                        bool found) {
        QTest::newRow(name) << prefix << id << path << found;
    };
    row("simple", u"webhook"_s, u"new-appointment"_s, "/webhook/new-appointment", true);
    row("slashes around the prefix", u"//webhook/"_s, u"a"_s, "/webhook/a", true);
    row("deep prefix", u"a/b"_s, u"c"_s, "/a/b/c", true);
    row("empty prefix", {}, u"a"_s, "/a", true);
    row("prefix of slashes", u"//"_s, u"a"_s, "/a", true);
    row("trailing slash", u"w"_s, u"a"_s, "/w/a/", true);
    row("trailing slash, empty prefix", {}, u"a"_s, "/a/", true);
    row("two trailing slashes", u"w"_s, u"a"_s, "/w/a//", false);
    row("double slash", u"w"_s, u"a"_s, "/w//a", false);
    row("without leading slash", u"w"_s, u"a"_s, "w/a", false);
    row("prefix only", u"w"_s, u"a"_s, "/w", false);
    row("prefix and slash", u"w"_s, u"a"_s, "/w/", false);
    row("root", u"w"_s, u"a"_s, "/", false);
    row("nothing", u"w"_s, u"a"_s, "", false);
    row("star", u"w"_s, u"a"_s, "*", false);
    row("deeper", u"w"_s, u"a"_s, "/w/a/b", false);
    row("other case", u"w"_s, u"a"_s, "/w/A", false);
    row("dot segment", u"w"_s, u"a"_s, "/w/./a", false);
    row("encoded letter", u"w"_s, u"a"_s, "/w/%61", true);
    row("encoded space", u"w"_s, u"a b"_s, "/w/a%20b", true);
    row("encoded UTF-8", u"w"_s, u"ä"_s, "/w/%C3%a4", true);
    row("encoded percent sign", u"w"_s, u"a%61"_s, "/w/a%2561", true);
    row("encoded slash in the id", u"w"_s, u"a"_s, "/w%2Fa", false);
    row("NUL", u"w"_s, u"a"_s, "/w/a%00", false);
    row("newline", u"w"_s, u"a"_s, "/w/a%0A", false);
    row("not UTF-8", u"w"_s, u"a"_s, "/w/%FF%FE", false);
    row("overlong UTF-8", u"w"_s, u"a"_s, "/w/%C1%A1", false);
    row("replacement character", u"w"_s, u"a"_s, "/w/%EF%BF%BD", false);
    row("not hexadecimal", u"w"_s, u"a"_s, "/w/%zz", false);
    row("cut off", u"w"_s, u"a"_s, "/w/a%6", false);
    row("cut off earlier", u"w"_s, u"a"_s, "/w/a%", false);
}

void TestEndpointRouter::find()
{
    QFETCH(QString, prefix);
    QFETCH(QString, webhookId);
    QFETCH(QByteArray, path);
    QFETCH(bool, found);

    EndpointRouter router;
    QVERIFY(!router.find(path));
    QVERIFY(router.add(prefix, webhookId));
    QCOMPARE(router.find(path), found ? std::optional(webhookId) : std::nullopt);
}

void TestEndpointRouter::addFails_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("webhookId");
    QTest::addColumn<Error::Kind>("kind");
    const auto bad = Error::Kind::BadData;
    QTest::newRow("empty id") << u"w"_s << QString() << bad;
    QTest::newRow("dot") << u"w"_s << u"."_s << bad;
    QTest::newRow("two dots") << u"w"_s << u".."_s << bad;
    QTest::newRow("slash in the id") << u"w"_s << u"a/b"_s << bad;
    QTest::newRow("newline in the id") << u"w"_s << u"a\n"_s << bad;
    QTest::newRow("NUL in the id") << u"w"_s << QString(QChar(0)) << bad;
    QTest::newRow("replacement character") << u"w"_s << QString(QChar(QChar::ReplacementCharacter)) << bad;
    QTest::newRow("long id") << u"w"_s << QString(256, u'a') << bad;
    QTest::newRow("newline in the prefix") << u"w\n"_s << u"a"_s << bad;
    QTest::newRow("taken") << u"/taken/"_s << u"taken"_s << Error::Kind::Rejected;
}

void TestEndpointRouter::addFails()
{
    QFETCH(QString, prefix);
    QFETCH(QString, webhookId);
    QFETCH(Error::Kind, kind);

    EndpointRouter router;
    QVERIFY(router.add(u"taken"_s, u"taken"_s));
    const auto added = router.add(prefix, webhookId);
    QVERIFY(!added);
    QCOMPARE(added.error().kind, kind);
    QCOMPARE(router.find("/taken/taken"), std::optional(u"taken"_s));
}

void TestEndpointRouter::severalPrefixes()
{
    EndpointRouter router;
    QVERIFY(router.add(u"one"_s, u"a"_s));
    QVERIFY(router.add(u"two/x"_s, u"a"_s));
    QVERIFY(router.add({}, u"b"_s));
    QCOMPARE(router.find("/one/a"), std::optional(u"a"_s));
    QCOMPARE(router.find("/two/x/a"), std::optional(u"a"_s));
    QCOMPARE(router.find("/b"), std::optional(u"b"_s));
    QVERIFY(!router.find("/two/a"));
    QVERIFY(!router.find("/one/b"));
}

void TestEndpointRouter::remove()
{
    EndpointRouter router;
    QVERIFY(router.add(u"w"_s, u"a"_s));
    QVERIFY(router.add(u"w"_s, u"b"_s));
    QVERIFY(!router.remove(u"other"_s, u"a"_s));
    QVERIFY(router.remove(u"/w"_s, u"a"_s));
    QVERIFY(!router.remove(u"w"_s, u"a"_s));
    QVERIFY(!router.find("/w/a"));
    QVERIFY(router.find("/w/b"));
    QVERIFY(router.add(u"w"_s, u"a"_s));
}

void TestEndpointRouter::path_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("webhookId");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("simple") << u"webhook"_s << u"a-b"_s << QByteArray("/webhook/a-b");
    QTest::newRow("empty prefix") << QString() << u"a"_s << QByteArray("/a");
    QTest::newRow("deep") << u"/a/b c/"_s << u"d"_s << QByteArray("/a/b%20c/d");
    QTest::newRow("encoded") << u"w"_s << u"a b?ä%#"_s << QByteArray("/w/a%20b%3F%C3%A4%25%23");
}

void TestEndpointRouter::path()
{
    QFETCH(QString, prefix);
    QFETCH(QString, webhookId);
    QFETCH(QByteArray, path);

    QCOMPARE(EndpointRouter::path(prefix, webhookId), path);
    EndpointRouter router;
    QVERIFY(router.add(prefix, webhookId));
    QCOMPARE(router.find(path), std::optional(webhookId));
}

void TestEndpointRouter::changesWhileFinding()
{
    EndpointRouter router;
    QVERIFY(router.add(u"w"_s, u"stays"_s));
    std::atomic_bool ended = false;
    std::thread changer([&] {
        for (int i = 0; i < 2000; ++i) {
            const auto id = QString::number(i);
            if (!router.add(u"w"_s, id) || !router.remove(u"w"_s, id)) {
                break;
            }
        }
        ended = true;
    });
    bool always = true;
    while (!ended) {
        always = always && router.find("/w/stays").has_value();
    }
    changer.join();
    QVERIFY(always);
    QVERIFY(!router.find("/w/1999"));
}

} // namespace Tbs

QTEST_APPLESS_MAIN(Tbs::TestEndpointRouter)
#include "tst_endpointrouter.moc"
