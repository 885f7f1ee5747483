// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "delivery_p.h"
#include "sandboxcontext_p.h"

#include <Tbs/fhir/subscription.h>

#include <QNetworkReply>
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
    /// To the websockets that are bound to it; nothing else is looked at then.
    std::optional<BoundSubscription> webSocket;
};

/// Posts one notification, again and again with growing pauses until it is accepted or the attempts are used up.
/// The body stays the same. Destroying it ends everything.
class TBS_SANDBOX_AUTOTEST_EXPORT DeliveryJob final : public Delivery
{
    Q_OBJECT

public:
    DeliveryJob(SandboxContext &context, const DeliveryTarget &target, const QByteArray &body, int maximumAttempts,
                QObject *parent);

    void start() override;
    void cancel() override;

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
