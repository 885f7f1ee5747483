// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "logging.h"

namespace Tbs {

Q_LOGGING_CATEGORY(logClient, "tbs.client", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "tbs.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logNotification, "tbs.notification", QtInfoMsg)
Q_LOGGING_CATEGORY(logSubscription, "tbs.subscription", QtInfoMsg)
Q_LOGGING_CATEGORY(logWebSocket, "tbs.websocket", QtInfoMsg)
Q_LOGGING_CATEGORY(logWebhook, "tbs.webhook", QtInfoMsg)
Q_LOGGING_CATEGORY(logSandbox, "tbs.sandbox", QtInfoMsg)
Q_LOGGING_CATEGORY(logService, "tbs.service", QtInfoMsg)

} // namespace Tbs
