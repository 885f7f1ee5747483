// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

class QWidget;

namespace Tbs::Test {

/// Where renderings go.
struct Pictures
{
    QString folder;
    QString suffix; ///< `-light` or `-dark`

    /// FOLDER/NAME-light@1x.png. Fails the program when it cannot be written.
    void save(QWidget &widget, const QString &name) const;
};

/// Lets the program go on for some time: for what comes after a delay.
void letPass(int milliseconds);

/// The page of connections, its editor and its dialogs.
void renderConnections(const Pictures &pictures);
/// The overview in each of its states.
void renderOverview(const Pictures &pictures);
/// The page of topics and the dialog that subscribes, in each of their states.
void renderSubscribe(const Pictures &pictures);
/// Replay and retention.
void renderStore(const Pictures &pictures);
/// The page of subscriptions and its dialogs, in each of their states.
void renderSubscriptions(const Pictures &pictures);

} // namespace Tbs::Test
