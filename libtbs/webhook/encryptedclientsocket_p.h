// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "clientsocket_p.h"

#include <QSslConfiguration>
#include <QSslSocket>

namespace Tbs {

/// A TLS socket of the server's side.
class EncryptedClientSocket final : public ClientSocket
{
    Q_OBJECT

public:
    /// Takes over \a descriptor.
    EncryptedClientSocket(qintptr descriptor, const QSslConfiguration &configuration, QObject *parent);

    void start() override;
    [[nodiscard]] qint64 read(char *data, qint64 maximumSize) override;
    [[nodiscard]] bool hasBuffered() const override { return m_socket.bytesAvailable() > 0; }
    bool write(const QByteArray &data) override;
    [[nodiscard]] qint64 unwritten() const override;
    void shutDownWriting() override { } // clients take a TCP end without TLS's own for an attack
    void close(bool orderly) override;

private:
    QSslSocket m_socket;
};

} // namespace Tbs
