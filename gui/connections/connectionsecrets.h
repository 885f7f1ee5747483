// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

#include <QMap>

/// The secrets of a configuration that stand in it themselves (ConfiguredSecret::Origin::Inline). They are kept apart
/// from it, in a SecretStore, by their names. An Inline secret without value is one that is kept there.
namespace Tbs::Gui {

/// Values by the names that secretsOf() gives.
using SecretValues = QMap<QString, QString>;

/// A secret of a configuration, of whatever origin.
struct NamedSecret
{
    QString name; ///< `server.auth.token`, `webhook.token`, `subscriptions.patients.headers.X-Key` (of its handler)
    QString variable; ///< of the environment, where it is left out of a file: `TBS_SERVER_TOKEN`; unique
    QString description; ///< for people
    ConfiguredSecret *secret = nullptr; ///< in the configuration
};

/// One whose value is known to nobody.
struct MissingSecret
{
    QString name; ///< as NamedSecret::name
    QString description; ///< for people

    friend bool operator==(const MissingSecret &, const MissingSecret &) = default;
};

/// All that are set. Valid as long as \a configuration and its lists are not changed.
[[nodiscard]] QList<NamedSecret> secretsOf(Configuration &configuration);

/// What the Inline ones hold; an empty value: it is kept in a SecretStore.
[[nodiscard]] SecretValues inlineSecrets(const Configuration &configuration);
/// The value of no secret, wherever it comes from.
[[nodiscard]] Configuration withoutSecretValues(Configuration configuration);
/// Those without value get that of \a values. \return those that have none there either.
[[nodiscard]] QList<MissingSecret> fillInlineSecrets(Configuration &configuration, const SecretValues &values);

[[nodiscard]] QByteArray toJson(const SecretValues &values);
/// Nothing when \a json is not what toJson() writes.
[[nodiscard]] std::optional<SecretValues> secretValuesFromJson(const QByteArray &json);

} // namespace Tbs::Gui
