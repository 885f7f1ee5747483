// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCoreApplication>

#include <chrono>
#include <optional>

namespace Tbs::Cli {

class OptionSet;

/// `--wait[=DURATION]`: whether it is waited until the server has activated a Subscription, and how long.
class WaitOption
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Cli::WaitOption)

public:
    void declare(OptionSet &options);
    [[nodiscard]] QString usageMistake() const;
    /// Nothing: it is not waited.
    [[nodiscard]] std::optional<std::chrono::milliseconds> patience() const;

private:
    bool m_given = false;
    QString m_duration;
};

} // namespace Tbs::Cli
