// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "fieldmessages.h"

#include <Tbs/service/configuration.h>

#include <QSet>
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
    enum class Rows {
        OneLine,
        TwoLines, ///< the value below the name, for forms that are not wide
    };

    /// \a element: that of the headers in the configuration.
    HeadersEdit(const QString &name, QString element, Rows rows = Rows::OneLine, QWidget *parent = nullptr);

    [[nodiscard]] QList<ConfiguredHeader> headers() const;
    void setHeaders(const QList<ConfiguredHeader> &headers);
    /// What was typed in is not shown again: it is kept, and comes out by headers() while nothing takes its place.
    void setKeptHeaders(const QList<ConfiguredHeader> &headers);
    /// Each at its row, or below them what is about all.
    void showIssues(const QList<Error> &mistakes, const QList<Issue> &warnings);
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
        QString kept = {}; ///< the value that SecretEdit says is kept, where it is known
    };

    Row &addRow(const ConfiguredHeader &header);
    void putBeforeAdd(QWidget &row);
    void remove(const QWidget *row);
    void clear();
    /// What is wrong with \a row on the face of it.
    [[nodiscard]] static QString mistakeIn(const Row &row, const QSet<QString> &earlierNames);

    QString m_element;
    Rows m_kind;
    QVBoxLayout *m_layout;
    QToolButton *m_add;
    FieldMessage *m_message; ///< about all of them
    std::vector<Row> m_rows;
    int m_count = 0; ///< of all rows that there ever were
};

} // namespace Tbs::Gui
