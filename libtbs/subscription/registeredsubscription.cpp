// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "registeredsubscription_p.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Tbs {

RegisteredSubscription::RegisteredSubscription(SubscriptionClient &client, Clock &clock,
                                               const RegistrarOptions &options, Subscription wanted)
    : m_client(client)
    , m_clock(clock)
    , m_options(options)
    , m_wanted(std::move(wanted))
{
}

RegisteredSubscription::~RegisteredSubscription() = default;

bool RegisteredSubscription::wants(const Subscription &wanted) const
{
    // Both ways, since what is left out may be anything.
    return wanted.reason == m_wanted.reason && compareSubscriptions(wanted, m_wanted).isEmpty()
        && compareSubscriptions(m_wanted, wanted).isEmpty();
}

bool RegisteredSubscription::setWanted(const Subscription &wanted)
{
    const bool isOther = !wants(wanted);
    m_wanted = wanted;
    if (isOther) {
        m_toldDifferences.clear();
    }
    return isOther;
}

void RegisteredSubscription::setSuspended(bool isSuspended)
{
    if (!std::exchange(m_isSuspended, isSuspended) && isSuspended) {
        stop();
        m_isActive = false;
        m_isUntold = true;
    }
}

void RegisteredSubscription::note(const ObservedSubscription &actual)
{
    stop();
    m_actual = actual;
    m_isActive = false;
    m_isUntold = true;
}

bool RegisteredSubscription::adopt(const ObservedSubscription &actual, const QList<SubscriptionDifference> &differences,
                                   bool isWritten)
{
    const bool isOther = !m_actual || m_actual->subscription.id != actual.subscription.id;
    m_actual = actual;
    if (isWritten) {
        m_written = m_clock.now();
    }
    m_isDelayed = m_isDelayed && !isOther;
    if (std::exchange(m_isUntold, false) || isOther || isWritten) {
        stop();
        m_isActive = false;
        Q_EMIT registered(actual.subscription);
    }
    if (std::exchange(m_toldDifferences, differences) != differences && !differences.isEmpty()) {
        Q_EMIT altered(differences);
    }
    applyStatus();
    return isOther;
}

void RegisteredSubscription::lose()
{
    stop();
    m_actual.reset();
    m_isActive = false;
}

void RegisteredSubscription::noteActive()
{
    if (m_watch) {
        m_watch->look();
    } else {
        m_isNotedActive = !m_actual;
    }
}

void RegisteredSubscription::stop()
{
    if (m_watch) {
        m_watch->disconnect(this);
        m_watch.release()->deleteLater(); // this may be a slot of it
    }
}

void RegisteredSubscription::applyStatus()
{
    const auto subscription = m_actual->subscription;
    const bool wasNoted = std::exchange(m_isNotedActive, false);
    if (subscription.status == SubscriptionStatusCode::Requested) {
        m_isActive = false;
        watch();
        if (wasNoted) {
            m_watch->look();
        }
        return;
    }
    stop();
    m_isDelayed = false;
    if (subscription.status == SubscriptionStatusCode::Active) {
        if (!std::exchange(m_isActive, true)) {
            Q_EMIT activated(subscription);
        }
        return;
    }
    m_isActive = false;
    if (!m_wanted.end.isValid() || m_wanted.end > m_clock.now()) {
        auto text = tr("The server has set the status %1").arg(toCode(subscription.status));
        if (!subscription.error.isEmpty()) {
            text += u": "_s + subscription.error;
        }
        Q_EMIT failed({.kind = Error::Kind::Rejected, .message = text});
    }
}

void RegisteredSubscription::watch()
{
    if (m_watch) {
        return;
    }
    m_watch = std::make_unique<ActivationWatch>(m_client, m_clock, m_options, m_actual->subscription.id, nullptr);
    connect(m_watch.get(), &ActivationWatch::settled, this, [this](const ObservedSubscription &actual) {
        m_actual = actual;
        applyStatus();
    });
    connect(m_watch.get(), &ActivationWatch::delayed, this, [this](const ObservedSubscription &actual) {
        m_actual = actual;
        if (!std::exchange(m_isDelayed, true)) {
            Q_EMIT activationDelayed(actual.subscription);
        }
    });
    connect(m_watch.get(), &ActivationWatch::vanished, this, [this] {
        lose();
        Q_EMIT vanished();
    });
    m_watch->start();
}

QDateTime RegisteredSubscription::nextRenewal(const QDateTime &now) const
{
    if (!m_actual || m_isSuspended || (m_wanted.end.isValid() && m_wanted.end <= now)) {
        return {};
    }
    auto known = *m_actual;
    if (!known.lastUpdated.isValid()) {
        known.lastUpdated = m_written;
    }
    const auto time = renewalTime(m_wanted, known, m_options.renewBefore);
    if (!time.isValid() || time > now) {
        return time;
    }
    // It did not help so far.
    const auto retryDelay = static_cast<qint64>(m_options.retryDelay.count());
    const auto left = now.msecsTo(known.subscription.end);
    return now.addMSecs(left > 0 ? std::max(retryDelay, left / 2) : 10 * retryDelay);
}

} // namespace Tbs
