// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#pragma once

#include "fieldmessage.h"

#include <Tbs/support/error.h>
#include <Tbs/support/issue.h>

#include <QList>

namespace Tbs::Gui {

/// The messages of a form, found by the elements that mistakes name. The form owns the widgets.
class FieldMessages
{
public:
    /// A message for \a field, to be put below it. Mistakes whose location is \a element are shown there.
    FieldMessage *add(QWidget *field, const QString &element);
    /// Of \a mistakes those that belong to a field are shown, and what was shown before is gone. A warning, whose path
    /// is the element, is shown where there is no mistake.
    void show(const QList<Error> &mistakes, const QList<Issue> &warnings = {});
    void touch();
    /// The first field with a mistake, in the order in which they were added; nullptr when there is none.
    [[nodiscard]] QWidget *firstMistake() const;

private:
    struct Entry
    {
        QString element;
        FieldMessage *message;
    };

    QList<Entry> m_entries;
};

} // namespace Tbs::Gui
