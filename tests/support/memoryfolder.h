// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QFileInfo>
#include <QTemporaryDir>

#include <memory>

namespace Tbs::Test {

/// A temporary folder, in memory where that can be: hundreds of transactions wait for a busy disk for a minute.
[[nodiscard]] inline std::unique_ptr<QTemporaryDir> makeMemoryFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    return memory.isDir() && memory.isWritable()
        ? std::make_unique<QTemporaryDir>(memory.filePath() + QStringLiteral("/tbs-XXXXXX"))
        : std::make_unique<QTemporaryDir>();
}

} // namespace Tbs::Test
