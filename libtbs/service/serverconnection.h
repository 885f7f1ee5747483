// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/client/fhirclient.h>
#include <Tbs/client/servercapabilities.h>
#include <Tbs/service/configuration.h>
#include <Tbs/subscription/serverprofile.h>

#include <QObject>

#include <memory>

namespace Tbs {

/// The FHIR server of a configuration: its client with authentication and TLS, its profile and its version.
///
/// Lives in one thread.
class TBS_CORE_EXPORT ServerConnection : public QObject
{
    Q_OBJECT

public:
    /// \a clock must outlive the connection. Nothing is sent yet.
    /// \return ActionRequired when a key or certificate cannot be used or the profile is not known.
    [[nodiscard]] static Result<std::unique_ptr<ServerConnection>>
    make(const ServerConfiguration &configuration, std::optional<FhirVersion> version, Clock &clock);
    ~ServerConnection() override;

    [[nodiscard]] FhirClient &client() const;
    [[nodiscard]] const ServerProfile &profile() const;
    /// The version that was given, else the one that the server's CapabilityStatement names; asked for once.
    /// \return as fetchServerCapabilities(); ActionRequired when it names none that we speak.
    [[nodiscard]] QFuture<Result<FhirVersion>> version();

private:
    ServerConnection();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace Tbs
