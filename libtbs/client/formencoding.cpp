// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "formencoding_p.h"

#include <QUrl>

namespace Tbs {

QByteArray formEncoded(const QString &text)
{
    return QUrl::toPercentEncoding(text, {}, "~").replace("%20", "+");
}

QByteArray formEncoded(const FormParameters &parameters)
{
    QByteArray form;
    for (const auto &[name, value] : parameters) {
        form += (form.isEmpty() ? "" : "&") + formEncoded(name) + '=' + formEncoded(value);
    }
    return form;
}

} // namespace Tbs
