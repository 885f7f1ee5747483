// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "secretstore.h"

#include <QCoreApplication>

namespace Tbs::Gui {

/// A file that only its owner can read. It is not encrypted.
class FileSecretStore final : public SecretStore
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::FileSecretStore)

public:
    explicit FileSecretStore(QString path);

    [[nodiscard]] const QString &path() const { return m_path; }

    [[nodiscard]] QFuture<Result<SecretValues>> read(const QString &connectionId) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &connectionId, const SecretValues &values) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &connectionId) override;

private:
    using Entries = QMap<QString, SecretValues>;

    [[nodiscard]] Result<Entries> readAll() const;
    [[nodiscard]] Result<void> writeAll(const Entries &entries) const;

    QString m_path;
};

} // namespace Tbs::Gui
