// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <utility>

namespace Tbs::Gui {

/// Which of several requests, one after the other, is the one whose answer is wanted: those to older ones are dropped.
class RequestGeneration
{
public:
    /// What is under way is not wanted any longer.
    void advance() { ++m_number; }

    /// \a take for as long as nothing newer began, and nothing after that. To be called only while this lives.
    template <typename Take> [[nodiscard]] auto whileCurrent(Take take) const
    {
        return [this, number = m_number, take = std::move(take)](const auto &...answer) {
            if (number == m_number) {
                take(answer...);
            }
        };
    }

private:
    quint64 m_number = 0;
};

} // namespace Tbs::Gui
