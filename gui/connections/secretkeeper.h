// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/settings.h"
#include "filesecretstore.h"

#include <memory>

namespace Tbs::Gui {

/// Keeps secrets where the user wants it: in the keychain, in a file, or only while the program runs. Finds them
/// wherever they were put before.
class SecretKeeper final : public QObject, public SecretStore
{
    Q_OBJECT

public:
    enum class Place {
        Keychain,
        File, ///< that only the user can read, and not encrypted
        Session, ///< in memory. Not remembered: the next time it is the keychain again
    };
    Q_ENUM(Place)

    /// \a file: its path. \a settings must outlive this.
    SecretKeeper(std::unique_ptr<SecretStore> keychain, const QString &file, Settings &settings,
                 QObject *parent = nullptr);
    ~SecretKeeper() override;

    /// Where write() puts them from now on.
    [[nodiscard]] Place place() const { return m_place; }
    void setPlace(Place place);
    [[nodiscard]] const QString &file() const { return m_file.path(); }

    [[nodiscard]] QFuture<Result<SecretValues>> read(const QString &connectionId) override;
    [[nodiscard]] QFuture<Result<void>> write(const QString &connectionId, const SecretValues &values) override;
    [[nodiscard]] QFuture<Result<void>> remove(const QString &connectionId) override;

private:
    std::unique_ptr<SecretStore> m_keychain;
    FileSecretStore m_file;
    Settings &m_settings;
    Place m_place;
    QHash<QString, SecretValues> m_session;
};

} // namespace Tbs::Gui
