// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "websocketframe_p.h"

#include <Tbs/codec/codec.h>
#include <Tbs/fhir/operationoutcome.h>

#include <QCoreApplication>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

constexpr qsizetype maximumOutcomeSize = 64 * 1024;

WebSocketFrame readOutcome(const QJsonObject &resource)
{
    const auto issues = readOperationOutcome(resource);
    QStringList messages;
    for (const auto &issue : issues) {
        if (hasErrors({issue})) {
            messages.append(issue.message.isEmpty() ? issue.code : issue.message);
        }
    }
    if (messages.isEmpty() && !issues.isEmpty()) {
        return IdleFrame();
    }
    return RefusalFrame{
        {.kind = Error::Kind::Rejected,
         .message =
             QCoreApplication::translate("Tbs", "The server refuses on the websocket: %1").arg(messages.join(u"; "_s)),
         .location = {}}};
}

} // namespace

QString bindMessage(WebSocketProtocol::BindMessage form, const QString &token)
{
    if (form == WebSocketProtocol::BindMessage::Text) {
        return u"bind-with-token "_s + token;
    }
    const QJsonObject message{{u"type"_s, u"bind-with-token"_s}, {u"payload"_s, QJsonObject{{u"token"_s, token}}}};
    return QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact));
}

Result<WebSocketFrame> readWebSocketFrame(const QByteArray &frame)
{
    auto notification = readNotification(frame);
    if (notification) {
        return std::make_shared<const Notification>(std::move(notification->value));
    }
    // All else that a server may say is short.
    const auto object =
        frame.size() <= maximumOutcomeSize ? readJsonObject(frame).value_or(QJsonObject()) : QJsonObject();
    if (object.value("resourceType"_L1).toString() == "OperationOutcome"_L1) {
        return readOutcome(object);
    }
    if (object.value("type"_L1).toString() == "pong"_L1) {
        return IdleFrame();
    }
    auto error = notification.error();
    error.message =
        QCoreApplication::translate("Tbs", "A frame of the websocket is no notification: %1").arg(error.message);
    return failure(std::move(error));
}

} // namespace Tbs
