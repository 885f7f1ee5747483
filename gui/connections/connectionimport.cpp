// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "connectionimport.h"

#include <Tbs/service/configurationdraft.h>

#include <QFile>

namespace Tbs::Gui {

namespace {

constexpr qint64 maximumFileSize = 1024 * 1024;

std::optional<Configuration> readDraft(const QString &fileName, const QDateTime &now)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    auto draft = readConfigurationDraft(file.read(maximumFileSize + 1), fileName, now);
    return draft ? std::optional(std::move(*draft)) : std::nullopt;
}

} // namespace

ImportedConfiguration importConfiguration(const QString &fileName, const QDateTime &now)
{
    ImportedConfiguration imported;
    auto read = readConfigurationFile(fileName, processEnvironment, now);
    if (read) {
        imported.warnings = std::exchange(read->warnings, {});
        imported.configuration = std::move(*read);
    } else {
        imported.errors = read.error();
        const bool isOnlyOutside = std::all_of(imported.errors.begin(), imported.errors.end(), [](const Error &error) {
            return error.kind == Error::Kind::ActionRequired;
        });
        if (isOnlyOutside) {
            imported.configuration = readDraft(fileName, now);
        }
    }
    if (imported.configuration) {
        for (auto &subscription : imported.configuration->subscriptions) {
            subscription.definition.location.clear();
        }
    }
    return imported;
}

} // namespace Tbs::Gui
