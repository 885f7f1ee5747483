// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "fieldmessages.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

FieldMessage *FieldMessages::add(QWidget *field, const QString &element)
{
    auto *message = new FieldMessage(field, field->objectName() + u"Message"_s);
    m_entries.append({element, message});
    return message;
}

void FieldMessages::show(const QList<Error> &mistakes, const QList<Issue> &warnings)
{
    for (const auto &entry : std::as_const(m_entries)) {
        const auto found = std::find_if(mistakes.begin(), mistakes.end(),
                                        [&entry](const Error &mistake) { return mistake.location == entry.element; });
        const auto warning = std::find_if(warnings.begin(), warnings.end(),
                                          [&entry](const Issue &issue) { return issue.path == entry.element; });
        if (found != mistakes.end()) {
            entry.message->say(Tone::Bad, found->message);
        } else if (warning != warnings.end()) {
            entry.message->say(Tone::Warning, warning->message);
        } else {
            entry.message->clearMessage();
        }
    }
}

void FieldMessages::touch()
{
    for (const auto &entry : std::as_const(m_entries)) {
        entry.message->touch();
    }
}

QWidget *FieldMessages::firstMistake() const
{
    for (const auto &entry : m_entries) {
        if (entry.message->isMistake()) {
            return entry.message->field();
        }
    }
    return nullptr;
}

} // namespace Tbs::Gui
