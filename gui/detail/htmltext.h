// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace Tbs::Gui {

/// \a text with its line breaks as HTML that shows it as it is, whatever it looks like: for tool tips. Empty where it
/// is.
[[nodiscard]] QString richText(const QString &text);

/// A page to read, in the HTML that QTextBrowser understands. What is put in is text there, whatever it looks like.
class HtmlText
{
public:
    void title(const QString &text);
    void heading(const QString &text);
    /// Nothing where \a text is empty.
    void paragraph(const QString &text);
    /// A paragraph whose first words are \a name, in bold.
    void namedParagraph(const QString &name, const QString &text);

    void beginTable() { m_html += QStringLiteral("<table>"); }
    void endTable() { m_html += QStringLiteral("</table>"); }
    /// Of a table. Nothing where \a text is empty.
    void row(const QString &label, const QString &text, bool isCode = false);
    void headerRow(const QStringList &titles);
    /// Of a table: the columns in \a codeColumns are code.
    void cells(const QStringList &texts, const QList<int> &codeColumns);

    [[nodiscard]] const QString &html() const { return m_html; }

private:
    QString m_html;
};

} // namespace Tbs::Gui
