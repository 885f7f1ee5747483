// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "onetimebody_p.h"

#include <algorithm>

namespace Tbs {

OneTimeBody::OneTimeBody(QByteArray bytes)
    : m_bytes(std::move(bytes))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 OneTimeBody::readData(char *data, qint64 maximumSize)
{
    const auto part = QByteArrayView(m_bytes).sliced(pos()).first(std::min(maximumSize, m_bytes.size() - pos()));
    std::copy(part.begin(), part.end(), data);
    return part.size();
}

} // namespace Tbs
