// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"

#include <QToolButton>

namespace Tbs::Gui {

/// The worst light of all subscriptions and how many are healthy, in the status bar of every page. Hidden while nothing
/// is connected.
class StatusLight : public QToolButton
{
    Q_OBJECT

public:
    /// \a backend must outlive this.
    explicit StatusLight(const Backend &backend, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showSummary();

    const Backend &m_backend;
};

} // namespace Tbs::Gui
