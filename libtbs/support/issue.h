// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QList>
#include <QString>

namespace Tbs {

/// One remark about data that was read: a deviation from the specification that was tolerated, or a mistake.
///
/// Severity and code are those of OperationOutcome.issue, https://hl7.org/fhir/operationoutcome.html.
struct TBS_CORE_EXPORT Issue
{
    enum class Severity { Fatal, Error, Warning, Information };

    Severity severity = Severity::Warning;
    /// A code of http://hl7.org/fhir/issue-type, e.g. `structure`, `required`, `value`, `invariant`, `duplicate`.
    QString code;
    /// FHIR element path, e.g. `Bundle.entry[0].resource.parameter[1]`, or `file:line`.
    QString path;
    QString message;

    friend bool operator==(const Issue &, const Issue &) = default;
};

/// `fatal`, `error`, `warning` or `information`.
[[nodiscard]] TBS_CORE_EXPORT QString toCode(Issue::Severity severity);

/// Whether one of the issues is an error or fatal.
[[nodiscard]] TBS_CORE_EXPORT bool hasErrors(const QList<Issue> &issues);

/// A value that was read, and everything that was noticed while reading it.
template <typename T> struct Decoded
{
    T value;
    QList<Issue> issues;
};

} // namespace Tbs
