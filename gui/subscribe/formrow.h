// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidgetList>

class QFormLayout;

namespace Tbs::Gui {

/// A row of \a form: \a field, as wide as it likes, and below it what is said about it, in the whole width. The forms
/// that are made of such rows have their fields below one another. The row can be hidden by the parent of \a field.
void addFormRow(QFormLayout &form, const QString &label, QWidget *field, const QWidgetList &below);

} // namespace Tbs::Gui
