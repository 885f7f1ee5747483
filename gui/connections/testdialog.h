// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "connectiontest.h"

#include <QDialog>

class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace Tbs::Gui {

class FindingModel;

/// Tests a connection and shows what is found as it is found.
class TestDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a connection: with its secrets. \a clock must outlive this.
    TestDialog(const Connection &connection, Clock &clock, QWidget *parent = nullptr);

private:
    void makeTable();
    void start();
    void cancel();
    void finish(const QString &text);
    void add(const Finding &finding);
    void showWorst();
    void showSummary(const QString &text);
    void copy();

    Connection m_connection;
    Clock &m_clock;
    FindingModel *m_model;
    QTableView *m_table;
    QProgressBar *m_progress;
    QLabel *m_hint;
    QLabel *m_summary;
    QPushButton *m_cancel;
    QPushButton *m_again;
    QPushButton *m_copy;
    std::unique_ptr<ConnectionTest> m_test;
};

} // namespace Tbs::Gui
