// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filehandler.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <unistd.h>

namespace Tbs {

namespace {

Error fileError(Error::Kind kind, const QFile &file)
{
    return {kind,
            QCoreApplication::translate("Tbs::FileHandler", "%1 cannot be written: %2")
                .arg(file.fileName(), file.errorString()),
            {}};
}

} // namespace

FileHandler::FileHandler(FileHandlerOptions options)
    : m_options(std::move(options))
{
}

Result<void> FileHandler::operator()(const EventContext &event) const
{
    QFile file(m_options.path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered,
                   QFile::ReadOwner | QFile::WriteOwner)) {
        return failure(fileError(Error::Kind::ActionRequired, file));
    }
    const auto line = QJsonDocument(event.toJson()).toJson(QJsonDocument::Compact) + '\n';
    const auto sizeBefore = file.size();
    const bool isRegular = !file.isSequential();
    if (file.write(line) != line.size() || (m_options.synchronize && isRegular && ::fsync(file.handle()) != 0)) {
        const auto error = fileError(Error::Kind::Retry, file);
        if (isRegular) {
            file.resize(sizeBefore); // no half line
        }
        return failure(error);
    }
    return {};
}

} // namespace Tbs
