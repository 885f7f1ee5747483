// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "htmltext.h"

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

QString escaped(const QString &text)
{
    return text.toHtmlEscaped().replace(u'\n', u"<br/>"_s);
}

QString code(const QString &text)
{
    return text.isEmpty() ? QString() : u"<code>"_s + escaped(text) + u"</code>"_s;
}

QString cell(const QString &html, const QString &tag = u"td"_s)
{
    // What comes behind an empty cell would lose the space above it. Not by arg(): the text may have a %1 of its own.
    const auto content = html.isEmpty() ? u"&nbsp;"_s : html;
    return u'<' + tag + u" align=\"left\" style=\"padding: 1px 14px 1px 0\">"_s + content + u"</"_s + tag + u'>';
}

} // namespace

QString richText(const QString &text)
{
    return text.isEmpty() ? QString() : u"<p>"_s + escaped(text) + u"</p>"_s;
}

void HtmlText::title(const QString &text)
{
    m_html += u"<h3>"_s + escaped(text) + u"</h3>"_s;
}

void HtmlText::heading(const QString &text)
{
    m_html += u"<h4 style=\"margin-top: 14px; margin-bottom: 6px\">"_s + escaped(text) + u"</h4>"_s;
}

void HtmlText::paragraph(const QString &text)
{
    if (!text.isEmpty()) {
        m_html += u"<p style=\"margin-bottom: 8px\">"_s + escaped(text) + u"</p>"_s;
    }
}

void HtmlText::namedParagraph(const QString &name, const QString &text)
{
    m_html += u"<p><b>"_s + escaped(name) + u"</b> "_s + escaped(text) + u"</p>"_s;
}

void HtmlText::row(const QString &label, const QString &text, bool isCode)
{
    if (!text.isEmpty()) {
        m_html += u"<tr>"_s + cell(escaped(label)) + cell(isCode ? code(text) : escaped(text)) + u"</tr>"_s;
    }
}

void HtmlText::headerRow(const QStringList &titles)
{
    m_html += u"<tr>"_s;
    for (const auto &text : titles) {
        m_html += cell(escaped(text), u"th"_s);
    }
    m_html += u"</tr>"_s;
}

void HtmlText::cells(const QStringList &texts, const QList<int> &codeColumns)
{
    m_html += u"<tr>"_s;
    for (int column = 0; column < texts.size(); ++column) {
        const auto &text = texts.at(column);
        m_html += cell(codeColumns.contains(column) ? code(text) : escaped(text));
    }
    m_html += u"</tr>"_s;
}

} // namespace Tbs::Gui
