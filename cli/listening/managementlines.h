// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../jsonline.h"

#include <Tbs/service/managedsubscriptions.h>

#include <functional>

/// What `tbs listen` prints of the Subscriptions on the server.
namespace Tbs::Cli {

using WriteLine = std::function<void(const JsonLine &)>;

/// Has \a write called for everything that \a management tells from now on, in the thread of \a context and as long as
/// that lives. Before ManagedSubscriptions::start() does anything.
void writeManagement(const ManagedSubscriptions &management, QObject *context, const WriteLine &write);

} // namespace Tbs::Cli
