// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "formrow.h"

#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace Tbs::Gui {

namespace {

constexpr int labelCharacters = 24;

} // namespace

void addFormRow(QFormLayout &form, const QString &label, QWidget *field, const QWidgetList &below)
{
    auto *cell = new QWidget;
    auto *column = new QVBoxLayout(cell);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    if (field) {
        const bool isGrowing = field->sizePolicy().horizontalPolicy() & QSizePolicy::ExpandFlag;
        column->addWidget(field, 0, isGrowing ? Qt::Alignment() : Qt::AlignLeft);
    }
    for (auto *widget : below) {
        column->addWidget(widget);
    }
    auto *title = new QLabel(label);
    title->setMinimumWidth(title->fontMetrics().averageCharWidth() * labelCharacters);
    auto *buddy = field;
    while (buddy && buddy->focusProxy()) {
        buddy = buddy->focusProxy();
    }
    title->setBuddy(buddy);
    form.addRow(title, cell);
}

} // namespace Tbs::Gui
