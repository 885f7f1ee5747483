// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QJsonObject>
#include <QString>

namespace Tbs::Gui {

/// Hides what may tell who a patient is, for screens that others see and for what is copied from them.
///
/// Of a resource the type and the names of its elements remain, of a reference the type: `Patient/•••`. The status of
/// the subscription stays readable, but for its references and the texts of errors.
[[nodiscard]] QString maskedReference(const QString &reference);
/// The whole notification bundle, or the status alone.
[[nodiscard]] QJsonObject maskedBundle(const QJsonObject &bundle);
[[nodiscard]] QByteArray maskedBundleJson(const QByteArray &bundle);
/// A resource: every value but resourceType.
[[nodiscard]] QJsonObject maskedResource(const QJsonObject &resource);

} // namespace Tbs::Gui
