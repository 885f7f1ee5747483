// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "encryptedclientsocket_p.h"

namespace Tbs {

namespace {

constexpr qint64 readBufferSize = 64 * 1024;

} // namespace

EncryptedClientSocket::EncryptedClientSocket(qintptr descriptor, const QSslConfiguration &configuration,
                                             QObject *parent)
    : ClientSocket(parent)
{
    m_socket.setReadBufferSize(readBufferSize);
    m_socket.setSslConfiguration(configuration);
    m_socket.setSocketDescriptor(descriptor);
    connect(&m_socket, &QSslSocket::encrypted, this, &ClientSocket::ready);
    connect(&m_socket, &QSslSocket::readyRead, this, &ClientSocket::readyRead);
    connect(&m_socket, &QSslSocket::bytesWritten, this, &ClientSocket::written);
    connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &ClientSocket::written);
    connect(&m_socket, &QSslSocket::disconnected, this, &ClientSocket::ended);
}

void EncryptedClientSocket::start()
{
    m_socket.startServerEncryption();
}

qint64 EncryptedClientSocket::read(char *data, qint64 maximumSize)
{
    const auto size = m_socket.read(data, maximumSize);
    return size == 0 && m_socket.state() != QAbstractSocket::ConnectedState ? -1 : size;
}

bool EncryptedClientSocket::write(const QByteArray &data)
{
    if (m_socket.write(data) < 0) {
        return false;
    }
    m_socket.flush();
    return true;
}

qint64 EncryptedClientSocket::unwritten() const
{
    return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite();
}

void EncryptedClientSocket::close(bool orderly)
{
    m_socket.disconnect(this);
    if (orderly) {
        m_socket.disconnectFromHost();
    } else {
        m_socket.abort();
    }
}

} // namespace Tbs
