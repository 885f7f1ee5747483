// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "console.h"

#include <QCoreApplication>

namespace Tbs::Cli {

class OptionSet;

/// `--json` and `--table`: how data is written, when it is not to depend on whether standard output is a terminal.
class OutputOptions
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::OutputOptions)

public:
    void declare(OptionSet &options);
    [[nodiscard]] QString usageMistake() const;
    /// \a console, as it was asked for.
    [[nodiscard]] Console console(const Console &console) const;

private:
    bool m_json = false;
    bool m_table = false;
};

} // namespace Tbs::Cli
