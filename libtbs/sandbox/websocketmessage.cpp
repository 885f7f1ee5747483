// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketmessage_p.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

using Kind = WebSocketMessage::Kind;

WebSocketMessage withToken(Kind kind, const QString &form, const QString &token)
{
    return token.isEmpty() ? WebSocketMessage() : WebSocketMessage{.kind = kind, .form = form, .token = token};
}

WebSocketMessage readObject(const QJsonObject &object)
{
    const auto type = object.value("type"_L1).toString();
    const auto token = object.value("payload"_L1)["token"_L1].toString();
    if (type == "bind-with-token"_L1) {
        return withToken(Kind::Bind, u"json"_s, token);
    }
    if (type == "unbind-from-token"_L1) {
        return withToken(Kind::Unbind, u"json"_s, token);
    }
    return {.kind = type == "ping"_L1 ? Kind::Ping : Kind::Unknown, .form = u"json"_s, .token = {}};
}

} // namespace

WebSocketMessage readWebSocketMessage(const QString &text)
{
    const auto trimmed = text.trimmed();
    if (trimmed.startsWith(u'{')) {
        return readObject(QJsonDocument::fromJson(trimmed.toUtf8()).object());
    }
    static const auto command = u"bind-with-token"_s;
    const auto rest = QStringView(trimmed).sliced(trimmed.startsWith(command) ? command.size() : 0);
    const auto isCommand = trimmed.startsWith(command) && (rest.startsWith(u':') || rest.startsWith(u' '));
    if (!isCommand) {
        return {};
    }
    const auto token = rest.sliced(1).trimmed();
    return token.contains(u' ') ? WebSocketMessage() : withToken(Kind::Bind, u"text"_s, token.toString());
}

} // namespace Tbs
