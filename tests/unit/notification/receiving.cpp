// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiving.h"

#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>

using namespace Qt::StringLiterals;

namespace Tbs {

const SubscriptionKey key{u"w1"_s, u"https://example.org/fhir"_s, u"Subscription/1"_s};

namespace {

QString text(const QList<NumberRange> &ranges)
{
    return NumberRanges(ranges).toString();
}

} // namespace

Receiving::Receiving(Kind kind, const QString &path, CounterMode mode)
    : m_mode(mode)
{
    const EventHandler note = [this](const EventContext &event) {
        handled << u"%1%2"_s.arg(event.reference(), event.isRecovered() ? u" recovered"_s : u""_s);
    };
    if (kind == Kind::Direct) {
        auto direct = std::make_unique<DirectReceiver>(clock);
        direct->setHandler(key.webhookId, note);
        receiver = std::move(direct);
    } else {
        std::unique_ptr<NotificationStore> store = std::make_unique<MemoryStore>();
        if (kind == Kind::Sqlite) {
            store = std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path});
        }
        m_worker = std::make_unique<StoreWorker>(std::move(store));
        if (!m_worker->start()) {
            qFatal("The store does not open.");
        }
        m_dispatcher = std::make_unique<HandlerDispatcher>(clock, *m_worker);
        m_dispatcher->setHandler(key.webhookId, note);
        m_dispatcher->start();
        receiver = std::make_unique<NotificationReceiver>(clock, *m_worker, *m_dispatcher);
    }
    receiver->setEndpoint(key.webhookId, {.server = {}, .counterMode = mode});
    QObject::connect(receiver.get(), &AbstractReceiver::gapDetected, receiver.get(),
                     [this](const SubscriptionKey &, const NumberRange &gap) { gaps << text({gap}); });
    QObject::connect(receiver.get(), &AbstractReceiver::gapClosed, receiver.get(),
                     [this](const SubscriptionKey &) { gaps << u"closed"_s; });
    receiver->start();
}

Receiving::~Receiving()
{
    receiver.reset(); // before what it tells
}

void Receiving::kinds()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("direct") << static_cast<int>(Kind::Direct);
    QTest::newRow("memory") << static_cast<int>(Kind::Memory);
    QTest::newRow("sqlite") << static_cast<int>(Kind::Sqlite);
}

std::unique_ptr<Receiving> Receiving::ofCurrentKind(const QString &path, CounterMode mode)
{
    auto kind = Kind::Sqlite;
    if (QTest::currentDataTag()) {
        kind = static_cast<Kind>(*static_cast<int *>(QTest::qData("kind", qMetaTypeId<int>())));
    }
    return std::make_unique<Receiving>(kind, path, mode);
}

Result<Receipt> Receiving::receive(const QByteArray &body, NotificationOrigin origin, std::optional<quint64> epoch)
{
    QPromise<Result<Receipt>> promise;
    promise.start();
    const auto future = promise.future();
    receiver->receive(
        {.webhookId = key.webhookId, .body = body, .origin = origin, .epoch = epoch},
        [kept = std::make_shared<QPromise<Result<Receipt>>>(std::move(promise))](const Result<Receipt> &receipt) {
            kept->addResult(receipt);
            kept->finish();
        });
    auto receipt = waitFor(future);
    record(); // the receiver has told everything by then
    QCoreApplication::processEvents();
    return receipt;
}

SubscriptionRecord Receiving::record()
{
    const auto records = waitFor(receiver->subscriptions());
    return records && records->size() == 1 ? records->constFirst() : SubscriptionRecord();
}

QString Receiving::missing()
{
    return text(SequenceTracker::missing(record().sequence, m_mode));
}

} // namespace Tbs
