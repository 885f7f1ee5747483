// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "unitbox.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSpinBox>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

UnitBox::UnitBox(QList<Unit> units, qint64 maximum, const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_units(std::move(units))
    , m_maximum(maximum)
    , m_number(new QSpinBox)
    , m_unit(new QComboBox)
{
    m_number->setObjectName(u"number"_s);
    m_number->setAccessibleName(name);
    m_number->setGroupSeparatorShown(true);
    m_number->setAlignment(Qt::AlignRight);
    m_number->setMinimum(1);
    m_unit->setObjectName(u"unit"_s);
    m_unit->setAccessibleName(tr("Unit"));
    for (const auto &unit : std::as_const(m_units)) {
        m_unit->addItem(unit.name);
    }
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_number, 1);
    layout->addWidget(m_unit, 1);
    m_unit->setVisible(m_units.size() > 1);
    setFocusProxy(m_number);
    setMaximum();
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        setMaximum();
        Q_EMIT valueChanged();
    });
    connect(m_number, &QSpinBox::valueChanged, this, &UnitBox::valueChanged);
}

void UnitBox::setMaximum()
{
    const auto most = m_maximum / m_units.at(m_unit->currentIndex()).factor;
    m_number->setMaximum(static_cast<int>(std::min<qint64>(most, std::numeric_limits<int>::max())));
}

qint64 UnitBox::value() const
{
    return m_number->value() * m_units.at(m_unit->currentIndex()).factor;
}

void UnitBox::setValue(qint64 value)
{
    qsizetype index = m_units.size() - 1;
    while (index > 0 && value % m_units.at(index).factor != 0) {
        --index;
    }
    const auto factor = m_units.at(index).factor;
    m_unit->setCurrentIndex(static_cast<int>(index));
    setMaximum();
    m_number->setValue(static_cast<int>(std::min<qint64>((value + factor - 1) / factor, m_number->maximum())));
}

} // namespace Tbs::Gui
