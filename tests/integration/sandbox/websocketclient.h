// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "sandboxfixture.h"

#include <QWebSocket>

namespace Tbs::Test {

/// What `$get-ws-binding-token` answers.
struct BindingAnswer
{
    QString token;
    QUrl url;
};

/// A websocket that says what it is told to and records what comes.
class WebSocketClient
{
public:
    /// Connects; fails the test when that does not work.
    explicit WebSocketClient(const QUrl &url);
    /// Connects, says the token in the text form and waits for the first frame; fails the test when none comes.
    explicit WebSocketClient(const BindingAnswer &binding);

    void say(const QString &text) { m_socket.sendTextMessage(text); }
    void sayBinary(const QByteArray &bytes) { m_socket.sendBinaryMessage(bytes); }
    void close() { m_socket.close(); }

    [[nodiscard]] bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    [[nodiscard]] QWebSocketProtocol::CloseCode closeCode() const { return m_socket.closeCode(); }

    [[nodiscard]] const QStringList &frames() const { return m_frames; }
    [[nodiscard]] qsizetype count() const { return m_frames.size(); }
    [[nodiscard]] QJsonObject json(qsizetype index) const;
    /// Fails the test when the frame is no notification.
    [[nodiscard]] Notification notification(qsizetype index) const;
    /// The id of the subscription that the frame is about.
    [[nodiscard]] QString subscription(qsizetype index) const;
    [[nodiscard]] NotificationType type(qsizetype index) const;
    void clear() { m_frames.clear(); }

private:
    QWebSocket m_socket;
    QStringList m_frames;
};

/// Asks the sandbox for a token for \a ids; fails the test when it gives none.
[[nodiscard]] BindingAnswer bindingToken(SandboxFixture &fixture, FhirVersion version, const QStringList &ids);

/// A subscription to the sample topic with the channel websocket.
[[nodiscard]] Subscription webSocketSubscription(const SandboxFixture &fixture,
                                                 PayloadContent content = PayloadContent::IdOnly);

} // namespace Tbs::Test
