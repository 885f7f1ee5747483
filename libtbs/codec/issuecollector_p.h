// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "elementpath_p.h"

#include <Tbs/support/issue.h>

namespace Tbs {

/// Gathers what a reader notices. Of a hopeless input only the first remarks are kept, and the number of the others.
///
/// Messages are given untranslated, marked with QT_TRANSLATE_NOOP("Tbs", ...); `%1` is replaced by the argument.
class IssueCollector
{
public:
    static constexpr qsizetype maximum = 100;

    void report(Issue::Severity severity, QLatin1StringView code, const ElementPath &path, const char *message,
                const QString &argument = {});

    void error(QLatin1StringView code, const ElementPath &path, const char *message, const QString &argument = {})
    {
        report(Issue::Severity::Error, code, path, message, argument);
    }
    void warning(QLatin1StringView code, const ElementPath &path, const char *message, const QString &argument = {})
    {
        report(Issue::Severity::Warning, code, path, message, argument);
    }
    void information(QLatin1StringView code, const ElementPath &path, const char *message, const QString &argument = {})
    {
        report(Issue::Severity::Information, code, path, message, argument);
    }

    [[nodiscard]] QList<Issue> take();

private:
    QList<Issue> m_issues;
    qsizetype m_left = 0;
    Issue::Severity m_worstLeft = Issue::Severity::Information;
};

} // namespace Tbs
