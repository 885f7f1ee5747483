// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <QStringList>

namespace Tbs {

/// What a FHIR server says of its authorization server, as far as a backend service cares.
/// https://hl7.org/fhir/smart-app-launch/conformance.html
struct SmartConfiguration
{
    QString tokenEndpoint; ///< an absolute URL, to the letter
    QStringList authenticationMethods; ///< empty: it does not say
    QStringList signingAlgorithms; ///< the same
    QStringList scopes; ///< the same, and there may be more

    /// ActionRequired when what it says excludes a JWT signed with \a algorithm. The message begins in small letters.
    [[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<void> permits(const QByteArray &algorithm) const;
};

/// Reads `.well-known/smart-configuration`. \return BadData; the message begins in small letters.
[[nodiscard]] TBS_CORE_AUTOTEST_EXPORT Result<SmartConfiguration> readSmartConfiguration(const QByteArray &json);

} // namespace Tbs
