// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"

#include <QLabel>

namespace Tbs::Gui {

/// What is wrong with one field, below it; the field is tinted. Hidden while there is nothing to say, and until the
/// user has typed into the field or left it: nobody wants to read that an empty form is empty.
class FieldMessage : public QLabel
{
    Q_OBJECT

public:
    /// \a field must outlive this.
    FieldMessage(QWidget *field, const QString &name, QWidget *parent = nullptr);

    /// \a tone: Bad for a mistake, Warning for what is possible but will hardly work.
    void say(Tone tone, const QString &text);
    void clearMessage() { say(Tone::Neutral, {}); }
    /// Shows what there is to say although the field was not touched.
    void touch();

    [[nodiscard]] QWidget *field() const { return m_field; }
    [[nodiscard]] bool isMistake() const { return m_tone == Tone::Bad; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void update();

    QWidget *m_field;
    Tone m_tone = Tone::Neutral;
    QString m_text;
    bool m_touched = false;
};

} // namespace Tbs::Gui
