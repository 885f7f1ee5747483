// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "clientsocket_p.h"

#include <QSocketNotifier>

namespace Tbs {

/// A TCP socket without buffers for reading.
///
/// QTcpSocket would do but for one thing: it reads whether asked or not, and so ends the connection as soon as a client
/// has shut down its side, though the client still waits for the answer.
class PlainClientSocket final : public ClientSocket
{
    Q_OBJECT

public:
    /// Takes over \a descriptor.
    PlainClientSocket(qintptr descriptor, QObject *parent);
    ~PlainClientSocket() override;

    void start() override;
    [[nodiscard]] qint64 read(char *data, qint64 maximumSize) override;
    [[nodiscard]] bool hasBuffered() const override { return false; }
    bool write(const QByteArray &data) override;
    [[nodiscard]] qint64 unwritten() const override { return m_unwritten.size() - m_writtenSize; }
    void shutDownWriting() override;
    void close(bool orderly) override;

private:
    void onReadable();
    void onWritable();
    /// \return how many bytes of \a data the system took, -1 when the connection is gone.
    [[nodiscard]] qint64 send(QByteArrayView data) const;

    int m_descriptor;
    QSocketNotifier m_readNotifier;
    QSocketNotifier *m_writeNotifier = nullptr; ///< made when it is first needed
    bool m_wasRead = false;
    QByteArray m_unwritten;
    qsizetype m_writtenSize = 0; ///< of m_unwritten
};

} // namespace Tbs
