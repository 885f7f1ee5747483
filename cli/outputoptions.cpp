// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "outputoptions.h"

#include "optionset.h"

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

void OutputOptions::declare(OptionSet &options)
{
    options.setGroup(tr("Output"));
    options.addFlag(u"--json"_s, m_json, tr("JSON also on a terminal: one object a line"));
    options.addFlag(u"--table"_s, m_table, tr("Aligned text also into a file or pipe"));
}

QString OutputOptions::usageMistake() const
{
    return m_json && m_table ? tr("--json and --table exclude each other") : QString();
}

Console OutputOptions::console(const Console &console) const
{
    auto chosen = console;
    chosen.outputIsTerminal = m_table || (console.outputIsTerminal && !m_json);
    return chosen;
}

} // namespace Tbs::Cli
