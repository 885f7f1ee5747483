// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

class QApplication;

namespace Tbs::Gui {

/// Names, version, icon and the translation of the user's language.
void setUpApplication(QApplication &application);

} // namespace Tbs::Gui
