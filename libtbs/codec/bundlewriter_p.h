// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "codec.h"

namespace Tbs {

/// What distinguishes the notification bundles of the versions.
struct BundleShape
{
    QLatin1StringView type; ///< Bundle.type
    QLatin1StringView profile;
    /// Whether each entry has to have request and response, as those of history bundles do.
    bool historyEntries = true;
    QLatin1StringView messageEndpoint; ///< the member of MessageHeader.source
};

/// Writes notification bundles of one version.
class BundleWriter
{
public:
    /// \param codec writes the status resources; has to outlive the writer
    BundleWriter(const Codec &codec, const BundleShape &shape)
        : m_codec(codec)
        , m_shape(shape)
    {
    }

    [[nodiscard]] QJsonObject write(const OutgoingNotification &notification) const;

private:
    [[nodiscard]] QJsonObject writeBundle(const OutgoingNotification &notification) const;
    [[nodiscard]] QJsonObject writeStatusEntry(const OutgoingNotification &notification, qsizetype index) const;
    [[nodiscard]] QJsonObject writeEntry(const OutgoingEntry &entry, bool searchset) const;
    [[nodiscard]] QJsonObject wrapInMessage(const OutgoingNotification &notification, const QJsonObject &bundle) const;

    const Codec &m_codec;
    const BundleShape &m_shape;
};

} // namespace Tbs
