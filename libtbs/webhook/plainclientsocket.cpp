// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "plainclientsocket_p.h"

#include <QByteArrayView>

#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace Tbs {

namespace {

bool isTemporary(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR || error == ENOBUFS;
}

} // namespace

PlainClientSocket::PlainClientSocket(qintptr descriptor, QObject *parent)
    : ClientSocket(parent)
    , m_descriptor(static_cast<int>(descriptor))
    , m_readNotifier(QSocketNotifier::Read)
{
    m_readNotifier.setSocket(descriptor);
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &PlainClientSocket::onReadable);
}

PlainClientSocket::~PlainClientSocket()
{
    close(false);
}

void PlainClientSocket::start()
{
    m_readNotifier.setEnabled(true);
    Q_EMIT ready();
}

void PlainClientSocket::onReadable()
{
    m_wasRead = false;
    Q_EMIT readyRead();
    if (!m_wasRead) {
        m_readNotifier.setEnabled(false); // else the event loop would spin
    }
}

qint64 PlainClientSocket::read(char *data, qint64 maximumSize)
{
    if (m_descriptor < 0) {
        return -1;
    }
    m_wasRead = true;
    const auto size = ::recv(m_descriptor, data, static_cast<std::size_t>(maximumSize), MSG_DONTWAIT);
    if (size == 0 || (size < 0 && !isTemporary(errno))) {
        m_readNotifier.setEnabled(false);
        return -1;
    }
    if (!m_readNotifier.isEnabled()) {
        m_readNotifier.setEnabled(true);
    }
    return std::max<qint64>(size, 0);
}

qint64 PlainClientSocket::send(QByteArrayView data) const
{
    const auto size =
        ::send(m_descriptor, data.data(), static_cast<std::size_t>(data.size()), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (size < 0) {
        return isTemporary(errno) ? 0 : -1;
    }
    return size;
}

bool PlainClientSocket::write(const QByteArray &data)
{
    if (m_descriptor < 0) {
        return false;
    }
    if (unwritten() > 0) {
        m_unwritten += data;
        return true;
    }
    const auto size = send(data);
    if (size < 0) {
        return false;
    }
    if (size == data.size()) {
        return true;
    }
    m_unwritten = data.sliced(size);
    m_writtenSize = 0;
    if (!m_writeNotifier) {
        m_writeNotifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Write, this);
        connect(m_writeNotifier, &QSocketNotifier::activated, this, &PlainClientSocket::onWritable);
    }
    m_writeNotifier->setEnabled(true);
    return true;
}

void PlainClientSocket::onWritable()
{
    const auto size = send(QByteArrayView(m_unwritten).sliced(m_writtenSize));
    if (size < 0) {
        close(false);
        Q_EMIT ended();
        return;
    }
    m_writtenSize += size;
    if (unwritten() == 0) {
        m_unwritten.clear();
        m_writtenSize = 0;
        m_writeNotifier->setEnabled(false);
    }
    Q_EMIT written();
}

void PlainClientSocket::shutDownWriting()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void PlainClientSocket::close([[maybe_unused]] bool orderly)
{
    if (m_descriptor < 0) {
        return;
    }
    m_readNotifier.setEnabled(false);
    if (m_writeNotifier) {
        m_writeNotifier->setEnabled(false);
    }
    ::close(std::exchange(m_descriptor, -1));
}

} // namespace Tbs
