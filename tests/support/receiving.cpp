// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "receiving.h"

#include <Tbs/notification/directreceiver.h>
#include <Tbs/notification/handlerdispatcher.h>
#include <Tbs/notification/sequencetracker.h>
#include <Tbs/store/memorystore.h>
#include <Tbs/store/sqlitestore.h>
#include <Tbs/store/storeworker.h>
#include <Tbs/support/futures.h>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

Receiving::Receiving(Kind kind, const QString &path, CounterMode mode, const QString &server)
{
    const EventHandler note = [this](const EventContext &event) {
        handled << u"%1%2"_s.arg(event.reference(), event.isRecovered() ? u" recovered"_s : u""_s);
    };
    if (kind == Kind::Direct) {
        auto direct = std::make_unique<DirectReceiver>(clock);
        direct->setHandler(key().webhookId, note);
        receiver = std::move(direct);
    } else if (kind == Kind::Memory) {
        makeDurable(std::make_unique<MemoryStore>(), note);
    } else {
        makeDurable(std::make_unique<SqliteStore>(SqliteStoreOptions{.path = path}), note);
    }
    receiver->setEndpoint(key().webhookId, {.server = server, .counterMode = mode});
    QObject::connect(
        receiver.get(), &AbstractReceiver::gapDetected, receiver.get(),
        [this](const SubscriptionKey &, const NumberRange &gap) { gaps << NumberRanges({gap}).toString(); });
    QObject::connect(receiver.get(), &AbstractReceiver::gapClosed, receiver.get(),
                     [this](const SubscriptionKey &) { gaps << u"closed"_s; });
    receiver->start();
}

Receiving::~Receiving()
{
    receiver.reset(); // before what it tells
}

void Receiving::makeDurable(std::unique_ptr<NotificationStore> store, EventHandler handler)
{
    m_worker = std::make_unique<StoreWorker>(std::move(store));
    if (!m_worker->start()) {
        qFatal("The store does not open.");
    }
    m_dispatcher = std::make_unique<HandlerDispatcher>(clock, *m_worker);
    m_dispatcher->setHandler(key().webhookId, std::move(handler));
    m_dispatcher->start();
    receiver = std::make_unique<NotificationReceiver>(clock, *m_worker, *m_dispatcher);
}

SubscriptionKey Receiving::key()
{
    return {u"w1"_s, u"https://example.org/fhir"_s, u"Subscription/1"_s};
}

Result<Receipt> Receiving::receive(const NotificationText &text, NotificationOrigin origin,
                                   std::optional<quint64> epoch)
{
    return receive(text.toJson(), origin, epoch);
}

Result<Receipt> Receiving::receive(const QByteArray &body, NotificationOrigin origin, std::optional<quint64> epoch)
{
    const SharedPromise<Result<Receipt>> promise;
    receiver->receive({.webhookId = key().webhookId, .body = body, .origin = origin, .epoch = epoch},
                      [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    auto receipt = waitFor(promise.future());
    std::ignore = record(); // has been told by then
    QCoreApplication::processEvents();
    return receipt;
}

Result<Receipt> Receiving::recover(const QList<int> &numbers, int counter, std::optional<quint64> epoch)
{
    return receive(
        NotificationText{
            .type = u"query-event"_s, .bundleId = u"answer"_s, .counter = counter, .eventNumbers = numbers},
        NotificationOrigin::Recovery, epoch);
}

SubscriptionRecord Receiving::record()
{
    const auto records = waitFor(receiver->subscriptions());
    return records && records->size() == 1 ? records->constFirst() : SubscriptionRecord();
}

QString Receiving::missing()
{
    return NumberRanges(SequenceTracker::missing(record().sequence)).toString();
}

} // namespace Tbs::Test
