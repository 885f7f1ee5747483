// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sandboxcontext_p.h"

#include <Tbs/fhir/subscription.h>

#include <QNetworkReply>
#include <QObject>
#include <QPointer>

namespace Tbs {

/// Where and how the notifications of one subscription are sent.
struct TBS_SANDBOX_AUTOTEST_EXPORT DeliveryTarget
{
    QUrl endpoint;
    QList<SubscriptionHeader> headers;
    QByteArray contentType;
    std::chrono::milliseconds timeout{0};
    QByteArray signingSecret; ///< empty: no signature
};

/// Posts one notification, again and again with growing pauses until it is accepted or the attempts are used up.
/// The body stays the same. Destroying it ends everything.
class TBS_SANDBOX_AUTOTEST_EXPORT DeliveryJob : public QObject
{
    Q_OBJECT

public:
    DeliveryJob(SandboxContext &context, const DeliveryTarget &target, const QByteArray &body, int maximumAttempts,
                QObject *parent);

    /// After the delay of the faults.
    void start();
    /// Nothing is sent and no signal comes any more.
    void cancel();

Q_SIGNALS:
    /// One POST ended. \a status is the HTTP status, 0 when there was no answer.
    void attempted(int status, bool accepted);
    /// Comes once, after the last attempted().
    void finished(bool accepted);

private:
    void post();
    void onReplyFinished();
    void scheduleRetry();
    [[nodiscard]] QNetworkRequest request() const;
    [[nodiscard]] bool isAccepted(int status);

    SandboxContext &m_context;
    DeliveryTarget m_target;
    QByteArray m_body;
    int m_attemptsLeft;
    std::chrono::milliseconds m_retryDelay;
    std::chrono::nanoseconds m_firstAttempt{0};
    QPointer<QNetworkReply> m_reply;
    bool m_isCancelled = false;
};

} // namespace Tbs
