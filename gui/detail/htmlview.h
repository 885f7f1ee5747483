// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QTextBrowser>

namespace Tbs::Gui {

/// A page to read. Its links lead nowhere.
class HtmlView : public QTextBrowser
{
    Q_OBJECT

public:
    explicit HtmlView(QWidget *parent = nullptr);

    /// The same again leaves the reader where they are. \a isChanged: it is the page that was shown, with changes: that
    /// does too.
    void showPage(const QString &html, bool isChanged = false);
    /// Something else than a page.
    void showMessage(const QString &text);

private:
    QString m_html;
};

} // namespace Tbs::Gui
