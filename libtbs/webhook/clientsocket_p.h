// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace Tbs {

/// The real socket of one client, beneath a GuardedConnection. Nothing is read unless it is asked for.
class ClientSocket : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// Begins; ready() follows, at once or after a handshake.
    virtual void start() = 0;
    /// Reads what is there, at most \a maximumSize bytes. \return 0 when nothing is, -1 when the client sends no more.
    [[nodiscard]] virtual qint64 read(char *data, qint64 maximumSize) = 0;
    /// Whether bytes are there that readyRead() will not announce again.
    [[nodiscard]] virtual bool hasBuffered() const = 0;
    /// Sends \a data now or, as far as the client does not take it, later. \return false when there is no connection.
    virtual bool write(const QByteArray &data) = 0;
    /// Bytes that the client has not taken yet.
    [[nodiscard]] virtual qint64 unwritten() const = 0;
    /// Tells the client that nothing more comes, where that leaves its side open.
    virtual void shutDownWriting() = 0;
    /// Closes at once; with \a orderly what TLS wants said at the end is said.
    virtual void close(bool orderly) = 0;

Q_SIGNALS:
    void ready();
    /// There is something to read, or the client has ended. Repeated only after read().
    void readyRead();
    /// unwritten() became less.
    void written();
    /// There is no connection any more.
    void ended();
};

} // namespace Tbs
