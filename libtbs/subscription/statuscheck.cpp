// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "statuscheck_p.h"

#include <Tbs/notification/sequencetracker.h>
#include <Tbs/support/futures.h>

#include <algorithm>

using namespace std::chrono_literals;

namespace Tbs {

namespace {

using Records = Result<QList<SubscriptionRecord>>;

std::optional<SubscriptionRecord> find(const Records &records, const SubscriptionKey &key)
{
    if (!records) {
        return std::nullopt;
    }
    const auto found = std::find_if(records->begin(), records->end(), [&](const auto &one) { return one.key == key; });
    return found == records->end() ? std::nullopt : std::optional(*found);
}

/// Whether \a status tells something that the receiver does not know yet.
bool isNews(const SubscriptionStatus &status, const std::optional<SubscriptionRecord> &record)
{
    const auto &count = status.eventsSinceSubscriptionStart;
    return !record || (status.status && status.status != record->status)
        || (count && count->value() != record->sequence.highest);
}

} // namespace

StatusCheck::StatusCheck(SubscriptionKey subscription, AbstractReceiver &receiver, StatusRequests requests,
                         Clock &clock, std::chrono::milliseconds period, QObject *parent)
    : QObject(parent)
    , m_subscription(std::move(subscription))
    , m_receiver(receiver)
    , m_requests(std::move(requests))
    , m_clock(clock)
    , m_period(period)
    , m_hasStatus(m_requests.status != nullptr)
{
}

QString StatusCheck::id() const
{
    return Reference(m_subscription.subscription).id();
}

void StatusCheck::check()
{
    if (m_check) {
        m_again = true;
        return;
    }
    begin();
}

void StatusCheck::stop()
{
    ++m_timer;
    m_period = 0ms;
    m_again = false;
}

void StatusCheck::begin()
{
    ++m_timer;
    m_again = false;
    m_check = Check();
    whenFinished(m_receiver.subscriptions(), this, [this](const Records &records) {
        m_check->record = find(records, m_subscription);
        askStatus();
    });
}

void StatusCheck::askStatus()
{
    if (!m_hasStatus) {
        askResource();
        return;
    }
    whenFinished(m_requests.status(id()), this, [this](const Result<FetchedStatus> &status) { onStatus(status); });
}

void StatusCheck::onStatus(const Result<FetchedStatus> &answer)
{
    if (!answer) {
        // Where the Subscription can be read, it is $status that is not there.
        m_check->statusRefused = answer.error().kind == Error::Kind::Rejected;
        Q_EMIT failed(answer.error());
        askResource();
        return;
    }
    const auto &status = answer->status;
    const auto reference = status.subscription.relative();
    if (!reference.isEmpty() && reference != m_subscription.subscription) {
        Q_EMIT failed({Error::Kind::BadData,
                       tr("$status of %1 tells about another Subscription.").arg(m_subscription.subscription),
                       {}});
        askResource();
        return;
    }
    auto &report = m_check->report;
    report.status = status.status;
    report.errors = status.errors;
    report.count.reset();
    if (status.eventsSinceSubscriptionStart) {
        report.count = status.eventsSinceSubscriptionStart->value();
    }
    if (reference.isEmpty() || !isNews(status, m_check->record)) {
        askResource();
        return;
    }
    take(*answer);
}

void StatusCheck::take(const FetchedStatus &status)
{
    const SharedPromise<Result<Receipt>> promise;
    IncomingNotification incoming{.webhookId = m_subscription.webhookId,
                                  .body = status.bundle,
                                  .origin = NotificationOrigin::Recovery,
                                  .receivedAt = m_clock.now()};
    if (m_check->record) {
        incoming.epoch = m_check->record->sequence.epoch;
    }
    m_receiver.receive(std::move(incoming), [promise](const Result<Receipt> &receipt) { promise.finish(receipt); });
    whenFinished(promise.future(), this, [this](const Result<Receipt> &receipt) {
        if (!receipt) {
            Q_EMIT failed(receipt.error());
        }
        askResource();
    });
}

void StatusCheck::askResource()
{
    whenFinished(m_requests.read(id()), this,
                 [this](const Result<std::optional<ObservedSubscription>> &observed) { onResource(observed); });
}

void StatusCheck::onResource(const Result<std::optional<ObservedSubscription>> &observed)
{
    if (!observed) {
        Q_EMIT failed(observed.error());
        end();
        return;
    }
    if (!*observed) {
        m_check.reset();
        Q_EMIT vanished();
        return;
    }
    m_hasStatus = m_hasStatus && !m_check->statusRefused;
    auto &report = m_check->report;
    report.subscription = (*observed)->subscription;
    const bool differs = report.status && report.status != report.subscription->status;
    if (differs && !std::exchange(m_check->repeated, true)) {
        askStatus(); // it may have changed between the two answers
        return;
    }
    if (differs) {
        m_check->drift << tr("$status says %1, the Subscription %2.")
                              .arg(toCode(*report.status), toCode(report.subscription->status));
    }
    compareCounts();
}

/// A count below ours may have been taken for a reset by the receiver; then there is a new epoch now.
void StatusCheck::compareCounts()
{
    const auto &record = m_check->record;
    const auto count = m_check->report.count;
    const auto mode = m_receiver.endpoint(m_subscription.webhookId).counterMode;
    if (!record || !count || *count >= record->sequence.highest
        || !SequenceTracker::numbersCount(SequenceTracker::effectiveMode(mode, record->sequence))) {
        end();
        return;
    }
    whenFinished(m_receiver.subscriptions(), this, [this, count = *count](const Records &records) {
        const auto now = find(records, m_subscription);
        if (now && now->sequence.epoch == m_check->record->sequence.epoch) {
            m_check->drift << tr("The server has counted %1 events, but number %2 was known before.")
                                  .arg(count)
                                  .arg(m_check->record->sequence.highest);
        }
        end();
    });
}

void StatusCheck::end()
{
    const auto done = *std::exchange(m_check, std::nullopt);
    if (m_again) {
        begin();
    } else {
        startTimer();
    }
    if (done.report.status || done.report.count || done.report.subscription) {
        Q_EMIT checked(done.report, done.drift);
    }
}

void StatusCheck::startTimer()
{
    if (m_period > 0ms) {
        m_clock.callAfter(m_period, this, [this, timer = ++m_timer] {
            if (timer == m_timer && !m_check) {
                begin();
            }
        });
    }
}

} // namespace Tbs
