// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "memoryfolder.h"
#include "mockclock.h"
#include "notifications.h"
#include "waiting.h"

#include <Tbs/service/receiverservice.h>
#include <Tbs/store/sqlitehistory.h>
#include <Tbs/support/futures.h>

#include <QSignalSpy>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs {

/// The retention of a tbs.yaml, and another one while it runs.
class TestReceiverRetention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asConfigured();
    void changedWhileItRuns();

private:
    std::unique_ptr<ReceiverService> service(const QString &file, const RetentionConfiguration &retention);
    void receive(ReceiverService &service, int count);
    /// The oldest and the newest id that are stored.
    QPair<qint64, qint64> stored(const QString &file);

    Test::MockClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder = Test::makeMemoryFolder();
    int m_number = 0;
};

std::unique_ptr<ReceiverService> TestReceiverRetention::service(const QString &file,
                                                                const RetentionConfiguration &retention)
{
    Configuration configuration;
    configuration.webhook.port = 0;
    configuration.store = {.path = m_folder->filePath(file), .retention = retention};
    configuration.subscriptions = {{.definition = {.topic = u"http://example.org/topic"_s, .webhookId = u"w1"_s},
                                    .handler = {.type = HandlerConfiguration::Type::Log}}};
    auto made = std::make_unique<ReceiverService>(m_clock, ReceiverServiceOptions{.configuration = configuration});
    if (const auto started = made->start(); !started) {
        qFatal("%s", qUtf8Printable(started.error().constFirst().toString()));
    }
    return made;
}

void TestReceiverRetention::receive(ReceiverService &service, int count)
{
    const QSignalSpy handled(&service.subscriber(), &Subscriber::handled);
    for (int i = 0; i < count; ++i) {
        const SharedPromise<Result<Receipt>> promise;
        service.subscriber().sink().receive(
            {.webhookId = u"w1"_s, .body = Test::NotificationText{.eventNumbers = {++m_number}}.toJson()},
            [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
        QVERIFY(Test::waitFor(promise.future()));
    }
    QTRY_COMPARE(handled.count(), count);
    QCoreApplication::processEvents();
    std::ignore = Test::waitFor(service.subscriber().subscriptions()); // it is stored that they are handled
}

QPair<qint64, qint64> TestReceiverRetention::stored(const QString &file)
{
    SqliteHistory history(m_clock, m_folder->filePath(file));
    const auto extent = Test::waitFor(history.extent());
    return {extent->firstId, extent->lastId};
}

void TestReceiverRetention::asConfigured()
{
    const auto file = u"configured.sqlite"_s;
    {
        const auto first = service(file, {});
        receive(*first, 10);
        QCOMPARE(stored(file), qMakePair(qint64(1), qint64(10)));
    }
    const auto next = service(file, {.maximumNotifications = 4});
    QTRY_COMPARE(stored(file), qMakePair(qint64(7), qint64(10)));
    receive(*next, 3);
    m_clock.advance(10s);
    QTRY_COMPARE(stored(file), qMakePair(qint64(10), qint64(13)));
}

void TestReceiverRetention::changedWhileItRuns()
{
    const auto file = u"changed.sqlite"_s;
    const auto running = service(file, {.maximumNotifications = 8});
    receive(*running, 10);
    m_clock.advance(10s);
    QTRY_COMPARE(stored(file), qMakePair(qint64(3), qint64(10)));
    running->setRetention({.maximumNotifications = 2});
    QTRY_COMPARE(stored(file), qMakePair(qint64(9), qint64(10)));
    running->setRetention({});
    receive(*running, 5);
    m_clock.advance(24h);
    QCoreApplication::processEvents();
    QCOMPARE(stored(file), qMakePair(qint64(9), qint64(15)));
}

} // namespace Tbs

QTEST_GUILESS_MAIN(Tbs::TestReceiverRetention)
#include "tst_receiverretention.moc"
