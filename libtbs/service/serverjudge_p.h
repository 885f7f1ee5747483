// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/fhirresponse.h>
#include <Tbs/client/servercapabilities.h>
#include <Tbs/service/configuration.h>
#include <Tbs/service/finding.h>
#include <Tbs/subscription/serverprofile.h>

#include <QCoreApplication>

namespace Tbs {

/// Judges what a server says of itself. Pure.
class TBS_CORE_AUTOTEST_EXPORT ServerJudge
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::ServerJudge)

public:
    explicit ServerJudge(Configuration configuration);

    /// Whether there is a FHIR server at all: of the answer to `metadata`, and how long it took.
    [[nodiscard]] Finding judgeAnswer(const Result<FhirResponse> &answer, std::chrono::milliseconds duration) const;
    /// What is wrong with its base URL: that it is not encrypted. Nothing when there is no objection.
    [[nodiscard]] std::optional<Finding> judgeScheme() const;
    /// The difference between its clock and ours, \a now (UTC).
    [[nodiscard]] static Finding judgeClock(const QDateTime &date, const QDateTime &now);
    /// Everything about its CapabilityStatement: version, formats, profile, known problems, Subscription and
    /// operations.
    [[nodiscard]] QList<Finding> judgeCapabilities(const ServerCapabilities &capabilities) const;
    /// Whether we are let in: of the status of a search for Subscriptions.
    [[nodiscard]] Finding judgeAccess(const Result<FhirResponse> &answer) const;

private:
    [[nodiscard]] Finding judgeVersion(const ServerCapabilities &capabilities) const;
    [[nodiscard]] QList<Finding> judgeMake(const ServerCapabilities &capabilities) const;
    [[nodiscard]] QList<Finding> judgeSubscription(const ServerCapabilities &capabilities) const;
    [[nodiscard]] QList<Finding> judgeOperations(const ServerCapabilities &capabilities) const;
    [[nodiscard]] QList<Finding> judgeWebSocket(const ServerCapabilities &capabilities) const;
    [[nodiscard]] QString adviceFor(const Error &error) const;

    Configuration m_configuration;
    ServerProfile m_profile;
};

} // namespace Tbs
