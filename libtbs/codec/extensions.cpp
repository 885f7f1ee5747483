// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "extensions_p.h"

using namespace Qt::StringLiterals;

namespace Tbs {

QString valueNameOf(const QJsonObject &extension)
{
    for (auto member = extension.begin(); member != extension.end(); ++member) {
        if (member.key().size() > 5 && member.key().startsWith("value"_L1)) {
            return member.key();
        }
    }
    return {};
}

void setExtension(QJsonObject &element, QLatin1StringView url, QLatin1StringView valueName, const QJsonValue &value)
{
    QJsonArray extensions;
    if (!value.isUndefined()) {
        extensions.append(QJsonObject{{u"url"_s, QString(url)}, {valueName, value}});
    }
    setExtensions(element, url, extensions);
}

void setExtensions(QJsonObject &element, QLatin1StringView url, const QJsonArray &extensions)
{
    QJsonArray result;
    bool inserted = false;
    const auto insert = [&] {
        for (const auto &extension : extensions) {
            result.append(extension);
        }
        inserted = true;
    };
    const auto before = element.value("extension"_L1).toArray();
    for (const auto &extension : before) {
        if (extension["url"_L1].toString() != url) {
            result.append(extension);
        } else if (!inserted) {
            insert();
        }
    }
    if (!inserted) {
        insert();
    }
    setMember(element, "extension"_L1, result);
}

} // namespace Tbs
