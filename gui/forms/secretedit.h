// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Tbs/service/configuration.h>

#include <QWidget>

class QAction;
class QComboBox;
class QLineEdit;
class QStackedWidget;
class QToolButton;

namespace Tbs::Gui {

class FileEdit;

/// A secret: typed in, or the file or variable of the environment that it stands in. One that is kept elsewhere already
/// is not shown; what is typed in takes its place.
class SecretEdit : public QWidget
{
    Q_OBJECT

public:
    explicit SecretEdit(const QString &name, QWidget *parent = nullptr);

    /// Offers to make one up.
    void setGeneratable();
    /// Origin None while nothing is there; Inline without a value while it is the one that is kept.
    [[nodiscard]] ConfiguredSecret secret() const;
    /// Inline without a value: it is kept elsewhere.
    void setSecret(const ConfiguredSecret &secret);
    /// Whether the one that is kept holds still.
    [[nodiscard]] bool isKept() const;
    /// The one that is kept belongs to something else, so it does not hold any more.
    void forget();
    /// Hides what was typed in, which is kept from now on.
    void setKept();
    /// What the field is, for those who do not see it.
    void setLabel(const QString &label);

Q_SIGNALS:
    void changed();

private:
    using Origin = ConfiguredSecret::Origin;

    [[nodiscard]] Origin origin() const;
    void makeText();
    void generate();
    void setVisibleText(bool visible);
    void showOrigin();
    void showKept();

    bool m_isKept = false;
    bool m_isGeneratable = false;
    QComboBox *m_origin;
    QStackedWidget *m_stack;
    QLineEdit *m_text;
    FileEdit *m_file;
    QLineEdit *m_variable;
    QAction *m_show = nullptr;
    QAction *m_forget = nullptr;
    QToolButton *m_generate;
};

} // namespace Tbs::Gui
