// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

#include <chrono>

namespace Tbs::Cli {

/// How a command reaches its FHIR server.
struct ServerSettings
{
    Configuration configuration; ///< that of the file, changed by the options
    QString configurationFile; ///< empty when there is none
    /// With a sandbox of this version in the process instead of a server.
    std::optional<FhirVersion> sandbox;
    std::chrono::milliseconds timeout = std::chrono::seconds(30); ///< of one request
    QStringList remarks; ///< what a person should know
};

} // namespace Tbs::Cli
