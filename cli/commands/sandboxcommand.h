// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "command.h"

#include <Tbs/sandbox/sandboxserver.h>

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace Tbs::Cli {

class LineWriter;

/// `tbs sandbox`
class SandboxCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::SandboxCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void declare(OptionSet &options) override;
    [[nodiscard]] QString usageMistake() const override;
    [[nodiscard]] ExitCode run(const Console &console) override;

private:
    void declareFaults(OptionSet &options);
    [[nodiscard]] SandboxOptions serverOptions() const;
    [[nodiscard]] QList<FhirVersion> versions() const;
    [[nodiscard]] Result<void> prepare(SandboxServer &sandbox) const;
    /// Fires sample events of each version, as many a second as were asked for.
    void fireEvents(SandboxServer &sandbox, Clock &clock) const;

    QString m_listen;
    QString m_profile = QStringLiteral("strict");
    std::optional<FhirVersion> m_fhirVersion;
    double m_eventsPerSecond = 0;
    QStringList m_topicFiles;
    SandboxFaults m_faults;
    std::optional<std::chrono::milliseconds> m_delay;
    std::optional<qint64> m_failRequests;
    std::optional<qint64> m_seed;
    std::optional<std::chrono::milliseconds> m_duration;
};

} // namespace Tbs::Cli
