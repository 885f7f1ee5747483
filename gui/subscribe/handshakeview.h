// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "handshakeprogress.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QProgressBar;

namespace Tbs::Gui {

class MessageBar;

/// The way of a subscription from the request to its activation, as it comes.
class HandshakeView : public QWidget
{
    Q_OBJECT

public:
    explicit HandshakeView(QWidget *parent = nullptr);

    void setProgress(const HandshakeProgress &progress);

private:
    struct Line
    {
        QLabel *icon;
        QLabel *name;
        QLabel *time;
        QLabel *text;
    };

    void showLine(int index, const HandshakeProgress &progress);
    void showTrouble(const HandshakeProgress &progress);
    void showRemarks(const QList<JournalEntry> &remarks);

    QLabel *m_title;
    QProgressBar *m_progress;
    QGridLayout *m_grid;
    QList<Line> m_lines;
    MessageBar *m_trouble;
    QLabel *m_remarks;
};

} // namespace Tbs::Gui
