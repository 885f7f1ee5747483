// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>

/// JSON for tests, in a file of its own because moc trips over raw strings.
namespace Tbs {

/// A bundle with one event and its resource, right in every respect.
[[nodiscard]] QByteArray smallBundle();
/// The same in R4, without the resource.
[[nodiscard]] QByteArray smallParameters();

/// \a status as the only entry of a bundle that is right otherwise.
[[nodiscard]] QByteArray bundleWith(const QByteArray &status);
/// A SubscriptionStatus with a subscription and \a members.
[[nodiscard]] QByteArray statusWith(const QByteArray &members);
/// Parameters with a subscription and \a parameters.
[[nodiscard]] QByteArray parametersWith(const QByteArray &parameters);

} // namespace Tbs
