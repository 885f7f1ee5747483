// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "../forms/fieldmessages.h"

#include <Tbs/service/configuration.h>

#include <QWidget>

#include <vector>

class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace Tbs::Gui {

class SecretEdit;

/// HTTP headers with values that may be secret, one a row.
class HeadersEdit : public QWidget
{
    Q_OBJECT

public:
    /// \a element: that of the headers in the configuration.
    HeadersEdit(const QString &name, QString element, QWidget *parent = nullptr);

    [[nodiscard]] QList<ConfiguredHeader> headers() const;
    void setHeaders(const QList<ConfiguredHeader> &headers);
    /// Each at its row.
    void showMistakes(const QList<Error> &mistakes);
    [[nodiscard]] QWidget *firstMistake() const;
    void touch();
    void setKept();

Q_SIGNALS:
    void changed();

private:
    struct Row
    {
        QWidget *widget;
        QLineEdit *name;
        SecretEdit *value;
        FieldMessage *message;
    };

    Row &addRow(const ConfiguredHeader &header);
    void remove(const QWidget *row);

    QString m_element;
    QVBoxLayout *m_layout;
    QToolButton *m_add;
    std::vector<Row> m_rows;
    int m_count = 0; ///< of all rows that there ever were
};

} // namespace Tbs::Gui
