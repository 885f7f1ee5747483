// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "embeddedfhirserver.h"

#include "receivercall.h"
#include "serverrequests.h"

namespace Tbs::Gui {

QFuture<Result<DiscoveredTopics>> EmbeddedFhirServer::topics()
{
    return callReceiver<DiscoveredTopics>(m_receiver, [](auto &receiver) { return receiver.server().topics(); });
}

QFuture<Result<QList<ServerSubscription>>> EmbeddedFhirServer::subscriptions()
{
    return callReceiver<QList<ServerSubscription>>(m_receiver,
                                                   [](auto &receiver) { return receiver.server().subscriptions(); });
}

QFuture<Result<SubscriptionPreview>> EmbeddedFhirServer::preview(const SubscriptionConfiguration &subscription)
{
    return callReceiver<SubscriptionPreview>(
        m_receiver, [subscription](auto &receiver) { return receiver.server().preview(subscription); });
}

QFuture<Result<FetchedStatus>> EmbeddedFhirServer::status(const QString &id)
{
    return callReceiver<FetchedStatus>(m_receiver, [id](auto &receiver) { return receiver.server().status(id); });
}

QFuture<Result<RecoveredEvents>> EmbeddedFhirServer::events(const QString &id, const NumberRange &range)
{
    return callReceiver<RecoveredEvents>(m_receiver,
                                         [id, range](auto &receiver) { return receiver.server().events(id, range); });
}

QFuture<Result<ObservedSubscription>> EmbeddedFhirServer::setStatus(const QString &id, SubscriptionStatusCode status)
{
    return callReceiver<ObservedSubscription>(
        m_receiver, [id, status](auto &receiver) { return receiver.server().setStatus(id, status); });
}

QFuture<Result<void>> EmbeddedFhirServer::remove(const QString &id)
{
    return callReceiver<void>(m_receiver, [id](auto &receiver) { return receiver.server().remove(id); });
}

} // namespace Tbs::Gui
