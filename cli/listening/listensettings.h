// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

#include <chrono>
#include <optional>

namespace Tbs::Cli {

/// What `tbs listen` does: the configuration and what only the command line says.
struct ListenSettings
{
    Configuration configuration;
    /// No store: handlers finish before the acknowledgement.
    bool direct = false;
    int edgeThreads = 1;
    std::chrono::milliseconds handlerTimeout = std::chrono::seconds(60); ///< of exec and forward
    bool synchronizeFiles = false;
    std::optional<qint64> maximumEvents; ///< ends when so many have been handled
    std::optional<std::chrono::milliseconds> duration; ///< ends after it
    /// With a sandbox of this version in the process, which sends samples.
    std::optional<FhirVersion> sandbox;
};

/// The topic of a definition that was made from the command line: notifications of any topic are taken.
inline const QString anyTopic = QStringLiteral("http://example.org/SubscriptionTopic/any");

} // namespace Tbs::Cli
