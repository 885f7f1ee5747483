// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "reactivation_p.h"

#include <Tbs/support/futures.h>

namespace Tbs {

Reactivation::Reactivation(Activate activate, Clock &clock, const MonitorOptions &options, QObject *parent)
    : QObject(parent)
    , m_activate(std::move(activate))
    , m_clock(clock)
    , m_options(options)
    , m_delays{.initialDelay = options.reactivationDelay, .maximumDelay = options.maximumReactivationDelay}
{
}

void Reactivation::continueFrom(const Reactivation &before)
{
    m_activeSince = before.m_activeSince;
    m_attempts = before.m_attempts;
    m_gaveUp = before.m_gaveUp;
    m_asked = before.m_asked;
    if (before.m_running) {
        ++m_attempts; // the one that made the new Subscription
    }
}

bool Reactivation::isNeeded() const
{
    return m_status == SubscriptionStatusCode::Error || m_status == SubscriptionStatusCode::Off;
}

bool Reactivation::isLimitReached() const
{
    return m_attempts >= m_options.reactivationAttempts;
}

void Reactivation::setStatus(SubscriptionStatusCode status)
{
    const bool wasActive = m_status == SubscriptionStatusCode::Active;
    m_status = status;
    if (!isNeeded()) {
        ++m_timer;
        m_scheduled = false;
        if (status == SubscriptionStatusCode::Active && !wasActive) {
            onActive();
        }
        return;
    }
    if (m_running || m_scheduled || m_gaveUp) {
        return;
    }
    const auto activeUntilNow = std::exchange(m_activeSince, QDateTime());
    if (activeUntilNow.isValid()
        && activeUntilNow.addMSecs(m_options.maximumReactivationDelay.count()) < m_clock.now()) {
        m_attempts = 0;
    }
    if (isLimitReached()) {
        giveUp();
        return;
    }
    schedule();
}

void Reactivation::onActive()
{
    m_activeSince = m_clock.now();
    m_errors = 0;
    const bool hadGivenUp = std::exchange(m_gaveUp, false);
    if (hadGivenUp) {
        m_attempts = 0; // somebody else has mended it
    }
    if (std::exchange(m_asked, false) || hadGivenUp) {
        Q_EMIT succeeded();
    }
}

void Reactivation::begin()
{
    m_attempts = 0;
    m_errors = 0;
    m_gaveUp = false;
    ++m_timer;
    m_scheduled = false;
    if (!m_running && isNeeded()) {
        attempt();
    }
}

void Reactivation::stop()
{
    ++m_timer;
    m_status.reset();
}

QDateTime Reactivation::schedule()
{
    const auto delay = m_delays.delayAfter(m_attempts + m_errors + 1);
    m_scheduled = true;
    m_clock.callAfter(delay, this, [this, timer = ++m_timer] {
        if (timer == m_timer) {
            attempt();
        }
    });
    return m_clock.now().addMSecs(delay.count());
}

void Reactivation::attempt()
{
    m_scheduled = false;
    m_running = true;
    m_asked = true;
    Q_EMIT attempting(m_attempts + 1);
    whenFinished(m_activate(), this, [this](const Result<SubscriptionStatusCode> &answer) { onAnswer(answer); });
}

void Reactivation::onAnswer(const Result<SubscriptionStatusCode> &answer)
{
    m_running = false;
    if (answer) {
        m_errors = 0;
        ++m_attempts;
        Q_EMIT asked(*answer);
        if (isNeeded()) { // else the channel told more than the answer, which is older
            setStatus(*answer);
        }
        return;
    }
    ++(answer.error().kind == Error::Kind::Retry ? m_errors : m_attempts);
    if (!isNeeded()) {
        return;
    }
    if (isLimitReached()) {
        Q_EMIT failed(answer.error(), {});
        giveUp();
        return;
    }
    Q_EMIT failed(answer.error(), schedule());
}

void Reactivation::giveUp()
{
    m_gaveUp = true;
    Q_EMIT gaveUp();
}

} // namespace Tbs
