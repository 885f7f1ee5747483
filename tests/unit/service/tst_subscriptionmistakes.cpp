// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include <Tbs/service/subscriptionmistakes.h>

#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace Tbs;
using namespace std::chrono_literals;

namespace {

const QDateTime now(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC);

QStringList elements(const QList<Error> &mistakes)
{
    QStringList elements;
    for (const auto &mistake : mistakes) {
        elements.append(mistake.location);
    }
    return elements;
}

QString forwarding(const QString &url)
{
    HandlerConfiguration handler{.type = HandlerConfiguration::Type::Forward};
    handler.url = QUrl(url, QUrl::StrictMode);
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.handler = handler;
    return elements(mistakesOf(subscription, now)).join(u' ');
}

} // namespace

class tst_SubscriptionMistakes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void handlers_data();
    void handlers();
    void urls_data();
    void urls();
    void retries_data();
    void retries();
    void allAtOnce();
};

void tst_SubscriptionMistakes::handlers_data()
{
    using Type = HandlerConfiguration::Type;
    QTest::addColumn<HandlerConfiguration>("handler");
    QTest::addColumn<QString>("element");
    const auto exec = [](const QStringList &command) {
        return HandlerConfiguration{.type = Type::Exec, .command = command};
    };
    const auto file = [](const QString &path) {
        HandlerConfiguration handler{.type = Type::File};
        handler.path = path;
        return handler;
    };
    QTest::newRow("none") << HandlerConfiguration() << QString();
    QTest::newRow("log") << HandlerConfiguration{.type = Type::Log} << QString();
    QTest::newRow("program in PATH") << exec({u"cat"_s, u"-n"_s}) << QString();
    QTest::newRow("program by path") << exec({u"/bin/sh"_s}) << QString();
    QTest::newRow("no program") << exec({}) << u"handler.exec"_s;
    QTest::newRow("blank program") << exec({u"  "_s}) << u"handler.exec"_s;
    QTest::newRow("relative program") << exec({u"./handle"_s}) << u"handler.exec"_s;
    QTest::newRow("missing program") << exec({u"/nowhere/handle"_s}) << u"handler.exec"_s;
    QTest::newRow("folder as program") << exec({u"/tmp"_s}) << u"handler.exec"_s;
    QTest::newRow("no executable") << exec({u"/etc/passwd"_s}) << u"handler.exec"_s;
    QTest::newRow("file") << file(u"/tmp/events.ndjson"_s) << QString();
    QTest::newRow("no file") << file({}) << u"handler.file"_s;
    QTest::newRow("relative file") << file(u"events.ndjson"_s) << u"handler.file"_s;
    QTest::newRow("folder") << file(u"/tmp"_s) << u"handler.file"_s;
    QTest::newRow("in no folder") << file(u"/nowhere/events.ndjson"_s) << u"handler.file"_s;
}

void tst_SubscriptionMistakes::handlers()
{
    QFETCH(const HandlerConfiguration, handler);
    QFETCH(const QString, element);
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.handler = handler;
    const auto mistakes = mistakesOf(subscription, now);
    QCOMPARE(elements(mistakes).join(u' '), element);
    QVERIFY(mistakes.isEmpty() || !mistakes.constFirst().message.isEmpty());
}

void tst_SubscriptionMistakes::urls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("https") << u"https://example.org/events"_s << true;
    QTest::newRow("http with a port") << u"http://localhost:8000"_s << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no scheme") << u"example.org/events"_s << false;
    QTest::newRow("other scheme") << u"ftp://example.org"_s << false;
    QTest::newRow("no host") << u"http:///events"_s << false;
    QTest::newRow("blank") << u"http://exa mple.org"_s << false;
    QTest::newRow("password") << u"https://a:b@example.org/"_s << false;
    QTest::newRow("query") << u"https://example.org/?a=b"_s << false;
    QTest::newRow("fragment") << u"https://example.org/#a"_s << false;
}

void tst_SubscriptionMistakes::urls()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isGood);
    QCOMPARE(forwarding(url), isGood ? QString() : u"handler.forward.url"_s);
}

void tst_SubscriptionMistakes::retries_data()
{
    QTest::addColumn<RetryConfiguration>("retry");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *name, const RetryConfiguration &retry, const QString &found) {
        QTest::newRow(name) << retry << found;
    };
    row("defaults", {}, {});
    row("all", {.attempts = 1, .initialDelay = 1ms, .maximumDelay = 24h * 30}, {});
    row("no attempt", {.attempts = 0}, u"retry.attempts"_s);
    row("too many", {.attempts = 1'000'001}, u"retry.attempts"_s);
    row("no delay", {.initialDelay = 0ms}, u"retry.initialDelay"_s);
    row("too long", {.maximumDelay = 24h * 31}, u"retry.maximumDelay"_s);
    row("turned round", {.initialDelay = 2s, .maximumDelay = 1s}, u"retry.maximumDelay"_s);
}

void tst_SubscriptionMistakes::retries()
{
    QFETCH(const RetryConfiguration, retry);
    QFETCH(const QString, found);
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"http://example.org/topic"_s;
    subscription.retry = retry;
    QCOMPARE(elements(mistakesOf(subscription, now)).join(u' '), found);
}

void tst_SubscriptionMistakes::allAtOnce()
{
    SubscriptionConfiguration subscription;
    subscription.definition.topic = u"relative"_s;
    subscription.definition.location = u"tbs.yaml:3"_s; // of no meaning here
    subscription.definition.filterBy = {{{}, u"date"_s, {}, {}, u"x"_s}, {{}, {}, {}, {}, {}}};
    subscription.definition.end = now;
    subscription.handler.type = HandlerConfiguration::Type::Exec;
    subscription.retry.attempts = -1;
    QCOMPARE(elements(mistakesOf(subscription, now)),
             (QStringList{u"topic"_s, u"filterBy[1].filterParameter"_s, u"filterBy[1].value"_s, u"end"_s,
                          u"handler.exec"_s, u"retry.attempts"_s}));
}

QTEST_APPLESS_MAIN(tst_SubscriptionMistakes)
#include "tst_subscriptionmistakes.moc"
