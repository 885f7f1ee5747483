// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "singleinstance.h"

#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

/// The first one answers at once or hangs.
constexpr int connectMilliseconds = 1000;

} // namespace

SingleInstance::SingleInstance(const QString &name, QObject *parent)
    : QObject(parent)
{
    const auto folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    m_name = folder.isEmpty() ? name : QDir(folder).filePath(name + u".socket"_s);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (auto *connection = m_server.nextPendingConnection()) {
            connection->deleteLater();
            Q_EMIT activated();
        }
    });
}

bool SingleInstance::claim()
{
    if (callFirst()) {
        return false;
    }
    if (!m_server.listen(m_name)) {
        QLocalServer::removeServer(m_name); // left behind by one that crashed: nobody answered
        return m_server.listen(m_name) || !callFirst();
    }
    return true;
}

bool SingleInstance::callFirst() const
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    return socket.waitForConnected(connectMilliseconds);
}

} // namespace Tbs::Gui
