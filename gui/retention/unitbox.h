// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QSpinBox;

namespace Tbs::Gui {

/// A whole number and its unit, as `90 days`.
class UnitBox : public QWidget
{
    Q_OBJECT

public:
    struct Unit
    {
        QString name;
        qint64 factor = 1;
    };

    /// \a units: ascending; each is allowed up to \a maximum. \a name: for those who cannot see it.
    UnitBox(QList<Unit> units, qint64 maximum, const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] qint64 value() const;
    /// In the largest unit that has it as a whole number; what is less than the smallest one is rounded up.
    void setValue(qint64 value);

Q_SIGNALS:
    void valueChanged();

private:
    void setMaximum();

    QList<Unit> m_units;
    qint64 m_maximum;
    QSpinBox *m_number;
    QComboBox *m_unit;
};

} // namespace Tbs::Gui
