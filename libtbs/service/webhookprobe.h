// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/fhir/subscription.h>
#include <Tbs/support/export.h>

#include <QFuture>
#include <QUrl>

#include <chrono>

class QNetworkAccessManager;

namespace Tbs {

/// What answers at the URL of a webhook, as seen from this machine. The FHIR server may see something else.
struct TBS_CORE_EXPORT WebhookAnswer
{
    enum class Verdict {
        Ours, ///< a webhook of this library, which takes the token
        TokenRefused, ///< a webhook of this library that wants another token, or a signature
        UnknownWebhook, ///< a FHIR-speaking server that has nothing at this path
        Foreign, ///< something else
        NotTrusted, ///< its certificate is not trusted here
        NoAnswer, ///< nothing: no such host, refused, or too slow
    };

    Verdict verdict = Verdict::NoAnswer;
    int status = 0; ///< of HTTP; 0 without an answer
    QString message; ///< why there is no answer, or why it is not trusted; else empty

    friend bool operator==(const WebhookAnswer &, const WebhookAnswer &) = default;
};

/// Asks \a endpoint by GET, which a webhook refuses in a way of its own, so that nothing is delivered. Redirects are
/// not followed. \a headers: what the FHIR server is told to send along. \a network must outlive the future, which
/// finishes in its thread.
[[nodiscard]] TBS_CORE_EXPORT QFuture<WebhookAnswer> probeWebhook(const QUrl &endpoint,
                                                                  const QList<SubscriptionHeader> &headers,
                                                                  QNetworkAccessManager &network,
                                                                  std::chrono::milliseconds timeout);

} // namespace Tbs
