// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QString>

namespace Tbs {

/// As HAPI 8.8.0 sends it in R4B: nothing in it has a time, and the id of its bundle is kept by repetitions.
[[nodiscard]] QByteArray hapiNotification(int number, const QString &patient);

/// As Helios 0.2.7 sends it in R5, with an event when there is a \a patient. \a second: after noon.
[[nodiscard]] QByteArray heliosNotification(const QString &type, int count, int second, const QString &patient = {});

} // namespace Tbs
