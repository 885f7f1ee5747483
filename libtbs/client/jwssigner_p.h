// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "privatekey_p.h"

namespace Tbs {

/// Signs as SMART wants it: RS384 with an RSA key, ES384 with a key on the curve P-384. RFC 7518, sections 3.3 and 3.4
class TBS_CORE_AUTOTEST_EXPORT JwsSigner
{
public:
    /// \return ActionRequired for a key of another type, on another curve, or RSA below 2048 bits; \a path is what it
    /// is called in the error.
    [[nodiscard]] static Result<JwsSigner> create(const PrivateKey &key, const QString &path);

    [[nodiscard]] QByteArray algorithm() const { return m_algorithm; } ///< `RS384` or `ES384`
    /// The signature of \a data as JWS has it: for ES384 the numbers R and S of 48 bytes each.
    [[nodiscard]] Result<QByteArray> sign(const QByteArray &data) const;

private:
    JwsSigner(PrivateKey key, QByteArray algorithm);

    PrivateKey m_key;
    QByteArray m_algorithm;
};

} // namespace Tbs
