// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "optionalnumberbox.h"

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr double none = -1;
/// The upper end of FHIR's integers.
constexpr double highest = 2147483647;

} // namespace

OptionalNumberBox::OptionalNumberBox(int decimals, const QString &unit, const QString &defaultText, QWidget *parent)
    : QDoubleSpinBox(parent)
{
    setDecimals(decimals);
    setRange(none, highest);
    setSuffix(unit.isEmpty() ? QString() : u' ' + unit);
    setSpecialValueText(defaultText);
    setValue(none);
    setToolTip(tr("Step down to %1 for the default").arg(locale().toString(none, 'f', 0)));
    setAccelerated(true);
}

std::optional<double> OptionalNumberBox::number() const
{
    return value() < 0 ? std::nullopt : std::optional(value());
}

void OptionalNumberBox::setNumber(const std::optional<double> &number)
{
    setValue(number.value_or(none));
}

} // namespace Tbs::Gui
