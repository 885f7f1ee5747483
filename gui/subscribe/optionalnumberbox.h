// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QDoubleSpinBox>

#include <optional>

namespace Tbs::Gui {

/// A number, or none: then what holds by default is shown. Below 0 there is none.
class OptionalNumberBox : public QDoubleSpinBox
{
    Q_OBJECT

public:
    /// \a unit: behind the number; \a defaultText: shown where there is none.
    OptionalNumberBox(int decimals, const QString &unit, const QString &defaultText, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<double> number() const;
    void setNumber(const std::optional<double> &number);
};

} // namespace Tbs::Gui
