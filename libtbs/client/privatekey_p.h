// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/support/error.h>

#include <memory>

struct evp_pkey_st;

namespace Tbs {

/// A private key out of a PEM file, for OpenSSL. A copyable value.
class TBS_CORE_AUTOTEST_EXPORT PrivateKey
{
public:
    /// \return ActionRequired, with \a path as location: the file cannot be read, is encrypted, or holds no private
    /// key.
    [[nodiscard]] static Result<PrivateKey> read(const QString &path);

    /// Whether the first certificate in the PEM file \a path is that of this key; ActionRequired when it holds none.
    [[nodiscard]] Result<bool> belongsTo(const QString &path) const;

    /// EVP_PKEY.
    [[nodiscard]] evp_pkey_st *handle() const { return m_key.get(); }

private:
    explicit PrivateKey(std::shared_ptr<evp_pkey_st> key);

    std::shared_ptr<evp_pkey_st> m_key;
};

} // namespace Tbs
