// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QWidget>

class QLineEdit;

namespace Tbs::Gui {

/// The path of a file that exists, typed in or chosen.
class FileEdit : public QWidget
{
    Q_OBJECT

public:
    explicit FileEdit(const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] QString path() const;
    void setPath(const QString &path);
    void setPlaceholderText(const QString &text);

Q_SIGNALS:
    void changed();

private:
    void choose();

    QLineEdit *m_edit;
};

} // namespace Tbs::Gui
