// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "pictures.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace Tbs::Test {

void Pictures::save(QWidget &widget, const QString &name) const
{
    letPass(50); // layouts within layouts need several rounds
    const auto picture = widget.grab();
    const auto path =
        u"%1/%2%3@%4x.png"_s.arg(folder, name, suffix, QString::number(qRound(picture.devicePixelRatio())));
    if (picture.isNull() || !picture.save(path)) {
        qFatal("Not written: %s", qUtf8Printable(path));
    }
}

void letPass(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < milliseconds) {
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

} // namespace Tbs::Test
