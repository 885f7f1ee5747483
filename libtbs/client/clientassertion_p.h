// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "jwssigner_p.h"

#include <QDateTime>
#include <QUrl>

namespace Tbs {

/// What a client assertion says; the rest of it is the same for all.
struct ClientAssertionClaims
{
    QString clientId;
    QString audience; ///< the URL of the token endpoint, to the letter
    QString keyId;
    QUrl jwksUrl; ///< empty: the keys were given to the server beforehand
};

/// A JWT that proves who we are for a few minutes from \a now on, and once only.
/// https://hl7.org/fhir/smart-app-launch/client-confidential-asymmetric.html
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<QByteArray>
clientAssertion(const ClientAssertionClaims &claims, const JwsSigner &signer, const QDateTime &now);

} // namespace Tbs
