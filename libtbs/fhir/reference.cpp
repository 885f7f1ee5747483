// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "reference.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs {

namespace {

bool isAsciiLetter(QChar character)
{
    const auto code = character.unicode();
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

bool isAsciiDigit(QChar character)
{
    const auto code = character.unicode();
    return code >= '0' && code <= '9';
}

} // namespace

bool isResourceId(QStringView text)
{
    return !text.isEmpty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](QChar character) {
        return isAsciiLetter(character) || isAsciiDigit(character) || character == u'-' || character == u'.';
    });
}

bool isResourceTypeName(QStringView text)
{
    return !text.isEmpty() && text.front() >= u'A' && text.front() <= u'Z'
        && std::all_of(text.begin(), text.end(), isAsciiLetter);
}

Reference::Reference(QString text)
    : m_original(std::move(text))
    , m_relative(m_original)
{
    QStringView path = m_original;
    if (const auto history = path.lastIndexOf("/_history/"_L1); history >= 0) {
        path = path.first(history);
    }
    const auto slash = path.lastIndexOf(u'/');
    if (slash <= 0) {
        return;
    }
    const auto typeStart = path.first(slash).lastIndexOf(u'/') + 1;
    const auto type = path.sliced(typeStart, slash - typeStart);
    if (!isResourceTypeName(type) || !isResourceId(path.sliced(slash + 1))) {
        return;
    }
    m_typeStart = typeStart;
    if (typeStart > 0 || path.size() != m_original.size()) {
        m_relative = path.sliced(typeStart).toString();
    }
}

QString Reference::base() const
{
    return m_typeStart > 0 ? m_original.first(m_typeStart - 1) : QString();
}

QString Reference::resourceType() const
{
    return m_typeStart < 0 ? QString() : m_relative.first(m_relative.indexOf(u'/'));
}

QString Reference::id() const
{
    return m_typeStart < 0 ? QString() : m_relative.sliced(m_relative.indexOf(u'/') + 1);
}

QString Reference::versionId() const
{
    if (m_typeStart < 0) {
        return {};
    }
    const auto afterId = m_typeStart + m_relative.size();
    return afterId < m_original.size() ? m_original.sliced(afterId + "/_history/"_L1.size()) : QString();
}

} // namespace Tbs
