// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "ratetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace Tbs::Gui {

namespace {

class RateText
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::RateText)
};

} // namespace

QString rateText(double rate)
{
    return RateText::tr("%1/s").arg(QLocale().toString(rate, 'f', rate < 100 ? 1 : 0));
}

} // namespace Tbs::Gui
