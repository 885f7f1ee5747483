// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "command.h"

#include <memory>
#include <vector>

namespace Tbs::Cli {

/// Commands that belong together.
struct CommandGroup
{
    /// The word before their names: `subscriptions` of `tbs subscriptions list`. Empty: they stand beneath `tbs`
    /// itself.
    QString name;
    /// One sentence for the list of commands; with an empty name, the heading of the list.
    QString summary;
    /// What stands beneath the list of commands in the group's help; not used with an empty name.
    QString footer;
    std::vector<std::unique_ptr<Command>> commands;
};

} // namespace Tbs::Cli
