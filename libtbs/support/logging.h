// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/export.h>

#include <QLoggingCategory>

/// The logging categories of the libraries; switch them with QT_LOGGING_RULES, e.g. `tbs.*.debug=true`.
/// No payload, token or patient data is logged in any of them.
namespace Tbs {

TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logClient)
TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logStore)
TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logNotification)
TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logSubscription)
TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logWebSocket)
TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logWebhook)
TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logSandbox)
TBS_CORE_EXPORT Q_DECLARE_LOGGING_CATEGORY(logService)

} // namespace Tbs
