// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connectionsecrets.h"

#include <Tbs/support/error.h>

#include <QFuture>

namespace Tbs::Gui {

/// Where the secrets of connections are kept, those of each as one entry. Lives in one thread, never keeps it waiting,
/// and puts no secret into messages or logs.
class SecretStore
{
public:
    SecretStore() = default;
    virtual ~SecretStore() = default;
    Q_DISABLE_COPY_MOVE(SecretStore)

    /// Nothing, when nothing is kept of that connection. ActionRequired: it is locked or refuses or is not there;
    /// BadData: what is there is not what was written.
    [[nodiscard]] virtual QFuture<Result<SecretValues>> read(const QString &connectionId) = 0;
    /// In the place of what is there. The same errors; then what was there still is.
    [[nodiscard]] virtual QFuture<Result<void>> write(const QString &connectionId, const SecretValues &values) = 0;
    /// A success also when there was nothing.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const QString &connectionId) = 0;
};

} // namespace Tbs::Gui
