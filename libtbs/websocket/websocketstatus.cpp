// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketstatus.h"

#include <QCoreApplication>

namespace Tbs {

QString displayText(WebSocketState state)
{
    switch (state) {
    case WebSocketState::Disconnected:
        return QCoreApplication::translate("Tbs", "disconnected");
    case WebSocketState::FetchingToken:
        return QCoreApplication::translate("Tbs", "fetching token");
    case WebSocketState::Connecting:
        return QCoreApplication::translate("Tbs", "connecting");
    case WebSocketState::Binding:
        return QCoreApplication::translate("Tbs", "binding");
    case WebSocketState::Connected:
        return QCoreApplication::translate("Tbs", "connected");
    }
    return {};
}

} // namespace Tbs
