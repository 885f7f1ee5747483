// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/connections/secretstore.h"

#include <QStringList>

namespace Tbs::Test {

/// A keychain that keeps what it is given for its lifetime, or refuses.
class FakeSecretStore final : public Gui::SecretStore
{
public:
    /// What is behind a store; survives it, as a keychain does.
    struct Content
    {
        QMap<QString, Gui::SecretValues> entries;
        std::optional<Error> error; ///< instead of all answers
        QStringList calls; ///< `read ID`, `write ID`, `remove ID`
    };

    explicit FakeSecretStore(Content &content)
        : m_content(content)
    {
    }

    [[nodiscard]] QFuture<Result<Gui::SecretValues>> read(const QString &connectionId) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &connectionId, const Gui::SecretValues &values) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &connectionId) override;

private:
    Content &m_content;
};

[[nodiscard]] Error lockedKeychain();

} // namespace Tbs::Test
