// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../backend/backend.h"
#include "retentionforecast.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace Tbs::Gui {

class UnitBox;

/// What is thrown away, and when; says what would go at once. Accepted when the backend has taken it.
class RetentionDialog : public QDialog
{
    Q_OBJECT

public:
    /// \a backend: Running; it must outlive this, which is closed when it ends. \a clock must outlive this.
    RetentionDialog(Backend &backend, const Clock &clock, QWidget *parent = nullptr);

private:
    struct Limit
    {
        QCheckBox *wanted;
        UnitBox *value;
    };

    [[nodiscard]] Limit addLimit(QGridLayout &grid, const QString &name, const QString &text, UnitBox *value);
    void setRetention(const RetentionConfiguration &retention);
    [[nodiscard]] RetentionConfiguration retention() const;
    void changed();
    void askForForecast();
    void showForecast(const ForecastDeletion &deletion);
    void showText(bool isWarning, const QString &text);
    void setDeleting(bool deleting);
    void save();
    void takeAnswer(const Result<void> &answer);

    Backend &m_backend;
    RetentionForecast m_forecast;
    QTimer m_forecastTimer;
    Limit m_age;
    Limit m_number;
    Limit m_size;
    QLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_save = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace Tbs::Gui
