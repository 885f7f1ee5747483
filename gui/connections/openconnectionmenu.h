// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connections.h"

#include <QMenu>

namespace Tbs::Gui {

/// The saved connections, to be opened at once.
class OpenConnectionMenu : public QMenu
{
    Q_OBJECT

public:
    /// \a connections must outlive this.
    explicit OpenConnectionMenu(Connections &connections, QWidget *parent = nullptr);

private:
    void fill();

    Connections &m_connections;
};

} // namespace Tbs::Gui
