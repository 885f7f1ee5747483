// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "gui/application/settings.h"

#include <QTemporaryDir>
#include <QWidget>

class QMainWindow;

namespace Tbs::Test {

/// Settings of their own for each test, forgotten at its end.
class TemporarySettings
{
public:
    TemporarySettings();

    [[nodiscard]] Gui::Settings &operator*() { return *m_settings; }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Gui::Settings> m_settings;
};

/// The descendant of that name; fails the program when there is none.
template <typename T> [[nodiscard]] T &child(const QObject &parent, const QString &name)
{
    auto *found = parent.findChild<T *>(name);
    if (!found) {
        qFatal("There is no %s", qUtf8Printable(name));
    }
    return *found;
}

/// The light or the dark palette of the Fusion style, for the whole application.
void setDarkMode(bool dark);

} // namespace Tbs::Test
