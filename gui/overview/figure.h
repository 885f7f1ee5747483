// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"

#include <QWidget>

class QLabel;

namespace Tbs::Gui {

/// A big figure, and below it what it means.
class Figure : public QWidget
{
    Q_OBJECT

public:
    explicit Figure(QWidget *parent = nullptr);

    /// \a symbol: drawn before it in the colour of \a tone; empty for none.
    void show(const QString &figure, const QString &meaning, Tone tone = Tone::Neutral, const QString &symbol = {});

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyTone();

    QLabel *m_icon;
    QLabel *m_figure;
    QLabel *m_meaning;
    QString m_symbol;
    Tone m_tone = Tone::Neutral;
};

} // namespace Tbs::Gui
