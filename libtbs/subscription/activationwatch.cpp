// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "activationwatch_p.h"

#include <Tbs/support/futures.h>

#include <algorithm>
#include <utility>

namespace Tbs {

namespace {

constexpr std::chrono::milliseconds firstDelay{500};

} // namespace

ActivationWatch::ActivationWatch(SubscriptionClient &client, Clock &clock, const RegistrarOptions &options, QString id,
                                 QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_clock(clock)
    , m_options(options)
    , m_id(std::move(id))
    , m_delay(firstDelay)
    , m_timer(clock, this, [this] { look(); })
{
}

void ActivationWatch::start()
{
    m_started = m_clock.monotonic();
    schedule();
}

void ActivationWatch::schedule()
{
    const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.monotonic() - m_started);
    if (!m_isLate && elapsed >= m_options.activationTime) {
        m_isLate = true;
        m_delay = m_options.retryDelay;
    }
    const auto delay = m_isLate ? m_delay : std::min(m_delay, m_options.activationTime - elapsed);
    m_delay = m_isLate ? std::min(2 * m_delay, 10 * m_options.retryDelay) : 2 * m_delay;
    m_timer.start(delay);
}

void ActivationWatch::look()
{
    m_timer.stop();
    whenFinished(m_client.read(m_id), this,
                 [this, number = ++m_looks](const Result<ObservedSubscription> &subscription) {
                     if (number == m_looks) {
                         onRead(subscription);
                     }
                 });
}

void ActivationWatch::onRead(const Result<ObservedSubscription> &subscription)
{
    if (!subscription && subscription.error().isGone()) {
        Q_EMIT vanished();
        return;
    }
    if (subscription && subscription->subscription.status != SubscriptionStatusCode::Requested) {
        Q_EMIT settled(*subscription);
        return;
    }
    schedule();
    if (m_isLate && subscription && !std::exchange(m_hasTold, true)) {
        Q_EMIT delayed(*subscription);
    }
}

} // namespace Tbs
