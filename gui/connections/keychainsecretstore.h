// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "secretstore.h"

#include <QObject>

namespace Tbs::Gui {

/// The keychain of the system: Secret Service (GNOME Keyring, KeePassXC) or KWallet, macOS' or Windows'.
class KeychainSecretStore final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    [[nodiscard]] QFuture<Result<SecretValues>> read(const QString &connectionId) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &connectionId, const SecretValues &values) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &connectionId) override;
};

} // namespace Tbs::Gui
