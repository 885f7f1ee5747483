// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "wireprofile_p.h"

namespace Tbs {

/// Gives a notification bundle the deviations of a wire profile. All of them are made here, on the codec's output; with
/// the profile `strict` nothing changes.
class TBS_SANDBOX_AUTOTEST_EXPORT WireFormatter
{
public:
    /// \a baseUrl is the server's, without a trailing slash.
    WireFormatter(const WireProfile &profile, FhirVersion version, const QString &baseUrl);

    [[nodiscard]] QJsonObject format(QJsonObject bundle) const;

private:
    [[nodiscard]] QJsonObject formatStatus(QJsonObject status) const;
    [[nodiscard]] QJsonObject formatSubscriptionStatus(QJsonObject status) const;
    [[nodiscard]] QJsonObject formatParameters(QJsonObject parameters) const;
    [[nodiscard]] QJsonValue formatEvent(QJsonObject event, int numberInBundle) const;
    [[nodiscard]] QJsonValue formatEventParameter(QJsonObject parameter, int numberInBundle) const;
    [[nodiscard]] QJsonObject formatEntry(QJsonObject entry, bool isStatus) const;
    [[nodiscard]] QString urlOf(const QJsonObject &entry, bool isStatus) const;
    [[nodiscard]] QJsonValue counter(const QJsonValue &value) const;
    [[nodiscard]] QJsonValue shortened(const QJsonValue &value) const;
    [[nodiscard]] QString shortened(const QString &reference) const;

    const WireProfile &m_profile;
    FhirVersion m_version;
    QString m_baseUrl;
};

} // namespace Tbs
