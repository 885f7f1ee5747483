// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsonhighlighter.h"

#include "../application/tone.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

JsonHighlighter::JsonHighlighter(QTextDocument *document, const QPalette &palette)
    : QSyntaxHighlighter(document)
    , m_palette(palette)
{
}

void JsonHighlighter::setPalette(const QPalette &palette)
{
    m_palette = palette;
    rehighlight();
}

void JsonHighlighter::highlightBlock(const QString &text)
{
    static const QRegularExpression token(
        uR"((?<name>"(?:[^"\\]|\\.)*")(?=\s*:)|(?<text>"(?:[^"\\]|\\.)*")|(?<other>-?[0-9][0-9.eE+-]*|true|false|null))"_s);
    for (auto found = token.globalMatch(text); found.hasNext();) {
        const auto match = found.next();
        const auto tone = match.hasCaptured(u"name"_s) ? Tone::Information
            : match.hasCaptured(u"text"_s)             ? Tone::Good
                                                       : Tone::Warning;
        setFormat(static_cast<int>(match.capturedStart()), static_cast<int>(match.capturedLength()),
                  toneColor(tone, m_palette));
    }
}

} // namespace Tbs::Gui
