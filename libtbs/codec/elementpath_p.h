// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <string_view>

namespace Tbs {

/// Where a reader stands in a resource. Lives on the stack, each part beside the reader of its element, and is written
/// out only when something has to be said about it.
class ElementPath
{
public:
    /// \a name is kept as a view, \a parent as a pointer: both have to outlive the path.
    explicit ElementPath(std::string_view name)
        : m_name(name)
    {
    }
    ElementPath(const ElementPath &parent, std::string_view name, qsizetype index = -1)
        : m_parent(&parent)
        , m_name(name)
        , m_index(index)
    {
    }
    Q_DISABLE_COPY_MOVE(ElementPath)
    ~ElementPath() = default;

    /// `Bundle.entry[0].resource.type`.
    [[nodiscard]] QString toString() const
    {
        QString text = m_parent ? m_parent->toString() + u'.' : QString();
        text += QString::fromUtf8(m_name.data(), static_cast<qsizetype>(m_name.size()));
        return m_index < 0 ? text : text + u'[' + QString::number(m_index) + u']';
    }

private:
    const ElementPath *m_parent = nullptr;
    std::string_view m_name;
    qsizetype m_index = -1;
};

} // namespace Tbs
