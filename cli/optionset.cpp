// SPDX-FileCopyrightText: 2026 The libtbs authors
// SPDX-License-Identifier: MIT

#include "optionset.h"

#include "duration.h"

#include <QCoreApplication>

#include <algorithm>
#include <CLI/CLI.hpp>
#include <limits>
#include <memory>

using namespace Qt::StringLiterals;

namespace Tbs::Cli {

namespace {

QString wrong(const QString &value, const QString &expected)
{
    return QCoreApplication::translate("Tbs::Cli", "'%1' is not %2").arg(value, expected);
}

} // namespace

OptionSet::OptionSet(CLI::App &app)
    : m_app(app)
    , m_group(QCoreApplication::translate("Tbs::Cli", "Options").toStdString())
{
}

void OptionSet::setGroup(const QString &heading)
{
    m_group = heading.toStdString();
}

void OptionSet::setFooter(const QString &footer)
{
    m_app.footer(footer.toStdString());
}

CLI::Option *OptionSet::addValues(const QString &names, const QString &placeholder, const QString &help,
                                  const Take &take)
{
    const auto name = names.section(u',', -1).toStdString();
    const auto takeAll = [take, name](const std::vector<std::string> &values) {
        for (const auto &value : values) {
            if (const auto mistake = take(QString::fromStdString(value)); !mistake.isEmpty()) {
                throw CLI::ValidationError(name, mistake.toStdString());
            }
        }
    };
    auto *option =
        m_app.add_option_function<std::vector<std::string>>(names.toStdString(), takeAll, help.toStdString());
    option->type_name(placeholder.toStdString())->group(m_group);
    return option;
}

void OptionSet::addValue(const QString &names, const QString &placeholder, const QString &help, const Take &take)
{
    addValues(names, placeholder, help, take)->expected(1)->allow_extra_args(false);
}

void OptionSet::addRepeatedValue(const QString &names, const QString &placeholder, const QString &help,
                                 const Take &take)
{
    addValues(names, placeholder, help, take)
        ->expected(1)
        ->allow_extra_args(false)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void OptionSet::addFlag(const QString &names, bool &value, const QString &help)
{
    m_app.add_flag(names.toStdString(), value, help.toStdString())->group(m_group);
}

void OptionSet::addText(const QString &names, const QString &placeholder, QString &value, const QString &help)
{
    addValue(names, placeholder, help, [&value](const QString &text) {
        value = text;
        return text.isEmpty() ? wrong(text, QCoreApplication::translate("Tbs::Cli", "a value")) : QString();
    });
}

void OptionSet::addTexts(const QString &names, const QString &placeholder, QStringList &values, const QString &help)
{
    addRepeatedValue(names, placeholder, help, [&values](const QString &text) {
        values.append(text);
        return QString();
    });
}

void OptionSet::addNumber(const QString &names, const QString &placeholder, std::optional<qint64> &value,
                          qint64 minimum, qint64 maximum, const QString &help)
{
    addValue(names, placeholder, help, [&value, minimum, maximum](const QString &text) {
        bool understood = false;
        value = text.toLongLong(&understood);
        if (understood && *value >= minimum && *value <= maximum) {
            return QString();
        }
        const bool open = maximum == std::numeric_limits<qint64>::max();
        return wrong(
            text,
            open ? QCoreApplication::translate("Tbs::Cli", "a whole number of at least %1").arg(minimum)
                 : QCoreApplication::translate("Tbs::Cli", "a whole number from %1 to %2").arg(minimum).arg(maximum));
    });
}

void OptionSet::addFraction(const QString &names, const QString &placeholder, double &value, double minimum,
                            double maximum, const QString &help)
{
    addValue(names, placeholder, help, [&value, minimum, maximum](const QString &text) {
        bool understood = false;
        value = text.toDouble(&understood);
        return understood && value >= minimum && value <= maximum
            ? QString()
            : wrong(text, QCoreApplication::translate("Tbs::Cli", "a number from %1 to %2").arg(minimum).arg(maximum));
    });
}

void OptionSet::addDuration(const QString &names, const QString &placeholder,
                            std::optional<std::chrono::milliseconds> &value, const QString &help)
{
    addValue(names, placeholder, help, [&value](const QString &text) {
        value = durationFromText(text);
        return value && value->count() > 0
            ? QString()
            : wrong(text, QCoreApplication::translate("Tbs::Cli", "a duration such as 500ms, 30s, 5m, 2h or 1d"));
    });
}

void OptionSet::addFhirVersion(const QString &names, std::optional<FhirVersion> &value, const QString &help)
{
    addValue(names, u"R4|R4B|R5"_s, help, [&value](const QString &text) {
        value = fhirVersionFromCode(text);
        return value ? QString() : wrong(text, QCoreApplication::translate("Tbs::Cli", "R4, R4B or R5"));
    });
}

void OptionSet::addOptionalValue(const QString &names, const QString &placeholder, bool &given, QString &value,
                                 const QString &help)
{
    // A flag and not an option with expected(0, 1), which would take the word after it.
    const auto held = std::make_shared<std::string>();
    auto *option = m_app.add_flag(names.toStdString(), *held, help.toStdString());
    option->group(m_group)->each([held, &given, &value](const std::string &text) {
        given = true;
        value = text == "true" ? QString() : QString::fromStdString(text);
    });
    option->type_name("[=" + placeholder.toStdString() + "]");
}

void OptionSet::addPositional(const QString &placeholder, QStringList &values, const QString &help)
{
    addValues(placeholder, {}, help, [&values](const QString &text) {
        values.append(text);
        return QString();
    })->group("Positionals");
}

bool OptionSet::isOptionName(const QString &text) const
{
    const auto name = text.section(u'=', 0, 0).toStdString();
    const auto options = m_app.get_options();
    return std::any_of(options.begin(), options.end(),
                       [&name](const CLI::Option *option) { return option->check_name(name); });
}

} // namespace Tbs::Cli
