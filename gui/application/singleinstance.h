// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QLocalServer>
#include <QObject>

namespace Tbs::Gui {

/// Keeps a second start of the program of the same user from opening a second window.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// \a name: of the program.
    explicit SingleInstance(const QString &name, QObject *parent = nullptr);

    /// Whether this is the first one. If not, the first one has been asked to show itself.
    [[nodiscard]] bool claim();

Q_SIGNALS:
    /// Somebody started the program once more.
    void activated();

private:
    [[nodiscard]] bool callFirst() const;

    QString m_name;
    QLocalServer m_server;
};

} // namespace Tbs::Gui
