// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "command.h"

#include <Tbs/fhir/codes.h>

#include <QCoreApplication>
#include <QStringList>

#include <optional>

namespace Tbs::Cli {

class LineWriter;

/// `tbs validate FILE...`
class ValidateCommand : public Command
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::ValidateCommand)

public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    void declare(OptionSet &options) override;
    [[nodiscard]] QString usageMistake() const override;
    [[nodiscard]] ExitCode run(const Console &console) override;

private:
    [[nodiscard]] QStringList files() const;
    [[nodiscard]] bool judgeFile(const QString &fileName, const Console &console, const LineWriter &writer,
                                 bool &written) const;

    QStringList m_files;
    bool m_recursive = false;
    bool m_strict = false;
    std::optional<FhirVersion> m_fhirVersion;
};

} // namespace Tbs::Cli
