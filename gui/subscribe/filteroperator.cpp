// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "filteroperator.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace Tbs::Gui {

namespace {

class OperatorTexts
{
    Q_DECLARE_TR_FUNCTIONS(Tbs::Gui::OperatorTexts)

public:
    [[nodiscard]] static QString neither() { return tr("is"); }
    /// What the codes mean; of others the code has to do.
    [[nodiscard]] static QString meaning(const QString &code);
};

QString OperatorTexts::meaning(const QString &code)
{
    const QHash<QString, QString> meanings{
        {u"eq"_s, tr("equal")},
        {u"ne"_s, tr("not equal")},
        {u"gt"_s, tr("more, later")},
        {u"lt"_s, tr("less, earlier")},
        {u"ge"_s, tr("at least, not before")},
        {u"le"_s, tr("at most, not after")},
        {u"sa"_s, tr("starts after")},
        {u"eb"_s, tr("ends before")},
        {u"ap"_s, tr("about")},
        {u"missing"_s, tr("there is none: true or false")},
        {u"exact"_s, tr("in this spelling")},
        {u"contains"_s, tr("contains the text")},
        {u"not"_s, tr("is not")},
        {u"text"_s, tr("by its display text")},
        {u"in"_s, tr("in the value set or group")},
        {u"not-in"_s, tr("not in the value set or group")},
        {u"below"_s, tr("this or below it")},
        {u"above"_s, tr("this or above it")},
        {u"identifier"_s, tr("by its identifier")},
        {u"of-type"_s, tr("identifier of a type")},
    };
    return meanings.value(code);
}

} // namespace

QString operatorText(const FilterOperator &filterOperator)
{
    const auto &[comparator, modifier] = filterOperator;
    if (comparator.isEmpty() && modifier.isEmpty()) {
        return OperatorTexts::neither();
    }
    const auto code = comparator + (modifier.isEmpty() ? QString() : QString(u':' + modifier));
    const auto explained = OperatorTexts::meaning(comparator.isEmpty() ? modifier : comparator);
    return explained.isEmpty() ? code : u"%1 – %2"_s.arg(code, explained);
}

QList<FilterOperator> operatorChoices(const QStringList &comparators, const QStringList &modifiers)
{
    QList<FilterOperator> choices{{}};
    for (const auto &comparator : comparators) {
        choices.append({.comparator = comparator, .modifier = {}});
    }
    for (const auto &modifier : modifiers) {
        choices.append({.comparator = {}, .modifier = modifier});
    }
    return choices;
}

} // namespace Tbs::Gui
