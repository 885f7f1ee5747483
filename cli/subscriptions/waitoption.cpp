// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "waitoption.h"

#include "../duration.h"
#include "../optionset.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace Tbs::Cli {

void WaitOption::declare(OptionSet &options)
{
    options.addOptionalValue(u"--wait"_s, u"DURATION"_s, m_given, m_duration,
                             tr("Until it is active, at most so long (1m), and say what\nhappens meanwhile"));
}

QString WaitOption::usageMistake() const
{
    return m_duration.isEmpty() || durationFromText(m_duration)
        ? QString()
        : tr("--wait: '%1' is not a duration such as 30s or 5m").arg(m_duration);
}

std::optional<std::chrono::milliseconds> WaitOption::patience() const
{
    return m_given ? durationFromText(m_duration).value_or(1min) : std::optional<std::chrono::milliseconds>();
}

} // namespace Tbs::Cli
