// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "jsontext.h"

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

constexpr int indentation = 2;
constexpr int maximumDepth = 512;

class Indenter
{
public:
    explicit Indenter(const QByteArray &json)
        : m_json(json)
    {
        m_text.reserve(json.size() * 2);
    }

    QByteArray run()
    {
        for (m_position = 0; m_position < m_json.size(); ++m_position) {
            take(m_json.at(m_position));
        }
        return m_text;
    }

private:
    void take(char character)
    {
        switch (character) {
        case '"':
            takeString();
            break;
        case '{':
        case '[':
            open(character);
            break;
        case '}':
        case ']':
            m_depth = std::max(0, m_depth - 1);
            newLine();
            m_text += character;
            break;
        case ',':
            m_text += character;
            newLine();
            break;
        case ':':
            m_text += ": ";
            break;
        case ' ':
        case '\t':
        case '\r':
        case '\n':
            break;
        default:
            m_text += character;
        }
    }

    void takeString()
    {
        const auto start = m_position++;
        while (m_position < m_json.size() && m_json.at(m_position) != '"') {
            m_position += m_json.at(m_position) == '\\' ? 2 : 1;
        }
        m_text += QByteArrayView(m_json).sliced(start, std::min(m_position + 1, m_json.size()) - start);
    }

    /// An empty object or array stays on its line.
    void open(char character)
    {
        const char closing = character == '{' ? '}' : ']';
        auto next = m_position + 1;
        while (next < m_json.size() && QByteArrayView(" \t\r\n").contains(m_json.at(next))) {
            ++next;
        }
        m_text += character;
        if (next < m_json.size() && m_json.at(next) == closing) {
            m_text += closing;
            m_position = next;
            return;
        }
        m_depth = std::min(maximumDepth, m_depth + 1);
        newLine();
    }

    void newLine()
    {
        m_text += '\n';
        m_text.append(m_depth * indentation, ' ');
    }

    const QByteArray &m_json;
    QByteArray m_text;
    qsizetype m_position = 0;
    int m_depth = 0;
};

/// In single quotes a shell takes everything as it is, but for the quote itself.
QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', "'\\''"_L1) + u'\'';
}

} // namespace

QByteArray indentedJson(const QByteArray &json)
{
    return Indenter(json).run();
}

QByteArray compactJson(const QByteArray &json)
{
    QByteArray compact;
    compact.reserve(json.size());
    bool inString = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char character = json.at(i);
        if (!inString && QByteArrayView(" \t\r\n").contains(character)) {
            continue;
        }
        compact += character;
        if (character == '"') {
            inString = !inString;
        } else if (inString && character == '\\' && i + 1 < json.size()) {
            compact += json.at(++i);
        }
    }
    return compact;
}

QString curlCommand(const QUrl &url, const QByteArray &body)
{
    return u"curl --request POST --header 'Content-Type: application/fhir+json' --data-binary %1 %2"_s.arg(
        quoted(QString::fromUtf8(body)), quoted(url.toString(QUrl::FullyEncoded)));
}

} // namespace Tbs::Gui
