// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../application/tone.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace Tbs::Gui {

/// A line above a page that says what is wrong and what can be done about it, or what has been done. Hidden until there
/// is something to say.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(QWidget *parent = nullptr);

    /// \a action: the text of its button; empty for none.
    void showMessage(Tone tone, const QString &message, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

private:
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_button;
};

} // namespace Tbs::Gui
